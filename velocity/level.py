"""The first guess of a set's attitude and gyro bias, with nothing known about the motion.

Seen from a frame that only the gyro carries along, the specific force averages to gravity over
any stretch that is long against a rep (the idea of VQF's inclination correction, Laidig & Seel,
Information Fusion 91, 2023). A gyro bias makes that average wander; both come from one linear
least squares, repeated as the correction is not small.
"""

from __future__ import annotations

import numpy as np

from velocity.attitude import cumulative_product, from_rotation_vector, rotation_matrix, upright
from velocity.rests import Rests
from velocity.samples import Floats, Samples

WINDOW_SECONDS = 2.0
BLOCK_SECONDS = 0.05
STEPS_AT_REST, STEPS = 2, 3  # of the fit, with the bias known from a rest and without
WINDOW_SD = 0.35  # m/s²: what is left of a lifter's accelerations over a window
REST_BIAS_SD = 4e-4  # rad/s: what a resting bar may turn, 0.02 °/s
REST_TURN = 6e-4  # rad that a bar at rest may have turned from end to end of its rests
MOVING_BIAS_SD = 1.2e-2  # rad/s: a bar's mean rate over a whole set


def first_guess(samples: Samples, rests: Rests) -> tuple[Floats, Floats, float]:
    """Return the attitude (4,) at the first sample, the gyro bias (3,) rad/s and its error."""
    if len(rests.first):
        weight = rests.last - rests.first
        bias = np.average(rests.rate, axis=0, weights=weight)
        sd = REST_BIAS_SD + REST_TURN * samples.rate / float(weight.sum())
    else:
        bias, sd = _calm_mean(samples.angular_rate), MOVING_BIAS_SD
    prior = bias
    blocks = _blocks(samples)
    for _ in range(STEPS_AT_REST if len(rests.first) else STEPS):
        rotation, force = _carried(*blocks, bias)
        correction, up = _fit(rotation, force, samples.duration, prior - bias, sd)
        bias = bias + correction
    return upright(up), bias, sd


def _calm_mean(rate: Floats) -> Floats:
    """Return the mean rate (3,), large turns while the sensor is handled held down."""
    return np.asarray(np.clip(rate, -0.5, 0.5).mean(axis=0))


def _blocks(samples: Samples) -> tuple[Floats, Floats, Floats]:
    """Return rate (3, b) and force (3, b) averaged over short blocks, and their length (b,) s."""
    edges = np.arange(0, len(samples), max(1, round(BLOCK_SECONDS * samples.rate)))
    counts = np.diff(np.append(edges, len(samples)))
    rate = np.add.reduceat(samples.angular_rate, edges, axis=0).T / counts
    force = np.add.reduceat(samples.specific_force, edges, axis=0).T / counts
    return rate, force, counts / samples.rate


def _carried(rate: Floats, force: Floats, dt: Floats, bias: Floats) -> tuple[Floats, Floats]:
    """Return rotation (3, 3, w) and specific force (3, w) of each window, in the carried frame."""
    turn = (rate - bias[:, None]) * dt
    middle = 0.5 * np.concatenate((turn[:, :1], turn[:, 1:] + turn[:, :-1]), axis=1)
    rotation = rotation_matrix(cumulative_product(from_rotation_vector(middle)))
    carried = np.einsum("ijn,jn->in", rotation, force)
    starts = np.arange(0, len(dt), max(1, round(WINDOW_SECONDS / dt[0])))
    width = np.diff(np.append(starts, len(dt)))
    means = [np.add.reduceat(x, starts, axis=-1) / width for x in (rotation, carried)]
    return np.asarray(means[0]), np.asarray(means[1])


def _fit(
    rotation: Floats, force: Floats, duration: float, prior: Floats, sd: float
) -> tuple[Floats, Floats]:
    """Return the change of the bias (3,) and gravity's direction (3,) in the carried frame."""
    windows = force.shape[1]
    dt = duration / windows
    turned = -(np.cumsum(rotation, axis=-1) - 0.5 * rotation) * dt
    answer = np.cross(turned, force[:, None], axis=0)
    design = np.zeros((windows, 3, 6))
    design[:, :, :3] = answer.transpose(2, 0, 1)
    design[:, :, 3:] = -np.eye(3)
    design, value = design.reshape(-1, 6) / WINDOW_SD, -force.T.ravel() / WINDOW_SD
    information = design.T @ design + np.diag([sd**-2.0] * 3 + [1e-6] * 3)
    pull = design.T @ value + np.append(prior / sd**2, np.zeros(3))
    solution = np.asarray(np.linalg.solve(information, pull), float)
    return solution[:3], solution[3:]
