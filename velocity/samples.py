"""Samples: what every source yields and everything in this package starts from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.uint8]

MISSING = np.uint8(1)
"""Flag of a sample that was never received; its values are interpolated."""
CLIPPED = np.uint8(2)
"""Flag of a sample at the end of the sensor's range; the true values are larger."""


@dataclass(frozen=True)
class Samples:
    """Readings of a bar's sensor on a uniform clock.

    Attributes:
        rate: samples per second, Hz, of the rebuilt clock.
        specific_force: (n, 3) m/s², sensor frame; +9.81 upward at rest.
        angular_rate: (n, 3) rad/s, sensor frame, right-handed.
        flags: (n,) bits of ``MISSING`` and ``CLIPPED``.
        rate_se: standard error of ``rate``, Hz.
        start: time of the first sample, s.

    Raises:
        ValueError: the arrays' shapes do not belong together, or the rate is not positive.
    """

    rate: float
    specific_force: Floats
    angular_rate: Floats
    flags: Flags
    rate_se: float = 0.0
    start: float = 0.0

    def __post_init__(self) -> None:
        n = len(self.specific_force)
        shapes = (self.specific_force.shape, self.angular_rate.shape, self.flags.shape)
        if shapes != ((n, 3), (n, 3), (n,)):
            raise ValueError(f"samples need shapes (n, 3), (n, 3), (n,), not {shapes}")
        if not (np.isfinite(self.rate) and self.rate > 0):
            raise ValueError(f"the sample rate must be positive, not {self.rate}")

    def __len__(self) -> int:
        return len(self.flags)

    @property
    def time(self) -> Floats:
        """(n,) s: the time of each sample."""
        return self.start + np.arange(len(self)) / self.rate

    @property
    def duration(self) -> float:
        """Seconds from the first sample to after the last."""
        return len(self) / self.rate

    def thinned(self, by: int) -> Samples:
        """Return the means of every ``by`` samples, a remainder at the end left out."""
        n = len(self) // by
        force, turn = (
            values[: n * by].reshape(n, by, 3).sum(axis=1) / by
            for values in (self.specific_force, self.angular_rate)
        )
        flags = np.bitwise_or.reduce(self.flags[: n * by].reshape(n, by), axis=1)
        return Samples(self.rate / by, force, turn, flags, self.rate_se / by, self.start)

    def part(self, first: int, last: int) -> Samples:
        """Return the samples first … last-1, their times kept; the arrays are views."""
        return Samples(
            self.rate,
            self.specific_force[first:last],
            self.angular_rate[first:last],
            self.flags[first:last],
            self.rate_se,
            self.start + first / self.rate,
        )
