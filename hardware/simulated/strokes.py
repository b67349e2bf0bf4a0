"""Strokes: the smooth travels that every simulated motion is a sum of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

DENSE_RATE = 2000.0
"""Points per second of the grid on which the motion is exact, Hz."""


class Channel(IntEnum):
    """What a stroke moves: m for the first three, rad for the turns, a share for ``GRIP``.

    ``TWIST``, ``TILT`` and ``SPIN`` are the bar's rotations about the vertical, about the
    forward axis (left end up) and about its own axis. ``GRIP`` is how much of the lifter's
    unrest reaches the bar: 0 in the rack and on the floor, 1 in fresh hands.
    """

    FORWARD = 0
    LEFT = 1
    UP = 2
    TWIST = 3
    TILT = 4
    SPIN = 5
    GRIP = 6


@dataclass(frozen=True)
class Dip:
    """A slow place in a stroke; times are shares of the stroke's duration.

    ``depth`` is the share of the speed that is lost there (negative: a faster place),
    ``flatness`` 2 gives a bell, more gives a flat bottom with steep sides.
    """

    place: float
    width: float
    depth: float
    flatness: int = 2


@dataclass(frozen=True)
class Profile:
    """How the speed of a stroke goes with time; times are shares of its duration.

    ``rise`` and ``fall`` are the lengths of the start and the stop, ``skew`` > 0 puts the
    speed early.
    """

    rise: float = 0.5
    fall: float = 0.5
    skew: float = 0.0
    dips: tuple[Dip, ...] = ()

    def speed(self, u: Floats) -> Floats:
        """Return the relative speed at the shares ``u`` (n,) of the duration, 0 at both ends."""
        speed = ease(u / self.rise) * ease((1.0 - u) / self.fall)
        if self.skew:
            speed *= np.exp(self.skew * (0.5 - u))
        for dip in self.dips:
            distance = ((u - dip.place) / dip.width) ** 2
            speed *= 1.0 - dip.depth * np.exp(-(distance ** (dip.flatness // 2)))
        return speed


@dataclass(frozen=True)
class Stroke:
    """A travel of one channel by ``travel`` (its unit) within ``duration_s`` from ``start_s``."""

    channel: Channel
    start_s: float
    duration_s: float
    travel: float
    profile: Profile = Profile()

    @property
    def end_s(self) -> float:
        """The instant from which the stroke is over, s."""
        return self.start_s + self.duration_s


def ease(x: Floats) -> Floats:
    """Return 0 … 1 over x = 0 … 1 with the first derivative zero at both ends.

    A speed that follows it starts with a force that builds up from nothing at a steady rate.
    """
    x = np.clip(x, 0.0, 1.0)
    return x * x * (3.0 - 2.0 * x)


def travels(strokes: Iterable[Stroke], n: int) -> Floats:
    """Return the (channels, n) displacements that the strokes add up to on the dense grid."""
    rates = np.zeros((len(Channel), n))
    for stroke in strokes:
        first = max(int(np.ceil(stroke.start_s * DENSE_RATE)), 0)
        last = min(int(stroke.end_s * DENSE_RATE) + 1, n)
        if last <= first:
            continue
        time = np.arange(first, last) / DENSE_RATE
        speed = stroke.profile.speed((time - stroke.start_s) / stroke.duration_s)
        rates[stroke.channel, first:last] += speed * (stroke.travel / max(speed.sum(), 1e-12))
    # the mean of neighbours makes this the trapezoidal integral: no half-sample shift in time
    sums = np.cumsum(rates, axis=1)
    return sums - 0.5 * rates
