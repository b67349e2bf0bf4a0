"""The constants of a set: what the sensor gets wrong and does not change while the bar moves.

The order of the vector is the order of the fields of ``Constants``; everything that is linear in
the constants (``drift``) is written in that order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate

import numpy as np

from velocity.samples import Floats, Samples

GRAVITY = 9.80665

SIZES = (2, 3, 9, 3, 9)
COUNT = sum(SIZES)
TILT, GYRO_BIAS, GYRO_MATRIX, ACCEL_BIAS, ACCEL_MATRIX = (
    slice(last - size, last) for size, last in zip(SIZES, accumulate(SIZES), strict=True)
)


def _zeros(*shape: int) -> Floats:
    return np.zeros(shape)


@dataclass(frozen=True)
class Constants:
    """Corrections of one sensor over one set.

    The true rates are ``(1 - gyro_matrix) ω - gyro_bias``; specific force likewise.

    Attributes:
        tilt: (2,) rad, first two components of the world-frame rotation vector by which the
            attitude at the set's first sample is to be turned.
        gyro_bias: (3,) rad/s, sensor frame.
        gyro_matrix: (3, 3) scale (diagonal) and misalignment errors, a share.
        accel_bias: (3,) m/s², sensor frame.
        accel_matrix: (3, 3) likewise for specific force.
    """

    tilt: Floats = field(default_factory=lambda: _zeros(2))
    gyro_bias: Floats = field(default_factory=lambda: _zeros(3))
    gyro_matrix: Floats = field(default_factory=lambda: _zeros(3, 3))
    accel_bias: Floats = field(default_factory=lambda: _zeros(3))
    accel_matrix: Floats = field(default_factory=lambda: _zeros(3, 3))

    def vector(self) -> Floats:
        """Return the (COUNT,) vector of the constants."""
        parts = (self.tilt, self.gyro_bias, self.gyro_matrix, self.accel_bias, self.accel_matrix)
        return np.concatenate([part.ravel() for part in parts])

    @staticmethod
    def from_vector(vector: Floats) -> Constants:
        """Return the constants of a (COUNT,) vector."""
        return Constants(
            vector[TILT],
            vector[GYRO_BIAS],
            vector[GYRO_MATRIX].reshape(3, 3),
            vector[ACCEL_BIAS],
            vector[ACCEL_MATRIX].reshape(3, 3),
        )

    def angular_rate(self, samples: Samples) -> Floats:
        """Return the corrected angular rate, (3, n) rad/s."""
        keep = np.eye(3) - self.gyro_matrix
        return keep @ samples.angular_rate.T - self.gyro_bias[:, None]

    def specific_force(self, samples: Samples) -> Floats:
        """Return the corrected specific force, (3, n) m/s²."""
        keep = np.eye(3) - self.accel_matrix
        return keep @ samples.specific_force.T - self.accel_bias[:, None]
