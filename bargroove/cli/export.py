"""``bargroove export``: sets to a file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bargroove.cli.choosing import chosen, told
from bargroove.errors import BargrooveError
from bargroove.exchange.own_csv import write_csv
from bargroove.exchange.own_json import write_json
from bargroove.exchange.parquet import write_parquet
from bargroove.files import write_whole
from bargroove.logbook import open_logbook
from bargroove.logbook.parcels import Parcel
from bargroove.progress import progress
from gui.live_words import counted

_OUTPUT = "-"
_AS_TEXT: dict[str, Callable[[Parcel], str]] = {"csv": write_csv, "json": write_json}
_FORMATS = ("csv", "parquet", "json")


class NotExported(BargrooveError):
    """Nothing was written, for the reason given."""


def run(arguments: argparse.Namespace) -> None:
    """Write the sets that were asked for.

    Raises:
        NotExported: there are none, or the format is not known.
        LogbookError: the logbook cannot be read.
        CannotWrite: the file cannot be written.
        MissingExtra: Parquet was asked for, and pyarrow is not installed.
    """
    form = _format(arguments.file, arguments.format)
    with open_logbook() as logbook, progress("reading the logbook"):
        parcel = logbook.pack(**chosen(arguments))
    if not parcel.sets and (form != "json" or not parcel.lifters):
        which = told(arguments)
        raise NotExported(f"no sets {which}{' ' * bool(which)}in the logbook: nothing is written")
    if arguments.file == _OUTPUT:
        sys.stdout.write(_AS_TEXT[form](parcel))
        return
    path = Path(arguments.file)
    with progress(f"writing {path.name}"):
        write_whole(path, "export", partial(_write, parcel, form))
    reps = sum(len(one.reps) for one in parcel.sets)
    print(f"{path}: {counted(len(parcel.sets), 'set')}, {counted(reps, 'rep')}")


def _format(file: str, asked: str | None) -> str:
    if file == _OUTPUT:
        form = asked or "csv"
        if form == "parquet":
            raise NotExported("Parquet is not written to the output: name a file")
        return form
    ending = Path(file).suffix.lower().removeprefix(".")
    if asked is None and ending not in _FORMATS:
        raise NotExported(
            f"{file}: its ending says no format; end it in .csv, .parquet or .json, or say --format"
        )
    return asked or ending


def _write(parcel: Parcel, form: str, path: Path) -> None:
    if form == "parquet":
        write_parquet(parcel, path)
    else:
        path.write_text(_AS_TEXT[form](parcel), encoding="utf-8", newline="")
