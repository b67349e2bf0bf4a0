"""Pace: how fast the same load is lifted, from session to session.

Only sets of the very same load are compared, the fastest of each session and load: later ones are
tired.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bargroove.insights.lifted import Withheld, by_session, days, load, loaded
from bargroove.insights.speeds import best_of
from bargroove.insights.trends import SESSIONS, SPAN, Trend, trend
from bargroove.logbook.records import LoggedSet
from velocity.rep import Measured

_TOO_FEW = 2  # sessions of a load


@dataclass(frozen=True)
class Pace:
    """How the mean velocity changes at the same load, m/s; ``loads_kg`` are those compared."""

    velocity: Trend
    sets: int
    sessions: int
    weeks: float
    loads_kg: tuple[float, ...]
    told: str


@dataclass(frozen=True)
class Fastest:
    """A session's fastest set with a load: the load's place among all, its day, its best rep."""

    group: int
    day: float
    logged: LoggedSet
    velocity: Measured


def pace(sets: Sequence[LoggedSet]) -> Pace | Withheld:
    """Return how one lifter's velocity at the same load has changed in a lift."""
    groups = comparable(sets)
    known = sorted((each for group in groups for each in group), key=_day)
    span = known[-1].day - known[0].day if known else 0.0
    clusters: dict[int, list[Fastest]] = {}
    for each in known:
        clusters.setdefault(each.logged.session, []).append(each)
    if len(clusters) < SESSIONS or span < SPAN:
        return Withheld(
            f"{len(clusters)} of at least {SESSIONS} sessions with a load that comes back, over"
            f" {span:.0f} of at least {SPAN:.0f} days: lift the same load again from week to week,"
            " with --load."
        )
    freedom = len(clusters) - 1 - len(groups)
    found = trend("best mean velocity", "m/s", list(clusters.values()), _velocity, freedom, good=1)
    loads = tuple(load(group[0].logged) for group in groups)
    return Pace(found, len(known), len(clusters), span / 7, loads, _told(found))


def comparable(sets: Sequence[LoggedSet]) -> list[list[Fastest]]:
    """Return the fastest set of each session with each load that comes back, by load."""
    loads: dict[float, list[LoggedSet]] = {}
    for logged in loaded(sets):
        if best_of(logged):
            loads.setdefault(load(logged), []).append(logged)
    kept = [sessions for kg in sorted(loads) if len(sessions := by_session(loads[kg])) >= _TOO_FEW]
    return [[_fastest(each, place) for each in sessions] for place, sessions in enumerate(kept)]


def _fastest(sets: Sequence[LoggedSet], group: int) -> Fastest:
    found = [(best, logged) for logged in sets if (best := best_of(logged))]
    best, logged = max(found, key=lambda each: each[0].value)
    return Fastest(group, days(logged), logged, best)


def _day(each: Fastest) -> float:
    return each.day


def _velocity(each: Fastest) -> float:
    return each.velocity.value


def _told(found: Trend) -> str:
    if found.better is None:
        return "At the same load the velocity has not changed beyond noise."
    way = "faster" if found.better else "slower"
    return (
        f"At the same load {way} by {abs(found.change.value):.3f} ± {found.change.se:.3f} m/s in"
        " four weeks, beyond noise."
    )
