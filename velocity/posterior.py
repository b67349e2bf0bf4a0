"""The posterior of a set's drift given its anchors: means, covariances, standard errors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from velocity.calibration import COUNT
from velocity.drift import Sensitivities, answers, values
from velocity.forms import Forms, joined
from velocity.lever import Lever
from velocity.samples import Floats
from velocity.walk import Walk

NOISE_ROUNDS = 1
MOST_NOISE = 30.0  # times the assumed variance that one step may add
WANDER = (2e-3, 2e-3, 1e-3)  # m/s²/√s: gyro noise turned into tilt, bias instability
ROBUST_DOF = 4.0  # of the Student t by which soft anchors may be wrong
OFFSET_SD = 10.0  # m: where a height that the bar returns to may lie
START_VELOCITY_SD = 2.0  # m/s


@dataclass(frozen=True)
class Anchors:
    """Known values of linear forms of the motion.

    Attributes:
        forms: what is known.
        target: (m,) its value; for a return, apart from the place returned to.
        sd: (m,) standard deviation of the knowledge, m or m/s.
        place: number of the unknown place that these positions return to, -1 for none.
        lever: (m, 3) by how much the value grows for each metre of the lever from the bar's
            middle to the sensor, sensor frame; None where that does not matter.
    """

    forms: Forms
    target: Floats
    sd: Floats
    place: int = -1
    lever: Floats | None = None


@dataclass(frozen=True)
class _Axis:
    """All anchors of one axis, written out."""

    forms: Forms
    unknowns: Floats
    residual: Floats
    sd: Floats
    walk: Walk
    noise: Floats  # (m, m) covariance of the forms under the walk

    def noisier(self, factor: float) -> _Axis:
        """Return the axis with ``factor`` times the walk's variance."""
        return replace(self, walk=self.walk.times(factor), noise=self.noise * factor)


@dataclass(frozen=True)
class _Prior:
    """What is known of all unknowns before any anchor."""

    mean: Floats
    precision: Floats


@dataclass(frozen=True)
class _Solved:
    """One axis given the unknowns: ``precision`` of its anchors, ``pull`` of their residuals."""

    axis: _Axis
    precision: Floats
    pull: Floats

    def onto(self, linear: Sensitivities, gaps: slice) -> _Solved:
        """Return the same with the walk of a motion that has gone on since.

        ``gaps`` are the numbers of the unknowns that new gaps have brought.
        """
        axis, usual = self.axis, WANDER[self.axis.forms.axis] ** 2
        walk = Walk.of(linear.step, linear.walk, usual).times(axis.walk.wander / usual)
        none = [gaps.start] * (gaps.stop - gaps.start)
        unknowns = np.insert(axis.unknowns, none, 0.0, axis=1)
        return replace(self, axis=replace(axis, walk=walk, unknowns=unknowns))


@dataclass(frozen=True)
class Posterior:
    """What is known of the motion given the anchors.

    Attributes:
        linear: the linearisation that all this stands on.
        mean: (C + places + 3,) estimate of the unknowns: change of the constants, attitude lost
            in gaps, start velocity, places returned to, and the lever from the bar's middle.
        covariance: their covariance.
    """

    linear: Sensitivities
    mean: Floats
    covariance: Floats
    axes: tuple[_Solved | None, ...]

    @property
    def lever(self) -> Lever:
        """The lever from the bar's middle to the sensor."""
        return Lever(self.mean[-3:], self.covariance[-3:, -3:])

    def estimate(self, forms: Forms) -> Floats:
        """Return the posterior mean (m,) of linear forms of the motion."""
        unknowns = answers(forms, self.linear)
        value = values(forms, self.linear) + unknowns @ self.mean[: self.linear.unknowns]
        solved = self.axes[forms.axis]
        if solved is None:
            return np.asarray(value)
        return np.asarray(
            value + solved.axis.walk.covariance(forms, solved.axis.forms) @ solved.pull
        )

    def onto(self, linear: Sensitivities) -> Posterior:
        """Return what the same anchors say of a motion that has gone on since.

        What gaps have hidden of the attitude meanwhile is unknown, and taken for nothing.
        """
        at = self.linear.unknowns - 3
        new = linear.turns[len(self.linear.turns) :]
        gaps = slice(at, at + len(new))
        mean = np.insert(self.mean, [at] * len(new), 0.0)
        covariance = np.diag(np.insert(np.zeros(len(self.mean)), [at] * len(new), new**2))
        old = np.delete(np.arange(len(mean)), gaps)
        covariance[np.ix_(old, old)] = self.covariance
        axes = tuple(solved.onto(linear, gaps) if solved else None for solved in self.axes)
        return Posterior(linear, mean, covariance, axes)

    def drift(self, axis: int) -> Floats:
        """Return the change (N + 1,) m/s of the nominal velocity at the nodes."""
        drift = self.mean[: self.linear.unknowns] @ self.linear.velocity[:, axis]
        solved = self.axes[axis]
        if solved is None:
            return np.asarray(drift)
        return np.asarray(drift + solved.axis.walk.velocity(solved.axis.forms, solved.pull))

    def spread(self, forms: Forms) -> Floats:
        """Return the posterior covariance (m, m) of linear forms of the motion."""
        rest, cross, gain = self._left(forms)
        own = self.axes[forms.axis]
        noise = own.axis.walk.covariance(forms, forms) if own else 0.0
        return np.asarray(noise - gain @ cross.T + rest @ self.covariance @ rest.T)

    def standard_error(self, forms: Forms) -> Floats:
        """Return the posterior standard errors (m,) of linear forms of the motion."""
        rest, cross, gain = self._left(forms)
        own = self.axes[forms.axis]
        variance = own.axis.walk.variance(forms) if own else np.zeros(len(forms))
        variance = variance - (gain * cross).sum(axis=1)
        variance += ((rest @ self.covariance) * rest).sum(axis=1)
        return np.asarray(np.sqrt(np.maximum(variance, 0.0)))

    def _left(self, forms: Forms) -> tuple[Floats, Floats, Floats]:
        """Return what the walk leaves to the unknowns, its covariance with anchors, its gain."""
        answer = answers(forms, self.linear)
        unknowns = np.zeros((len(answer), len(self.mean)))
        unknowns[:, : answer.shape[1]] = answer
        solved = self.axes[forms.axis]
        if solved is None:
            empty = np.zeros((len(answer), 0))
            return unknowns, empty, empty
        cross = solved.axis.walk.covariance(forms, solved.axis.forms)
        gain = cross @ solved.precision
        return unknowns - gain @ solved.axis.unknowns, cross, gain


def solve(
    linear: Sensitivities,
    anchors: Sequence[Anchors],
    prior_mean: Floats,
    prior_sd: Floats,
    lever: Lever,
    rounds: int,
) -> Posterior:
    """Return the posterior given the anchors.

    Args:
        linear: the linearised motion.
        anchors: what is known of it.
        prior_mean: (COUNT,) of the change of the constants.
        prior_sd: (COUNT,) its standard deviation.
        lever: what is known beforehand of the lever from the bar's middle to the sensor.
        rounds: how often to look again at the noise (first) and at single wrong anchors (then).
    """
    places = max((a.place for a in anchors), default=-1) + 1
    sd = np.concatenate(
        (
            prior_sd,
            linear.turns,
            np.full(3, START_VELOCITY_SD),
            np.full(places, OFFSET_SD),
        )
    )
    none = np.zeros(len(sd) - COUNT)
    prior = _Prior(np.concatenate((prior_mean, none, lever.mean)), _precision(sd, lever.covariance))
    axes = [_axis(linear, [a for a in anchors if a.forms.axis == i], places, i) for i in range(3)]
    weights = [np.ones(len(a.sd)) if a else np.zeros(0) for a in axes]
    solved, unknowns, covariance = _solve(axes, weights, prior)
    for step in range(rounds):
        if step < NOISE_ROUNDS:
            axes = [_noisier(s, unknowns) if s else None for s in solved]
        else:
            weights = [_reweigh(s, w) if s else w for s, w in zip(solved, weights, strict=True)]
        solved, unknowns, covariance = _solve(axes, weights, prior)
    return Posterior(linear, unknowns, covariance, tuple(solved))


def _precision(sd: Floats, lever: Floats) -> Floats:
    """Return the precision of independent unknowns, and behind them the lever's three."""
    precision = np.zeros((len(sd) + 3, len(sd) + 3))
    precision[:-3, :-3] = np.diag(sd**-2.0)
    precision[-3:, -3:] = np.linalg.inv(lever)
    return precision


def _axis(
    linear: Sensitivities, anchors: Sequence[Anchors], places: int, axis: int
) -> _Axis | None:
    if not anchors:
        return None
    forms = joined([a.forms for a in anchors])
    offsets = np.concatenate([_offsets(a, places) for a in anchors])
    target = np.concatenate([a.target for a in anchors])
    walk = Walk.of(linear.step, linear.walk, WANDER[axis] ** 2)
    return _Axis(
        forms,
        np.concatenate((answers(forms, linear), offsets), axis=1),
        target - values(forms, linear),
        np.concatenate([a.sd for a in anchors]),
        walk,
        walk.covariance(forms, forms),
    )


def _offsets(anchors: Anchors, places: int) -> Floats:
    """Return the columns (m, places + 3) by which a return's place and the lever enter."""
    columns = np.zeros((len(anchors.sd), places + 3))
    if anchors.place >= 0:
        columns[:, anchors.place] = -1.0
    if anchors.lever is not None:
        columns[:, -3:] = -anchors.lever
    return columns


def _solve(
    axes: Sequence[_Axis | None], weights: Sequence[Floats], prior: _Prior
) -> tuple[list[_Solved | None], Floats, Floats]:
    information = prior.precision.copy()
    pull = prior.precision @ prior.mean
    precisions: list[Floats] = []
    for axis, weight in zip(axes, weights, strict=True):
        if axis is None:
            precisions.append(np.zeros((0, 0)))
            continue
        precision = np.asarray(np.linalg.inv(axis.noise + np.diag(axis.sd**2 / weight)), float)
        told = axis.unknowns.T @ precision
        information += told @ axis.unknowns
        pull += told @ axis.residual
        precisions.append(precision)
    covariance = np.asarray(np.linalg.inv(information))
    unknowns = covariance @ pull
    solved = [
        _Solved(axis, precision, precision @ (axis.residual - axis.unknowns @ unknowns))
        if axis
        else None
        for axis, precision in zip(axes, precisions, strict=True)
    ]
    return solved, unknowns, covariance


def _noisier(solved: _Solved, unknowns: Floats) -> _Axis:
    """Return the axis with as much more noise as its anchors disagree; never with less.

    A sensor that is worse than assumed (slow filters, spikes, a gyro that lags) shows so.
    """
    axis = solved.axis
    surprise = float((axis.residual - axis.unknowns @ unknowns) @ solved.pull)
    return axis.noisier(min(max(surprise / len(axis.sd), 1.0), MOST_NOISE))


def _reweigh(solved: _Solved, weight: Floats) -> Floats:
    """Return the weights (m,) of a Student t likelihood at the current residuals."""
    noise = solved.pull * solved.axis.sd / weight
    student = (ROBUST_DOF + 1.0) / (ROBUST_DOF + noise**2)
    return np.asarray(np.minimum(student, 1.0))
