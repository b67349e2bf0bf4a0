"""Shares of sets and means of numbers, with 95 % intervals that know whose sets they are.

A lifter's sets are alike, so that many sets of few lifters say less than as many of strangers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

Z = 1.96


@dataclass(frozen=True)
class Answers:
    """What one subject's sets say: under each question, one number for each set.

    A number is 0 or 1 where a set says no or yes.
    """

    lift: str
    said: dict[str, list[float]] = field(default_factory=dict)

    def add(self, question: str, number: float) -> None:
        """Note what one set says to a question."""
        self.said.setdefault(question, []).append(float(number))


@dataclass(frozen=True)
class Estimate:
    """A mean over sets with its 95 % interval, from so many sets of so many people."""

    value: float
    low: float
    high: float
    sets: int
    people: int

    def text(self, form: str = ".1f", scale: float = 100.0) -> str:
        """Return the value as it is printed, a share in %."""
        return format(scale * self.value, form) if self.sets else "-"

    def interval(self, form: str = ".1f", scale: float = 100.0) -> str:
        """Return the interval as it is printed."""
        if not self.sets:
            return "-"
        return f"{format(scale * self.low, form)}-{format(scale * self.high, form)}"


NOTHING = Estimate(float("nan"), float("nan"), float("nan"), 0, 0)


def share(people: Sequence[Answers], question: str) -> Estimate:
    """Return the share of sets that say yes.

    Wilson's interval (1927, J. Am. Stat. Assoc. 22:209) for as many independent sets as the sets
    at hand are worth: their number over the design effect (Kish 1965), that is, over how much more
    the share varies between people than it would if each set were another's.
    """
    each = _each(people, question)
    if not each:
        return NOTHING
    counts, sums = np.array([(len(one), sum(one)) for one in each]).T
    total = float(counts.sum())
    p = float(sums.sum()) / total
    alone = p * (1.0 - p) / total
    effect = max(_variance(sums - p * counts) / total**2 / alone, 1.0) if alone else 1.0
    n = total / effect
    middle = (p + Z**2 / (2.0 * n)) / (1.0 + Z**2 / n)
    half = Z * sqrt(p * (1.0 - p) / n + Z**2 / (4.0 * n**2)) / (1.0 + Z**2 / n)
    return Estimate(p, max(middle - half, 0.0), min(middle + half, 1.0), int(total), len(each))


def mean(people: Sequence[Answers], question: str) -> Estimate:
    """Return the mean over sets; its error is that of means over people."""
    each = _each(people, question)
    if not each:
        return NOTHING
    counts, sums = np.array([(len(one), sum(one)) for one in each]).T
    total = float(counts.sum())
    value = float(sums.sum()) / total
    half = Z * sqrt(_variance(sums - value * counts)) / total
    return Estimate(value, value - half, value + half, int(total), len(each))


def _each(people: Sequence[Answers], question: str) -> list[list[float]]:
    return [one.said[question] for one in people if question in one.said]


def _variance(sums: Floats) -> float:
    """Return the variance of the total of people's sums about 0."""
    n = len(sums)
    return float((sums**2).sum()) * n / (n - 1) if n > 1 else 0.0
