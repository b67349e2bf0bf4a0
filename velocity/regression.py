"""A feature as a line in slowness and load, with a shift of its own in each set.

x = constant + slope · slowness + bend · slowness² + slope · load + shift of the set + ε, with the
conjugate prior (normal, inverse gamma; Gelman et al., Bayesian Data Analysis, 3rd ed., ch. 14) in
units of the spread. Its predictive distribution is Student's t: with few reps its limits are
those of "mean ± k √(1 + 1/m)" with a spread shrunk to the prior, with many the lifter's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from velocity.samples import Floats

PRIOR_FREEDOM = 10.0  # reps that the usual spread counts for
DAY_SHIFT = 1.0  # spreads by which sets of one lifter usually differ
# Spreads; per unit of slowness and of the load's logarithm, which count from what is usual. The
# constant may be any: a range of motion is a hundred spreads. The bend keeps what was seen of easy
# reps from being taken for sure of hard ones.
CONSTANT_SD, SLOPE_SD, BEND_SD, LOAD_SD = 200.0, 4.0, 4.0, 2.0


def design(slowness: Floats, load: float) -> Floats:
    """Return the rows (n, 4) of a set's reps; slowness (n,) and load count from what is usual."""
    one = np.ones_like(slowness)
    return np.stack([one, slowness, slowness**2, load * one], axis=1)


@dataclass(frozen=True)
class Line:
    """What is known of one feature.

    Attributes:
        mean: (4,) constant, slope, bend and the load's slope.
        precision: (4, 4) of these, in units of 1 ÷ spread².
        freedom: reps that stand behind the spread, those of the prior among them.
        squares: sum of squares about the line: ``freedom`` · spread².
    """

    mean: Floats
    precision: Floats
    freedom: float
    squares: float

    @property
    def spread(self) -> float:
        """Standard deviation from rep to rep, in the feature's unit."""
        return float(np.sqrt(self.squares / self.freedom))

    def with_set(self, rows: Floats, values: Floats) -> Line:
        """Return what is known once a set's reps, rows (n, 4) and values (n,), are too."""
        seen = ~np.isnan(values)
        rows, values = rows[seen], values[seen]
        if not len(values):
            return self
        weigh = _weights(len(values))
        precision = self.precision + rows.T @ weigh @ rows
        held = self.precision @ self.mean
        mean = np.asarray(np.linalg.solve(precision, held + rows.T @ weigh @ values), float)
        squares = self.squares + values @ weigh @ values + self.mean @ held
        squares -= mean @ precision @ mean
        least = self.squares * 1e-3
        return Line(mean, precision, self.freedom + len(values), max(float(squares), least))

    def expected(self, row: Floats, rows: Floats, values: Floats) -> tuple[float, float, float]:
        """Return what a rep should show, its standard deviation and their degrees of freedom.

        Args:
            row: (4,) of the rep.
            rows: (n, 4) of the clean reps before it in its set.
            values: (n,) of these.
        """
        seen = ~np.isnan(values)
        rows, values = rows[seen], values[seen]
        after = self.with_set(rows, values)
        usual = self._usual_shift(rows, values)
        pull = usual / (1.0 + usual * len(values))
        shift = pull * float((values - rows @ after.mean).sum())
        # what the row asks of the line, less what the set's own shift has already answered
        asked = row - pull * rows.sum(axis=0)
        variance = 1.0 + pull + asked @ np.linalg.solve(after.precision, asked)
        return (
            float(row @ after.mean) + shift,
            after.spread * float(np.sqrt(variance)),
            after.freedom,
        )

    def _usual_shift(self, rows: Floats, values: Floats) -> float:
        """Return the variance, in spreads², that a set's shift is expected to have.

        A set that begins far from all others is another way of lifting, and its own measure.
        """
        if not len(values):
            return DAY_SHIFT**2
        seen = float((values - rows @ self.mean).mean()) / self.spread
        return max(DAY_SHIFT**2, seen**2)


def _weights(n: int) -> Floats:
    """Return the inverse covariance (n, n) of a set's reps, in units of 1 ÷ spread²."""
    return np.eye(n) - DAY_SHIFT**2 / (1.0 + DAY_SHIFT**2 * n)


def prior(spread: float, slope: float) -> Line:
    """Return what is known of a feature before the first rep: its usual spread and slope."""
    sd = np.array([CONSTANT_SD, SLOPE_SD, BEND_SD, LOAD_SD])
    return Line(
        np.array([0.0, slope, 0.0, 0.0]),
        np.diag(1.0 / sd**2),
        PRIOR_FREEDOM,
        PRIOR_FREEDOM * spread**2,
    )


def learnt(line: Line, sets: Sequence[tuple[Floats, Floats]]) -> Line:
    """Return a line after many sets: rows (n, 4) and values (n,) of each."""
    for rows, values in sets:
        line = line.with_set(rows, values)
    return line
