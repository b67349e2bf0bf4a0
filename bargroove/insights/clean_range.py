"""The clean range: the heaviest load at which reps stay clean.

It is the load at which one of a set's first reps is clean nine times in ten. The chance of a clean
rep falls with load along a logistic curve; a few reps are called wrongly at any load; and the reps
of one session and load share their luck (a random effect on the log odds). All such curves,
weighed by how well they tell the lifter's sets, give the load and its interval.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bargroove.insights.estimates import Interval
from bargroove.insights.lifted import (
    FIRST,
    Withheld,
    by_load,
    days,
    judged,
    load,
    loaded,
    states,
)
from bargroove.logbook.records import LoggedSet
from velocity.samples import Floats

SURE = 0.90
"""Share of cases in which the interval holds the load."""
CLEAN = 0.90
"""Chance of a clean rep at the end of the clean range."""
RECENT = 84.0
"""Days: older sets are those of another lifter, weaker or stronger."""
LEAST = 8
"""Sets without which nothing is said."""
_WIDEST = 0.4  # share of the load: a wider interval says nothing
_BEST = 0.99  # chance that a clean rep is called so
_STEEPNESS = np.geomspace(0.01, 0.25, 12)  # share of the load in which the odds fall by e
_LUCK = (0.4, 0.8, 1.3, 2.0)  # 1 σ of the log odds between sessions
_NODES, _HERMITE = np.polynomial.hermite_e.hermegauss(7)
_WEIGHTS = _HERMITE / _HERMITE.sum()


@dataclass(frozen=True)
class Tried:
    """The sets around a load, within 5 %: how many, and their first reps."""

    load_kg: float
    sets: int
    reps: int
    clean: int


@dataclass(frozen=True)
class CleanRange:
    """The heaviest clean load, kg, with its 90 % interval, and the loads it comes from."""

    load_kg: Interval
    loads: tuple[Tried, ...]
    told: str


def clean_range(sets: Sequence[LoggedSet]) -> CleanRange | Withheld:
    """Return the clean range of one lifter's sets of one lift, from the last twelve weeks of it."""
    known = _recent(judged(loaded(sets)))
    tried = [_first(logged) for logged in known]
    slid = sum(clean < reps for clean, reps in tried)
    if missing := _missing(known, slid):
        return Withheld(missing)
    found = _posterior(*_together(known, tried))
    if doubt := _doubt(found, [load(logged) for logged in known]):
        return Withheld(doubt)
    return CleanRange(
        load_kg=found,
        loads=tuple(sorted((_tried(group) for group in by_load(known)), key=_load_of)),
        told=f"Your reps stay clean up to about {found.value:.0f} kg (90 % sure: {found.low:.0f}"
        f" to {found.high:.0f} kg).",
    )


def _recent(sets: Sequence[LoggedSet]) -> list[LoggedSet]:
    last = max((days(logged) for logged in sets), default=0.0)
    return [logged for logged in sets if last - days(logged) <= RECENT and any(_head(logged))]


def _head(logged: LoggedSet) -> list[str | None]:
    return states(logged)[:FIRST]


def _first(logged: LoggedSet) -> tuple[int, int]:
    """Return the clean and the judged reps among the first of a set."""
    found = [state for state in _head(logged) if state]
    return found.count("clean"), len(found)


def _tried(group: Sequence[LoggedSet]) -> Tried:
    clean, reps = np.sum([_first(logged) for logged in group], axis=0)
    return Tried(
        float(np.median([load(each) for each in group])), len(group), int(reps), int(clean)
    )


def _load_of(tried: Tried) -> float:
    return tried.load_kg


def _missing(sets: Sequence[LoggedSet], slid: int) -> str:
    """Return why nothing can be said; "" if it can be tried."""
    if len(sets) < LEAST:
        return (
            f"{len(sets)} of at least {LEAST} sets in the last twelve weeks have a load and a"
            " judged technique: lift more sets with --load, some of them heavy."
        )
    heaviest, lightest = max(map(load, sets)), min(map(load, sets))
    if not slid:
        return (
            f"Every one of {len(sets)} sets, up to {heaviest:g} kg, began clean: the limit lies"
            " above what was lifted."
        )
    if slid == len(sets):
        return (
            f"Not one of {len(sets)} sets, from {lightest:g} kg on, began with clean reps only: the"
            " limit lies below what was lifted."
        )
    return ""


def _doubt(found: Interval, loads: Sequence[float]) -> str:
    """Return why a limit is not told; "" if it is: it must be narrow, and among what was lifted."""
    if found.value < min(loads):
        return f"It lies below {min(loads):g} kg, the lightest load lifted: lift lighter sets too."
    if found.value > max(loads):
        return f"It lies above {max(loads):g} kg, the heaviest load lifted."
    if found.high - found.low > _WIDEST * found.value:
        return (
            f"It lies somewhere between {found.low:.0f} and {found.high:.0f} kg: too wide to say"
            " more. Sets between these loads will tell."
        )
    return ""


def _together(
    sets: Sequence[LoggedSet], tried: Sequence[tuple[int, int]]
) -> tuple[Floats, Floats, Floats]:
    """Return load, clean and judged reps of each session and load, (n,) each."""
    sums: dict[tuple[int, float], tuple[int, int]] = {}
    for logged, (clean, reps) in zip(sets, tried, strict=True):
        before = sums.get((logged.session, load(logged)), (0, 0))
        sums[logged.session, load(logged)] = (before[0] + clean, before[1] + reps)
    table = np.array([(kg, *counts) for (_, kg), counts in sums.items()], dtype=float)
    return table[:, 0], table[:, 1], table[:, 2]


def _posterior(loads: Floats, clean: Floats, reps: Floats) -> Interval:
    """Return the load at the end of the clean range, kg."""
    limits = np.geomspace(0.6 * loads.min(), 1.3 * loads.max(), 101)
    log_chance = np.array(
        [
            [_log_likelihood(loads, clean, reps, limits, steepness, luck) for luck in _LUCK]
            for steepness in _STEEPNESS
        ]
    )
    chance = np.exp(log_chance - log_chance.max()).sum(axis=(0, 1))
    below = np.cumsum(chance) / chance.sum()
    tail = (1 - SURE) / 2
    low, middle, high = np.interp([tail, 0.5, 1 - tail], below, limits)
    return Interval(float(middle), float(low), float(high))


def _log_likelihood(
    loads: Floats, clean: Floats, reps: Floats, limits: Floats, steepness: float, luck: float
) -> Floats:
    """Return the log chance (limits,) of as many clean reps, (n,), if the limit were there."""
    margin = (1.0 - loads / limits[:, None]) / steepness + _odds_at_limit(luck)
    chance = _chance(margin[..., None] + luck * _NODES)  # (limits, n, nodes)
    log_each = clean[:, None] * np.log(chance) + (reps - clean)[:, None] * np.log1p(-chance)
    most = log_each.max(axis=2, keepdims=True)  # many reps at once are too unlikely for a float
    log_mean = np.log(np.exp(log_each - most) @ _WEIGHTS) + most[..., 0]
    return np.asarray(log_mean.sum(axis=1))


def _odds_at_limit(luck: float) -> float:
    """Return the log odds at which reps are clean nine times in ten, over all luck."""
    odds = np.linspace(0.0, 12.0, 121)
    return float(np.interp(CLEAN, _chance(odds[:, None] + luck * _NODES) @ _WEIGHTS, odds))


def _chance(odds: Floats) -> Floats:
    """Return the chance that a rep is clean, and called so, from its log odds."""
    return np.asarray(_BEST / (1.0 + np.exp(-np.clip(odds, -30.0, 30.0))))
