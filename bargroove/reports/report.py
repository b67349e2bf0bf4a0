"""Reports to files: in which formats there is one, and where it goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bargroove.errors import BargrooveError
from bargroove.files import write_whole
from bargroove.progress import progress
from firmware_bridge.errors import MissingExtra

Write = Callable[[Path], None]
"""Writes a file."""


class NotMade(BargrooveError):
    """A part of a report that cannot be made; the message says why."""


@dataclass(frozen=True)
class Report:
    """A report that can be written.

    Attributes:
        name: of its files, without an ending; good on every system, whoever lifted.
        forms: what writes each of the formats that there are.
        folder: what writes each of the files of its folder, by their names; {} for no folder.
    """

    name: str
    forms: Mapping[str, Write]
    folder: Mapping[str, Write] = field(default_factory=dict)

    def write(self, form: str, path: Path) -> None:
        """Write one format to a file, whole or not at all.

        Raises:
            CannotWrite: the file cannot be written.
            NotMade, MissingExtra: there cannot be one in this format; the message says why.
        """
        with progress(f"writing {path.name}"):
            write_whole(path, "report", partial(_filled, self.forms[form]))

    def write_folder(self, folder: Path) -> tuple[str, ...]:
        """Write all there is to a folder, each file whole or not at all; return what is left out.

        Raises:
            CannotWrite: one of the files cannot be written.
        """
        left_out = []
        for name, write in self.folder.items():
            try:
                with progress(f"writing {name}"):
                    write_whole(folder / name, "report", partial(_filled, write))
            except (NotMade, MissingExtra) as error:
                left_out.append(f"no {name}: {error}")
        return tuple(left_out)


def _filled(write: Write, draft: Path) -> None:
    """Write a draft; the folder that it belongs in may be new."""
    draft.parent.mkdir(parents=True, exist_ok=True)
    write(draft)
