"""Where a way of the bar begins and ends: the contract's definition, and how sure it is.

Where a concentric ends jumps when the velocity near 0.02 m/s is a little different. So every
number that hangs on an end is averaged over what the velocity there may have been (Gauss-Hermite
quadrature over its standard error); the spread of that average is part of the number's error.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from velocity.legs import Leg
from velocity.samples import Floats

THRESHOLD = 0.02  # m/s: below it the bar is not going up
DIP_SECONDS = 0.3
DWELL_SECONDS, DWELL_SHARE = 0.15, 0.10
REAL_SHARE = 0.05  # of the range of motion: what a dip may lose, and what a rise needs

NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(3)
_WEIGHTS = _WEIGHTS / _WEIGHTS.sum()
_GRID = np.outer(_WEIGHTS, _WEIGHTS)


@dataclass(frozen=True)
class Span:
    """A way of the bar between its start and its end, in fractions of samples.

    Attributes:
        starts: (3,) where it may begin, at the nodes of the quadrature.
        ends: (3,) where it may end.
        peak: sample of its peak velocity.
        se: standard errors of the velocity at start and end, m/s.
    """

    starts: Floats
    ends: Floats
    peak: int
    se: tuple[float, float]

    @property
    def start(self) -> float:
        """Where it begins by the estimate itself."""
        return float(self.starts[len(NODES) // 2])

    @property
    def end(self) -> float:
        """Where it ends by the estimate itself."""
        return float(self.ends[len(NODES) // 2])


@dataclass(frozen=True)
class Averaged:
    """The moments of a quantity that hangs on both ends of a span.

    ``slopes`` are its mean derivatives by the velocity at start and at end; ``rest`` is the
    variance that these do not explain.
    """

    mean: float
    slopes: tuple[float, float]
    rest: float


def average(values: Floats, span: Span) -> Averaged:
    """Return the moments of ``values`` (3, 3), given for each start (rows) and end (columns)."""
    mean = float((_GRID * values).sum())
    away = _GRID * (values - mean)
    by_start, by_end = (
        float((away.sum(axis=1) * NODES).sum()),
        float((away.sum(axis=0) * NODES).sum()),
    )
    rest = float((away * (values - mean)).sum()) - by_start**2 - by_end**2
    slopes = tuple(b / se if se else 0.0 for b, se in zip((by_start, by_end), span.se, strict=True))
    return Averaged(mean, (slopes[0], slopes[1]), max(rest, 0.0))


def find_span(
    velocity: Floats, height: Floats, leg: Leg, rate: float, se: tuple[float, float] = (0.0, 0.0)
) -> Span | None:
    """Return the span of a leg, None where the bar never passes 0.02 m/s.

    Args:
        velocity: (n,) m/s of the set, positive along the leg.
        height: (n,) m, growing along the leg.
        leg: where to look.
        rate: samples per second.
        se: standard errors of the velocity at start and end, m/s.
    """
    part = slice(leg.start, leg.end + 1)
    v, z = velocity[part], height[part]
    travel = abs(leg.travel)
    peak = _peak(v, (z - z[0]) / travel)
    if v[peak] <= THRESHOLD:
        return None
    at = leg.start + peak
    starts = at - _ends(v[peak::-1], -z[peak::-1], travel, rate, se[0])
    ends = at + _ends(v[peak:], z[peak:], travel, rate, se[1])
    return Span(starts, ends, at, se)


def _peak(v: Floats, share: Floats) -> int:
    """Return the sample of the peak velocity; at the very ends of a leg the bar may ring."""
    inside = (share > REAL_SHARE) & (share < 1.0 - REAL_SHARE)
    return int(np.where(inside, v, -np.inf).argmax())


def _ends(v: Floats, z: Floats, travel: float, rate: float, se: float) -> Floats:
    """Return the end (3,) at each node of the quadrature over the velocity's error."""
    if se == 0.0:
        return np.full(len(NODES), concentric_end(v, z, travel, rate))
    return np.array([concentric_end(v + se * node, z, travel, rate) for node in NODES])


def concentric_end(v: Floats, z: Floats, travel: float, rate: float) -> float:
    """Return where a concentric ends, in samples from its peak; the contract's definition.

    The first crossing of 0.02 m/s ends it, but for a dip that is short, loses little and has a
    real rise beyond it. A slow stretch with no real rise beyond it is a dwell and is cut off.

    Args:
        v: (n,) m/s, velocity from the peak onward (or backward, for the start).
        z: (n,) m, distance gone from the peak onward, growing while ``v`` is positive.
        travel: m, range of the whole leg, of which a real rise is a share.
        rate: samples per second.
    """
    end = _first_end(v, z, travel, rate)
    return _without_dwell(v, z, end, travel, rate)


def _first_end(v: Floats, z: Floats, travel: float, rate: float) -> float:
    below = v <= THRESHOLD
    flips = np.flatnonzero(below[1:] != below[:-1]) + 1
    if len(flips) == 0:
        return float(len(v) - 1)
    falls, rises = flips[::2], flips[1::2]
    for fall, rise in zip(falls, rises, strict=False):
        lost = z[fall] - z[rise]
        beyond = z[rise:].max() - z[rise]
        real = REAL_SHARE * travel
        if rise - fall >= DIP_SECONDS * rate or lost >= real or beyond < real:
            return _crossing(v, int(fall), THRESHOLD)
    return _crossing(v, int(falls[-1]), THRESHOLD) if len(falls) > len(rises) else len(v) - 1.0


def _without_dwell(v: Floats, z: Floats, end: float, travel: float, rate: float) -> float:
    bound = max(THRESHOLD, DWELL_SHARE * v[0])
    last = int(end)
    slow = v[: last + 1] < bound
    edges = np.flatnonzero(slow[1:] != slow[:-1]) + 1
    for k, begin in enumerate(edges[::2]):
        start = _crossing(v, int(begin), bound)
        stop = int(edges[2 * k + 1]) if 2 * k + 1 < len(edges) else last
        until = float(stop) if stop < last else end
        if until - start > DWELL_SECONDS * rate and z[last] - z[stop] < REAL_SHARE * travel:
            return start
    return end


def _crossing(v: Floats, k: int, level: float) -> float:
    """Return where between samples k - 1 and k the velocity falls through ``level``."""
    return k - 1 + float((v[k - 1] - level) / (v[k - 1] - v[k]))
