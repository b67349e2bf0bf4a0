"""Cue trials: which cue keeps technique longer, at like load and fatigue.

A rep is at risk as long as technique has held up to it. Reps are compared only with reps of like
load and like velocity loss; the difference in the chance of breaking down is that of Mantel and
Haenszel (Greenland & Robins 1985, Biometrics 41:55). Sets of one session may share the day, so
the error comes from leaving out sessions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bargroove.insights.estimates import Interval, left_out, student
from bargroove.insights.lifted import Withheld, breakdown, by_load, counting, judged, state
from bargroove.logbook.records import LoggedSet
from velocity.samples import Floats

LEAST = 6
"""Sets with a cue, and without, below which nothing is said of it."""
SESSIONS = 4
"""Sessions that these sets must come from."""
_BAND = 0.10  # velocity loss within which reps are as tired
_TIREDEST = 4  # bands


@dataclass(frozen=True)
class Side:
    """The sets of one cue; "" for no cue.

    Attributes:
        sets: judged sets with a load; ``reps``: of these, reps at risk; ``broke``: breakdowns.
    """

    cue: str
    sets: int
    reps: int
    broke: int


@dataclass(frozen=True)
class Trial:
    """A cue beside what it is compared with.

    Attributes:
        difference: breakdowns in 100 reps at risk, at like load and velocity loss, with the cue
            less without, and its 95 % interval (all cues together); None where it is too early.
        told: what that means.
    """

    side: Side
    difference: Interval | None
    told: str


@dataclass(frozen=True)
class Cues:
    """All cues, each compared with ``against``."""

    against: Side
    trials: tuple[Trial, ...]
    told: str


@dataclass(frozen=True)
class _Rep:
    """A rep at risk: load group and fatigue, its cue, and whether technique broke down at it."""

    stratum: tuple[int, int]
    cue: str
    broke: bool


@dataclass(frozen=True)
class _Set:
    cue: str
    session: int
    reps: tuple[_Rep, ...]


def cues(sets: Sequence[LoggedSet]) -> Cues | Withheld:
    """Return what each cue does in one lifter's sets of one lift.

    Cues are compared with sets without one, or, where there are none, with the commonest cue.
    """
    groups = by_load(judged(sets))
    known = [_at_risk(logged, place) for place, group in enumerate(groups) for logged in group]
    counts = Counter(each.cue for each in known)
    others = [cue for cue, _ in counts.most_common() if cue]
    if not others:
        return Withheld(
            f"None of {len(known)} judged sets with a load carries a cue: give some sets a --cue,"
            " and leave others without."
        )
    against = "" if "" in counts or len(others) == 1 else others.pop(0)
    trials = tuple(_trial(known, cue, against, len(others)) for cue in others)
    return Cues(_side(known, against), trials, " ".join(trial.told for trial in trials))


def _at_risk(logged: LoggedSet, group: int) -> _Set:
    reps, broke = counting(logged), breakdown(logged)
    end = len(reps) if broke is None else broke + 1
    cue = logged.head.cue.strip()
    at_risk = tuple(
        _Rep((group, _band(rep.rep.velocity_loss.value)), cue, place == broke)
        for place, rep in enumerate(reps[:end])
        if state(rep)
    )
    return _Set(cue, logged.session, at_risk)


def _band(loss: float) -> int:
    return int(np.clip(np.nan_to_num(loss) // _BAND, 0, _TIREDEST))


def _side(sets: Sequence[_Set], cue: str) -> Side:
    its = [each for each in sets if each.cue == cue]
    reps = [rep for each in its for rep in each.reps]
    return Side(cue, len(its), len(reps), sum(rep.broke for rep in reps))


def _trial(sets: Sequence[_Set], cue: str, against: str, trials: int) -> Trial:
    side, other = _side(sets, cue), _side(sets, against)
    both = [each for each in sets if each.cue in (cue, against)]
    if missing := _missing(both, side, other):
        return Trial(side, None, missing)
    counts = _counted(both, cue)
    found = left_out(counts, lambda total: 100 * _difference(total))
    half = found.se * student(len(counts) - 1, 1 - 0.05 / trials)
    interval = Interval(found.value, found.value - half, found.value + half)
    return Trial(side, interval, _told(cue, against, interval))


def _missing(sets: Sequence[_Set], side: Side, other: Side) -> str:
    """Return why nothing can be said of a cue; "" if it can."""
    sessions = [
        len({each.session for each in sets if each.cue == cue}) for cue in (side.cue, other.cue)
    ]
    names = f"{quoted(side.cue)} and {quoted(other.cue)}"
    if min(side.sets, other.sets) < LEAST or min(sessions) < SESSIONS:
        return (
            f"Too early to say of {names}: {side.sets} and {other.sets} sets in {sessions[0]} and"
            f" {sessions[1]} sessions, of {LEAST} sets in {SESSIONS} sessions each."
        )
    if not side.broke + other.broke:
        return f"Technique held in all sets with {names}: nothing to tell them apart."
    reps = {
        cue: {r.stratum for s in sets if s.cue == cue for r in s.reps}
        for cue in (side.cue, other.cue)
    }
    if not reps[side.cue] & reps[other.cue]:
        return f"Never used at like load (within 5 %) and velocity loss: {names}."
    return ""


def _counted(sets: Sequence[_Set], cue: str) -> Floats:
    """Return counts (sessions, strata, 4): breakdowns and reps at risk, with the cue and without.

    Of a session all that matters is how many, so that leaving it out is a subtraction.
    """
    order = dict.fromkeys(each.session for each in sets)
    sessions = {session: place for place, session in enumerate(order)}
    strata: dict[tuple[int, int], int] = {}
    for each in sets:
        for rep in each.reps:
            strata.setdefault(rep.stratum, len(strata))
    counts = np.zeros((len(sessions), len(strata), 4))
    for each in sets:
        for rep in each.reps:
            side = 0 if rep.cue == cue else 2
            found = counts[sessions[each.session], strata[rep.stratum]]
            found[side] += rep.broke
            found[side + 1] += 1
    return counts


def _difference(counts: Floats) -> float:
    """Return the difference in the chance of breaking down at a rep (Mantel–Haenszel).

    ``counts`` (strata, 4) are those of ``_counted``, of some sessions together.
    """
    broke, at_risk, broke_without, without = counts[counts.any(axis=1)].T
    weight = at_risk * without / (at_risk + without)
    excess = (broke * without - broke_without * at_risk) / (at_risk + without)
    return float(excess.sum() / weight.sum()) if weight.sum() else 0.0


def _told(cue: str, against: str, found: Interval) -> str:
    size = (
        f"{found.value:+.1f} breakdowns in 100 reps (95 %: {found.low:+.1f} to {found.high:+.1f})"
    )
    if found.high < 0:
        return f"{quoted(cue)} keeps technique longer than {quoted(against)}: {size}."
    if found.low > 0:
        return f"{quoted(cue)} loses technique sooner than {quoted(against)}: {size}."
    return f"{quoted(cue)} and {quoted(against)} cannot be told apart: {size}."


def quoted(cue: str) -> str:
    """Return a cue as people read it."""
    return f"“{cue}”" if cue else "no cue"
