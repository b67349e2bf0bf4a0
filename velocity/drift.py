"""Drift: what the set's constants and sensor noise do to velocity, and what the anchors say of it.

To first order the error of a strapdown integration is linear in the set's constants and in a
random walk of the velocity. Both live on a coarse grid of nodes. Anchors (``anchors``) are linear
forms of the motion whose value is known; the posterior of constants and random walk given the
anchors is one Gaussian problem, solved in closed form (Rasmussen & Williams 2006, §2.7: explicit
basis functions beside a Gaussian process). Its covariance is every number's standard error.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np

from velocity.calibration import COUNT
from velocity.forms import Forms
from velocity.samples import CLIPPED, MISSING, Floats, Ints, Samples
from velocity.strapdown import Motion

NODE_SECONDS = 0.1
WALK = 2e-3  # m/s/√s: accelerometer noise with a margin for vibration, 100-160 µg/√Hz being usual
QUIET = 0.3  # m/s²: white noise up to this is every usual sensor's, and a trembling hand's
RECTIFIED = 5e-3  # share of a block's vibration that may appear as acceleration
GAP_ATTITUDE = 0.03  # s; a longer gap leaves the attitude unsure too
GAP_SPEED = 6.0  # m/s per s² of gap: how the velocity goes astray where nothing was received
GAP_TURN = 2.0  # rad per s²: likewise the attitude
GAP_WINDOW = 3.0  # s within which gaps are taken together
MOST_TURN = 0.3  # rad that a gap may hide at the most
CLIPPED_BY = 100.0  # m/s², what a clipped sample may have cut off


def _block_sum(values: Floats, edges: Ints) -> Floats:
    return np.asarray(np.add.reduceat(values, edges, axis=-1))


@dataclass(frozen=True)
class Sensitivities:
    """How the motion answers to each unknown, on nodes ``step`` seconds apart.

    Attributes:
        step: s between nodes; node k stands at k·step.
        attitude: (C, 3, N + 1) rad per unit, world frame.
        velocity: (C, 3, N + 1) m/s per unit of each unknown; the last three are the start velocity.
        position: (C, 3, N + 1) m per unit.
        walk: (N,) m²/s² variance of the velocity's random walk within each step.
        turns: (3·gaps,) rad, standard deviation of what each gap may hide of the attitude.
        nominal: the motion around which all this is linear.
    """

    step: float
    attitude: Floats
    velocity: Floats
    position: Floats
    walk: Floats
    turns: Floats
    nominal: Motion

    @property
    def time(self) -> Floats:
        """(N + 1,) s: the nodes' times."""
        return np.asarray(np.arange(len(self.walk) + 1) * self.step)

    @property
    def unknowns(self) -> int:
        """Number of unknowns."""
        return len(self.velocity)


def sensitivities(motion: Motion, samples: Samples) -> Sensitivities:
    """Linearise the drift of a motion around its constants."""
    size = max(1, round(NODE_SECONDS * samples.rate))
    n = len(samples)
    edges = np.arange(0, n, size)
    counts = np.diff(np.append(edges, n))
    step = size / samples.rate
    dt = counts / samples.rate
    rotation = _block_sum(motion.rotation, edges) / counts
    rate = _block_sum(motion.angular_rate, edges) / counts
    force = _block_sum(motion.specific_force, edges) / counts
    pull = np.einsum("ijn,jn->in", rotation, force)
    gaps = _gaps(samples, edges)
    unsure, turned = _turned(gaps, step)
    attitude = _attitude(rotation, rate, dt, unsure)
    middle = 0.5 * (attitude[..., 1:] + attitude[..., :-1])
    acceleration = np.zeros((len(attitude) + 3, 3, len(edges)))
    acceleration[: len(attitude)] = np.cross(middle, pull[None], axis=1)
    acceleration[14:17] -= rotation.transpose(1, 0, 2)
    acceleration[17:26] -= np.einsum("ijn,kn->jkin", rotation, force).reshape(9, 3, -1)
    velocity = _running_sum(acceleration * dt)
    velocity[-3:] += np.eye(3)[:, :, None]
    position = _running_sum(0.5 * (velocity[..., 1:] + velocity[..., :-1]) * dt)
    full = np.concatenate((attitude, np.zeros((3, 3, len(edges) + 1))))
    walk = _walk(samples, edges, counts) + (GAP_SPEED * gaps**2) ** 2
    return Sensitivities(step, full, velocity, position, walk, np.repeat(turned, 3), motion)


def _turned(gaps: Floats, step: float) -> tuple[Ints, Floats]:
    """Return the blocks (k,) in which gaps hide a turn, and how much of it, rad.

    Gaps that follow each other closely are taken together at the first of them: where packets
    are lost all the time, each by itself would be an unknown.
    """
    blocks = np.flatnonzero(gaps > GAP_ATTITUDE)
    if len(blocks) == 0:
        return blocks, np.zeros(0)
    hidden = np.minimum(GAP_TURN * gaps[blocks] ** 2, MOST_TURN)
    windows = (blocks * step / GAP_WINDOW).astype(int)
    firsts = np.flatnonzero(np.diff(windows, prepend=-1))
    return blocks[firsts], np.sqrt(np.add.reduceat(hidden**2, firsts))


def _running_sum(steps: Floats) -> Floats:
    total = np.zeros((*steps.shape[:-1], steps.shape[-1] + 1))
    np.cumsum(steps, axis=-1, out=total[..., 1:])
    return total


def _attitude(rotation: Floats, rate: Floats, dt: Floats, gaps: Ints) -> Floats:
    """Return the attitude's answer (26 + 3·gaps, 3, N + 1) to constants and to each gap."""
    steps = np.zeros((COUNT + 3 * len(gaps), 3, rotation.shape[-1]))
    steps[2:5] = -rotation.transpose(1, 0, 2) * dt
    steps[5:14] = -np.einsum("ijn,kn->jkin", rotation, rate * dt).reshape(9, 3, -1)
    for i, gap in enumerate(gaps):
        steps[COUNT + 3 * i : COUNT + 3 * i + 3, :, gap] = np.eye(3)
    total = _running_sum(steps)
    total[0, 0] += 1.0
    total[1, 1] += 1.0
    return total


def _gaps(samples: Samples, edges: Ints) -> Floats:
    """Return the length (N,) s of the longest gap that begins in each block."""
    missing = np.concatenate(([0], (samples.flags & MISSING) > 0, [0])).astype(np.int8)
    change = np.diff(missing)
    begin, end = np.flatnonzero(change == 1), np.flatnonzero(change == -1)
    longest = np.zeros(len(edges))
    block = np.searchsorted(edges, begin, side="right") - 1
    np.maximum.at(longest, block, (end - begin) / samples.rate)
    return longest


def _walk(samples: Samples, edges: Ints, counts: Ints) -> Floats:
    """Return the variance (N,) that each block adds to the velocity's random walk, m²/s²."""
    dt = counts / samples.rate
    size = np.linalg.norm(samples.specific_force, axis=1)
    mean = _block_sum(size, edges) / counts
    vibration = np.maximum(_block_sum(size * size, edges) / counts - mean**2, 0.0)
    noise = max(_white_noise(size) ** 2 - QUIET**2, 0.0) / samples.rate
    clipped = _block_sum(((samples.flags & CLIPPED) > 0).astype(float), edges)
    return np.asarray(
        dt * (WALK**2 + noise + RECTIFIED**2 * vibration)
        + clipped * (CLIPPED_BY / samples.rate) ** 2
    )


def _white_noise(size: Floats) -> float:
    """Return the standard deviation of what changes from sample to sample, m/s².

    The median of second differences leaves motion out, and bangs too.
    """
    if len(size) < 3:
        return 0.0
    return float(np.median(np.abs(np.diff(size, 2)))) / (0.6745 * sqrt(6.0))


def values(forms: Forms, linear: Sensitivities) -> Floats:
    """Return the values (m,) of linear forms of the nominal motion."""
    motion = linear.nominal
    at = forms.time * motion.rate
    i = np.clip(at.astype(int), 0, motion.position.shape[1] - 2)
    x = (at - i) / motion.rate
    v0 = motion.velocity[forms.axis, i]
    v1 = motion.velocity[forms.axis, i + 1]
    velocity = v0 + (v1 - v0) * x * motion.rate
    position = motion.position[forms.axis, i] + 0.5 * (v0 + velocity) * x
    return forms.sum(forms.position * position + forms.velocity * velocity)


def answers(forms: Forms, linear: Sensitivities) -> Floats:
    """Return how linear forms answer to the unknowns, (m, C)."""
    k = np.clip((forms.time / linear.step).astype(int), 0, len(linear.walk) - 1)
    x = forms.time - k * linear.step
    v = linear.velocity[:, forms.axis]
    v0, dv = v[:, k], (v[:, k + 1] - v[:, k]) / linear.step
    p = linear.position[:, forms.axis][:, k] + v0 * x + 0.5 * dv * x * x
    return forms.sum((p * forms.position + (v0 + dv * x) * forms.velocity).T)
