"""From the sensor to the bar: which way the bar's axis lies, where its middle is, how it tilts.

The bar's frame is the contract's: x forward, y along the bar to the lifter's left, z up. The
axis of the sensor that lies along the bar is the one that stays level and spins; its positive end
is taken to point to the lifter's left.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from velocity.samples import Floats, Samples
from velocity.strapdown import Motion

BLOCK_SECONDS = 0.5  # over which the specific force shows the way of gravity
MOUNT_SD = 0.002  # rad between the bar and the axis of a sensor that is put on with care
SHARED = 1.0  # of the tilt may go with the spin and so pass for a skew mount
LEAST_SPIN = 1e-6  # rad²/s² below which turning says nothing
HANDLED = 3.0  # rad/s: faster turns are the sensor in a hand
AXES = {"x": 0, "y": 1, "z": 2}


@dataclass(frozen=True)
class BarAxis:
    """The bar's axis in the sensor's frame.

    Attributes:
        direction: (3,) unit vector towards the lifter's left.
        sd: rad, standard error of the direction.
    """

    direction: Floats
    sd: float


def parse_axis(text: str) -> Floats:
    """Return the unit vector (3,) of ``x``, ``+y``, ``-z`` and so on.

    Raises:
        ValueError: the text names no axis.
    """
    name = text.lstrip("+-")
    if name not in AXES or len(text) - len(name) > 1:
        raise ValueError(f"an axis is x, y or z with an optional sign, not {text!r}")
    return np.asarray(np.eye(3)[AXES[name]] * (-1.0 if text[0] == "-" else 1.0))


def find_bar_axis(samples: Samples) -> BarAxis:
    """Return the bar's axis: of the sensor's axes the one that turns while gravity stays off it.

    Whatever the bar does, it stays nearly level, moves little along itself and spins about
    itself; the other two axes carry gravity, more or less of it as the bar spins.
    """
    size = min(max(1, round(BLOCK_SECONDS * samples.rate)), len(samples))
    blocks = samples.specific_force[: len(samples) // size * size].reshape(-1, size, 3)
    turning = samples.angular_rate.T
    turning = turning[:, np.abs(turning).max(axis=0) < HANDLED]
    spin = turning.var(axis=1) if turning.shape[1] else np.zeros(3)
    axis = int((np.square(blocks.mean(axis=1)).mean(axis=0) / (spin + LEAST_SPIN)).argmin())
    return _refined(turning, axis)


def _refined(turning: Floats, axis: int) -> BarAxis:
    """Return the sensor's axis, moved off it where the spin clearly points elsewhere.

    Tilt that goes with the spin looks the same as a skew mount, so the spin is believed only
    where it says more than such tilt could.
    """
    direction = np.eye(3)[axis]
    spin = turning[axis] - turning[axis].mean() if turning.shape[1] else np.zeros(1)
    power = float((spin**2).mean())
    sd = MOUNT_SD
    for other in {0, 1, 2} - {axis} if power > 1e-8 else ():
        across = turning[other] - turning[other].mean()
        slope = float((across * spin).mean() / power)
        doubt = SHARED * max(float((across**2).mean()) / power - slope**2, 1e-6) ** 0.5
        if abs(slope) > 3.0 * max(doubt, MOUNT_SD):
            direction[other], sd = slope, max(sd, doubt)
    return BarAxis(direction / np.linalg.norm(direction), sd)


def left(motion: Motion, axis: BarAxis) -> Floats:
    """Return the world direction (3, n) of the bar's left end."""
    return np.asarray(np.einsum("ijn,j->in", motion.rotation, axis.direction))


def heading(left_end: Floats) -> Floats:
    """Return by how much (n,) rad the bar's left end is turned from the world's y axis."""
    return np.unwrap(np.arctan2(-left_end[0], left_end[1]))


def tilt(left_end: Floats) -> Floats:
    """Return the bar's tilt (n,) rad, positive when its left end is higher."""
    return np.asarray(np.arcsin(np.clip(left_end[2], -1.0, 1.0)))
