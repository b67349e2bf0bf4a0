"""Where the reps are: which of the legs of the bar's way are a rep's way up.

A rep is a leg upward that belongs with the others: of similar range, and made a round trip by its
neighbour. Un-racking, walking and putting down are none of these.
"""

from __future__ import annotations

from statistics import median

import numpy as np

from velocity.legs import Leg, find_legs
from velocity.lifts import Lift
from velocity.rests import Rests
from velocity.samples import Floats
from velocity.spans import find_span

LEG_SHARE = 0.5  # of the least usual range: shorter ways are not legs, before the reps are known
OWN_SHARE = 0.35  # of the set's own range, once they are
LEAST_SHARE, MOST_SHARE = 0.6, 1.4  # of the lift's usual range that a rep may have
BACK_LEAST, BACK_MOST = 0.4, 2.2  # the way back over the way up
ALIKE_LEAST, ALIKE_MOST = 0.5, 1.6  # a rep's range over the set's median
REACH = 0.5  # s from the end of a rest to the beginning of a way up from it
PLACE_SHARE = 0.2  # of the range by which a rep's ends may lie off the others'


def find_reps(
    height: Floats,
    velocity: Floats,
    lift: Lift,
    rate: float,
    rests: Rests,
    going_on: bool = False,
) -> tuple[list[Leg], list[int]]:
    """Return the legs of a set's way and the numbers of those that are a rep's way up.

    Where the set is still going on, a way up may be its first rep before the way back.
    """
    least = LEG_SHARE * lift.range_of_motion[0]
    legs = find_legs(height, velocity, least)
    reps = choose_reps(legs, height, velocity, lift, rate)
    if reps:
        own = OWN_SHARE * median(legs[i].travel for i in reps)
        if own > least:
            legs = find_legs(height, velocity, own)
            reps = choose_reps(legs, height, velocity, lift, rate)
    if (
        lift.picked_up
        and reps
        and _picked_up([legs[i] for i in reps], height, velocity, rests, rate)
    ):
        reps = reps[1:]
    if going_on and legs and len(legs) - 1 not in reps:
        reps = reps + _way_up_now(legs, reps, lift)
    return legs, reps


def _way_up_now(legs: list[Leg], reps: list[int], lift: Lift) -> list[int]:
    """Return the number of the last leg if it is a rep's way up whose way down is to come.

    The first of a set has no others to be alike, so it must be long enough to be no handling,
    and where the bar is first picked up it may be that.
    """
    last = legs[-1]
    if lift.down_first or not _of_the_lift(last, lift):
        return []
    if reps:
        middle = median(legs[i].travel for i in reps)
        good = ALIKE_LEAST < last.travel / middle < ALIKE_MOST
    else:
        good = last.travel > lift.range_of_motion[0] and not lift.picked_up
    return [len(legs) - 1] if good else []


def _picked_up(
    legs: list[Leg], height: Floats, velocity: Floats, rests: Rests, rate: float
) -> bool:
    """Return whether the first way up, and no other, begins where the bar was lying still."""
    lying = _lying(legs, height, velocity, rests, rate)
    return lying[0] and not any(lying[1:])


def _lying(
    legs: list[Leg], height: Floats, velocity: Floats, rests: Rests, rate: float
) -> list[bool]:
    """Return for each way up whether it begins where the bar was lying still."""
    found = [find_span(velocity, height, leg, rate) for leg in legs]
    starts = np.array(
        [span.start if span else leg.start for span, leg in zip(found, legs, strict=True)]
    )
    since = starts - REACH * rate
    near = (rests.first < starts[:, None]) & (rests.last > since[:, None])
    return [bool(row.any()) for row in np.asarray(near)]


def choose_reps(
    legs: list[Leg], height: Floats, velocity: Floats, lift: Lift, rate: float
) -> list[int]:
    """Return the numbers of the legs that are a rep's way up.

    A rep is of the lift's range and of the set's, and its partner makes it a round trip. Where
    the recording begins or ends in the middle of a rep, its partner may be missing if it goes
    from where the others go from to where they go to. A first leg that begins with taking the bar
    is cut to the rep in ``legs`` itself.
    """
    up = [i for i, leg in enumerate(legs) if _of_the_lift(leg, lift)]
    reps = [i for i in up if _round_trip(legs, i, lift)]
    for _ in range(3):
        middle = median(legs[i].travel for i in reps) if reps else 0.0
        for i in reps:
            if legs[i].travel > ALIKE_MOST * middle:
                legs[i] = _cut(legs[i], height, velocity, rate)
        reps = [i for i in reps if ALIKE_LEAST < legs[i].travel / middle < ALIKE_MOST]
    cut = [i for i in {0, len(legs) - 1, len(legs) - 2} & set(up) if i not in reps]
    return sorted(reps + [i for i in cut if reps and _same_place(legs, i, reps, height, lift)])


def _of_the_lift(leg: Leg, lift: Lift) -> bool:
    """Return whether a leg goes up as far as a rep of the lift may."""
    least, most = LEAST_SHARE * lift.range_of_motion[0], MOST_SHARE * lift.range_of_motion[1]
    return least < leg.travel < most


def _cut(leg: Leg, height: Floats, velocity: Floats, rate: float) -> Leg:
    """Return a leg cut to the span around its peak velocity."""
    span = find_span(velocity, height, leg, rate)
    if span is None:
        return leg
    start, end = round(span.start), round(span.end)
    return Leg(start, end, float(height[end] - height[start]))


def _same_place(legs: list[Leg], i: int, reps: list[int], height: Floats, lift: Lift) -> bool:
    """Return whether a leg at the recording's edge, its partner cut off, is where the reps are."""
    beside = partners(legs, i, lift)
    if any(j not in (0, len(legs) - 1) for j in beside):
        return False
    ends = np.array([(height[legs[j].start], height[legs[j].end]) for j in [*reps, i]])
    usual = np.median(ends[:-1], axis=0)
    return bool(np.abs(ends[-1] - usual).max() < PLACE_SHARE * (usual[1] - usual[0]))


def partners(legs: list[Leg], i: int, lift: Lift) -> list[int]:
    """Return the numbers of the legs that may be the way down of the rep that goes up leg i."""
    beside = {True: [i - 1], False: [i + 1], None: [i - 1, i + 1]}[lift.down_first]
    return [j for j in beside if 0 <= j < len(legs)]


def _round_trip(legs: list[Leg], i: int, lift: Lift) -> bool:
    """Return whether a partner of leg i is the same way back."""
    return any(
        BACK_LEAST < -legs[j].travel / legs[i].travel < BACK_MOST for j in partners(legs, i, lift)
    )
