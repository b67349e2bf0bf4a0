"""Strapdown integration: from angular rate and specific force to attitude, velocity, position.

World frame with z up; its x and y are turned about the vertical by an angle that only the bar's
own axis tells (``bar_frame``). Trapezoidal in both integrals, as is usual for sampled sensors
(Savage 1998, J. Guidance 21(1), without coning terms: a bar turns less than 0.1 rad per sample).
"""

from __future__ import annotations

from dataclasses import dataclass

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


def cumulative_integral(values: Floats, dt: float) -> Floats:
    """Return the trapezoidal integral along the last axis, 0 at its first element."""
    total = np.zeros_like(values)
    np.cumsum(0.5 * dt * (values[..., 1:] + values[..., :-1]), axis=-1, out=total[..., 1:])
    return total


def integrate(samples: Samples, start: Floats, constants: Constants) -> Motion:
    """Integrate samples from the attitude ``start`` (4,), corrected by ``constants``."""
    dt = 1.0 / samples.rate
    rate = constants.angular_rate(samples)
    force = constants.specific_force(samples)
    tilt = np.append(constants.tilt, 0.0)
    first = product(from_rotation_vector(tilt), start)
    steps = from_rotation_vector(0.5 * dt * (rate[:, 1:] + rate[:, :-1]))
    q = cumulative_product(np.concatenate((first[:, None], steps), axis=1))
    rotation = rotation_matrix(q)
    acceleration = np.einsum("ijn,jn->in", rotation, force)
    acceleration[2] -= GRAVITY
    velocity = cumulative_integral(acceleration, dt)
    position = cumulative_integral(velocity, dt)
    return Motion(rotation, rate, force, acceleration, velocity, position, samples.rate)
