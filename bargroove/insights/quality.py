"""Progress in quality: the same load lifted closer to the groove, or clean for more reps.

Sets are compared only with sets of like load. A session is the unit: its sets share the day, so
they count as one in the standard error.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from bargroove.insights.estimates import jackknife, student
from bargroove.insights.lifted import (
    FIRST,
    Withheld,
    by_load,
    by_session,
    days,
    judged,
    load,
    state,
    states,
)
from bargroove.logbook.records import LoggedSet
from velocity.rep import Measured
from velocity.samples import Floats

FOUR_WEEKS = 28.0
"""Days over which a change is told."""
SESSIONS = 6
"""Sessions, and below it days from the first to the last, without which nothing is said."""
SPAN = 21.0
_TOO_FEW = 2  # sessions of a load


@dataclass(frozen=True)
class Trend:
    """How a thing changes in four weeks.

    Attributes:
        name: what changes; ``unit``: of all numbers.
        first, last: where the line begins and ends.
        change: in four weeks.
        noise: change in four weeks that could be chance (95 %).
        better: True for progress, False for regress, None within noise.
    """

    name: str
    unit: str
    first: float
    last: float
    change: Measured
    noise: float
    better: bool | None


@dataclass(frozen=True)
class Quality:
    """Progress at like load; ``loads_kg`` are the loads at which sets were compared."""

    distance: Trend
    clean_reps: Trend
    sets: int
    sessions: int
    weeks: float
    loads_kg: tuple[float, ...]
    told: str


@dataclass(frozen=True)
class _Point:
    """A set: its group of like load, day, distance from the groove, and clean reps."""

    group: int
    day: float
    distance: float
    clean_reps: float


def quality(sets: Sequence[LoggedSet]) -> Quality | Withheld:
    """Return how one lifter's sets of one lift have changed at like load."""
    groups = [
        group
        for group in by_load([logged for logged in judged(sets) if _scores(logged)])
        if len(by_session(group)) >= _TOO_FEW
    ]
    known = [logged for group in groups for logged in group]
    sessions = by_session(sorted(known, key=days))
    if missing := _missing(known, len(sessions)):
        return Withheld(missing)
    group_of = {logged.id: place for place, group in enumerate(groups) for logged in group}
    clusters = [[_point(logged, group_of[logged.id]) for logged in each] for each in sessions]
    freedom = len(sessions) - 1 - len(groups)
    distance = _trend("distance from the groove", "spreads", clusters, _distance, freedom, -1)
    reps = _trend("clean reps in a set", "reps", clusters, _clean_reps, freedom, 1)
    loads = sorted(float(np.median([load(each) for each in group])) for group in groups)
    return Quality(
        distance=distance,
        clean_reps=reps,
        sets=len(known),
        sessions=len(sessions),
        weeks=_span(known) / 7,
        loads_kg=tuple(loads),
        told=_told(distance, reps),
    )


def _scores(logged: LoggedSet) -> list[float]:
    """Return the distances from the groove of the first reps of a set, in spreads."""
    found = [each.rep.technique for each in logged.reps[:FIRST] if state(each)]
    return [each.score for each in found if each and each.state != "unsure"]


def _point(logged: LoggedSet, group: int) -> _Point:
    clean = states(logged).count("clean")
    return _Point(group, days(logged), float(np.mean(_scores(logged))), float(clean))


def _distance(point: _Point) -> float:
    return point.distance


def _clean_reps(point: _Point) -> float:
    return point.clean_reps


def _span(sets: Sequence[LoggedSet]) -> float:
    dates = [days(logged) for logged in sets]
    return max(dates) - min(dates)


def _missing(sets: Sequence[LoggedSet], sessions: int) -> str:
    if sessions < SESSIONS or _span(sets) < SPAN:
        span = _span(sets) if sets else 0.0
        return (
            f"{sessions} of at least {SESSIONS} sessions with a load (within 5 %) that comes back,"
            f" and judged technique, over {span:.0f} of at least {SPAN:.0f} days: lift a load"
            " again from week to week, with --load."
        )
    return ""


def _trend(
    name: str,
    unit: str,
    clusters: Sequence[Sequence[_Point]],
    of: Callable[[_Point], float],
    freedom: int,
    good: int,
) -> Trend:
    slope = jackknife(clusters, partial(_slope, of=of))
    points = [point for cluster in clusters for point in cluster]
    dates = np.array([point.day for point in points])
    change = Measured(slope.value * FOUR_WEEKS, slope.se * FOUR_WEEKS)
    noise = student(max(freedom, 3)) * change.se
    middle = float(np.mean([of(point) for point in points]))
    ends = middle + slope.value * (np.array([dates.min(), dates.max()]) - dates.mean())
    better = change.value * good > 0 if abs(change.value) > noise else None
    return Trend(name, unit, float(ends[0]), float(ends[1]), change, noise, better)


def _slope(points: Sequence[_Point], of: Callable[[_Point], float]) -> float:
    """Return the change a day, common to all loads, each with a level of its own."""
    group = np.array([point.group for point in points])
    day = _within(group, np.array([point.day for point in points]))
    value = _within(group, np.array([of(point) for point in points]))
    return float(day @ value / (day @ day))


def _within(group: np.ndarray[tuple[int], np.dtype[np.int64]], values: Floats) -> Floats:
    """Return values less the mean of their group."""
    counts = np.bincount(group)
    means = np.bincount(group, values) / np.maximum(counts, 1)
    return np.asarray(values - means[group])


def _told(distance: Trend, reps: Trend) -> str:
    words = {True: "better", False: "worse"}
    found = [
        f"{words[trend.better]} by {abs(trend.change.value):.2f} ± {trend.change.se:.2f}"
        f" {trend.unit} in four weeks ({trend.name})"
        for trend in (distance, reps)
        if trend.better is not None
    ]
    if not found:
        return "At like load nothing has changed beyond noise, for better or worse."
    return f"At like load, beyond noise: {' and '.join(found)}."
