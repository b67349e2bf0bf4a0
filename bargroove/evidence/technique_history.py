"""What the product has of a simulated lifter's earlier sets, and what it says of the next one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from bargroove.evidence.technique import Career, Lifted
from bargroove.judging import History, alert_for
from velocity.alert import Alert
from velocity.lifts import Lift
from velocity.limits import Limits, usual_limits
from velocity.rep import Rep
from velocity.signature import PastSet

TECHNIQUE = ("technique_slide", "technique_failed", "stall", "hitch", "sudden_tilt", "depth")
"""Reasons that are of technique."""
EARLIER = 3  # sets that slid and were marked
_STATES = {"broke": "failed", "clean": "clean"}

Marks = tuple[str | None, ...]
"""What a person said of each rep of a set; None for nothing."""
_Past = tuple[PastSet, Marks]


@dataclass(frozen=True, eq=False)
class Watched:
    """A lifter as the product knows them: by a history, whose reps it has judged itself.

    Attributes:
        lift: what they do.
        past: their sets, oldest first, and the marks on them.
    """

    lift: Lift
    past: tuple[_Past, ...] = ()
    _judged: dict[Lifted, list[Rep]] = field(default_factory=dict)

    def alert(self, limits: Limits) -> Alert:
        """Return what judges the next set, of any load."""
        history = History(tuple(one for one, _ in self.past), tuple(said for _, said in self.past))
        return alert_for(self.lift, history, limits, None)

    @cached_property
    def by_technique(self) -> Alert:
        """What judges the next set with the usual limits, less all but technique itself."""
        usual = usual_limits(self.lift)
        return self.alert(replace(usual, velocity_loss=None, velocity_floor=None, buffer=0))

    def judge(self, one: Lifted) -> list[Rep]:
        """Return the reps of a set, judged by technique alone."""
        if one not in self._judged:
            self._judged[one] = judge(self.by_technique, one)
        return self._judged[one]

    def after(self, sets: Sequence[Lifted], marks: Sequence[Marks]) -> Watched:
        """Return the lifter after more sets, each judged by what is known now."""
        more = (self._remembered(one, said) for one, said in zip(sets, marks, strict=True))
        return Watched(self.lift, (*self.past, *more))

    def after_others(self, sets: Sequence[Lifted]) -> list[Watched]:
        """Return, for each of some sets, the lifter after others of them, their bad reps marked."""
        known = [self._remembered(one, _bad_marked(one)) for one in sets]
        turned = [(known[i + 1 :] + known[:i])[:EARLIER] for i in range(len(known))]
        return [Watched(self.lift, (*self.past, *some)) for some in turned]

    def _remembered(self, one: Lifted, marks: Marks) -> _Past:
        """Return a set as history has it: a mark says how a rep was lifted, else the verdict."""
        states = tuple(
            _STATES[mark] if mark else rep.technique.state if rep.technique else "unsure"
            for rep, mark in zip(self.judge(one), marks, strict=True)
        )
        return PastSet(one.reps, states, one.load_kg), marks


def experienced(lives: Career) -> Watched:
    """Return the lifter after the sets of the past, each judged by what was before it."""
    watched = Watched(lives.lift)
    for one in lives.past:
        watched = watched.after([one], [unmarked(one)])
    return watched


def unmarked(one: Lifted) -> Marks:
    """Return no mark for each rep of a set."""
    return (None,) * len(one.reps)


def _bad_marked(one: Lifted) -> Marks:
    """Return the marks of somebody who marks each bad rep, and nothing else."""
    return tuple("broke" if bad else None for bad in one.bad())


def judge(alert: Alert, one: Lifted) -> list[Rep]:
    """Return the reps of a set with their verdicts."""
    return replace(alert, load_kg=one.load_kg).judge(one.reps)


def level(rep: Rep) -> str:
    """Return what is said of a rep's technique: ``ok``, ``near`` or ``rack``."""
    spoken = any(reason.name in TECHNIQUE for reason in rep.reasons)
    return rep.verdict if spoken else "ok"


def levels(judged: Sequence[Rep], one: Lifted) -> list[str]:
    """Return what is said of the technique of each rep done; ``ok`` of one that was not found."""
    found = (one.found.get(i) for i in range(len(one.done.reps)))
    return ["ok" if i is None else level(judged[i]) for i in found]
