"""Where the reps are: from a track of the bar to the legs of its way and to concentrics.

The bar's way is cut into legs, up and down in turn, that are long against everything between
reps. A rep is a leg upward that belongs with the others: of similar range, from a similar height
to a similar height, and made a round trip by its neighbour. Where exactly its concentric begins
and ends is a definition of its own, applied to the velocity alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from velocity.lifts import Lift
from velocity.samples import Floats


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
    return [
        Leg(a, b, float(height[b] - height[a])) for a, b in zip(kept[:-1], kept[1:], strict=True)
    ]


def _turnarounds(velocity: Floats) -> NDArray[np.int64]:
    """Return the samples at which the velocity changes its sign, and both ends."""
    up = velocity > 0
    inner = np.flatnonzero(up[1:] != up[:-1]) + 1
    return np.concatenate(([0], inner, [len(velocity) - 1]))


def _significant(turns: NDArray[np.int64], height: Floats, least: float) -> list[int]:
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


LEG_SHARE = 0.5  # of the least usual range: shorter ways are not legs, before the reps are known
OWN_SHARE = 0.35  # of the set's own range, once they are
LEAST_SHARE, MOST_SHARE = 0.6, 1.4  # of the lift's usual range that a rep may have
BACK_LEAST, BACK_MOST = 0.4, 2.2  # the way back over the way up
ALIKE_LEAST, ALIKE_MOST = 0.5, 1.6  # a rep's range over the set's median


def find_reps(height: Floats, velocity: Floats, lift: Lift) -> tuple[list[Leg], list[int]]:
    """Return the legs of a set's way and the numbers of those that are a rep's way up."""
    least = LEG_SHARE * lift.range_of_motion[0]
    legs = find_legs(height, velocity, least)
    reps = choose_reps(legs, lift)
    if reps:
        own = OWN_SHARE * float(np.median([legs[i].travel for i in reps]))
        if own > least:
            legs = find_legs(height, velocity, own)
            reps = choose_reps(legs, lift)
    return legs, reps


def choose_reps(legs: list[Leg], lift: Lift) -> list[int]:
    """Return the numbers of the legs that are a rep's way up."""
    least, most = lift.range_of_motion
    reps = [
        i
        for i, leg in enumerate(legs)
        if LEAST_SHARE * least < leg.travel < MOST_SHARE * most and _round_trip(legs, i, lift)
    ]
    for _ in range(3):
        middle = np.median([legs[i].travel for i in reps]) if reps else 0.0
        reps = [i for i in reps if ALIKE_LEAST < legs[i].travel / middle < ALIKE_MOST]
    return reps


def partners(legs: list[Leg], i: int, lift: Lift) -> list[int]:
    """Return the numbers of the legs that may be the way down of the rep that goes up leg i."""
    beside = {True: [i - 1], False: [i + 1], None: [i - 1, i + 1]}[lift.down_first]
    return [j for j in beside if 0 <= j < len(legs)]


def _round_trip(legs: list[Leg], i: int, lift: Lift) -> bool:
    """Return whether a partner of leg i is the same way back."""
    return any(
        BACK_LEAST < -legs[j].travel / legs[i].travel < BACK_MOST for j in partners(legs, i, lift)
    )
