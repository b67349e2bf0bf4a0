"""A set for pictures: a simulated lifter with a history, through monitor and state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bargroove.evidence.cases import recorded
from bargroove.judging import History, alert_for
from gui.live_state import LinkState, LiveState, Turn
from hardware.simulated import (
    UNCALIBRATED,
    Breakdown,
    Person,
    PersonSet,
    draw_day,
    draw_person,
    set_of,
    simulate,
)
from velocity import LIFTS, Samples, analyze
from velocity.limits import usual_limits
from velocity.monitor import Monitor
from velocity.signature import PastSet

LIFT = "squat"
PAST = 5  # sets of history
_LOAD = 0.75  # share of what the lifter can lift once
_PIECE = 0.1  # s of samples that come at once
_GRAVITY = 9.80665  # m/s²


@dataclass(frozen=True)
class Staged:
    """One set, as it came and as it was shown.

    Attributes:
        states: what a screen gets to show, one for each piece of samples that came.
        samples: all of them.
        turn: who has lifted what.
    """

    states: Sequence[LiveState]
    samples: Samples
    turn: Turn

    def first(self, verdict: str) -> LiveState:
        """Return the first state whose last rep has a verdict, while the set goes on.

        Raises:
            IndexError: there is none.
        """
        return self._with(verdict)[0]

    def last(self, verdict: str) -> LiveState:
        """Return the last of them.

        Raises:
            IndexError: there is none.
        """
        return self._with(verdict)[-1]

    def _with(self, verdict: str) -> list[LiveState]:
        running = [one for one in self.states if one.reps and one.summary is None]
        return [one for one in running if one.reps[-1].verdict == verdict]


def stage(seed: int) -> Staged:
    """Return a set of a lifter who has lifted before, and whose technique slides late in it."""
    rng = np.random.default_rng(seed)
    person = draw_person(LIFT, rng)
    past = [_lift(person, rng, reps=6) for _ in range(PAST)]
    known = tuple(
        PastSet(reps, ("clean",) * len(reps), done.load_kg)
        for done, reps in ((one, analyze(_seen(one, rng), LIFTS[LIFT]).reps) for one in past)
    )
    now = _lift(person, rng, reps=7, breakdown=Breakdown(first_rep=6, slide=3.0))
    load_kg = round(now.load_kg / 2.5) * 2.5
    history = History(known, tuple((None,) * len(one.reps) for one in known))
    alert = alert_for(LIFTS[LIFT], history, usual_limits(LIFTS[LIFT]), load_kg)
    turn = Turn(LIFT, alert, "Anna", load_kg, after=("Ben", "Cleo"))
    samples = _seen(now, rng)
    return Staged(tuple(_followed(samples, turn)), samples, turn)


def _lift(
    person: Person, rng: np.random.Generator, *, reps: int, breakdown: Breakdown | None = None
) -> PersonSet:
    day = draw_day(person, rng)
    return set_of(person, day, rng, reps=reps, load=_LOAD, breakdown=breakdown)


def _seen(done: PersonSet, rng: np.random.Generator) -> Samples:
    """Return a set as the sensor sees it, read as a user's file is."""
    return recorded(simulate(done.plan, UNCALIBRATED, rng))


def _followed(samples: Samples, turn: Turn) -> Iterator[LiveState]:
    """Yield what there is to see as the samples of a set come, and in a rest after it."""
    monitor, state = (
        Monitor(LIFTS[turn.lift], alert=turn.alert),
        LiveState("", turn=turn, link=_link()),
    )
    piece = round(_PIECE * samples.rate)
    for first in range(0, len(samples), piece):
        part = samples.part(first, min(first + piece, len(samples)))
        for event in monitor.feed(part):
            state.take(event)
        felt = float(np.linalg.norm(part.specific_force, axis=1).mean())
        state.link.gravity, state.link.still = felt / _GRAVITY, first == 0
        state.passed(part.start + part.duration)
        yield state.snapshot()
    for event in monitor.finish():
        state.take(event)
    yield state.snapshot()


def _link() -> LinkState:
    return LinkState("streaming", True, "BVM-51ab", 207.9, "83 %", 0.012, logged=(41,))
