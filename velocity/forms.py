"""Linear forms of the motion: whatever is a weighted sum of positions and velocities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from velocity.samples import Floats, Ints


@dataclass(frozen=True)
class Forms:
    """Linear forms of the motion along one axis: Σ position·p(t) + velocity·v(t).

    Attributes:
        axis: 0, 1 or 2 of the world frame.
        row: (a,) number of the form that each term belongs to, never falling.
        time: (a,) s from the set's first sample.
        position: (a,) weights of the position at these times.
        velocity: (a,) weights of the velocity.
    """

    axis: int
    row: Ints
    time: Floats
    position: Floats
    velocity: Floats

    def __len__(self) -> int:
        return int(self.row[-1]) + 1 if len(self.row) else 0

    def sum(self, terms: Floats) -> Floats:
        """Return the sums (m, …) over each form of its terms (a, …)."""
        if len(self.row) == len(self):
            return terms
        return np.asarray(np.add.reduceat(terms, self._starts, axis=0))

    @cached_property
    def _starts(self) -> Ints:
        return np.flatnonzero(np.diff(self.row, prepend=-1))


def forms_of(axis: int, time: Floats, position: Floats, velocity: Floats) -> Forms:
    """Return forms from times s and weights, (m, k) each; terms without weight are left out."""
    row, term = np.nonzero((position != 0.0) | (velocity != 0.0))
    return Forms(axis, row, time[row, term], position[row, term], velocity[row, term])


def mean_velocity(axis: int, start: Floats, end: Floats) -> Forms:
    """Return the forms of the mean velocity from ``start`` to ``end``, (m,) s each."""
    weight = 1.0 / (end - start)
    times = np.stack((start, end), axis=1)
    return forms_of(axis, times, np.stack((-weight, weight), axis=1), np.zeros_like(times))


def position_at(axis: int, time: Floats) -> Forms:
    """Return the forms of the position at the times (m,) s."""
    return Forms(axis, np.arange(len(time)), time, np.ones(len(time)), np.zeros(len(time)))


def velocity_at(axis: int, time: Floats) -> Forms:
    """Return the forms of the velocity at the times (m,) s."""
    return Forms(axis, np.arange(len(time)), time, np.zeros(len(time)), np.ones(len(time)))


def joined(lists: Sequence[Forms]) -> Forms:
    """Return the forms of several lists of one axis as one."""
    before = np.cumsum([0, *(len(forms) for forms in lists)])
    return Forms(
        lists[0].axis,
        np.concatenate([forms.row + n for forms, n in zip(lists, before, strict=False)]),
        np.concatenate([forms.time for forms in lists]),
        np.concatenate([forms.position for forms in lists]),
        np.concatenate([forms.velocity for forms in lists]),
    )
