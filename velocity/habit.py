"""What a lifter's past sets say of how the next one will go: loss per rep, and where it slides.

The priors, before any set of the lifter's own:

- **Loss per rep**: 0.035 m/s × (first velocity / 0.5 m/s) ** −0.5, to a factor of 1.8 (1 σ between
  people and days), the exponent to 1. That is 11, 7 and 3 further reps at 70, 80 and 90 % of the
  one-repetition maximum in the squat (0.61, 0.51, 0.41 m/s, floor 0.275) and the bench (0.62, 0.47,
  0.32, floor 0.17) within about a third; from the first velocity alone the reps of a set at 70 %
  are known to 2.2 reps (56 lifters), and lifters differ more in other lifts.
- **Velocity loss at which technique slides**: 30 ± 12 % between lifters, ± 5 points from set to
  set. Nobody has measured this; it is an assumption: past the half of the possible reps, which
  20 % is in the squat (Pareja-Blanco et al. 2017), and before failure, which is 30 to 70 %.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from velocity.fatigue import BEND_WEIGHTS, BENDS, Courses, likely_courses
from velocity.normal import below
from velocity.rep import Measured
from velocity.samples import Floats

LATEST = 30
"""How many past sets are looked at: the lifter of years ago is another lifter."""
SLIDE = Measured(0.30, 0.12)
"""Share of velocity lost at which technique begins to slide, between lifters."""
_LINE = np.array([np.log(0.035), -0.5])  # of log(loss per rep) over log(first velocity / 0.5)
_LINE_SD = np.array([0.6, 1.0])
_SPREAD, _SPREAD_SETS = 0.3, 8.0  # of log(loss per rep) from set to set; worth so many sets
_BEND_SETS = 3.0
_SLIDES = np.arange(0.02, 0.90, 0.01)
_SLIDE_SPREADS = np.array([0.02, 0.03, 0.045, 0.07, 0.10])
_SLIDE_SPREAD_WEIGHTS = np.array([0.10, 0.25, 0.30, 0.20, 0.15])


@dataclass(frozen=True, eq=False)
class PastCourse:
    """One past set of a lifter in a lift.

    Attributes:
        velocities: (n,) mean velocities of its valid reps, m/s; ``se`` their errors.
        to_failure: whether its last rep was the last that the lifter could do.
        slide_at: index of the rep at which technique began to slide; None for never.
    """

    velocities: Floats
    se: Floats
    to_failure: bool = False
    slide_at: int | None = None


@dataclass(frozen=True, eq=False)
class Habit:
    """How a lifter's sets go; as it stands, a lifter of whom nothing is known.

    Attributes:
        line, line_cov: (2,) and (2, 2): log of the loss per rep, m/s, over the log of the first
            velocity / 0.5 m/s.
        spread: 1 σ of that log from set to set.
        bends: (5,) how likely each of ``fatigue.BENDS`` is.
        slide_loss: velocity loss at which technique begins to slide in the next set; the error
            holds both what is unknown of the lifter and the sets' own luck.
        sets: how many past sets it comes from, and in how many of them technique slid.
    """

    line: Floats = field(default_factory=_LINE.copy)
    line_cov: Floats = field(default_factory=lambda: np.diag(_LINE_SD**2))
    spread: float = _SPREAD
    bends: Floats = field(default_factory=BEND_WEIGHTS.copy)
    slide_loss: Measured = SLIDE
    sets: int = 0
    slides: int = 0

    def log_prior(self, seen: Courses, fastest: float) -> Floats:
        """Return (h,) log prior of a set's course whose fastest rep so far is ``fastest``, m/s."""
        at = _at(fastest)
        sd = np.sqrt(at @ self.line_cov @ at + self.spread**2)
        z = (np.log(seen.loss_per_rep) - at @ self.line) / sd
        return np.asarray(-0.5 * z * z + np.log(self.bends)[seen.bend_index])


def learn_courses(past: Sequence[PastCourse], floor: Measured) -> Habit:
    """Return what past sets say of the next, oldest first; an empty history gives the prior.

    ``floor`` is the lifter's velocity floor, the same as the forecast will be asked with.
    """
    courses = [each for each in past if len(each.velocities) >= 2][-LATEST:]
    if not courses:
        return Habit()
    seen = [likely_courses(each.velocities, each.se, floor, each.to_failure) for each in courses]
    line, cov, spread = _line(courses, seen)
    weights = [
        one.weights(Habit().log_prior(one, float(each.velocities.max())))
        for one, each in zip(seen, courses, strict=True)
    ]
    return Habit(
        line,
        cov,
        spread,
        _bends(seen, weights),
        _slide_loss(courses, seen, weights),
        len(courses),
        sum(each.slide_at is not None for each in courses),
    )


def _at(fastest: float) -> Floats:
    return np.array([1.0, np.log(max(fastest, 0.05) / 0.5)])


def _line(courses: Sequence[PastCourse], seen: Sequence[Courses]) -> tuple[Floats, Floats, float]:
    """Return the line of log(loss per rep), its covariance, and the sets' spread about it."""
    rows = np.array([_at(float(each.velocities.max())) for each in courses])
    bend = np.log(BEND_WEIGHTS)
    moments = np.array([_moments(one, one.weights(bend[one.bend_index])) for one in seen])
    value, variance = moments[:, 0], moments[:, 1]
    spread = _SPREAD
    for _ in range(3):  # the spread from the sets about the line, the line from the spread
        line, cov = _fit(rows, value, variance + spread**2)
        about = (value - rows @ line) ** 2 - variance
        sure = 1.0 / (1.0 + variance / spread**2)
        total = _SPREAD_SETS * _SPREAD**2 + max(float(sure @ about), 0.0)
        spread = float(np.sqrt(total / (_SPREAD_SETS + sure.sum())))
    return line, cov, spread


def _moments(one: Courses, weights: Floats) -> tuple[float, float]:
    """Return the mean and the variance of a set's log(loss per rep)."""
    log = np.log(one.loss_per_rep)
    mean = float(weights @ log)
    return mean, float(weights @ (log - mean) ** 2)


def _fit(rows: Floats, value: Floats, variance: Floats) -> tuple[Floats, Floats]:
    """Return the line through the sets and its covariance, shrunk to the population's."""
    weighted = rows / variance[:, None]
    precision = np.diag(_LINE_SD**-2) + rows.T @ weighted
    cov = np.linalg.inv(precision)
    return np.asarray(cov @ (_LINE / _LINE_SD**2 + weighted.T @ value)), np.asarray(cov)


def _bends(seen: Sequence[Courses], weights: Sequence[Floats]) -> Floats:
    """Return how likely each bend is: those of the past sets beside the population's."""
    total = _BEND_SETS * BEND_WEIGHTS
    for one, weight in zip(seen, weights, strict=True):
        total = total + np.bincount(one.bend_index, weight, len(BENDS))
    return np.asarray(total / total.sum())


def _slide_loss(
    courses: Sequence[PastCourse], seen: Sequence[Courses], weights: Sequence[Floats]
) -> Measured:
    """Return the velocity loss at which the next set will slide.

    A set that slid did so between two of its reps; one that did not would have done so later,
    and counts as that.
    """
    z = (_SLIDES - SLIDE.value) / SLIDE.se
    log = -0.5 * z[:, None] ** 2 + np.log(_SLIDE_SPREAD_WEIGHTS)
    for each, one, weight in zip(courses, seen, weights, strict=True):
        loss = weight @ one.velocity_loss(np.arange(float(one.reps)))
        log = log + np.log(np.maximum(_chance(loss, each.slide_at), 1e-6))
    grid = np.exp(log - log.max())
    grid /= grid.sum()
    mean = float(grid.sum(1) @ _SLIDES)
    variance = grid.sum(1) @ (_SLIDES - mean) ** 2 + grid.sum(0) @ _SLIDE_SPREADS**2
    return Measured(mean, float(np.sqrt(variance)))


def _chance(loss: Floats, slide_at: int | None) -> Floats:
    """Return (slides, spreads) chances that a set slid where it did, or not at all."""

    def by(limit: float) -> Floats:
        """Return the chances that it slid at a velocity loss up to a limit."""
        return below((limit - _SLIDES[:, None]) / _SLIDE_SPREADS)

    if slide_at is None:
        return np.asarray(1.0 - by(float(loss[-1])))
    if slide_at == 0:
        return by(float(loss[0]))
    return np.asarray(by(float(loss[slide_at])) - by(float(loss[slide_at - 1])))
