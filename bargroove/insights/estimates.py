"""Statistics that several insights use: intervals of shares, Student's t, the jackknife."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import comb, sqrt
from statistics import NormalDist
from typing import TypeVar

import numpy as np

from velocity.rep import Measured
from velocity.samples import Floats

T = TypeVar("T")


@dataclass(frozen=True)
class Interval:
    """A value, and between what it likely lies."""

    value: float
    low: float
    high: float


def wilson(count: int, of: int, sure: float = 0.95) -> Interval:
    """Return a share and its interval by the score method (Wilson 1927, JASA 22:209)."""
    z = normal(sure)
    share = count / of
    middle = (share + z**2 / (2 * of)) / (1 + z**2 / of)
    half = z / (1 + z**2 / of) * sqrt(share * (1 - share) / of + z**2 / (4 * of**2))
    low = middle - half if count else 0.0  # which it is but for rounding
    return Interval(share, low, middle + half if count < of else 1.0)


def even_chance(more: int, fewer: int) -> float:
    """Return the chance, two-sided, of a split at least this uneven if both were as likely."""
    tosses = more + fewer
    tail = sum(comb(tosses, heads) for heads in range(more, tosses + 1)) / (1 << tosses)
    return min(1.0, 2 * tail)


def normal(sure: float) -> float:
    """Return how many standard errors to both sides hold this share of a normal."""
    return NormalDist().inv_cdf((1 + sure) / 2)


def student(freedom: float, sure: float = 0.95) -> float:
    """Return the same of Student's t.

    By its expansion in 1/freedom (Abramowitz & Stegun 26.7.5), within 2 % from 3 on at 95 %.
    """
    z = normal(sure)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    return z + sum(term / freedom**power for power, term in enumerate(terms, 1))


def jackknife(
    clusters: Sequence[Sequence[T]], statistic: Callable[[Sequence[T]], float]
) -> Measured:
    """Return a statistic and its standard error, from leaving out one cluster at a time.

    What lies in one cluster (a session) may hang together as it likes; clusters may not.
    (Efron & Stein 1981, Ann. Stat. 9:586: on average not too small.)
    """
    whole = statistic([item for cluster in clusters for item in cluster])
    without = np.array(
        [
            statistic([item for other in clusters if other is not left for item in other])
            for left in clusters
        ]
    )
    return _jackknifed(whole, without)


def left_out(counts: Floats, statistic: Callable[[Floats], float]) -> Measured:
    """Return the same of a statistic of counts that add up, (clusters, …)."""
    total = counts.sum(axis=0)
    without = np.array([statistic(total - cluster) for cluster in counts])
    return _jackknifed(statistic(total), without)


def _jackknifed(whole: float, without: Floats) -> Measured:
    count = len(without)
    variance = (count - 1) / count * float(np.sum((without - without.mean()) ** 2))
    return Measured(whole, sqrt(variance))
