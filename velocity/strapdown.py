"""Strapdown integration: from angular rate and specific force to attitude, velocity, position.

World frame with z up; its x and y are turned about the vertical by an angle that only the bar's
own axis tells (``bar_frame``). Trapezoidal in both integrals, as is usual for sampled sensors
(Savage 1998, J. Guidance 21(1), without coning terms: a bar turns less than 0.1 rad per sample).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from velocity.attitude import cumulative_product, from_rotation_vector, product, rotation_matrix
from velocity.calibration import GRAVITY, Constants
from velocity.samples import Floats, Samples


@dataclass(frozen=True)
class Motion:
    """The sensor's motion from rest at the origin, before anything is known about its drift.

    Attributes:
        rotation: (3, 3, n) sensor to world.
        angular_rate: (3, n) rad/s, sensor frame, corrected.
        specific_force: (3, n) m/s², sensor frame, corrected.
        acceleration: (3, n) m/s², world frame, gravity taken off.
        velocity: (3, n) m/s, world frame, 0 at the first sample.
        position: (3, n) m, world frame, 0 at the first sample.
        rate: samples per second, Hz.
    """

    rotation: Floats
    angular_rate: Floats
    specific_force: Floats
    acceleration: Floats
    velocity: Floats
    position: Floats
    rate: float

    def since(self, sample: int) -> Motion:
        """Return the motion from a sample on; the arrays are views."""
        return Motion(
            self.rotation[..., sample:],
            self.angular_rate[:, sample:],
            self.specific_force[:, sample:],
            self.acceleration[:, sample:],
            self.velocity[:, sample:],
            self.position[:, sample:],
            self.rate,
        )


def cumulative_integral(values: Floats, dt: float) -> Floats:
    """Return the trapezoidal integral along the last axis, 0 at its first element."""
    total = np.zeros_like(values)
    np.cumsum(0.5 * dt * (values[..., 1:] + values[..., :-1]), axis=-1, out=total[..., 1:])
    return total


def integrate(samples: Samples, start: Floats, constants: Constants) -> Motion:
    """Integrate samples from the attitude ``start`` (4,), corrected by ``constants``."""
    tilt = np.append(constants.tilt, 0.0)
    first = product(from_rotation_vector(tilt), start)
    rate = constants.angular_rate(samples)
    rotation = rotation_matrix(_carried(rate, first, samples.rate))
    return _moved(rotation, rate, constants.specific_force(samples), samples.rate)


def carry_on(motion: Motion, samples: Samples, constants: Constants) -> Motion:
    """Return how a motion goes on after its last sample, which ``samples`` begin with."""
    rate = constants.angular_rate(samples)
    turned = rotation_matrix(_carried(rate, np.array([1.0, 0.0, 0.0, 0.0]), samples.rate))
    rotation = np.einsum("ij,jkn->ikn", motion.rotation[:, :, -1], turned)
    on = _moved(rotation, rate, constants.specific_force(samples), samples.rate)
    time = np.arange(len(samples)) / samples.rate
    last = motion.velocity[:, -1:]
    position = on.position + motion.position[:, -1:] + last * time
    return replace(on, velocity=on.velocity + last, position=position).since(1)


def joined(pieces: Sequence[Motion]) -> Motion:
    """Return pieces of a motion, each going on from the one before, as one."""
    return Motion(
        np.concatenate([piece.rotation for piece in pieces], axis=-1),
        np.concatenate([piece.angular_rate for piece in pieces], axis=-1),
        np.concatenate([piece.specific_force for piece in pieces], axis=-1),
        np.concatenate([piece.acceleration for piece in pieces], axis=-1),
        np.concatenate([piece.velocity for piece in pieces], axis=-1),
        np.concatenate([piece.position for piece in pieces], axis=-1),
        pieces[0].rate,
    )


def _carried(rate: Floats, first: Floats, sample_rate: float) -> Floats:
    """Return the attitudes (4, n) that the angular rate (3, n) carries ``first`` (4,) to."""
    steps = from_rotation_vector(0.5 / sample_rate * (rate[:, 1:] + rate[:, :-1]))
    return cumulative_product(np.concatenate((first[:, None], steps), axis=1))


def _moved(rotation: Floats, rate: Floats, force: Floats, sample_rate: float) -> Motion:
    acceleration = np.einsum("ijn,jn->in", rotation, force)
    acceleration[2] -= GRAVITY
    velocity = cumulative_integral(acceleration, 1.0 / sample_rate)
    position = cumulative_integral(velocity, 1.0 / sample_rate)
    return Motion(rotation, rate, force, acceleration, velocity, position, sample_rate)
