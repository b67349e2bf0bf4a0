"""Readings in SI units, and which of them stand at the end of the sensor's range."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from velocity.samples import Floats

END = 127 / 128
"""Share of the range from which on a reading counts as its end: sensors correct their offsets."""
_IMPOSSIBLE = 2.5
"""Share of the range from which on it is not a reading: the bytes were others."""
_END_COUNT = int(END * 2**15)


def int16_readings(
    counts: NDArray[np.int16], scale: Floats
) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Return specific force, angular rate and clipping of (n, 6) little-endian int16 readings.

    ``scale`` is (6,): m/s² and rad/s per count.
    """
    values = counts * scale
    clipped = np.zeros(len(counts), np.bool_)
    high_bytes = counts.tobytes()[1::2]
    if b"\x7f" in high_bytes or b"\x80" in high_bytes:  # seldom, and quick to see
        clipped |= ((counts >= _END_COUNT) | (counts < -_END_COUNT)).any(axis=1)
    return values[:, :3], values[:, 3:], clipped


class FullScale:
    """Two instruments of three axes each that read in physical units, up to some end.

    ``ends`` and ``units`` are of the one, then the other: the range in the unit in which it
    reads, and that unit in m/s² or rad/s.
    """

    def __init__(self, ends: tuple[float, float], units: tuple[float, float]) -> None:
        self._units = np.repeat(units, 3)
        self._shares = 1 / (np.repeat(ends, 3) * self._units)

    def read(self, values: NDArray[np.float32]) -> tuple[Floats, NDArray[np.bool_]] | None:
        """Return (n, 6) readings in SI units and clipping, (n,); None if any is impossible."""
        with np.errstate(invalid="ignore"):  # foreign bytes may be NaN, for which no `<` holds
            readings = np.multiply(values, self._units, dtype=np.float64)
        shares = np.abs(readings * self._shares)
        largest = shares.max()
        if not largest < _IMPOSSIBLE:
            return None
        clipped: NDArray[np.bool_] = np.zeros(len(readings), np.bool_)
        if largest >= END:
            clipped |= (shares >= END).any(axis=1)
        return readings, clipped
