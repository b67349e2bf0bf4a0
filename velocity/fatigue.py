"""Fatigue: the course of the mean velocity through a set, as a fixed grid of hypotheses.

A rep's mean velocity is ``first − (first − floor) · (i / length) ** bend`` times the rep's own
luck, for the reps ``i`` = 0, 1, 2 …: the course meets the velocity floor after ``length`` further
reps. ``bend`` 1 is a straight line, more is a lifter who holds on and then fades, less one who
fades at once and then holds on. ``first`` and ``floor`` are linear in it and leave in closed form;
the rest is a grid, so that the same set always gives the same answer.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from velocity.normal import below
from velocity.rep import Measured
from velocity.samples import Floats

BENDS: Floats = np.array([0.5, 0.8, 1.1, 1.5, 2.1])
BEND_WEIGHTS: Floats = np.array([0.10, 0.20, 0.30, 0.25, 0.15])
"""The shares of the possible reps that are usually told for a loss of 10 to 50 % in squat and
bench (25, 45, 60, 75, 85 % in the bench, to 10 points) bend by 1.3 to 1.5. Lifters differ, so both
sides of the straight line stay well possible."""
FURTHEST = 25
"""The most reps that are looked ahead."""

_LENGTHS = np.geomspace(0.7, 80.0, 40)
_LUCKS, _LUCK_WEIGHTS = np.array([0.025, 0.05]), np.array([0.65, 0.35])
"""Shares by which reps vary by luck alone: 3 to 4 % as a rule, 6 % in some sets."""
_COLD, _COLD_WEIGHTS = np.array([0.0, 1.0]), np.array([0.65, 0.35])
_COLD_SHARE, _COLD_SD = 0.94, 0.03
"""Many lifters find their groove only on the second rep: then the first is about 6 % slower."""
_length, _bend, _luck, _cold = (
    grid.ravel() for grid in np.meshgrid(_LENGTHS, BENDS, _LUCKS, _COLD, indexing="ij")
)
_LEAST_SE = 0.002
"""m/s: nobody's floor is better known, even where a person has set it."""
_SAME = len(_LUCKS) * len(_COLD)
"""How many hypotheses in a row are of one shape."""
_bend_index = np.searchsorted(BENDS, _bend)
_nuisance = np.log(_LUCK_WEIGHTS[np.searchsorted(_LUCKS, _luck)] * _COLD_WEIGHTS[_cold.astype(int)])


@dataclass(frozen=True, eq=False)
class Courses:
    """The courses that a set may be on; every array is (h,), one entry for each hypothesis.

    Attributes:
        reps: how many reps it has seen.
        log_weight: how likely the hypothesis is, beside a flat prior over ``log(length)``.
        first, floor: m/s, best values given the hypothesis.
    """

    reps: int
    log_weight: Floats
    first: Floats
    floor: Floats

    @property
    def margin(self) -> Floats:
        """How far the first rep lies above the floor, m/s."""
        return np.asarray(np.maximum(self.first - self.floor, 0.005))

    @property
    def loss_per_rep(self) -> Floats:
        """By how much a rep is slower than the one before, m/s, on average down to the floor."""
        return np.asarray(self.margin / _length)

    @property
    def bend_index(self) -> Floats:
        """Which of ``BENDS`` each hypothesis has."""
        return np.asarray(_bend_index)

    def velocity_loss(self, rep: Floats) -> Floats:
        """Return (h, k): velocity loss at each rep of (k,), against the first of the course."""
        share = self.margin / (self.margin + np.maximum(self.floor, 0.02))
        return np.asarray(share[:, None] * _spent(rep))

    def completes(self, rep: Floats) -> Floats:
        """Return (h, k): the chance that each rep of (k,) comes out above the floor."""
        luck = _luck * np.maximum(self.floor, 0.02)
        return below((self.margin / luck)[:, None] * (1.0 - _spent(rep)))

    def weights(self, log_prior: Floats) -> Floats:
        """Return (h,) weights that add up to 1, after a prior over the hypotheses."""
        log = self.log_weight + log_prior
        weight = np.exp(log - log.max())
        return np.asarray(weight / weight.sum())


def likely_courses(
    velocities: Floats, se: Floats, floor: Measured, to_failure: bool = False
) -> Courses:
    """Return what the completed reps of a set say of its course.

    Args:
        velocities: (n,) mean velocities of the valid reps, m/s, n ≥ 1.
        se: (n,) their standard errors, m/s.
        floor: the lifter's velocity floor, m/s.
        to_failure: whether the next rep did not come up.
    """
    gone = _spent(np.arange(float(len(velocities))))
    value = np.broadcast_to(velocities, gone.shape).copy()
    variance = (_luck[:, None] * velocities) ** 2 + se**2
    value[:, 0] /= np.where(_cold > 0, _COLD_SHARE, 1.0)
    variance[:, 0] += _cold * (_COLD_SD * velocities[0]) ** 2
    log, first, lowest = _marginal(1.0 - gone, gone, value, variance, floor)
    fit = Courses(len(velocities), log + _nuisance, first, lowest)
    last, failed = fit.completes(len(velocities) + np.array([-1.0, 0.0])).T
    chance = last * (1.0 - failed) if to_failure else last
    log_weight = fit.log_weight + np.log(np.maximum(chance, 1e-12))
    return Courses(fit.reps, log_weight, first, lowest)


def _spent(rep: Floats) -> Floats:
    """Return (h, k): share of the way to the floor that is gone at each rep of (k,)."""
    shape = slice(None, None, _SAME)
    share = (rep / _length[shape, None]) ** _bend[shape, None]
    return np.repeat(share, _SAME, axis=0)


def _marginal(
    a: Floats, b: Floats, value: Floats, variance: Floats, floor: Measured
) -> tuple[Floats, Floats, Floats]:
    """Return the log likelihood of ``value`` = a·first + b·floor + noise, and both best values.

    Every array is (h, n); ``first`` has a wide prior about the fastest rep, the floor its own.
    """
    top = float(value.max())
    to_first, to_floor = (0.15 * top) ** -2, max(floor.se, _LEAST_SE) ** -2
    aa = (a * a / variance).sum(1) + to_first
    ab = (a * b / variance).sum(1)
    bb = (b * b / variance).sum(1) + to_floor
    av = (a * value / variance).sum(1) + to_first * top
    bv = (b * value / variance).sum(1) + to_floor * floor.value
    det = aa * bb - ab * ab
    first, lowest = (bb * av - ab * bv) / det, (aa * bv - ab * av) / det
    misfit = (value * value / variance).sum(1) - first * av - lowest * bv
    log = -0.5 * (np.log(variance).sum(1) + np.log(det) + misfit)
    return log, first, lowest
