"""The load–velocity profile with the estimated one-repetition maximum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bargroove.insights.lifted import Withheld
from bargroove.insights.speeds import floor_of, speeds_of
from bargroove.logbook.records import LoggedSet
from velocity.profile import MODEL_SE, Profile, TooLittle, fit_profile
from velocity.rep import Measured


@dataclass(frozen=True)
class Point:
    """A load of the profile, kg: on how many days, the usual and best velocity, the line's; m/s."""

    load_kg: float
    days: int
    usual: float
    best: float
    line: Measured


@dataclass(frozen=True)
class LoadVelocity:
    """A lifter's load–velocity profile in a lift.

    Attributes:
        one_rm_kg: estimated one-repetition maximum.
        floor: velocity at it, m/s.
        slope: m/s for each kg.
        points: the loads it rests on; ``days``: of how many days.
    """

    one_rm_kg: Measured
    floor: Measured
    slope: Measured
    points: tuple[Point, ...]
    days: int
    told: str


def profile(lift: str, sets: Sequence[LoggedSet]) -> LoadVelocity | Withheld:
    """Return the profile that one lifter's sets of a lift give."""
    speeds, floor = speeds_of(sets), floor_of(lift, sets)
    found = fit_profile(speeds.loads_kg, speeds.velocities, speeds.days, floor)
    if isinstance(found, TooLittle):
        return Withheld(
            f"The profile {found.reason}. Give sets their --load, and lift the first rep as fast"
            " as you can."
            if found.reason.startswith("needs")
            else f"No profile: {found.reason}."
        )
    return LoadVelocity(
        found.one_rm_kg,
        floor,
        found.slope,
        tuple(_point(found, float(kg)) for kg in np.unique(found.loads_kg)),
        found.days,
        _told(found.one_rm_kg),
    )


def _point(found: Profile, kg: float) -> Point:
    lifted = found.velocities[found.loads_kg == kg]
    return Point(
        kg, len(lifted), float(np.median(lifted)), float(lifted.max()), found.velocity_at(kg)
    )


def _told(one_rm: Measured) -> str:
    return (
        f"Estimated one-repetition maximum {one_rm.value:.0f} ± {one_rm.se:.0f} kg; of the error,"
        f" {100 * MODEL_SE:.0f} % is that a straight line tells rather too much."
    )
