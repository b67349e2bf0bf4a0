"""The report of a set, in all its formats, and the folder that holds everything."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from bargroove import __version__
from bargroove.exchange.own_csv import write_csv
from bargroove.exchange.own_json import write_json
from bargroove.exchange.parquet import write_parquet
from bargroove.logbook import Logbook, LoggedSet
from bargroove.logbook.parcels import Parcel
from bargroove.logbook.sets import Which
from bargroove.reports.motion import NoMotion, file_of
from bargroove.reports.pages import forms_of
from bargroove.reports.report import Report, Write
from bargroove.reports.set_content import set_content
from bargroove.trace_csv import write_trace
from gui.report.content import SetContent

if TYPE_CHECKING:
    from gui.report.paper import PaperDocument


def set_report(logbook: Logbook, which: Which) -> Report:
    """Return the report of a set; what it says is gathered as it is written.

    Raises:
        NoSuchSet: there is no such set.
        LogbookError: the logbook cannot be read.
    """
    one = logbook.one(which)
    parts = _Parts(logbook, one, datetime.now().astimezone())
    forms = forms_of(parts.page, parts.paper) | {
        "csv": parts.write_reps,
        "parquet": lambda path: write_parquet(parts.parcel, path),
        "json": parts.write_json,
    }
    folder = {_NAMES[form]: write for form, write in forms.items()}
    folder |= {"trace.csv": parts.write_trace, **parts.recording()}
    return Report(name_of(one), forms, folder)


def name_of(one: LoggedSet) -> str:
    """Return what the files of a set's report are called: ``2026-11-22-1032-set-12-squat``."""
    started = datetime.fromisoformat(one.head.started_utc).astimezone()
    return f"{started:%Y-%m-%d-%H%M}-set-{one.id}-{one.head.lift.replace('_', '-')}"


_NAMES = {
    "html": "report.html",
    "pdf": "report.pdf",
    "png": "report.png",
    "csv": "reps.csv",
    "parquet": "reps.parquet",
    "json": "set.json",
}


@dataclass
class _Parts:
    """What the files of one set are made of, gathered once and when it is needed."""

    logbook: Logbook
    one: LoggedSet
    made: datetime

    @cached_property
    def content(self) -> SetContent:
        return set_content(self.logbook, self.one)

    @cached_property
    def parcel(self) -> Parcel:
        return self.logbook.pack(self.one.id)

    def page(self) -> str:
        from gui.report.set_page import set_page

        return set_page(self.content, made=self.made, version=__version__)

    def paper(self) -> PaperDocument:
        from gui.report.paper_set import set_paper

        return set_paper(self.content, made=self.made, version=__version__)

    def write_reps(self, path: Path) -> None:
        path.write_text(write_csv(self.parcel), encoding="utf-8", newline="")

    def write_json(self, path: Path) -> None:
        path.write_text(write_json(self.parcel), encoding="utf-8", newline="")

    def write_trace(self, path: Path) -> None:
        if self.content.trace is None:
            raise NoMotion(self.content.no_trace)
        write_trace(self.content.trace, path)

    def recording(self) -> dict[str, Write]:
        try:
            held = file_of(self.one.head)
        except NoMotion:
            return {}

        def copy(path: Path) -> None:
            shutil.copyfile(held, path)

        return {f"recording{held.suffix}": copy}
