"""Pages and papers of reports, as files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bargroove.reports.report import NotMade, Write
from bargroove.system_libraries import WINDOW, missing, remedy

if TYPE_CHECKING:
    from gui.report.paper import PaperDocument


class NotDrawn(NotMade):
    """A PDF or picture that cannot be drawn here; the message says why."""


def forms_of(page: Callable[[], str], paper: Callable[[], PaperDocument]) -> dict[str, Write]:
    """Return what writes a report as HTML, PDF and PNG.

    Args:
        page: returns it as HTML.
        paper: returns it as it stands on paper.
    """

    def html(path: Path) -> None:
        path.write_text(page(), encoding="utf-8", newline="\n")

    def pdf(path: Path) -> None:
        from gui.report.paper import write_pdf

        _drawn(write_pdf, paper(), path)

    def png(path: Path) -> None:
        from gui.report.paper import write_png

        _drawn(write_png, paper(), path)

    return {"html": html, "pdf": pdf, "png": png}


def _drawn(
    write: Callable[[PaperDocument, Path], None], document: PaperDocument, path: Path
) -> None:
    from gui.report.paper import CannotPrint

    try:
        write(document, path)
    except CannotPrint as error:
        lacking = missing(WINDOW)
        todo = f"{remedy(lacking)}; " if lacking else ""
        raise NotDrawn(
            f"it cannot be drawn here ({error}): {todo}HTML needs none of that"
        ) from None
