"""Readiness: the latest day's velocity at a usual load against the lifter's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from bargroove.insights.estimates import normal
from bargroove.insights.lifted import Withheld
from bargroove.insights.speeds import Speeds, speeds_of
from bargroove.logbook.records import LoggedSet
from velocity import profile
from velocity.profile import TooLittle
from velocity.rep import Measured

_USUAL = 0.80  # share of days that ``usual_percent`` holds


@dataclass(frozen=True)
class Readiness:
    """The latest day beside the usual one.

    Attributes:
        day: which; ``load_kg``: at which load.
        velocity: of the day's best rep, m/s.
        difference_percent: by which it is above the lifter's usual one.
        usual_percent: within which, − to +, 8 of 10 of the lifter's days lie.
        unusual: whether it lies outside by more than its own error may explain.
        days: how many past days it rests on.
    """

    day: date
    load_kg: float
    velocity: Measured
    difference_percent: Measured
    usual_percent: float
    unusual: bool
    days: int
    told: str


def readiness(sets: Sequence[LoggedSet]) -> Readiness | Withheld:
    """Return how one lifter's latest day in a lift compares with the days before."""
    speeds = speeds_of(sets)
    if not speeds.days:
        return Withheld("No set has both a load and a valid rep: lift one with --load.")
    at = _best_compared(speeds)
    load, today = speeds.loads_kg[at], speeds.velocities[at]
    found = profile.readiness(*_before(speeds), load, today)
    if isinstance(found, TooLittle):
        return Withheld(f"Readiness {found.reason}: lift this load on more days, with --load.")
    unusual = abs(found.difference.value) > _chance_gives(found.usual, found.difference.se)
    return Readiness(
        date.fromordinal(int(speeds.days[at])),
        load,
        today,
        found.difference,
        found.usual,
        unusual,
        found.days,
        _told(load, found.difference, found.usual, unusual),
    )


def _chance_gives(usual: float, se: float) -> float:
    """Return the difference, %, that days and readings exceed by chance one time in twenty."""
    return normal(0.95) * sqrt((usual / normal(_USUAL)) ** 2 + se**2)


def _before(speeds: Speeds) -> tuple[list[float], list[Measured], list[float]]:
    """Return loads, velocities and days before the latest day."""
    past = [i for i, day in enumerate(speeds.days) if day < speeds.days[-1]]
    return (
        [speeds.loads_kg[i] for i in past],
        [speeds.velocities[i] for i in past],
        [speeds.days[i] for i in past],
    )


def _best_compared(speeds: Speeds) -> int:
    """Return the latest day's set whose load lies near most past days; the heaviest of these."""
    past = list(zip(speeds.loads_kg, speeds.days, strict=True))
    last = speeds.days[-1]

    def days_near(at: int) -> tuple[int, float, float]:
        kg = speeds.loads_kg[at]
        near = {
            day for load, day in past if day < last and abs(load - kg) <= profile.NEAR_LOAD * kg
        }
        return len(near), kg, speeds.velocities[at].value

    return max((i for i, day in enumerate(speeds.days) if day == last), key=days_near)


def _told(load: float, difference: Measured, usual: float, unusual: bool) -> str:
    size = (
        f"{difference.value:+.1f} ± {difference.se:.1f} % at {load:g} kg against your own; 8 of 10"
        f" days lie within {usual:.1f} %"
    )
    if not unusual:
        return f"A usual day: {size}."
    return f"{'Faster' if difference.value > 0 else 'Slower'} than usual: {size}."
