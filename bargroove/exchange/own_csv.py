"""The product's own table: one row for each rep, the unit in the heading where there is one.

It holds what fits in a row; the courses, the limits, the calibrations and the history of the
marks are in the JSON only. Several values in one cell are parted by `` | ``.
Text that a spreadsheet would take for a formula has a ``'`` before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, get_type_hints

from bargroove.exchange.cells import bad, guarded, number, unguarded, whole
from bargroove.exchange.checking import checked
from bargroove.exchange.codec import from_plain, to_plain
from bargroove.exchange.errors import BadImport
from bargroove.exchange.sheet import Row, Sheet, write_sheet
from bargroove.logbook.parcels import PackedMark, PackedSet, Parcel
from bargroove.logbook.records import SetHead
from velocity import Measured, Rep
from velocity.rep import Range, Reason, Technique

_BETWEEN = " | "
_UNITS = {
    "mean_velocity": "_m_s",
    "peak_velocity": "_m_s",
    "mean_propulsive_velocity": "_m_s",
    "range_of_motion": "_m",
    "duration": "_s",
    "eccentric_duration": "_s",
    "time_to_peak": "_s",
    "velocity_loss": "",
    "forward_deviation": "_m",
    "lateral_deviation": "_m",
    "tilt_range_deg": "",
    "sticking_velocity": "_m_s",
}
_OF_SET = ("started_utc", "lifter", "lift", "load_kg", "phase", "cue", "note", "source")
_READERS: dict[type, Callable[[str], Any]] = {
    float: number,
    int: whole,
    bool: {"true": True, "false": False}.get,
}
_NEEDED = {str: "text", float: "a number", int: "a whole number", bool: "true or false"}


@dataclass(frozen=True)
class Place:
    """Where a column's values belong.

    Attributes:
        heading: of the column.
        path: keys to the value in a set's plain values, or in those of one of its reps.
        kind: of each value.
        optional: whether there may be none.
        many: whether the path leads to several; ``of`` is the key in each, "" for the whole.
    """

    heading: str
    path: tuple[str, ...]
    kind: type
    optional: bool = False
    many: bool = False
    of: str = ""


def write_csv(parcel: Parcel) -> str:
    """Return a parcel's reps as CSV text."""
    return write_sheet([place.heading for place in PLACES], rows(parcel))


def rows(parcel: Parcel) -> Iterator[list[str]]:
    """Yield the cells of each rep, as text."""
    for values in records(parcel):
        yield [_cell(place, value) for place, value in zip(PLACES, values, strict=True)]


def records(parcel: Parcel) -> Iterator[list[Any]]:
    """Yield the values of each rep, in the order of ``PLACES``; those of many as text."""
    for packed in parcel.sets:
        head, marks = to_plain(packed.head), _marks(packed.marks)
        for rep in packed.reps:
            held = {
                "set": {"id": packed.id, "complete": packed.complete, "head": head},
                "rep": to_plain(replace(rep, course=None)),
                "mark": marks.get(rep.rep),
            }
            yield [_found(held, place) for place in PLACES]


def is_own(sheet: Sheet) -> bool:
    """Return whether a table is one of these."""
    return {"set_id", "started_utc", "rep"} <= set(sheet.headings)


def read_csv(sheet: Sheet) -> tuple[Parcel, tuple[str, ...]]:
    """Return the sets of a table, and the headings that are not known.

    Raises:
        BadImport: a column is missing, or a cell cannot be read.
    """
    missing = [f"'{p.heading}'" for p in PLACES if p.heading not in sheet.headings]
    if missing:
        raise BadImport(f"no column {', '.join(missing)}: is this an export of this program?")
    if not sheet.rows:
        raise BadImport("there are no reps below the header")
    known = {place.heading for place in PLACES}
    unknown = tuple(heading for heading in sheet.headings if heading not in known)
    sets: dict[int, list[tuple[int, dict[str, Any]]]] = {}
    for row in sheet.rows:
        held = _held(sheet.headings, row)
        sets.setdefault(held["set"]["id"], []).append((row.line, held))
    return checked(Parcel(sets=tuple(_packed(id_, held) for id_, held in sets.items()))), unknown


def _packed(id_: int, held: list[tuple[int, dict[str, Any]]]) -> PackedSet:
    line, first = held[0]
    reps = tuple(_rep(plain["rep"], f"line {at}") for at, plain in held)
    marks = zip(reps, (plain["mark"] for _, plain in held), strict=True)
    return PackedSet(
        from_plain(SetHead, first["set"]["head"], f"line {line}"),
        reps,
        tuple(PackedMark(rep.rep, mark, "") for rep, mark in marks if mark),
        complete=first["set"]["complete"],
        id=id_,
    )


def _rep(plain: dict[str, Any], where: str) -> Rep:
    """Return the rep of a row; a record that has no values is not there."""
    reasons = plain["reasons"]
    counts = {len(values) for values in reasons.values()}
    if len(counts) != 1:
        raise BadImport(f"{where}: the columns of the reasons hold different numbers of them")
    by_reason = zip(*reasons.values(), strict=True)
    plain["reasons"] = [dict(zip(reasons, one, strict=True)) for one in by_reason]
    for name, record in plain.items():
        if isinstance(record, dict) and all(part in (None, "") for part in record.values()):
            plain[name] = None
    rep: Rep = from_plain(Rep, plain, where)
    return rep


def _held(headings: tuple[str, ...], row: Row) -> dict[str, Any]:
    """Return a row's values where they belong."""
    held: dict[str, Any] = {"mark": None}
    for place in PLACES:
        *way, last = (*place.path, place.of) if place.of else place.path
        inside = held
        for key in way:
            inside = inside.setdefault(key, {})
        inside[last] = _read(place, row.cells[headings.index(place.heading)], row.line)
    return held


def _read(place: Place, cell: str, line: int) -> Any:
    if place.kind is str:
        cell = unguarded(cell)
    if place.many:
        parts = cell.split(_BETWEEN) if cell else []
        return [_one(place, part, line) for part in parts]
    return _one(place, cell, line)


def _one(place: Place, cell: str, line: int) -> Any:
    if place.optional and not cell:
        return None
    if place.kind is str:
        return cell
    value = _READERS[place.kind](cell.strip().lower())
    if value is None:
        raise bad(line, place.heading, cell, f"{_NEEDED[place.kind]} is needed")
    return value


def _found(held: Mapping[str, Any], place: Place) -> Any:
    value: Any = held
    for key in place.path:
        value = None if value is None else value[key]
    if not place.many:
        return value
    return _BETWEEN.join(_text(one[place.of] if place.of else one) for one in value)


def _cell(place: Place, value: Any) -> str:
    text = _text(value)
    return guarded(text) if place.kind is str else text


def _text(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _marks(history: Iterable[PackedMark]) -> dict[int, str]:
    """Return the marks that hold."""
    return {mark.rep: mark.mark for mark in history if mark.undone_utc is None}


def _places() -> Iterator[Place]:
    yield Place("set_id", ("set", "id"), int)
    yield Place("complete", ("set", "complete"), bool)
    heads = get_type_hints(SetHead)
    for name in _OF_SET:
        optional = heads[name] in (str | None, float | None)
        kind = float if heads[name] == float | None else str
        yield Place(name, ("set", "head", name), kind, optional)
    for name, kind in get_type_hints(Rep).items():
        yield from _of_rep(name, kind)
    yield Place("mark", ("mark",), str, optional=True)


def _of_rep(name: str, kind: Any) -> Iterator[Place]:
    if kind in (Measured, Measured | None):
        for end in ("", "_se"):
            yield Place(f"{name}{end}{_UNITS[name]}", ("rep", name + end), float, optional=True)
    elif name == "doubts":
        yield Place(name, ("rep", name), str, many=True)
    elif name == "reasons":
        yield from _of_record("reason", ("rep", name), Reason, many=True)
    elif kind in (Technique | None, Range | None):
        record = Technique if kind == Technique | None else Range
        yield from _of_record(name, ("rep", name), record)
    elif kind in (int, float, bool, str):
        yield Place(
            "capture_set" if name == "set" else name, ("rep", name), kind, optional=kind is float
        )


def _of_record(
    name: str, path: tuple[str, ...], record: type, *, many: bool = False
) -> Iterator[Place]:
    kinds = get_type_hints(record)
    for field in fields(record):
        kind = float if kinds[field.name] == float | None else kinds[field.name]
        way, of = (path, field.name) if many else ((*path, field.name), "")
        yield Place(f"{name}_{field.name}", way, kind, kind is not str, many, of)


PLACES = tuple(_places())
