"""How a simulated chip samples what it is made to feel."""

from __future__ import annotations

import numpy as np

from hardware.simulated.sensors.contract import Readings
from hardware.simulated.strokes import Floats

_NEAR = 0.05
"""Share by which a chip's true rate may differ from the rate that it is set to."""
_ROUNDING = 1e-6


class Sampling:
    """A chip set to ``nominal`` Hz: sample k is taken at k / ``rate`` s of true time.

    Where the readings have about that rate, or a multiple of it, the chip takes them as they
    are, or the means of as many, and its true rate follows theirs. Else it takes values between.
    After the readings' end the last one is held.
    """

    def __init__(self, readings: Readings, nominal: float) -> None:
        self.by = max(1, round(readings.rate / nominal))
        self.rate = readings.rate / self.by
        if abs(self.rate / nominal - 1) > _NEAR:
            self.by, self.rate = 1, nominal
        self._true_rate = readings.rate
        self._values = np.hstack((readings.specific_force, readings.angular_rate))

    def taken(self, to: float) -> int:
        """Return how many samples have been taken until ``to`` s."""
        return max(0, int(np.floor(to * self.rate + _ROUNDING)) + 1)

    def values(self, first: int, last: int, late: float = 0.0) -> Floats:
        """Return samples first … last-1, (n, 6) m/s² and rad/s, each ``late`` s late.

        Of a mean of several readings the newest is the one at the sample's time.
        """
        if last <= first:
            return np.empty((0, 6))
        if self.rate == self._true_rate and not late:  # as they are
            return self._values.take(np.arange(first, last), axis=0, mode="clip")
        times = np.arange(first, last) / self.rate + late
        newest = times * self._true_rate
        back = np.arange(self.by)
        at = np.clip(newest[:, None] - back, 0, len(self._values) - 1)
        low = np.floor(at + _ROUNDING).astype(np.int64)
        share = np.clip(at - low, 0, 1)[..., None]
        high = np.minimum(low + 1, len(self._values) - 1)
        between = self._values[low] * (1 - share) + self._values[high] * share
        mean: Floats = between.mean(axis=1)
        return mean
