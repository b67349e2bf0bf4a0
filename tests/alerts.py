"""An alert of a made-up lifter who is well known, and sets for it to judge."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np

from tests.reps import GROOVE, SPREAD, lifted, rep
from velocity import LIFTS, Alert, Limits, Measured, Rep
from velocity.floor import usual_floor
from velocity.forecast import Habit
from velocity.signature import PastSet, Signature, learn

SQUAT = LIFTS["squat"]
LOAD = 100.0
ONLY_SPEED = Limits(0.20, 0.30, technique=False)
SLIDES, FAILS = 6.0, 12.0  # spreads of a rep that slides, and of one that has failed
TECHNIQUE = Limits(None, None, buffer=0, failed=7.5)
KNOWN = Habit(slide_loss=Measured(0.16, 0.02), sets=8, slides=8)  # slides at 16 % of loss


@cache
def signature() -> Signature:
    """Return that of a lifter with ten sets."""
    rng = np.random.default_rng(0)
    past = [PastSet(tuple(lifted(rng, 6)), ("clean",) * 6, LOAD) for _ in range(10)]
    return learn(SQUAT, past)


def alert(limits: Limits, **more: object) -> Alert:
    return replace(Alert(limits, signature(), usual_floor(SQUAT), LOAD), **more)


def verdicts(reps: Sequence[Rep], limits: Limits, **more: object) -> list[str]:
    return [judged.verdict for judged in alert(limits, **more).judge(reps)]


def names(judged: Rep) -> list[str]:
    return [reason.name for reason in judged.reasons]


def states(reps: Sequence[Rep], limits: Limits = TECHNIQUE, **more: object) -> list[str]:
    return [one.technique.state for one in alert(limits, **more).judge(reps)]


def off(number: int, spreads: float, name: str = "forward_low", **more: object) -> Rep:
    """Return a tired rep, but for its velocity, with one feature so many spreads off."""
    return rep(number, **{"loss": 0.3, name: GROOVE[name] + spreads * SPREAD[name]} | more)


def course_of(sizes: Sequence[float]) -> list[Rep]:
    """Return a set whose reps lie so many spreads forward."""
    return [off(number, size) for number, size in enumerate(sizes, 1)]
