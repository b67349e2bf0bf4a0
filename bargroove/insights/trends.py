"""Trends: how a number of a lifter's sets changes with time, at like load.

The slope is common to all groups of sets, each of which has a level of its own. A session is the
unit: its sets share the day, so they count as one in the standard error.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar

import numpy as np

from bargroove.insights.estimates import jackknife, student
from velocity.rep import Measured
from velocity.samples import Floats

FOUR_WEEKS = 28.0
"""Days over which a change is told."""
SESSIONS = 6
"""Sessions, and below it days from the first to the last, without which nothing is said."""
SPAN = 21.0


class Placed(Protocol):
    """A set: its group, whose sets are compared with each other, and its day."""

    @property
    def group(self) -> int:
        """Number of the group, from 0."""

    @property
    def day(self) -> float:
        """Days from any start."""


P = TypeVar("P", bound=Placed)


@dataclass(frozen=True)
class Trend:
    """How a thing changes in four weeks.

    Attributes:
        name: what changes; ``unit``: of all numbers.
        first, last: where the line begins and ends.
        change: in four weeks.
        noise: change in four weeks that could be chance (95 %).
        better: True for progress, False for regress, None within noise.
    """

    name: str
    unit: str
    first: float
    last: float
    change: Measured
    noise: float
    better: bool | None


def trend(
    name: str,
    unit: str,
    clusters: Sequence[Sequence[P]],
    of: Callable[[P], float],
    freedom: int,
    good: int,
) -> Trend:
    """Return how a number changes.

    Args:
        name: what it is.
        unit: its unit.
        clusters: the sets of each session.
        of: the number of a set.
        freedom: sessions that say something of the change.
        good: 1 where more is better, −1 where less is.
    """
    slope = jackknife(clusters, partial(_slope, of=of))
    points = [point for cluster in clusters for point in cluster]
    dates = np.array([point.day for point in points])
    change = Measured(slope.value * FOUR_WEEKS, slope.se * FOUR_WEEKS)
    noise = student(max(freedom, 3)) * change.se
    middle = float(np.mean([of(point) for point in points]))
    ends = middle + slope.value * (np.array([dates.min(), dates.max()]) - dates.mean())
    better = change.value * good > 0 if abs(change.value) > noise else None
    return Trend(name, unit, float(ends[0]), float(ends[1]), change, noise, better)


def _slope(points: Sequence[P], of: Callable[[P], float]) -> float:
    """Return the change a day, common to all loads, each with a level of its own."""
    group = np.array([point.group for point in points])
    day = within(group, np.array([point.day for point in points]))
    value = within(group, np.array([of(point) for point in points]))
    return float(day @ value / (day @ day))


def within(group: np.ndarray[tuple[int], np.dtype[np.int64]], values: Floats) -> Floats:
    """Return values (n,) less the mean of their group (n,)."""
    counts = np.bincount(group)
    means = np.bincount(group, values) / np.maximum(counts, 1)
    return np.asarray(values - means[group])
