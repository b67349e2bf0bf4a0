"""The ledger: clean, sliding and failed reps by week and training cycle, and the lifter's own cap.

A breakdown at the planned end of a set is told apart from an early one. The end is where the set
ended, or where sets of like load usually end, whichever comes later; a breakdown two or more reps
before it is early, so one in the first third of a set of three or more always is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

import numpy as np

from bargroove.insights.lifted import (
    breakdown,
    counting,
    like_load,
    load,
    loaded,
    states,
    when,
)
from bargroove.logbook.records import LoggedSet

CYCLE = 28
"""Days of a training cycle where the lifter has not said."""
EARLY = 2
"""Reps before the planned end from which a breakdown is early."""
_NEAR = 0.8  # of the cap
_USUAL = 3  # sets of like load that tell where they usually end


@dataclass(frozen=True)
class Account:
    """What was done from one day to another, both included.

    Attributes:
        unknown: reps of which nobody knows how they were lifted.
        past_failure: sets that went on after a failed rep.
        early, at_end: sets whose technique broke down early, and at the planned end.
    """

    first: date
    last: date
    sets: int
    clean: int
    sliding: int
    failed: int
    unknown: int
    past_failure: int
    early: int
    at_end: int

    @property
    def degraded(self) -> int:
        """Reps that count against the cap."""
        return self.sliding + self.failed


@dataclass(frozen=True)
class Ledger:
    """The weeks, from Monday, and cycles in which there were sets; the latest last.

    Attributes:
        cap: sliding and failed reps that the lifter allows in a cycle; None for any number.
    """

    weeks: tuple[Account, ...]
    cycles: tuple[Account, ...]
    cycle_days: int
    cap: int | None
    told: str


def ledger(
    sets: Sequence[LoggedSet], overrides: Mapping[str, Any] | None = None, since: date = date.min
) -> Ledger:
    """Return the ledger of a lifter's sets, oldest first, at least one of them.

    Args:
        sets: all of them: cycles are counted from the first.
        overrides: what the lifter has set: ``cap`` and ``cycle_days``.
        since: what ended before this day is left out.
    """
    cycle_days, cap = _chosen(overrides)
    plans = _Plans(sets)
    weeks = [_account(group, plans, first, 7) for first, group in _periods(sets, 7)]
    cycles = [
        _account(group, plans, first, cycle_days) for first, group in _periods(sets, cycle_days)
    ]
    return Ledger(
        tuple(week for week in weeks if week.last >= since),
        tuple(cycle for cycle in cycles if cycle.last >= since),
        cycle_days,
        cap,
        _told(cycles[-1], cap),
    )


def notices(
    sets: Sequence[LoggedSet], overrides: Mapping[str, Any] | None = None
) -> tuple[str, ...]:
    """Return what a lifter should know after the last of their sets of a lift, oldest first.

    That is an early breakdown in it, and a cap that is near or reached.
    """
    if not sets:
        return ()
    cycle_days, cap = _chosen(overrides)
    plans, (first, group) = _Plans(sets), _periods(sets, cycle_days)[-1]
    return (
        *_early_notice(sets[-1], plans),
        *_cap_notice(_account(group, plans, first, cycle_days), cap),
    )


class _Plans:
    """How many reps sets were meant to have, as far as they and like ones show.

    It is found once for each load and length, for histories are long.
    """

    def __init__(self, sets: Sequence[LoggedSet]) -> None:
        self._done: dict[float, list[int]] = {}
        for logged in loaded(sets):
            self._done.setdefault(load(logged), []).append(len(counting(logged)))
        self._known: dict[tuple[float, int], int] = {}

    def of(self, logged: LoggedSet) -> int:
        """Return how many reps one of the sets was meant to have."""
        kg, done = load(logged), len(counting(logged))
        if logged.head.load_kg is None:
            return done
        if (kg, done) not in self._known:
            like = [n for other, all_ in self._done.items() if like_load(other, kg) for n in all_]
            like.remove(done)  # the set itself
            usual = int(np.median(like)) if len(like) >= _USUAL else 0
            self._known[kg, done] = max(done, usual)
        return self._known[kg, done]


def _early_notice(last: LoggedSet, plans: _Plans) -> tuple[str, ...]:
    place, planned = breakdown(last), plans.of(last)
    if place is None or not _early(place, planned):
        return ()
    rep = counting(last)[place].rep.rep
    return (
        f"Technique broke down early: at rep {rep} of {planned}. A lower load or more rest may"
        " serve better.",
    )


def _cap_notice(cycle: Account, cap: int | None) -> tuple[str, ...]:
    if cap is None or not cycle.degraded or cycle.degraded < _NEAR * cap:
        return ()
    reached = "reached" if cycle.degraded >= cap else "near"
    return (
        f"The cap is {reached}: {cycle.degraded} of {cap} sliding or failed reps in the cycle up to"
        f" {cycle.last}.",
    )


def _early(place: int, planned: int) -> bool:
    return planned - (place + 1) >= EARLY


def _day(logged: LoggedSet) -> date:
    return when(logged).date()


def _chosen(overrides: Mapping[str, Any] | None) -> tuple[int, int | None]:
    """Return the days of a cycle, and its cap."""
    chosen = overrides or {}
    return chosen.get("cycle_days") or CYCLE, chosen.get("cap")


def _periods(sets: Sequence[LoggedSet], length: int) -> list[tuple[date, list[LoggedSet]]]:
    """Return the first day and the sets of each period, of so many days from the first Monday."""
    start = _day(sets[0])
    monday = start - timedelta(days=start.weekday())

    def first(logged: LoggedSet) -> date:
        return monday + timedelta(days=(_day(logged) - monday).days // length * length)

    return [(day, list(group)) for day, group in groupby(sorted(sets, key=when), key=first)]


def _account(group: Sequence[LoggedSet], plans: _Plans, first: date, length: int) -> Account:
    found = [state for logged in group for state in states(logged)]
    broke = [(logged, at) for logged in group if (at := breakdown(logged)) is not None]
    early = sum(_early(at, plans.of(logged)) for logged, at in broke)
    return Account(
        first=first,
        last=first + timedelta(days=length - 1),
        sets=len(group),
        clean=found.count("clean"),
        sliding=found.count("sliding"),
        failed=found.count("failed"),
        unknown=found.count(None),
        past_failure=sum("failed" in states(logged)[:-1] for logged in group),
        early=early,
        at_end=len(broke) - early,
    )


def _told(cycle: Account, cap: int | None) -> str:
    of = cycle.clean + cycle.degraded
    if not of:
        return "Nobody knows yet how the reps of this cycle were lifted."
    share = f"{cycle.degraded} of {of} judged reps in the cycle up to {cycle.last} were not clean"
    early = f"{cycle.early} set{'s' if cycle.early != 1 else ''} broke down early"
    notice = " ".join(_cap_notice(cycle, cap))
    return f"{share}; {early}. {notice}".strip()
