"""Sensors' own stamps: counters that wrap, and where a run of samples breaks."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from velocity.samples import Floats

_ALIKE = 0.5
"""How far a step between two stamps may be from the sample period, as a share of it."""


def unwrapped(counter: int, near: int, modulus: int = 2**32) -> int:
    """Return the number nearest to ``near`` that a counter which wraps shows as ``counter``."""
    half = modulus // 2
    return near + (counter - near + half) % modulus - half


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
            counter = unwrapped(counter, self._last, self._modulus)
            self.session += counter <= self._last
        self._last = counter
        return counter * self._unit


def runs(stamps: Floats | NDArray[np.uint64], period: float) -> list[slice]:
    """Return the stretches of (n,) stamps whose steps are all about ``period``."""
    if len(stamps) <= 1:
        return [slice(0, 1)] * len(stamps)
    alike = np.abs(stamps[1:] - stamps[:-1] - period) <= _ALIKE * period
    if alike.all():
        return [slice(0, len(stamps))]
    breaks = np.flatnonzero(~alike) + 1
    return [slice(a, b) for a, b in pairwise([0, *breaks.tolist(), len(stamps)])]
