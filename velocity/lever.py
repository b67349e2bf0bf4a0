"""The lever: from the point of the bar whose motion is reported to the sensor.

A bar that tilts or spins moves a sensor beside its middle, or on its surface, otherwise than its
middle: p_sensor = p_middle + R · lever. The lever is constant in the sensor's frame.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from velocity.bar_frame import BarAxis
from velocity.rep import Measured
from velocity.samples import Floats

UNKNOWN_SD, TAPE_SD = 0.7, 0.01  # m along the bar: not known, and measured with a tape
RADIUS_SD = 0.02  # m across the bar: a sensor sits on its surface, on one side or another
CLEAR = (0.65, 1.3)  # m: a sensor on the sleeve; less may be the lifter's own asymmetry
CLEAR_SE, CLEAR_REPS = 4.0, 6  # standard errors, and reps to see it in


@dataclass(frozen=True)
class Lever:
    """A lever and what is known of it.

    Attributes:
        mean: (3,) m, sensor frame, from the bar's reported point to the sensor.
        covariance: (3, 3) m².
    """

    mean: Floats
    covariance: Floats

    def along(self, axis: BarAxis) -> Measured:
        """Return its length along the bar, m, positive to the left."""
        a = axis.direction
        return Measured(float(a @ self.mean), float(a @ self.covariance @ a) ** 0.5)

    def offset(self, rotation: Floats) -> Floats:
        """Return the lever in the world frame, (3, n) m, for rotations (3, 3, n)."""
        return np.asarray(np.einsum("ijn,j->in", rotation, self.mean))

    def se(self, turn: Floats) -> Floats:
        """Return what its uncertainty makes of a turn: rows (..., 3) of rotation differences."""
        return np.asarray(np.sqrt(np.einsum("...i,ij,...j->...", turn, self.covariance, turn)))


NONE = Lever(np.zeros(3), np.zeros((3, 3)))
"""The lever of a sensor whose own point is reported."""


def beforehand(axis: BarAxis, offset_m: float | None) -> Lever:
    """Return what is known of the lever before any motion; ``offset_m`` is None if unknown."""
    along = np.outer(axis.direction, axis.direction)
    sd = UNKNOWN_SD if offset_m is None else TAPE_SD
    covariance = sd**2 * along + RADIUS_SD**2 * (np.eye(3) - along)
    return Lever((offset_m or 0.0) * axis.direction, covariance)


def is_clear(arm: Measured, reps: int) -> bool:
    """Return whether the motion shows beyond doubt that the sensor sits far out on the bar."""
    far = CLEAR[0] < abs(arm.value) < CLEAR[1]
    return far and abs(arm.value) > CLEAR_SE * arm.se and reps >= CLEAR_REPS
