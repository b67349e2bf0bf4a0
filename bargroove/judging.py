"""What judges a lifter's next set: everything that the logbook knows of their earlier ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isfinite

import numpy as np

from bargroove.logbook.records import LoggedRep, LoggedSet
from velocity.alert import Alert, usual_alert
from velocity.floor import own_floor, usual_floor
from velocity.forecast import PastCourse, learn_courses
from velocity.lifts import Lift
from velocity.limits import Limits
from velocity.marking import Mark, Taught, teach
from velocity.rep import Measured, Rep
from velocity.samples import Floats
from velocity.signature import PastSet, Signature, can_be_judged, learn

LATEST = 60  # sets of a lift that tell how a lifter lifts now
COMPARED = 20  # clean reps that gross events are compared with
UNKNOWN_SE = 0.03  # m/s of a mean velocity
AUDITED = 20  # sets that limits are tried on
NOT_TECHNIQUE = {"velocity_loss", "velocity_floor", "reps_left"}

_BY_MARK = {"broke": "failed", "clean": "clean"}


@dataclass(frozen=True)
class History:
    """What a lifter has done in a lift, as far as it bears on the next set.

    Attributes:
        sets: the latest ones, oldest first.
        marked: for each of them, what a person said of each rep, None for nothing.
    """

    sets: tuple[PastSet, ...]
    marked: tuple[tuple[str | None, ...], ...]

    @property
    def marks(self) -> int:
        """How many reps are marked."""
        return sum(mark is not None for marks in self.marked for mark in marks)

    def without(self, index: int) -> History:
        """Return the history without one of its sets."""
        return History(
            self.sets[:index] + self.sets[index + 1 :],
            self.marked[:index] + self.marked[index + 1 :],
        )

    def recent(self) -> tuple[Rep, ...]:
        """Return the latest clean reps."""
        return tuple(rep for past in self.sets for rep in past.clean())[-COMPARED:]


def history_of(sets: Sequence[LoggedSet]) -> History:
    """Return the history that sets of one lifter and lift, oldest first, make up."""
    latest = [one for one in sets if one.reps][-LATEST:]
    return History(
        tuple(
            PastSet(
                tuple(logged.rep for logged in one.reps),
                tuple(state_of(logged) for logged in one.reps),
                one.head.load_kg,
            )
            for one in latest
        ),
        tuple(tuple(logged.mark for logged in one.reps) for one in latest),
    )


def state_of(logged: LoggedRep) -> str:
    """Return how a rep was lifted: as a person has marked it, else as it was judged."""
    if logged.mark is not None:
        return _BY_MARK[logged.mark]
    technique = logged.rep.technique
    if technique is None:  # nobody asked
        return "clean" if logged.rep.valid else "unsure"
    return technique.state


def alert_for(
    lift: Lift, history: History, limits: Limits, load_kg: float | None, *, own: bool = True
) -> Alert:
    """Return what judges the next set of a lifter with this history.

    Args:
        lift: what will be lifted.
        history: of the lifter in this lift; an empty one gives the lift's usual values.
        limits: what the lifter has chosen.
        load_kg: what will be on the bar, None if unknown.
        own: whether the lifter's own velocity floor takes the place of the limits'.
    """
    if not history.sets:
        return usual_alert(lift, limits, load_kg)
    signature = learn(lift, history.sets)
    floor = own_floor_of(lift, history)
    if own and limits.velocity_floor is not None:
        limits = replace(limits, velocity_floor=floor.value)
    return Alert(
        limits,
        signature,
        floor,
        load_kg,
        learn_courses([_course(past) for past in history.sets], floor),
        history.recent(),
        taught_by(signature, history, limits.false_alarms),
    )


def own_floor_of(lift: Lift, history: History) -> Measured:
    """Return a lifter's velocity floor, m/s, as far as their slowest rep bounds it."""
    return own_floor(lift, (), _slowest(history)) if history.sets else usual_floor(lift)


def taught_by(signature: Signature, history: History, false_alarms: float) -> Taught | None:
    """Return what the marks in a history teach, None while they are too few."""
    marks = [
        Mark(signature.out(past.reps[i], past.clean(i), past.load_kg), mark == "broke")
        for past, marked in zip(history.sets, history.marked, strict=True)
        for i, mark in enumerate(marked)
        if mark is not None and can_be_judged(past.reps[i])
    ]
    if not marks:
        return None
    clean = [_outs(signature, past) for past in history.sets]
    return teach(marks, clean, signature.weights, false_alarms)


def _outs(signature: Signature, past: PastSet) -> Floats:
    """Return how far out (n, signs) the clean reps of a set were."""
    reps = past.clean()
    outs = [signature.out(rep, reps[:i], past.load_kg) for i, rep in enumerate(reps)]
    return np.array(outs).reshape(len(reps), len(signature.weights))


def _slowest(history: History) -> Measured | None:
    """Return the mean velocity of the slowest valid rep that has ever got up."""
    means = [known_velocity(rep) for past in history.sets for rep in past.reps if rep.valid]
    return min(means, key=lambda mean: mean.value, default=None)


def known_velocity(rep: Rep) -> Measured:
    """Return a rep's mean velocity, m/s; one without an error has that of other products."""
    mean = rep.mean_velocity
    return mean if isfinite(mean.se) else Measured(mean.value, UNKNOWN_SE)


def _course(past: PastSet) -> PastCourse:
    """Return how a set's velocity went, and where technique began to slide."""
    valid = [i for i, rep in enumerate(past.reps) if rep.valid]
    bad = [n for n, i in enumerate(valid) if past.states[i] in ("sliding", "failed")]
    means = [known_velocity(past.reps[i]) for i in valid]
    return PastCourse(
        np.array([mean.value for mean in means]),
        np.array([mean.se for mean in means]),
        slide_at=bad[0] if bad else None,
    )


@dataclass(frozen=True)
class Audit:
    """How often a lifter's own sets were, or would be, called; each judged by the others.

    Attributes:
        clean: sets without a bad rep; ``false`` of them would have been ended by technique.
        slid: sets with one that came after a clean one; ``late`` of them would not have been
            called by their second bad rep.
    """

    clean: int
    false: int
    slid: int
    late: int


def audit(lift: Lift, history: History, limits: Limits) -> Audit:
    """Return how the limits do on the lifter's latest sets, each left out of what judges it."""
    clean, slid = list[bool](), list[bool]()
    for i in range(len(history.sets))[-AUDITED:]:
        past, bad = history.sets[i], history.sets[i].bad()
        if not any(can_be_judged(rep) for rep in past.reps):
            continue
        judged = alert_for(lift, history.without(i), limits, past.load_kg).judge(past.reps)
        calls = [_by_technique(rep) for rep in judged]
        if not bad:
            clean.append("rack" in calls)
        elif bad[0] > 0:
            slid.append(not any(calls[: bad[0] + 2]))
    return Audit(len(clean), sum(clean), len(slid), sum(slid))


def _by_technique(rep: Rep) -> str:
    """Return the verdict of a rep where technique has decided it, else ""."""
    names = {reason.name for reason in rep.reasons}
    return "" if names <= NOT_TECHNIQUE else rep.verdict
