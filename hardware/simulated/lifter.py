"""The lifter: writes what a set consists of, from the bar lying still to the bar lying still."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np

from hardware.simulated.bar import Ring, Unrest
from hardware.simulated.hands import Hands
from hardware.simulated.lifts import Range, Start, Variant
from hardware.simulated.strokes import Stroke
from hardware.simulated.truth import RepPhases


@dataclass(frozen=True)
class SetPlan:
    """Everything that decides the bar's motion in one set.

    Attributes:
        variant: name of the way of lifting; ``lift`` is its name for the analysis.
        strokes, rings: the travels and the vibrations that the motion is a sum of.
        reps: when each rep goes up and down.
        unrest: how much the body adds; ``seed`` decides its course.
        attitude: the bar's twist, tilt and spin at the start, rad.
    """

    variant: str
    lift: str
    duration_s: float
    strokes: tuple[Stroke, ...]
    rings: tuple[Ring, ...]
    reps: tuple[RepPhases, ...]
    unrest: Unrest
    attitude: tuple[float, float, float]
    seed: int


class Lifter(ABC):
    """Writes one set, rep by rep, through a pair of hands; the bar lies at ``start`` at first.

    How a rep goes is for ``ascend`` and ``descend`` to say: both go on from ``hands.now``.
    """

    def __init__(self, kind: Variant, rng: np.random.Generator) -> None:
        self.kind = kind
        self.rng = rng
        self.hands = Hands(rng)
        self.reps: list[RepPhases] = []
        self.start: Start = "rack"
        self.overlap_s = 0.0

    def plan(self, variant: str, unrest: Unrest) -> SetPlan:
        """Return the set written so far; the bar's attitude and the unrest are drawn."""
        hands, rng = self.hands, self.rng
        return SetPlan(
            variant,
            self.kind.lift,
            float(np.ceil(hands.now * 2.0)) / 2.0,
            tuple(hands.strokes),
            tuple(hands.rings),
            tuple(self.reps),
            unrest,
            (0.0, np.radians(rng.uniform(-0.5, 0.5)), 0.0),
            int(rng.integers(2**31)),
        )

    @abstractmethod
    def ascend(self) -> tuple[float, float]:
        """Lift the bar; return from when to when, s."""

    @abstractmethod
    def descend(self) -> tuple[float, float]:
        """Lower the bar; return from when to when, s."""

    def rep(self, *, last: bool) -> None:
        """Write one rep and, but after the last one, the rest between it and the next."""
        if self.kind.up_first:
            self._up_first(last=last)
        else:
            self._down_first(last=last)

    def _up_first(self, *, last: bool) -> None:
        ascent = self.ascend()
        self._stay_above()
        descent = self.descend()
        self.reps.append(RepPhases(*ascent, *descent))
        if not last:
            self._stay_below()

    def _down_first(self, *, last: bool) -> None:
        descent = self.descend()
        self._stay_below()
        ascent = self.ascend()
        self.reps.append(RepPhases(*ascent, *descent))
        if not last:
            self._stay_above()

    def between(self, limits: Range) -> float:
        """Return a number drawn evenly from within the limits."""
        return float(self.rng.uniform(*limits))

    def take(self) -> None:
        """Take hold of the bar and bring it to where the set begins."""
        hands, kind = self.hands, self.kind
        hands.grasp()
        if self.start != "floor":
            hands.unrack(self.start)
        elif kind.lift == "row":
            hands.lift_off(self.between((0.2, 0.45)), self.between((0.9, 2.0)))
        elif kind.lift == "romanian_deadlift":
            self.pull_up()
        elif kind.bottom_at == "hands":
            hands.lift_off(self.between((0.03, 0.08)), self.between((0.3, 0.8)))
        if kind.bottom_at == "hands":
            hands.hold(self.between((0.6, 3.0)))

    def pull_up(self) -> None:
        """Pull the bar up from the floor before the first way down; not every lifter can."""
        raise NotImplementedError("this lifter takes the bar from a rack")

    def put_back(self) -> None:
        """Bring the bar back to where it lay; one that is on the floor lies there already."""
        if self.kind.bottom_at == "hands":
            self.hands.hold(self.between((0.2, 2.0)))
            self.hands.put_back(self.start)

    def _stay_below(self) -> None:
        """Pause at the bottom, in the hands or on the floor."""
        if self.kind.bottom_at == "hands":
            self._stay(self.kind.bottom)
            return
        pause_s = self.between(self.kind.bottom)
        self.hands.lie(pause_s)
        if pause_s > 0.5 and self.rng.random() < 0.5:
            self.hands.roll(pause_s)

    def _stay_above(self) -> None:
        self._stay(self.kind.top)

    def _stay(self, limits: Range) -> None:
        """Hold for a while; a hold of next to nothing becomes a turn without a stop."""
        hold_s = self.between(limits)
        if hold_s < 0.08:
            self.hands.now -= self.overlap_s
        else:
            self.hands.hold(hold_s)
