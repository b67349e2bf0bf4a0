"""The load–velocity profile: one lifter's straight line of velocity over load, and what it says.

All sets of a lifter lie on one line but for three things, each with its own variance, so that
the line, the one-repetition maximum and the day's readiness come with honest errors:

- the set's own luck: 3 % of its velocity and the reading's error;
- the day: everything that is lifted on it is faster or slower together, by 4 %;
- the time: strength drifts, by about 1 % of the maximum a week, which is about 0.01 m/s at a
  given load (a random walk back from the latest day, so that old sets count less).

In the free-weight squat of 52 lifters a line fits (r² 0.99), but the maximum that it gives from
submaximal sets is 4.0 % too high, ± 3.0 %: true courses bend down a little near the maximum. As
that figure is of one lift and one sample it is not taken off; it is part of the error. The ± 3 %
are what the errors of the line and of the floor hold already.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from velocity.rep import Measured
from velocity.samples import Floats

LEAST_LOADS = 3
LEAST_SPAN = 0.20
"""The heaviest load has to be so much heavier than the lightest, as a share of itself."""
LEAST_HEAVY = 0.65
"""The heaviest load has to be this share of the maximum it foretells."""
MOST_SE = 0.12
"""A maximum known no better than this share of itself is withheld."""
MODEL_SE = 0.04
"""Share of the maximum by which a straight line errs, upwards as a rule."""
LUCK, DAY = 0.03, 0.04
"""Shares of a velocity: the luck of a set's best rep, and that of a day."""
DRIFT = 0.01
"""m/s in √week: how strength at a given load drifts."""
NEAR_LOAD = 0.20
"""Readiness looks at past loads no further than this share from today's …"""
LEAST_DAYS = 3
RECENT = 42.0
"""… nor longer ago than so many days before the latest."""
_STEEP, _STEEP_SE = -0.9, 0.4
"""m/s: slope × load of sets near 75 % of the maximum; −0.0096 m/s for 1 % of it in squats, −0.015
in the bench."""
_DAYS_WORTH = 4.0
_MIDDLE_80 = 1.28


@dataclass(frozen=True)
class TooLittle:
    """Why nothing is said."""

    reason: str


@dataclass(frozen=True, eq=False)
class Profile:
    """A load–velocity profile.

    Attributes:
        slope: m/s for each kg; ``at_zero`` the velocity without load, m/s.
        one_rm_kg: load at which the line meets the lifter's velocity floor, that is the estimated
            one-repetition maximum on the latest day. Its error holds the line's, the floor's and
            the 4 % by which straight lines err: they rather tell too much than too little.
        loads_kg, velocities: (n,) the sets it rests on: of each day and load the fastest.
        days: how many days they are from.
    """

    slope: Measured
    at_zero: Measured
    one_rm_kg: Measured
    loads_kg: Floats
    velocities: Floats
    days: int
    _line: _Line

    def velocity_at(self, load_kg: float) -> Measured:
        """Return the velocity to be expected of a set's best rep on a usual day, m/s."""
        return self._line.at(load_kg)


@dataclass(frozen=True)
class Readiness:
    """A day's velocity against the lifter's own.

    Attributes:
        difference: % by which the velocity is above the lifter's usual one at this load.
        usual: % within which 8 of 10 of this lifter's usual days come out, − to +.
        days: how many past days it rests on.
    """

    load_kg: float
    difference: Measured
    usual: float
    days: int


@dataclass(frozen=True, eq=False)
class _Sets:
    """Best reps, one for each day and load; every array is (n,)."""

    load: Floats
    velocity: Floats
    se: Floats
    day: Floats

    @property
    def covariance(self) -> Floats:
        """(n, n), (m/s)²: what sets share by their days and by time, and their own luck."""
        age = (self.day.max() - self.day) / 7.0
        drift = DRIFT**2 * np.minimum.outer(age, age)
        together = np.equal.outer(self.day, self.day) * np.multiply.outer(
            self.velocity, self.velocity
        )
        own = (LUCK * self.velocity) ** 2 + self.se**2
        return np.asarray(drift + DAY**2 * together + np.diag(own))


@dataclass(frozen=True, eq=False)
class _Line:
    """velocity = value[0] + value[1] · (load − middle)."""

    middle: float
    value: Floats
    cov: Floats

    def at(self, load: float) -> Measured:
        """Return the line's value at a load, m/s."""
        row = np.array([1.0, load - self.middle])
        return Measured(float(row @ self.value), float(np.sqrt(row @ self.cov @ row)))


def fit_profile(
    loads_kg: Sequence[float],
    velocities: Sequence[Measured],
    days: Sequence[float],
    floor: Measured,
) -> Profile | TooLittle:
    """Return a lifter's load–velocity profile in a lift, or why there is none.

    Args:
        loads_kg: (n,) load of each set, kg.
        velocities: (n,) mean velocity of its best valid rep, m/s.
        days: (n,) day of each set, in days from any start.
        floor: the lifter's velocity floor (``velocity.floor.own_floor``), m/s.
    """
    if not loads_kg:
        return TooLittle("no set with a load")
    sets = _best(loads_kg, velocities, days)
    heaviest, lightest = float(sets.load.max()), float(sets.load.min())
    if len(np.unique(sets.load)) < LEAST_LOADS or heaviest - lightest < LEAST_SPAN * heaviest:
        return TooLittle(
            f"needs {LEAST_LOADS} loads over {LEAST_SPAN:.0%} of the heaviest,"
            f" has {len(np.unique(sets.load))} from {lightest:g} to {heaviest:g} kg"
        )
    line = _fit(sets, float(sets.load.mean()))
    slope = Measured(float(line.value[1]), float(np.sqrt(line.cov[1, 1])))
    if slope.value > -2.0 * slope.se:
        return TooLittle("heavier sets were not clearly slower")
    one_rm = _one_rm(line, floor)
    if heaviest < LEAST_HEAVY * one_rm.value:
        return TooLittle(
            f"the heaviest set, {heaviest:g} kg, is too light: about {one_rm.value:.0f} kg is too"
            " far away from it to be foretold"
        )
    if one_rm.se > MOST_SE * one_rm.value:
        return TooLittle(f"the sets scatter: {one_rm.value:.0f} ± {one_rm.se:.0f} kg")
    days_seen = len(np.unique(sets.day))
    return Profile(slope, line.at(0.0), one_rm, sets.load, sets.velocity, days_seen, line)


def readiness(
    loads_kg: Sequence[float],
    velocities: Sequence[Measured],
    days: Sequence[float],
    load_kg: float,
    today: Measured,
) -> Readiness | TooLittle:
    """Return how a day's velocity at a load compares with the lifter's own, or why not.

    The past sets (as in ``fit_profile``, before today) at like loads are brought to today's load
    along their own line. ``today`` is the best valid rep's mean velocity at ``load_kg``.
    """
    near = _near(loads_kg, days, load_kg)
    past_days = len({days[i] for i in near})
    if past_days < LEAST_DAYS:
        return TooLittle(f"needs {LEAST_DAYS} past days near {load_kg:g} kg, has {past_days}")
    chosen = [(loads_kg[i], velocities[i], days[i]) for i in near]
    sets = _best(*zip(*chosen, strict=True))
    kg = max(load_kg, 1.0)  # a set may be logged with no load at all
    line = _fit(sets, load_kg, Measured(_STEEP / kg, _STEEP_SE / kg))
    usual = line.at(load_kg)
    share = today.value / usual.value
    luck = (LUCK * today.value) ** 2 + today.se**2
    se = float(np.sqrt(luck + (share * usual.se) ** 2)) / usual.value
    within = _MIDDLE_80 * float(np.hypot(_day_spread(sets, line), usual.se / usual.value))
    return Readiness(load_kg, Measured(100 * (share - 1), 100 * se), 100 * within, past_days)


def _near(loads_kg: Sequence[float], days: Sequence[float], load_kg: float) -> list[int]:
    """Return which past sets are like today's: of late, and near its load."""
    return [
        i
        for i, (load, day) in enumerate(zip(loads_kg, days, strict=True))
        if abs(load - load_kg) <= NEAR_LOAD * load_kg and day >= max(days) - RECENT
    ]


def _best(
    loads_kg: Sequence[float], velocities: Sequence[Measured], days: Sequence[float]
) -> _Sets:
    """Return of each day and load the fastest set: later ones at the same load are tired."""
    fastest: dict[tuple[float, float], Measured] = {}
    for load, velocity, day in zip(loads_kg, velocities, days, strict=True):
        so_far = fastest.get((day, load))
        if so_far is None or velocity.value > so_far.value:
            fastest[day, load] = velocity
    day, load = np.array(list(fastest), dtype=float).T
    value, se = np.array([(each.value, each.se) for each in fastest.values()]).T
    return _Sets(load, value, se, day)


def _fit(sets: _Sets, middle: float, slope: Measured | None = None) -> _Line:
    """Return the line through the sets by generalised least squares, with a prior of its slope."""
    rows = np.stack([np.ones_like(sets.load), sets.load - middle], axis=1)
    weighted = np.linalg.solve(sets.covariance, rows)
    precision = rows.T @ weighted
    pull = weighted.T @ sets.velocity
    if slope is not None:
        precision[1, 1] += slope.se**-2
        pull[1] += slope.value / slope.se**2
    cov = np.linalg.inv(precision)
    return _Line(middle, cov @ pull, cov)


def _one_rm(line: _Line, floor: Measured) -> Measured:
    """Return where the line meets the floor, kg, with the error of both and of straight lines."""
    slope = float(line.value[1])
    load = line.middle + (floor.value - float(line.value[0])) / slope
    across = float(np.hypot(line.at(load).se, floor.se)) / abs(slope)
    return Measured(load, float(np.hypot(across, MODEL_SE * load)))


def _day_spread(sets: _Sets, line: _Line) -> float:
    """Return the share by which the lifter's days come out about the line, 1 σ.

    The days' own, shrunk to the usual: a few days say little of a spread.
    """
    expected = line.value[0] + line.value[1] * (sets.load - line.middle)
    _, day = np.unique(sets.day, return_inverse=True)
    off = np.bincount(day, sets.velocity / expected - 1.0) / np.bincount(day)
    prior = _DAYS_WORTH * (DAY**2 + LUCK**2)
    return float(np.sqrt((prior + off @ off) / (_DAYS_WORTH + len(off) - 1.0)))
