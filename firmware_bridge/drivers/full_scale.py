"""The ends of a sensor's range, for readings that come in physical units."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from firmware_bridge.columns import GRAVITY
from velocity.samples import Floats

END = 127 / 128
"""Share of the range from which on a reading counts as its end: sensors correct their offsets."""
IMPOSSIBLE = 2.5
"""Share of the range from which on it is not a reading: the bytes were others."""


def converted(values: NDArray[np.float32], units: Floats) -> Floats:
    """Return float32 values from foreign bytes times their (6,) units; any may be NaN."""
    with np.errstate(invalid="ignore"):
        return np.multiply(values, units, dtype=np.float64)


class FullScale:
    """A range of ±``g`` (standard gravities) and ±``dps`` (degrees per second)."""

    def __init__(self, g: float, dps: float) -> None:
        self._ends = np.array([g * GRAVITY] * 3 + [np.radians(dps)] * 3)

    def share(self, readings: Floats) -> Floats:
        """Return the largest share of its range that any of (n, 6) m/s², rad/s reaches, (n,).

        NaN where any is NaN, which no comparison holds for.
        """
        largest: Floats = np.abs(readings / self._ends).max(axis=1)
        return largest
