"""The best velocity of each set, as the load–velocity profile and readiness ask for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bargroove.insights.lifted import load, loaded, when
from bargroove.judging import known_velocity
from bargroove.logbook.records import LoggedSet
from velocity.floor import own_floor
from velocity.lifts import LIFTS
from velocity.rep import Measured


@dataclass(frozen=True)
class Speeds:
    """Sets with a load and a valid rep, oldest first; each field is (n,).

    Attributes:
        loads_kg: their loads; ``velocities``: mean velocities of their best reps, m/s.
        days: the days they were lifted on, counted from some day.
    """

    loads_kg: tuple[float, ...]
    velocities: tuple[Measured, ...]
    days: tuple[float, ...]


def speeds_of(sets: Sequence[LoggedSet]) -> Speeds:
    """Return the best velocities of sets."""
    found = [
        (load(logged), best, float(when(logged).toordinal()))
        for logged in sorted(loaded(sets), key=when)
        if (best := best_of(logged))
    ]
    return Speeds(*zip(*found, strict=True)) if found else Speeds((), (), ())


def best_of(logged: LoggedSet) -> Measured | None:
    """Return the mean velocity of the fastest valid rep of a set, m/s; None without one."""
    return max(_velocities(logged), key=_value, default=None)


def floor_of(lift: str, sets: Sequence[LoggedSet]) -> Measured:
    """Return a lifter's velocity floor, m/s, as far as their slowest rep bounds it."""
    reps = [rep for logged in sets for rep in _velocities(logged)]
    return own_floor(LIFTS[lift], (), min(reps, key=_value, default=None))


def _velocities(logged: LoggedSet) -> list[Measured]:
    """Return the mean velocities of the valid reps of a set."""
    return [known_velocity(each.rep) for each in logged.reps if each.rep.valid]


def _value(of: Measured) -> float:
    return of.value
