"""The legs of a bar's way: up and down in turn, each long against what lies between reps."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from velocity.samples import Floats, Ints


@dataclass(frozen=True)
class Leg:
    """One way of the bar between two turnarounds, which are sample numbers."""

    start: int
    end: int
    travel: float  # m, positive upward


def find_legs(height: Floats, velocity: Floats, least: float) -> list[Leg]:
    """Return the legs of a way (n,) whose turnarounds are at least ``least`` metres apart."""
    turns = _turnarounds(velocity)
    kept = _significant(turns, height[turns], least)
    return [Leg(a, b, float(height[b] - height[a])) for a, b in pairwise(kept)]


def _turnarounds(velocity: Floats) -> Ints:
    """Return the samples at which the velocity changes its sign, and both ends."""
    up = velocity > 0
    inner = np.flatnonzero(up[1:] != up[:-1]) + 1
    return np.concatenate(([0], inner, [len(velocity) - 1]))


def _significant(turns: Ints, height: Floats, least: float) -> list[int]:
    """Return the turnarounds that stay when every way shorter than ``least`` is ironed out."""
    kept: list[int] = [0]
    direction = 0
    for i in range(1, len(turns)):
        rise = height[i] - height[kept[-1]]
        if direction == 0:
            low, high = _extremes(height, kept[0], i)
            if height[high] - height[low] >= least:
                direction = 1 if high > low else -1
                kept = [low, high] if high > low else [high, low]
        elif rise * direction > 0:
            kept[-1] = i
        elif abs(rise) >= least:
            kept.append(i)
            direction = -direction
    return [int(turns[i]) for i in kept]


def _extremes(height: Floats, first: int, last: int) -> tuple[int, int]:
    part = height[first : last + 1]
    return first + int(part.argmin()), first + int(part.argmax())
