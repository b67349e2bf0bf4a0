"""Other products' readings as sets.

What the product does not say is not made up: standard errors, courses and techniques stay
unknown, so such sets never teach technique.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import accumulate
from math import nan

from bargroove.exchange.errors import BadImport
from bargroove.exchange.exercises import lift_of
from bargroove.exchange.products import Product
from bargroove.exchange.readings import Reader, Reading, Told
from bargroove.exchange.sheet import Sheet
from bargroove.logbook.parcels import PackedLifter, PackedSet, Parcel
from bargroove.logbook.records import SetHead
from gui.live_words import counted
from velocity import Measured, Rep

_STEP = timedelta(minutes=1)
_UNKNOWN = Measured(nan, nan)


def read_foreign(
    sheet: Sheet, product: Product, lifter: str | None, told: Told
) -> tuple[Parcel, dict[str, str], tuple[str, ...]]:
    """Return the sets of another product's CSV, the lifts of its exercises, and notices.

    Args:
        sheet: the file.
        product: whose it is.
        lifter: whose sets these are; None where the file says it.
        told: what the file may not say.

    Raises:
        BadImport: the file cannot be read, or does not say whose sets they are.
    """
    reader = Reader(sheet, product, told)
    readings = _of_lifter(reader.read(), lifter)
    groups = _sets(readings)
    moments = _moments(groups)
    sets = [_packed(g, at, product) for g, at in zip(groups, moments, strict=True)]
    made_up = any(g[0].when.moment != at for g, at in zip(groups, moments, strict=True))
    names = dict.fromkeys(reading.athlete for reading in readings)
    parcel = Parcel(
        lifters=tuple(PackedLifter(name) for name in names),
        sets=tuple(sorted(sets, key=lambda one: one.head.started_utc)),
        by_day=True,
    )
    exercises = {reading.exercise: lift_of(reading.exercise) for reading in readings}
    made_up = made_up or any(reading.when.day_only for reading in readings)
    return parcel, exercises, _notices(reader, readings, made_up)


def _of_lifter(readings: list[Reading], lifter: str | None) -> list[Reading]:
    if not readings:
        raise BadImport("there are no reps below the header")
    named = list(dict.fromkeys(reading.athlete for reading in readings))
    if lifter is not None:
        if len(named) > 1:
            raise BadImport(
                f"it holds sets of {len(named)} lifters ({', '.join(filter(None, named))[:60]}):"
                " leave --lifter out, or split the file"
            )
        return [replace(reading, athlete=lifter) for reading in readings]
    nameless = next((reading for reading in readings if not reading.athlete), None)
    if nameless:
        raise BadImport(f"line {nameless.line} names no lifter: say whose sets with --lifter")
    return readings


def _sets(readings: Iterable[Reading]) -> list[list[Reading]]:
    """Return the rows of each set; a set's number may come back, as after a superset."""
    sets: list[list[Reading]] = []
    latest: dict[object, list[Reading]] = {}
    for reading in readings:
        key = (reading.athlete, reading.exercise, reading.workout, reading.set)
        current = latest.get(key)
        if current is None or not _follows(reading, current[-1]):
            current = latest[key] = []
            sets.append(current)
        current.append(reading)
    return sets


def _follows(reading: Reading, before: Reading) -> bool:
    """Return whether a row is a later rep of the set that the one before belongs to."""
    if reading.rep is None or before.rep is None:
        return reading.reps is None
    return reading.rep > before.rep


def _moments(sets: Sequence[Sequence[Reading]]) -> list[datetime]:
    """Return when each set began: as told, or a minute after the one told for the same moment."""
    taken: set[tuple[str, datetime]] = set()
    moments = []
    for readings in sets:
        athlete, at = readings[0].athlete, min(reading.when.moment for reading in readings)
        while (athlete, at) in taken:
            at += _STEP
        taken.add((athlete, at))
        moments.append(at)
    return moments


def _packed(readings: Sequence[Reading], at: datetime, product: Product) -> PackedSet:
    first = readings[0]
    lift = lift_of(first.exercise)
    own_name = first.exercise if lift == "generic" else ""
    head = SetHead(
        lifter=first.athlete,
        lift=lift,
        load_kg=first.load_kg,
        started_utc=at.isoformat(timespec="seconds"),
        note=", ".join(filter(None, (own_name, first.note))),
        source=f"import:{product.name}",
    )
    return PackedSet(head, tuple(_reps(readings)))


def _reps(readings: Sequence[Reading]) -> list[Rep]:
    best = accumulate((reading.values["mean_velocity"] for reading in readings), max)
    return [
        _rep(number, reading, fastest)
        for number, (reading, fastest) in enumerate(zip(readings, best, strict=True), 1)
    ]


def _rep(number: int, reading: Reading, fastest: float) -> Rep:
    def measured(name: str) -> Measured:
        return Measured(reading.values[name], nan) if name in reading.values else _UNKNOWN

    summed = (reading.reps or 1) > 1
    return Rep(
        rep=number,
        set=1,
        start_s=nan,
        end_s=nan,
        valid=not summed,
        doubts=(f"it stands for all {reading.reps} reps of its set",) if summed else (),
        mean_velocity=measured("mean_velocity"),
        peak_velocity=measured("peak_velocity"),
        mean_propulsive_velocity=measured("mean_propulsive_velocity"),
        range_of_motion=measured("range_of_motion"),
        duration=measured("duration"),
        eccentric_duration=None,
        time_to_peak=measured("time_to_peak"),
        velocity_loss=Measured(1 - reading.values["mean_velocity"] / fastest, nan),
        forward_deviation=_UNKNOWN,
        lateral_deviation=_UNKNOWN,
        tilt_range_deg=_UNKNOWN,
        sticking_velocity=None,
    )


def _notices(reader: Reader, readings: Sequence[Reading], made_up: bool) -> tuple[str, ...]:
    summed = sum((reading.reps or 1) > 1 for reading in readings)
    ignored = reader.ignored
    told = (
        (ignored, f"{counted(len(ignored), 'column')} not kept: {', '.join(ignored)}"),
        (
            reader.left_out,
            f"{counted(reader.left_out, 'row')} of the way down left out: the way up is the rep",
        ),
        (
            made_up,
            "the file does not tell when each set began: sets of one moment follow a minute apart,"
            " in its order, and a day stands as noon UTC",
        ),
        (
            summed,
            f"{counted(summed, 'row')} of several reps: each is kept as one rep that is not to be"
            " trusted as such, for only the mean is known",
        ),
    )
    source = "such files hold no standard errors, courses or tilt: these stay unknown"
    return (source, *(text for given, text in told if given))
