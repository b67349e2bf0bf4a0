"""Where a rise begins and ends, on an exact velocity, by the contract's definition of a rep."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hardware.simulated.strokes import DENSE_RATE, Floats

STILL = 0.02
"""m/s: at or below this the bar does not count as rising."""
DIP_S = 0.3
"""s: a dip that is shorter and loses less than ``REAL`` of the range is inside the rep."""
DWELL_S = 0.15
"""s: a dwell that is longer does not belong to the rep."""
DWELL_SHARE = 0.1
"""Share of the peak velocity below which a bar at either end of the rep dwells."""
REAL = 0.05
"""Share of the range of motion that makes a rise a real one."""
AROUND_S = 3.0


@dataclass(frozen=True)
class _Course:
    """A velocity (n,) m/s on uniform times (n,) s, and the height it adds up to, m."""

    time: Floats
    velocity: Floats
    height: Floats

    def height_at(self, instants: Floats) -> Floats:
        return np.asarray(np.interp(instants, self.time, self.height))


def rise(time: Floats, velocity: Floats, first_s: float, last_s: float) -> tuple[float, float]:
    """Return start and end, s, of the rise whose peak lies between ``first_s`` and ``last_s``.

    ``velocity`` (n,) m/s is given at the uniform ``time`` (n,) s. The rise lasts while the
    velocity is above 0.02 m/s. A dip below that is inside it if it lasts < 0.3 s, loses < 5 %
    of the range of motion and has a real rise (5 % of the range) beyond it. A dwell at either
    end, slower than 10 % of the peak for > 0.15 s with no real rise beyond it, is cut off.

    Raises:
        ValueError: the bar does not rise there.
    """
    near = slice(*np.searchsorted(time, [first_s - AROUND_S, last_s + AROUND_S]))
    time, velocity = time[near], velocity[near]
    course = _Course(time, velocity, np.cumsum(velocity) / DENSE_RATE)
    first, last = np.searchsorted(time, [first_s, last_s])
    peak = int(first + velocity[first:last].argmax())
    if velocity[peak] <= STILL:
        raise ValueError(f"the bar does not rise between {first_s:.2f} s and {last_s:.2f} s")
    spans = _spans_above(course, STILL)
    start, end = _merged(course, spans, float(time[peak]))
    return _without_dwells(course, start, end, max(STILL, DWELL_SHARE * velocity[peak]))


def crossings(time: Floats, x: Floats) -> Floats:
    """Return the instants, s, at which ``x`` (n,) passes zero between its points ``time``."""
    above = x > 0.0
    at = np.flatnonzero(above[:-1] != above[1:])
    return np.asarray(time[at] + (time[at + 1] - time[at]) * x[at] / (x[at] - x[at + 1]))


def _spans_above(course: _Course, level: float) -> Floats:
    """Return (m, 2) s: starts and ends of the spans in which the velocity is above the level."""
    edges = crossings(course.time, course.velocity - level)
    if course.velocity[0] > level:
        edges = np.concatenate((course.time[:1], edges))
    if len(edges) % 2:
        edges = np.concatenate((edges, course.time[-1:]))
    return edges.reshape(-1, 2)


def _merged(course: _Course, spans: Floats, peak: float) -> tuple[float, float]:
    """Return start and end, s, of the rise around ``peak``, made of one or more spans."""
    heights = course.height_at(spans)
    rises = heights[:, 1] - heights[:, 0]
    pauses = spans[1:, 0] - spans[:-1, 1]
    losses = heights[:-1, 1] - heights[1:, 0]
    at = int(np.searchsorted(spans[:, 1], peak))

    def joined(gap: int, beyond: int) -> bool:
        small = REAL * (rises[at] + rises[beyond] - losses[gap])
        return bool(pauses[gap] < DIP_S and losses[gap] < small and rises[beyond] >= small)

    first = last = at
    while first > 0 and joined(first - 1, first - 1):
        first -= 1
    while last < len(pauses) and joined(last, last + 1):
        last += 1
    return float(spans[first, 0]), float(spans[last, 1])


def _without_dwells(course: _Course, start: float, end: float, slow: float) -> tuple[float, float]:
    """Cut off slow stretches at the ends of start … end, s, that have no real rise beyond them."""
    bounds = _slow_stretches(course, start, end, slow)
    heights = course.height_at(bounds)
    total = heights[-1, 1] - heights[0, 0]
    dwells = bounds[:, 1] - bounds[:, 0] > DWELL_S
    early = bounds[dwells & (heights[:, 0] - heights[0, 0] < REAL * total), 1]
    late = bounds[dwells & (heights[-1, 1] - heights[:, 1] < REAL * total), 0]
    return float(early[-1]) if len(early) else start, float(late[0]) if len(late) else end


def _slow_stretches(course: _Course, start: float, end: float, slow: float) -> Floats:
    """Return (m, 2) s: the stretches below ``slow`` m/s; the outer two may be of no length."""
    inside = slice(*np.searchsorted(course.time, [start, end]))
    above = course.velocity[inside] - slow
    edges = crossings(course.time[inside], above)
    before = [start, start] if above[0] > 0.0 else [start]
    after = [end, end] if above[-1] > 0.0 else [end]
    return np.concatenate((before, edges, after)).reshape(-1, 2)
