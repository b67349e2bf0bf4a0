"""A sensor turned by hand from pose to pose, each held still for a while."""

from __future__ import annotations

import numpy as np

from hardware.simulated.bar import Motion
from hardware.simulated.strokes import DENSE_RATE, Floats, ease

_HOLD, _TURN = 4.0, 1.5  # s
_QUARTER = np.pi / 2.0
_FACES = ((0, 0), (0, 1), (0, 2), (0, 3), (1, 0), (-1, 0))
"""(tilt, spin) of the six faces in quarter turns: z, x, −z and −x upward, then y and −y."""
_EDGES = ((0.5, 0), (0, 0.5), (0.5, 1))
"""Likewise of poses between two axes, which make cross terms visible."""
_ASKEW_SD = np.radians(4.0)


def pose_motion(rng: np.random.Generator, *, edges: bool = False) -> Motion:
    """Return a motion through the six faces, and three edges, in any order, each a bit askew."""
    poses = np.array(_FACES + (_EDGES if edges else ())) * _QUARTER
    poses = rng.permutation(poses + rng.normal(0.0, _ASKEW_SD, poses.shape))
    n = round((_HOLD + len(poses) * (_HOLD + _TURN)) * DENSE_RATE)
    time = np.arange(n) / DENSE_RATE
    angles = np.zeros((3, n))
    angles[1:] = poses[0][:, None]
    for i, turn in enumerate(np.diff(poses, axis=0)):
        share = ease((time - (i + 1) * (_HOLD + _TURN) + _TURN) / _TURN)
        angles[1:] += turn[:, None] * share + _tremor(share, rng)
    still = np.zeros((3, n))
    return Motion(time, still, angles, still)


def _tremor(share: Floats, rng: np.random.Generator) -> Floats:
    """Return (2, n) rad: the hand's unrest while a turn is under way."""
    wave = np.sin(2.0 * np.pi * rng.uniform(4.0, 8.0) * np.arange(len(share)) / DENSE_RATE)
    size = np.radians(rng.normal(0.0, 1.0, (2, 1)))
    return np.asarray(size * wave * np.sqrt(share * (1.0 - share)))
