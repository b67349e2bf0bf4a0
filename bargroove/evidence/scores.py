"""How good numbers are: their errors, their standard errors, and what is asked of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from bargroove.evidence.cases import Outcome

Floats = NDArray[np.float64]

TARGET_VARIANTS = (
    "squat",
    "paused_squat",
    "bench",
    "touch_and_go_bench",
    "deadlift",
    "touch_and_go_deadlift",
    "overhead_press",
)
"""The ways of lifting that the targets speak of."""

COUNTED_AT_LEAST, COUNTED_AIM = 97.0, 100.0  # % of sets with every rep found and none added
WITHIN_ONE, WITHIN_TWO = (60.0, 80.0), (90.0, 98.0)  # % of truths within 1 and 2 standard errors


@dataclass(frozen=True)
class Metric:
    """One number of a rep.

    Attributes:
        name: of the field in ``Rep``; ``unit`` and ``scale`` turn it into what is printed.
        at_least, aim: RMSE that is asked for, in ``unit``; None where nothing is.
    """

    name: str
    unit: str
    scale: float
    at_least: float | None = None
    aim: float | None = None

    @property
    def title(self) -> str:
        """The name in words."""
        return self.name.removesuffix("_deg").replace("_", " ")

    def text(self, value: float) -> str:
        """Return a value given in the unit of ``Rep`` as it is printed; NaN as a dash."""
        if np.isnan(value):
            return "-"
        return f"{value * self.scale:.{2 if self.unit == '°' else 1}f}"


METRICS = (
    Metric("mean_velocity", "mm/s", 1e3, 8.0, 4.0),
    Metric("peak_velocity", "mm/s", 1e3, 20.0, 10.0),
    Metric("mean_propulsive_velocity", "mm/s", 1e3),
    Metric("range_of_motion", "mm", 1e3, 8.0, 3.0),
    Metric("duration", "ms", 1e3),
    Metric("eccentric_duration", "ms", 1e3),
    Metric("time_to_peak", "ms", 1e3),
    Metric("forward_deviation", "mm", 1e3, 15.0, 8.0),
    Metric("lateral_deviation", "mm", 1e3),
    Metric("tilt_range_deg", "°", 1.0, 0.3, 0.15),
    Metric("velocity_loss", "% points", 1e2),
    Metric("sticking_velocity", "mm/s", 1e3),
)


@dataclass(frozen=True)
class Score:
    """Errors of n numbers, in their own unit; NaN where n is 0.

    ``within_one`` and ``within_two``: % of truths within 1 and 2 standard errors. ``missed`` and
    ``added``: how often there was a truth and no number, or a number and no truth.
    """

    n: int
    rmse: float
    bias: float
    median: float
    within_one: float
    within_two: float
    missed: int
    added: int

    @property
    def within(self) -> str:
        """Both shares in short."""
        return f"{self.within_one:.0f} / {self.within_two:.0f}" if self.n else "-"


def score(numbers: Floats) -> Score:
    """Return the score of (n, 3) values, standard errors and truths; NaN where there is none."""
    value, se, truth = numbers.T
    there, known = np.isfinite(value), np.isfinite(truth)
    both = there & known
    missed, added = int((known & ~there).sum()), int((there & ~known).sum())
    if not both.any():
        nan = float("nan")
        return Score(0, nan, nan, nan, nan, nan, missed, added)
    error, se = (value - truth)[both], se[both]
    return Score(
        len(error),
        float(np.sqrt(np.mean(error**2))),
        float(error.mean()),
        float(np.median(np.abs(error))),
        100.0 * float(np.mean(np.abs(error) <= se)),
        100.0 * float(np.mean(np.abs(error) <= 2.0 * se)),
        missed,
        added,
    )


def pooled(outcomes: Iterable[Outcome], name: str, *, trusted: bool = False) -> Score:
    """Return the score of one metric over all reps of the sets, or over the trusted ones."""
    parts = [o.numbers[name][o.trusted] if trusted else o.numbers[name] for o in outcomes]
    return score(np.concatenate([np.empty((0, 3)), *parts]))


def counted(outcomes: Iterable[Outcome]) -> float:
    """Return the % of sets with every rep found and none added."""
    return 100.0 * float(np.mean([outcome.exact for outcome in outcomes]))


def reached(value: float, at_least: float, aim: float) -> str:
    """Say whether a value that should be small reaches the aim, only the least asked for, or no.

    The answers are ``aim``, ``yes`` and ``NO``, or a dash for NaN.
    """
    if np.isnan(value):
        return "-"
    return "aim" if value <= aim else "yes" if value <= at_least else "NO"


def calibrated(result: Score) -> str:
    """Say whether the standard errors tell the truth's distance as often as they should."""
    if not result.n:
        return "-"
    one = WITHIN_ONE[0] <= result.within_one <= WITHIN_ONE[1]
    two = WITHIN_TWO[0] <= result.within_two <= WITHIN_TWO[1]
    return "yes" if one and two else "NO"
