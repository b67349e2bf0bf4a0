"""The clock behind arrival stamps: the lower envelope of stamp against count.

A sample arrives when it was taken plus a delay that is never negative: waiting for its packet,
for the next connection event, for a repeat on air. A delay is caught up; a loss is not. So a
loss is a rise of the envelope that lasts, by the time that whole packets take.
"""

from __future__ import annotations

import numpy as np

from firmware_bridge.fitting import (
    Floats,
    Ints,
    Line,
    block_lowest,
    forward_min,
    lowest_line,
    spread,
)

_HORIZONS = (2.0, 8.0)  # s within which a delay is caught up: with a rough period, a good one
_LAG = 8  # arrivals, and at least a quarter of a second, over which a rise is judged
_EDGE = 16  # arrivals, at the end at least a second: too few to tell loss from delay
_LONG_STALL = 1.0  # s


def arrival_clock(stamps: Floats) -> tuple[Ints, Line, int]:
    """Rebuild the clock of rows stamped when they arrived.

    Args:
        stamps: (n,) s, never falling; rows of one stamp arrived together.

    Returns:
        (n,) slot of each row, the line of sampling times, and how many samples travel together.
    """
    last = np.flatnonzero(np.diff(stamps, append=np.inf) > 0)  # waited least of its arrival
    sizes = np.diff(last, prepend=-1)
    unit, arrivals = _packet_size(sizes), stamps[last]
    period = _lossless_period(last, arrivals)
    for horizon in _HORIZONS:
        lost = _lost_before(arrivals, last, period, unit, horizon)
        line = lowest_line(last + lost, arrivals, period)
        period = line.period
    return np.arange(len(stamps)) + np.repeat(lost, sizes), line, unit


def _packet_size(sizes: Ints) -> int:
    """Return how many samples travel together: nearly all groups are whole multiples of it."""
    unit = int(np.bincount(sizes).argmax())
    return unit if np.mean(sizes % unit == 0) > 0.9 else 1


def _lossless_period(count: Ints, arrivals: Floats) -> float:
    """Return the median slope, s, between the earliest arrivals of neighbouring seconds.

    A loss spoils one slope only, so this holds before any loss is known.
    """
    duration = arrivals[-1] - arrivals[0]
    period = float(duration / (count[-1] - count[0]))
    blocks = int(np.clip(duration, 3, max(len(arrivals) // 4, 3)))
    for _ in range(2):
        low = block_lowest(arrivals - count * period, blocks)
        period = float(np.median(np.diff(arrivals[low]) / np.diff(count[low])))
    return period


def _lost_before(arrivals: Floats, count: Ints, period: float, unit: int, horizon: float) -> Ints:
    """Return (k,) samples lost before each arrival."""
    lost = np.zeros(len(arrivals), np.int64)
    if len(arrivals) <= 3 * _EDGE:
        return lost
    second = int((len(arrivals) - 1) / (arrivals[-1] - arrivals[0]))
    floor = _floor(arrivals - count * period, second, horizon)
    lag, packet = max(_LAG, min(second // 4, len(arrivals) // 3)), unit * period
    rise = floor[lag:] - floor[:-lag]
    rising = rise > max(packet / 2, 6 * spread(rise))
    edges = np.flatnonzero(np.diff(rising, prepend=False, append=False))
    for first, stop in zip(edges[::2], edges[1::2] + lag, strict=True):
        packets = np.rint((floor[first:stop] - floor[first]) / packet).astype(np.int64)
        lost[first:stop] += unit * np.minimum(np.maximum.accumulate(packets), packets[-1])
        lost[stop:] += unit * packets[-1]
    return np.maximum.accumulate(lost)


def _floor(delays: Floats, second: int, horizon: float) -> Floats:
    """Return (k,) s: the least delay from each arrival to a horizon; it rises with each loss.

    Args:
        delays: (k,) s, stamp less count times period.
        second: arrivals in a second.
        horizon: s.
    """
    edge = min(max(second, _EDGE), len(delays) // 2)
    floor = forward_min(delays, max(int(horizon * second), 2 * _EDGE))
    floor[:_EDGE] = floor[_EDGE]
    held, end = floor[-edge], floor[-edge:]
    end[end < held + _LONG_STALL] = held
    return floor
