"""What a parcel from the product's own file must be, beyond the types of its values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, get_type_hints

import numpy as np

from bargroove.exchange.codec import from_plain
from bargroove.exchange.dates import read_when
from bargroove.exchange.errors import BadImport
from bargroove.exchange.wording import shown
from bargroove.logbook.errors import BadEntry
from bargroove.logbook.marks import MARKS
from bargroove.logbook.parcels import PackedLifter, PackedOverride, PackedSet, Parcel
from bargroove.logbook.times import to_time
from velocity import LIFTS, Rep
from velocity.limits import Limits
from velocity.rep import HEIGHTS, Course

_VERDICTS = ("ok", "near", "rack")
_STATES = ("clean", "sliding", "failed", "unsure")
_LIMITS = get_type_hints(Limits)
_OVERRIDES = _LIMITS | {"cap": int | None, "cycle_days": int | None}


def checked(parcel: Parcel) -> Parcel:
    """Return a parcel whose lifters are all named.

    Raises:
        BadImport: something in it cannot be.
    """
    for number, packed in enumerate(parcel.sets, 1):
        _check_set(packed, f"set {packed.id or number}")
    for override in parcel.overrides:
        _check_override(override)
    for lifter in parcel.lifters:
        if lifter.created_utc:
            _check_time(lifter.created_utc, f"lifter {lifter.name}")
    named = {lifter.name for lifter in parcel.lifters}
    used = [one.head.lifter for one in parcel.sets] + [one.lifter for one in parcel.overrides]
    missing = [name for name in dict.fromkeys(used) if name is not None and name not in named]
    return replace(parcel, lifters=(*parcel.lifters, *map(PackedLifter, missing)))


def _check_set(packed: PackedSet, where: str) -> None:
    head = packed.head
    _check_one_of(head.lift, LIFTS, f"{where}, lift")
    _check_time(head.started_utc, where)
    if head.load_kg is not None and not head.load_kg > 0:
        raise BadImport(f"{where}, load_kg: a number above 0 is needed, not {head.load_kg:g}")
    numbers = [rep.rep for rep in packed.reps]
    if sorted(set(numbers)) != numbers or (numbers and numbers[0] < 1):
        raise BadImport(f"{where}: its reps must be numbered from 1 upwards")
    for rep in packed.reps:
        _check_rep(rep, f"{where}, rep {rep.rep}")
    for mark in packed.marks:
        _check_one_of(mark.mark, MARKS, f"{where}, mark of rep {mark.rep}")
        for time in (mark.made_utc, mark.undone_utc):
            if time:
                _check_time(time, f"{where}, mark of rep {mark.rep}")
        if mark.rep not in numbers:
            raise BadImport(f"{where}: a mark on rep {mark.rep}, which is not there")


def _check_rep(rep: Rep, where: str) -> None:
    _check_one_of(rep.verdict, _VERDICTS, f"{where}, verdict")
    if rep.valid and not rep.mean_velocity.value > 0:
        raise BadImport(f"{where}, mean_velocity: a valid rep has one above 0")
    if rep.technique:
        _check_one_of(rep.technique.state, _STATES, f"{where}, technique")
    if rep.course:
        parts = (getattr(rep.course, field.name) for field in fields(Course))
        if any(np.shape(part) not in ((), HEIGHTS.shape) for part in parts):
            raise BadImport(f"{where}, course: {len(HEIGHTS)} values of each are needed")


def _check_override(override: PackedOverride) -> None:
    where = f"overrides of {override.lifter}"
    _check_one_of(override.lift, LIFTS, where)
    for name, value in override.fields.items():
        _check_one_of(name, _OVERRIDES, where)
        from_plain(_OVERRIDES[name], value, f"{where}, {name}")
    try:
        Limits(**{name: value for name, value in override.fields.items() if name in _LIMITS})
    except ValueError as error:
        raise BadImport(f"{where}: {error}") from None


def _check_time(text: str, where: str) -> None:
    try:
        fits = read_when(text) and to_time(text)
    except BadEntry:
        fits = None
    if not fits:
        raise BadImport(f"{where}: a time, as 2026-03-31T18:30:00Z, is needed, not {shown(text)}")


def _check_one_of(name: str, names: Mapping[str, Any] | tuple[str, ...], where: str) -> None:
    if name not in names:
        raise BadImport(f"{where}: {shown(name)} is none of {', '.join(names)}")
