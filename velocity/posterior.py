"""The posterior of a set's drift given its anchors: means, covariances, standard errors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from velocity.calibration import COUNT
from velocity.drift import WANDER, Forms, Rows, Sensitivities, rows
from velocity.rep import Measured
from velocity.samples import Floats

NOISE_STEPS = 2
MOST_NOISE = 30.0  # times the assumed variance that one step may add
ROBUST_STEPS = 4
ROBUST_DOF = 4.0  # of the Student t by which soft anchors may be wrong
OFFSET_SD = 10.0  # m: where a height that the bar returns to may lie
START_VELOCITY_SD = 2.0  # m/s
GAP_ATTITUDE_SD = 0.3  # rad that a long gap may have hidden


@dataclass(frozen=True)
class Anchors:
    """Known values of linear forms of the motion.

    Attributes:
        forms: what is known.
        target: (m,) its value; for a return, apart from the place returned to.
        sd: (m,) standard deviation of the knowledge, m or m/s.
        place: number of the unknown place that these positions return to, -1 for none.
        arm: (m,) by how much the value grows for each metre that the sensor is away from the
            bar's middle; None where that does not matter.
    """

    forms: Forms
    target: Floats
    sd: Floats
    place: int = -1
    arm: Floats | None = None


@dataclass(frozen=True)
class _Axis:
    """All anchors of one axis, written out."""

    rows: Rows
    unknowns: Floats
    residual: Floats
    sd: Floats
    walk: Floats
    wander: float

    def process(self, one: Rows, other: Rows) -> Floats:
        """Return the covariance of two lists of forms under random walk and wander."""
        covariance: Floats = (one.walk * self.walk) @ other.walk.T
        return covariance + (one.wander * self.wander) @ other.wander.T


@dataclass(frozen=True)
class _Solved:
    """One axis given the unknowns."""

    axis: _Axis
    factor: Floats
    weighted: Floats


@dataclass(frozen=True)
class Posterior:
    """What is known of the motion given the anchors.

    Attributes:
        linear: the linearisation that all this stands on.
        mean: (C + places + 1,) estimate of the unknowns: change of the constants, attitude lost
            in gaps, start velocity, places returned to, and the sensor's distance from the
            bar's middle, m.
        covariance: their covariance.
    """

    linear: Sensitivities
    mean: Floats
    covariance: Floats
    axes: tuple[_Solved | None, ...]

    @property
    def arm(self) -> Measured:
        """How far the sensor sits from the bar's middle, m, positive to the left."""
        return Measured(float(self.mean[-1]), float(self.covariance[-1, -1]) ** 0.5)

    def estimate(self, forms: Forms) -> Floats:
        """Return the posterior mean (m,) of linear forms of the motion."""
        written = rows(forms, self.linear)
        unknowns = self._widen(written.unknowns)
        value = written.value + unknowns @ self.mean
        solved = self.axes[forms.axis]
        if solved is None:
            return value
        return np.asarray(value + solved.axis.process(written, solved.axis.rows) @ solved.weighted)

    def spread(self, forms: Forms) -> Floats:
        """Return the posterior covariance (m, m) of linear forms of the motion."""
        written = rows(forms, self.linear)
        unknowns = self._widen(written.unknowns)
        solved = self.axes[forms.axis]
        if solved is None:
            return np.asarray(unknowns @ self.covariance @ unknowns.T)
        own = solved.axis.process(written, written)
        cross = np.linalg.solve(solved.factor, solved.axis.process(solved.axis.rows, written))
        known = np.linalg.solve(solved.factor, solved.axis.unknowns)
        rest = unknowns - cross.T @ known
        return np.asarray(own - cross.T @ cross + rest @ self.covariance @ rest.T)

    def standard_error(self, forms: Forms) -> Floats:
        """Return the posterior standard errors (m,) of linear forms of the motion."""
        return np.sqrt(np.maximum(np.diag(self.spread(forms)), 0.0))

    def _widen(self, unknowns: Floats) -> Floats:
        places = len(self.mean) - unknowns.shape[1]
        return np.concatenate((unknowns, np.zeros((len(unknowns), places))), axis=1)


def solve(
    linear: Sensitivities,
    anchors: Sequence[Anchors],
    prior_mean: Floats,
    prior_sd: Floats,
    arm: Measured,
) -> Posterior:
    """Return the posterior given the anchors.

    Args:
        linear: the linearised motion.
        anchors: what is known of it.
        prior_mean: (COUNT,) of the change of the constants.
        prior_sd: (COUNT,) its standard deviation.
        arm: what is known beforehand of the sensor's distance from the bar's middle, m.
    """
    places = max((a.place for a in anchors), default=-1) + 1
    extra = linear.unknowns - COUNT - 3
    sd = np.concatenate(
        (
            prior_sd,
            np.full(extra, GAP_ATTITUDE_SD),
            np.full(3, START_VELOCITY_SD),
            np.full(places, OFFSET_SD),
            [arm.se],
        )
    )
    mean = np.concatenate((prior_mean, np.zeros(len(sd) - COUNT - 1), [arm.value]))
    axes = [_axis(linear, [a for a in anchors if a.forms.axis == i], places, i) for i in range(3)]
    weights = [np.ones(len(a.sd)) if a else np.zeros(0) for a in axes]
    for _ in range(NOISE_STEPS):
        solved, unknowns, covariance = _solve(axes, weights, mean, sd)
        axes = [_noisier(s, unknowns) if s else None for s in solved]
    for _ in range(ROBUST_STEPS):
        solved, unknowns, covariance = _solve(axes, weights, mean, sd)
        weights = [_reweigh(s, w) if s else w for s, w in zip(solved, weights, strict=True)]
    return Posterior(linear, unknowns, covariance, tuple(solved))


def _axis(
    linear: Sensitivities, anchors: Sequence[Anchors], places: int, axis: int
) -> _Axis | None:
    if not anchors:
        return None
    written = [rows(a.forms, linear) for a in anchors]
    joined = Rows(
        np.concatenate([r.value for r in written]),
        np.concatenate([r.unknowns for r in written]),
        np.concatenate([r.walk for r in written]),
        np.concatenate([r.wander for r in written]),
    )
    offsets = np.concatenate([_offsets(a, places) for a in anchors])
    return _Axis(
        joined,
        np.concatenate((joined.unknowns, offsets), axis=1),
        np.concatenate([a.target for a in anchors]) - joined.value,
        np.concatenate([a.sd for a in anchors]),
        linear.walk,
        WANDER[axis] ** 2 * linear.step,
    )


def _offsets(anchors: Anchors, places: int) -> Floats:
    """Return the columns (m, places + 1) by which a return's place and the arm enter."""
    columns = np.zeros((len(anchors.sd), places + 1))
    if anchors.place >= 0:
        columns[:, anchors.place] = -1.0
    if anchors.arm is not None:
        columns[:, -1] = -anchors.arm
    return columns


def _solve(
    axes: Sequence[_Axis | None], weights: Sequence[Floats], mean: Floats, sd: Floats
) -> tuple[list[_Solved | None], Floats, Floats]:
    information = np.diag(sd**-2.0)
    pull = mean / sd**2
    factors = []
    for axis, weight in zip(axes, weights, strict=True):
        if axis is None:
            factors.append(None)
            continue
        noise = axis.process(axis.rows, axis.rows) + np.diag(axis.sd**2 / weight)
        factor = np.linalg.cholesky(noise)
        white = np.linalg.solve(factor, np.column_stack((axis.unknowns, axis.residual)))
        information += white[:, :-1].T @ white[:, :-1]
        pull += white[:, :-1].T @ white[:, -1]
        factors.append(factor)
    covariance = np.linalg.inv(information)
    unknowns = covariance @ pull
    solved: list[_Solved | None] = []
    for axis, factor in zip(axes, factors, strict=True):
        if axis is None or factor is None:
            solved.append(None)
            continue
        left = np.linalg.solve(factor, axis.residual - axis.unknowns @ unknowns)
        solved.append(_Solved(axis, factor, np.linalg.solve(factor.T, left)))
    return solved, unknowns, covariance


def _noisier(solved: _Solved, unknowns: Floats) -> _Axis:
    """Return the axis with as much more noise as its anchors disagree; never with less.

    A sensor that is worse than assumed (slow filters, spikes, a gyro that lags) shows so.
    """
    axis = solved.axis
    surprise = float((axis.residual - axis.unknowns @ unknowns) @ solved.weighted)
    factor = min(max(surprise / len(axis.sd), 1.0), MOST_NOISE)
    return replace(axis, walk=axis.walk * factor, wander=axis.wander * factor)


def _reweigh(solved: _Solved, weight: Floats) -> Floats:
    """Return the weights (m,) of a Student t likelihood at the current residuals."""
    noise = solved.weighted * solved.axis.sd / weight
    student = (ROBUST_DOF + 1.0) / (ROBUST_DOF + noise**2)
    return np.asarray(np.minimum(student, 1.0))
