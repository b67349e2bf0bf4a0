"""The way up that the bar may be on, as the live track shows it: cheap, and good to ask by.

Drift may hide where exactly the bar stops, so this only tells when it is worth finding out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from velocity.samples import Floats

STARTED = 0.35  # of the usual range: so far up, a rep's way up has begun
ENOUGH = 0.6  # so far up, it may be over
BACK = 0.3  # so far down again, another way begins
SLOW = (0.12, 0.25)  # m/s, and share of the fastest: slower, the bar may be coming to its top
STEADY_SECONDS, STEADY = 0.15, 0.08  # s, m/s: so steady it may have stopped, whatever the drift
DRIFT = (0.03, 0.3)  # m/s: steady and so fast, the bar may well stand still
BRAKED = 0.5  # of the fastest: so much slower than before it must be for that


@dataclass
class Rise:
    """Where the bar is on its way up, m and m/s.

    Attributes:
        usual: range of the reps so far, or the lift's least, m.
        low: sample of the bout at which the way up begins.
        bottom: height there.
        top: highest since then.
        fastest: highest velocity since then.
        begun: whether it has been taken for the way up of a rep.
    """

    usual: float
    low: int = 0
    bottom: float = 0.0
    top: float = 0.0
    fastest: float = 0.0
    begun: bool = False

    def go_on(self, velocity: Floats, height: Floats, first: int) -> None:
        """Follow the bar through the next samples, (n,) m/s and m, ``first`` and those behind."""
        low = int(height.argmin())
        if height[low] < self.bottom:
            self.restart(first + low, float(height[low]))
            velocity, height = velocity[low:], height[low:]
        elif self.top - height[-1] > BACK * self.usual:
            self.restart(first + len(height) - 1, float(height[-1]))
            return
        self.top = max(self.top, float(height.max()))
        self.fastest = max(self.fastest, float(velocity.max()))

    def restart(self, low: int, bottom: float) -> None:
        """Begin another way up from a sample and its height."""
        self.low, self.bottom, self.top = low, bottom, bottom
        self.fastest, self.begun = 0.0, False

    def move_to(self, velocity: Floats, height: Floats) -> None:
        """Take a new estimate of the whole bout (n,), m/s and m, for the track so far."""
        self.low = min(self.low, len(height) - 1)
        self.bottom = float(height[self.low])
        self.top, self.fastest = (float(x[self.low :].max()) for x in (height, velocity))

    @property
    def under_way(self) -> bool:
        """Whether the bar is far enough up to be on a rep's way."""
        return self.top - self.bottom > STARTED * self.usual

    def may_be_over(self, recent: Floats, rate: float) -> bool:
        """Return whether the bar may have come to its top; ``recent`` m/s are its last samples."""
        if self.top - self.bottom < ENOUGH * self.usual:
            return False
        steady = recent[-max(2, round(STEADY_SECONDS * rate)) :]
        stopped = np.ptp(steady) < STEADY and steady[-1] < BRAKED * self.fastest
        return bool(stopped or steady[-1] < max(SLOW[0], SLOW[1] * self.fastest))


def drifts(recent: Floats) -> bool:
    """Return whether the live velocity, (n,) m/s of late, looks like drift rather than motion."""
    steady = len(recent) > 0 and float(np.ptp(recent)) < STEADY
    return steady and DRIFT[0] < abs(float(recent[-1])) < DRIFT[1]
