"""The tally of the running set: which reps have been told, and what there is to tell anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

from velocity.alert import Alert, Judge
from velocity.events import MonitorEvent, RepFinished, RepRevised, RepWithdrawn, SetStarted
from velocity.rep import DISCARDED, Rep
from velocity.sets import SET_GAP, in_sets

CHANGED = 0.2  # standard errors by which a number must move to be told anew


@dataclass
class Tally:
    """The reps since the running set began, as they were last told.

    Attributes:
        judge: what decides when to rack the bar.
        set: number of the running set, from 1.
        reps: of the running set, in order.
        started: whether the running set's start has been told.
        since: s, when the set before was over.
        settled: s; reps that ended before belong to bouts that are over, and stay as they are.
        discarded: reps of the running set of which a person has said that they were none.
        closed: the set before, where a person has closed it; what is said of it can still change.
    """

    judge: Judge
    set: int = 1
    reps: tuple[Rep, ...] = ()
    started: bool = False
    since: float = -inf
    settled: float = -inf
    discarded: tuple[Rep, ...] = ()
    closed: Tally | None = None

    def next_rep(self, time_s: float) -> tuple[int, int]:
        """Return the numbers of the set and the rep that a way up at a time, s, may be."""
        if self.reps and time_s - self.reps[-1].end_s > SET_GAP:
            return self.set + 1, 1
        return self.set, len(self.reps) + 1

    @property
    def open(self) -> list[Rep]:
        """The reps that were told of the running bout."""
        return [rep for rep in self.reps if rep.end_s > self.settled]

    def add(self, reps: Sequence[Rep]) -> list[MonitorEvent]:
        """Take reps of the running bout, new ones and ones told before; others stay."""
        stay = [old for old in self.reps if not _among(reps, old)]
        return self._take([*stay, *reps])

    def withdraw(self, reps: Sequence[Rep], until: float) -> list[MonitorEvent]:
        """Take back what was told of the running bout up to a time, s, and is not among reps."""
        gone = [old for old in self.open if old.end_s < until and not _among(reps, old)]
        if not gone:
            return []
        events: list[MonitorEvent] = [
            RepWithdrawn(rep.set, rep.rep)
            for rep in reversed(gone)  # so that each number is the one that it has by then
        ]
        return events + self._take([old for old in self.reps if old not in gone])

    def settle(self, reps: Sequence[Rep], until: float) -> list[MonitorEvent]:
        """Take the last word on the reps of the running bout up to a time, s."""
        events = self.withdraw(reps, until) + self.add(reps)
        self.settled = until
        return events

    def judge_by(self, alert: Alert) -> list[MonitorEvent]:
        """Judge the running set anew, by another alert."""
        self.judge = Judge(alert)
        return self._take(self.reps)

    @property
    def last(self) -> Tally:
        """The running set's tally; while that has no reps, that of the set closed before."""
        return self if self.started or self.closed is None else self.closed

    def discard(self, number: int, *, gone: bool) -> list[MonitorEvent]:
        """Take a rep of the running set for none, or for one again: its number stays."""
        named = [rep for rep in self.reps if rep.rep == number]
        others = [rep for rep in self.discarded if not _among(named, rep)]
        self.discarded = (*others, *named) if gone else tuple(others)
        return self._take(self.reps)

    def close(self, now: float) -> None:
        """Let the running set be over at a time, s; what comes belongs to the next one."""
        if self.started:
            self.closed = replace(self, closed=None)
            self._next_set(now)
        self.since = self.settled = now

    def _take(self, reps: Sequence[Rep]) -> list[MonitorEvent]:
        told, events = self.reps, list[MonitorEvent]()
        mine = (self._said(rep) for rep in reps if rep.start_s > self.since)
        whole = sorted(mine, key=lambda rep: rep.start_s)
        ranked = in_sets(whole, self.judge, self.set)
        for i, rep in enumerate(ranked):
            if rep.set != self.set:
                self._next_set(ranked[i - 1].end_s)
            before = next((old for old in told if _same(old, rep)), None)
            if before is None:
                if not self.started:
                    events.append(SetStarted(rep.set, rep.start_s))
                self.started = True
                events.append(RepFinished(rep))
            elif _changed(before, rep):
                events.append(RepRevised(rep))
        self.reps = tuple(rep for rep in ranked if rep.set == self.set)
        return events

    def _said(self, rep: Rep) -> Rep:
        """Return a rep with what a person has said of it: one that was none is not to be used."""
        doubts = tuple(doubt for doubt in rep.doubts if doubt != DISCARDED)
        if _among(self.discarded, rep):
            doubts = (*doubts, DISCARDED)
        return replace(rep, doubts=doubts, valid=not doubts)

    def _next_set(self, since: float) -> None:
        self.set, self.started, self.since, self.reps = self.set + 1, False, since, ()
        self.discarded = ()


def _among(reps: Sequence[Rep], one: Rep) -> bool:
    return any(_same(one, rep) for rep in reps)


def _same(one: Rep, other: Rep) -> bool:
    """Return whether two readings are of the same rep: they overlap by half of the shorter."""
    common = min(one.end_s, other.end_s) - max(one.start_s, other.start_s)
    return common > 0.5 * min(one.end_s - one.start_s, other.end_s - other.start_s)


def _changed(old: Rep, new: Rep) -> bool:
    names = ("mean_velocity", "peak_velocity", "range_of_motion", "velocity_loss")
    pairs = [(getattr(old, name), getattr(new, name)) for name in names]
    moved = any(abs(a.value - b.value) > CHANGED * max(b.se, 1e-6) for a, b in pairs)
    same = all(getattr(old, name) == getattr(new, name) for name in ("doubts", "verdict", "rep"))
    return moved or not same or _why(old) != _why(new)


def _why(rep: Rep) -> list[str]:
    return [reason.name for reason in rep.reasons]
