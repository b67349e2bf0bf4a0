"""Bouts: the stretches of a recording in which the bar moves, each estimated by itself.

A bout has a little of the rest around it. Bouts are bounded in length, so the cost of a recording
grows in proportion to its length, and memory does not.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from velocity.rests import Rests
from velocity.samples import MISSING, Floats, Samples

CUT_REST = 15.0  # s of rest that part two bouts
SPLIT_REST, WANTED = 4.0, 60.0  # s of rest that split a bout that is longer than wanted, s
REST_KEPT = 2.0  # s of rest kept at either end of a bout
SHORTEST, FEWEST = 1.0, 20  # s and samples of motion
LONGEST = 150.0  # s; a longer one is cut where it is calmest
CALM_WINDOW = 1.0  # s
CUT_GAP = 0.6  # s that may be missing within a bout


def find_bouts(samples: Samples, rests: Rests) -> list[tuple[int, int]]:
    """Return the bouts of a recording as (first, last + 1) samples."""
    n, rate = len(samples), samples.rate
    seconds = (rests.last - rests.first) / rate
    parting = seconds > CUT_REST
    bouts = []
    for first, last in _between(rests, parting, 0, n):
        splitting = (seconds > SPLIT_REST) & ~parting
        long = last - first > WANTED * rate
        for a, b in _between(rests, splitting, first, last) if long else [(first, last)]:
            if b - a >= max(SHORTEST * rate, FEWEST):
                for piece in _received(samples, *_with_rest(a, b, n, rate)):
                    bouts += _bounded(samples, *piece)
    return bouts


def _received(samples: Samples, first: int, last: int) -> list[tuple[int, int]]:
    """Return the pieces of a bout between gaps over which nothing can be carried.

    A piece keeps one missing sample where a gap has cut it: what is there may be torn.
    """
    missing = np.concatenate(([0], samples.flags[first:last] & MISSING, [0])).astype(np.int8)
    change = np.diff(missing)
    begin, end = np.flatnonzero(change == 1), np.flatnonzero(change == -1)
    long = end - begin > CUT_GAP * samples.rate
    starts = np.concatenate(([0], end[long] - 1)) + first
    stops = np.concatenate((begin[long] + 1, [last - first])) + first
    least = max(SHORTEST * samples.rate, FEWEST)
    pairs = zip(starts.tolist(), stops.tolist(), strict=True)
    return [(a, b) for a, b in pairs if b - a >= least]


def lost_after(samples: Samples, last: int, start_s: float) -> list[str]:
    """Return what people should know of a gap that a bout, up to before ``last``, ends with.

    ``start_s`` is the time of the first of the samples, s.
    """
    missing = samples.flags[last:] & MISSING
    lost = int(np.argmin(missing)) if len(missing) and not missing.all() else 0
    if not lost:
        return []
    return [
        f"{lost / samples.rate:.1f} s were not received from"
        f" {start_s + last / samples.rate:.1f} s on:"
        " a rep in them is not counted"
    ]


def _between(
    rests: Rests, which: NDArray[np.bool_], first: int, last: int
) -> list[tuple[int, int]]:
    """Return the stretches from ``first`` to ``last`` between the rests that are chosen."""
    which = which & (rests.first >= first) & (rests.last <= last)
    begin = np.concatenate(([first], rests.last[which]))
    end = np.concatenate((rests.first[which], [last]))
    return list(zip(begin.tolist(), end.tolist(), strict=True))


def _with_rest(first: int, last: int, n: int, rate: float) -> tuple[int, int]:
    """Return a stretch with some of the rest around it."""
    kept = round(REST_KEPT * rate)
    return max(first - kept, 0), min(last + kept, n)


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
