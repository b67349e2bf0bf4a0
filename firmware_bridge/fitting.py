"""Arithmetic that every clock needs: robust lines and windowed minima."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Numbers = TypeVar("Numbers", Floats, Ints)

_MOST_BLOCKS = 64
_FINEST = 1e-4  # s: no stamp is told from another by less


@dataclass(frozen=True)
class Line:
    """Stamp = ``start`` + ``period`` x slot, s."""

    start: float
    period: float
    period_se: float


def mean_line(slots: Ints, stamps: Floats) -> Line:
    """Fit stamps that scatter to both sides of the true time.

    The line goes through the means of at most 64 blocks, which makes its standard error honest
    where neighbouring errors are alike.
    """
    blocks = _blocks(len(slots))
    starts = np.arange(blocks) * len(slots) // blocks
    sizes = np.diff(starts, append=len(slots))
    return _trimmed_line(
        np.add.reduceat(slots, starts) / sizes, np.add.reduceat(stamps, starts) / sizes
    )


def lowest_line(slots: Ints, stamps: Floats, period: float) -> Line:
    """Fit stamps that are only ever late, by the earliest of each of at most 64 blocks.

    Args:
        slots: (n,) slot of each stamp.
        stamps: (n,) s.
        period: a first guess, s.
    """
    for _ in range(2):
        low = block_lowest(stamps - slots * period, _blocks(len(slots)))
        line = _trimmed_line(slots[low].astype(np.float64), stamps[low])
        period = line.period
    return line


def block_lowest(values: Floats, blocks: int) -> Ints:
    """Return the place of the smallest value in each of ``blocks`` equal parts."""
    edges = np.arange(blocks + 1) * len(values) // blocks
    return np.array([a + values[a:b].argmin() for a, b in pairwise(edges) if a < b])


def forward_min(values: Numbers, window: int) -> Numbers:
    """Return the smallest of each value and the ``window`` - 1 after it."""
    smallest = values.copy()
    span = 1
    while span < min(window, len(values)):
        step = min(span, window - span)  # the spans double until they fill the window
        smallest[:-step] = np.minimum(smallest[:-step], smallest[step:])
        span += step
    return smallest


def spread(values: Floats) -> float:
    """Return the standard deviation that the median absolute deviation stands for."""
    return float(1.4826 * np.median(np.abs(values - np.median(values))))


def _blocks(rows: int) -> int:
    return int(np.clip(rows // 8, 4, _MOST_BLOCKS))


def _trimmed_line(x: Floats, y: Floats) -> Line:
    """Fit a line through (k,) points; those far off are left out."""
    keep = np.ones(len(x), bool)
    for _ in range(3):
        line = _line(x[keep], y[keep])
        off = y - line.start - line.period * x
        keep = np.abs(off - np.median(off)) <= 4 * max(spread(off), _FINEST)
    return line


def _line(x: Floats, y: Floats) -> Line:
    """Fit a line through (k,) points by least squares."""
    centre, level = x.mean(), y.mean()
    square = float(((x - centre) ** 2).sum())
    slope = float(((x - centre) * (y - level)).sum()) / square
    off = y - level - slope * (x - centre)
    variance = float((off**2).sum()) / max(len(x) - 2, 1)
    return Line(float(level - slope * centre), slope, float(np.sqrt(variance / square)))
