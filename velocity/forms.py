"""Linear forms of the motion: whatever is a weighted sum of positions and velocities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from velocity.samples import Floats


@dataclass(frozen=True)
class Forms:
    """Linear forms of the motion along one axis: Σ position·p(t) + velocity·v(t).

    Attributes:
        axis: 0, 1 or 2 of the world frame.
        time: (m, k) s from the set's first sample.
        position: (m, k) weights of the position at these times.
        velocity: (m, k) weights of the velocity.
    """

    axis: int
    time: Floats
    position: Floats
    velocity: Floats


def mean_velocity(axis: int, start: Floats, end: Floats) -> Forms:
    """Return the forms of the mean velocity from ``start`` to ``end``, (m,) s each."""
    weight = 1.0 / (end - start)
    times = np.stack((start, end), axis=1)
    return Forms(axis, times, np.stack((-weight, weight), axis=1), np.zeros_like(times))


def position_at(axis: int, time: Floats) -> Forms:
    """Return the forms of the position at the times (m,) s."""
    return Forms(axis, time[:, None], np.ones((len(time), 1)), np.zeros((len(time), 1)))


def velocity_at(axis: int, time: Floats) -> Forms:
    """Return the forms of the velocity at the times (m,) s."""
    return Forms(axis, time[:, None], np.zeros((len(time), 1)), np.ones((len(time), 1)))


def joined(lists: Sequence[Forms]) -> Forms:
    """Return the forms of several lists of one axis as one; short ones get weights of 0."""
    width = max(forms.time.shape[1] for forms in lists)
    parts = [
        np.concatenate([_padded(getattr(forms, name), width) for forms in lists])
        for name in ("time", "position", "velocity")
    ]
    return Forms(lists[0].axis, *parts)


def _padded(values: Floats, width: int) -> Floats:
    return np.pad(values, ((0, 0), (0, width - values.shape[1])))
