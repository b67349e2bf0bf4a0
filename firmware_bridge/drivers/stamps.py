"""Sensors' own stamps: counters that wrap, and where a run of samples breaks."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from velocity.samples import Floats

_ALIKE = 0.5
"""How far a step between two stamps may be from the sample period, as a share of it."""


class Stamps:
    """A stream's stamps, unwrapped.

    Attributes:
        session: counts the steps back, as after a restart; wrapping is none.
    """

    def __init__(self, unit: float, modulus: int = 2**32) -> None:
        self.session = 0
        self._unit = unit
        self._modulus = modulus
        self._last: int | None = None

    def seconds(self, counter: int) -> float:
        """Return the time of the next stamp, s."""
        if self._last is not None:
            half = self._modulus // 2
            step = (counter - self._last + half) % self._modulus - half
            self.session += int(step <= 0)
            counter = self._last + step
        self._last = counter
        return counter * self._unit


def runs(times: Floats, period: float) -> list[slice]:
    """Return the stretches of (n,) sample times, s, whose steps are all about ``period`` s."""
    if len(times) <= 1:
        return [slice(0, 1)] * len(times)
    breaks = np.flatnonzero(np.abs(np.diff(times) - period) > _ALIKE * period) + 1
    return [slice(a, b) for a, b in pairwise([0, *breaks.tolist(), len(times)]) if b > a]
