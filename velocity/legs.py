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
    heights = height.tolist()
    kept, begun = _first_way(heights, least)
    for i in range(begun, len(heights)):
        way = heights[kept[-1]] - heights[kept[-2]]
        on = heights[i] - heights[kept[-1]]
        if on * way > 0.0:
            kept[-1] = i
        elif abs(on) >= least:
            kept.append(i)
    return [int(turns[i]) for i in kept]


def _first_way(heights: list[float], least: float) -> tuple[list[int], int]:
    """Return the two ends of the first way that is long enough, and where to go on from."""
    low = high = 0
    for i, height in enumerate(heights):
        low = i if height < heights[low] else low
        high = i if height > heights[high] else high
        if heights[high] - heights[low] >= least:
            return [low, high] if high > low else [high, low], i + 1
    return [0], len(heights)
