"""The noise that integrates: a random walk of the velocity, and one of the acceleration.

The velocity walks by sensor noise, more in vibration and where samples are missing; the
acceleration wanders slowly, as the tilt does under gyro noise. The covariance of any two linear
forms of the motion under both is a polynomial in their times and in moments of the walk's density,
so no matrix over time is ever formed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from velocity.forms import Forms
from velocity.samples import Floats


@dataclass(frozen=True)
class Walk:
    """The noise along one axis.

    Attributes:
        step: s, the width of a cell of time.
        steps: (N,) m²/s², variance that the velocity's walk gains within each cell.
        wander: m²/s⁵, rate at which the variance of the acceleration's walk grows.
        moments: (3, N + 1) integrals of the walk's density, × t and × t², up to each cell's edge.
    """

    step: float
    steps: Floats
    wander: float
    moments: Floats

    @staticmethod
    def of(step: float, steps: Floats, wander: float) -> Walk:
        """Return the noise of a walk by its steps."""
        edge = np.arange(len(steps) + 1) * step
        moments = np.zeros((3, len(edge)))
        for power in range(3):
            area = np.diff(edge ** (power + 1)) / (power + 1)
            np.cumsum(steps / step * area, out=moments[power, 1:])
        return Walk(step, steps, wander, moments)

    def times(self, factor: float) -> Walk:
        """Return the same noise with ``factor`` times the variance."""
        return Walk(self.step, self.steps * factor, self.wander * factor, self.moments * factor)

    def covariance(self, one: Forms, other: Forms) -> Floats:
        """Return the covariance (m, n) of two lists of forms of the same axis."""
        a, b = one.time.reshape(-1, 1), other.time.reshape(1, -1)
        first = np.minimum(a, b)
        w0, w1, w2 = self._moments(first)
        both = w0 * a * b - w1 * (a + b) + w2
        left, right = w0 * a - w1, w0 * b - w1
        s2 = self.wander * first * first
        gap_a, gap_b = a - first, b - first
        gap = gap_a + gap_b
        both += s2 * first * (first * (first / 20 + gap / 8) + gap * gap / 12)
        left += s2 * (first * (first / 8 + gap_a / 3 + gap_b / 6) + gap_a * gap_a / 4)
        right += s2 * (first * (first / 8 + gap_b / 3 + gap_a / 6) + gap_b * gap_b / 4)
        w0 = w0 + s2 * (first / 3 + gap / 2)
        pa, va = one.position.reshape(-1, 1), one.velocity.reshape(-1, 1)
        pb, vb = other.position.reshape(1, -1), other.velocity.reshape(1, -1)
        atoms = pa * (both * pb + left * vb) + va * (right * pb + w0 * vb)
        return _folded(atoms, one, other)

    def variance(self, forms: Forms) -> Floats:
        """Return the variance (m,) of each form."""
        single = [
            Forms(forms.axis, forms.time[:, [k]], forms.position[:, [k]], forms.velocity[:, [k]])
            for k in range(forms.time.shape[1])
        ]
        return sum(np.diag(self.covariance(a, b)) for a in single for b in single)

    def _moments(self, time: Floats) -> Floats:
        """Return the moments (3, …) up to each time."""
        k = np.clip((time / self.step).astype(int), 0, len(self.steps) - 1)
        t0 = k * self.step
        x, density = time - t0, self.steps[k] / self.step
        inside = np.stack((x, x * (t0 + x / 2), x * (t0 * (t0 + x) + x * x / 3)))
        return np.asarray(self.moments[:, k] + density * inside)

    def velocity(self, forms: Forms, weights: Floats) -> Floats:
        """Return the velocity (N + 1,) m/s at the cells' edges that goes with weighted forms.

        It is the covariance of each edge's velocity with Σ weights × forms, to within a cell.
        """
        cells = len(self.steps)
        k = np.clip(np.ceil(forms.time.ravel() / self.step - 0.5).astype(int), 0, cells)
        p = (weights[:, None] * forms.position).ravel()
        v = (weights[:, None] * forms.velocity).ravel()
        t = forms.time.ravel()
        middle = (np.arange(cells) + 0.5) * self.step
        sums = [_later(k, x, cells) for x in (p, v, p * t, v * t, p * t * t)]
        first = sums[1] + sums[2] - middle * sums[0]
        second = 0.5 * sums[4] - middle * sums[2] + 0.5 * middle**2 * sums[0]
        second += sums[3] - middle * sums[1]
        steady = np.cumsum(self.wander * self.step * second)
        gained = self.steps * first + self.step * steady
        return np.concatenate(([0.0], np.cumsum(gained)))


def _later(k: NDArray[np.int64], x: Floats, cells: int) -> Floats:
    """Return for each cell the sum of all ``x`` whose cell ``k`` is a later one."""
    total = np.bincount(k, x, cells + 1)
    return np.asarray(np.cumsum(total[::-1])[::-1][1:])


def _folded(atoms: Floats, one: Forms, other: Forms) -> Floats:
    """Sum the covariance of single times into that of the forms, (m, n)."""
    (m, j), (n, k) = one.time.shape, other.time.shape
    return np.asarray(atoms.reshape(m, j, n, k).sum(axis=(1, 3)))
