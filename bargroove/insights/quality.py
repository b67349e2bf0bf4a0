"""Progress in quality: the same load lifted closer to the groove, or clean for more reps.

Sets are compared only with sets of like load. A session is the unit: its sets share the day, so
they count as one in the standard error.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bargroove.insights.lifted import (
    FIRST,
    Withheld,
    by_load,
    by_session,
    counting,
    days,
    judged,
    load,
    state,
    states,
)
from bargroove.insights.trends import SESSIONS, SPAN, Trend, trend, within
from bargroove.logbook.records import LoggedSet

_TOO_FEW = 2  # sessions of a load


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
    groups = _groups(sets)
    known = [logged for group in groups for logged in group]
    sessions = by_session(sorted(known, key=days))
    if missing := _missing(known, len(sessions)):
        return Withheld(missing)
    group_of = {logged.id: place for place, group in enumerate(groups) for logged in group}
    clusters = [[_point(logged, group_of[logged.id]) for logged in each] for each in sessions]
    freedom = len(sessions) - 1 - len(groups)
    distance = trend("distance from the groove", "spreads", clusters, _distance, freedom, -1)
    reps = trend("clean reps in a set", "reps", clusters, _clean_reps, freedom, 1)
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


def distances(sets: Sequence[LoggedSet]) -> list[tuple[LoggedSet, float]]:
    """Return the mean distance from the groove of each session, with its first set.

    As if all loads had one level, so that sessions of unlike loads can be compared.
    """
    groups = _groups(sets)
    known = [(logged, place) for place, group in enumerate(groups) for logged in group]
    if not known:
        return []
    found = np.array([float(np.mean(_scores(logged))) for logged, _ in known])
    level = found.mean() + within(np.array([place for _, place in known]), found)
    of = {logged.id: float(each) for (logged, _), each in zip(known, level, strict=True)}
    sessions = by_session(sorted((logged for logged, _ in known), key=days))
    return [(each[0], float(np.mean([of[one.id] for one in each]))) for each in sessions]


def _groups(sets: Sequence[LoggedSet]) -> list[list[LoggedSet]]:
    """Return the sets that can be compared, by like load."""
    known = [logged for logged in judged(sets) if _scores(logged)]
    return [group for group in by_load(known) if len(by_session(group)) >= _TOO_FEW]


def _scores(logged: LoggedSet) -> list[float]:
    """Return the distances from the groove of the first reps of a set, in spreads."""
    found = [each.rep.technique for each in counting(logged)[:FIRST] if state(each)]
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
