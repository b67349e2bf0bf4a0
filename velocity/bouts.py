"""Bouts: the stretches of a recording in which the bar moves, each estimated by itself.

A bout has a little of the rest around it. Bouts are bounded in length, so the cost of a recording
grows in proportion to its length, and memory does not.
"""

from __future__ import annotations

import numpy as np

from velocity.rests import Rests
from velocity.samples import Floats, Samples

CUT_REST = 15.0  # s of rest that part two bouts
REST_KEPT = 3.0  # s of rest kept at either end of a bout
SHORTEST = 1.0  # s of motion
LONGEST = 100.0  # s; a longer one is cut where it is calmest
CALM_WINDOW = 1.0  # s


def find_bouts(samples: Samples, rests: Rests) -> list[tuple[int, int]]:
    """Return the bouts of a recording as (first, last + 1) samples."""
    n, rate = len(samples), samples.rate
    long = rests.last - rests.first > CUT_REST * rate
    first = np.concatenate(([0], rests.last[long]))
    last = np.concatenate((rests.first[long], [n]))
    kept = round(REST_KEPT * rate)
    bouts = []
    for a, b in zip(first.tolist(), last.tolist(), strict=True):
        if b - a >= SHORTEST * rate:
            begin = a - kept if a > 0 else a
            end = b + kept if b < n else b
            bouts += _bounded(samples, begin, end)
    return bouts


def _bounded(samples: Samples, first: int, last: int) -> list[tuple[int, int]]:
    """Return a bout cut into pieces no longer than the longest."""
    most = round(LONGEST * samples.rate)
    pieces = []
    while last - first > most:
        half = first + most // 2
        cut = half + _calmest(samples.angular_rate[half : first + most], samples.rate)
        pieces.append((first, cut))
        first = cut
    return [*pieces, (first, last)]


def _calmest(angular_rate: Floats, rate: float) -> int:
    """Return the middle of the window in which the bar turns least."""
    size = max(1, round(CALM_WINDOW * rate))
    windows = len(angular_rate) // size
    turning = np.square(angular_rate[: windows * size]).sum(axis=1).reshape(windows, size)
    return int(turning.mean(axis=1).argmin()) * size + size // 2
