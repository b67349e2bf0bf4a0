"""The noise that integrates: a random walk of the velocity, and one of the acceleration.

The velocity walks by sensor noise, more in vibration and where samples are missing; the
acceleration wanders slowly, as the tilt does under gyro noise. The covariance of any two linear
forms of the motion under both is a polynomial in their times and in moments of the walk's density,
so no matrix over time is ever formed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from velocity.forms import Forms
from velocity.samples import Floats, Ints


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
        a, b = one.time[:, None], other.time[None, :]
        # The moments only grow, so those up to the earlier time are the lesser ones.
        moments = np.minimum(
            self._moments(one.time)[:, :, None], self._moments(other.time)[:, None, :]
        )
        first = np.minimum(a, b)
        terms = self._positions(a, b, first, moments) * one.position[:, None] * other.position
        if one.velocity.any():
            crossed = self._crossed(b, a, first, moments)
            terms += crossed * one.velocity[:, None] * other.position
        if other.velocity.any():
            crossed = self._crossed(a, b, first, moments)
            terms += crossed * one.position[:, None] * other.velocity
        if one.velocity.any() and other.velocity.any():
            both = self._velocities(a, b, first, moments)
            terms += both * one.velocity[:, None] * other.velocity
        return np.asarray(other.sum(one.sum(terms).T).T)

    def variance(self, forms: Forms) -> Floats:
        """Return the variance (m,) of each form."""
        return np.asarray(np.diag(self.covariance(forms, forms)))

    def _positions(self, a: Floats, b: Floats, first: Floats, moments: Floats) -> Floats:
        """Return the covariance of positions at times a and b, of which ``first`` is earlier."""
        w0, w1, w2 = moments
        gap = a + b - 2.0 * first
        wandered = first * (first / 20 + gap / 8) + gap * gap / 12
        walked = w0 * (a * b) - w1 * (a + b) + w2
        return np.asarray(walked + self.wander * first**3 * wandered)

    def _crossed(self, a: Floats, b: Floats, first: Floats, moments: Floats) -> Floats:
        """Return the covariance of the position at time a with the velocity at time b."""
        w0, w1, _ = moments
        x, y = a - first, b - first
        wandered = first * (first / 8 + x / 3 + y / 6) + x * x / 4
        return np.asarray(w0 * a - w1 + self.wander * first**2 * wandered)

    def _velocities(self, a: Floats, b: Floats, first: Floats, moments: Floats) -> Floats:
        """Return the covariance of velocities at times a and b."""
        gap = a + b - 2.0 * first
        return np.asarray(moments[0] + self.wander * first**2 * (first / 3 + gap / 2))

    def _moments(self, time: Floats) -> Floats:
        """Return the moments (3, …) up to each time."""
        k = np.clip((time / self.step).astype(int), 0, len(self.steps) - 1)
        t0 = k * self.step
        x, density = time - t0, self.steps[k] / self.step
        inside = np.stack((x, x * (t0 + x / 2), x * (t0 * (t0 + x) + x * x / 3)))
        return np.asarray(self.moments[:, k] + density * inside)

    def velocity(self, forms: Forms, weights: Floats) -> Floats:
        """Return the velocity (N + 1,) m/s at the cells' edges that goes with weighted forms.

        It is the covariance of each edge's velocity with Σ weights × forms, the wander's part to
        within a cell.
        """
        cells = len(self.steps)
        t = forms.time
        p, v = weights[forms.row] * forms.position, weights[forms.row] * forms.velocity
        k = np.clip((t / self.step).astype(int), 0, cells - 1)
        x = t - k * self.step
        sum_p, sum_v, sum_pt, sum_vt, sum_ptt = (
            _later(k, x, cells) for x in (p, v, p * t, v * t, p * t * t)
        )
        at = (np.arange(cells) + 0.5) * self.step
        walked = sum_v + sum_pt - at * sum_p
        walked += np.bincount(k, (0.5 * p * x + v) * x / self.step, cells)
        wandered = 0.5 * sum_ptt - at * sum_pt + 0.5 * at**2 * sum_p + sum_vt - at * sum_v
        steady = np.cumsum(self.wander * self.step * wandered)
        return np.concatenate(([0.0], np.cumsum(self.steps * walked + self.step * steady)))


def _later(k: Ints, x: Floats, cells: int) -> Floats:
    """Return for each cell the sum of all ``x`` whose cell ``k`` is a later one."""
    total = np.bincount(k, x, cells)
    return np.asarray(np.cumsum(total[::-1])[::-1] - total)
