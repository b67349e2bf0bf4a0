"""Files to parcels: whose file it is, and what of it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bargroove.exchange.errors import BadImport
from bargroove.exchange.foreign import read_foreign
from bargroove.exchange.headings import read_heading
from bargroove.exchange.own_csv import is_own, read_csv
from bargroove.exchange.own_json import read_json
from bargroove.exchange.products import PRODUCTS, recognized
from bargroove.exchange.readings import Told
from bargroove.exchange.sheet import read_sheet, read_text
from bargroove.files import reason
from bargroove.logbook.parcels import PackedLifter, Parcel
from gui.live_words import counted

OWN = "bargroove"


@dataclass(frozen=True)
class Opened:
    """What a file holds.

    Attributes:
        title: whose file it is, for people.
        parcel: lifters and sets.
        exercises: what each lift is called in the file → the lift.
        notices: what people should know of the reading.
    """

    title: str
    parcel: Parcel
    exercises: Mapping[str, str]
    notices: tuple[str, ...] = ()


def open_file(
    path: Path, product: str | None = None, lifter: str | None = None, told: Told | None = None
) -> Opened:
    """Read a file of sets.

    Args:
        path: the file.
        product: whose it is; None to find that out.
        lifter: whose sets these are; None where the file says it.
        told: what the file may not say.

    Raises:
        BadImport: it cannot be read; the message names the file, and the place in it.
    """
    try:
        return open_content(_content(path), product, lifter, told or Told())
    except BadImport as error:
        raise BadImport(f"{path}: {error}") from None


def open_content(content: bytes, product: str | None, lifter: str | None, told: Told) -> Opened:
    """Read the content of a file of sets, as ``open_file`` does.

    Raises:
        BadImport: it cannot be read.
    """
    if content.startswith(b"PAR1"):
        raise BadImport("Parquet is not imported: export as CSV or JSON")
    text = read_text(content)
    if text.lstrip("\ufeff \t\r\n").startswith("{") and product in (None, OWN):
        return _own(read_json(text), lifter)
    sheet = read_sheet(text)
    if product == OWN or (product is None and is_own(sheet)):
        parcel, unknown = read_csv(sheet)
        left = f"{counted(len(unknown), 'column')} not known and not kept: {', '.join(unknown)}"
        return _own(parcel, lifter, *([left] * bool(unknown)))
    found = PRODUCTS[product] if product else recognized(tuple(map(read_heading, sheet.headings)))
    return Opened(found.title, *read_foreign(sheet, found, lifter, told))


def _own(parcel: Parcel, lifter: str | None, *notices: str) -> Opened:
    if lifter is not None:
        parcel = _given_to(parcel, lifter)
    lifts = dict.fromkeys(one.head.lift for one in parcel.sets)
    return Opened("Bargroove", parcel, {lift: lift for lift in lifts}, notices)


def _given_to(parcel: Parcel, lifter: str) -> Parcel:
    """Return the parcel as that of one lifter."""
    named = {one.head.lifter for one in parcel.sets}
    if len(named) > 1:
        raise BadImport(f"it holds sets of {len(named)} lifters: leave --lifter out")
    return replace(
        parcel,
        lifters=(PackedLifter(lifter),),
        sets=tuple(replace(s, head=replace(s.head, lifter=lifter)) for s in parcel.sets),
        overrides=(),
    )


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise BadImport("there is no such file") from None
    except IsADirectoryError:
        raise BadImport("this is a directory, not a file of sets") from None
    except OSError as error:
        raise BadImport(f"it cannot be read ({reason(error)})") from None
