"""The turnarounds of a set's reps: lockouts, bottoms, and the holds around them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median

import numpy as np

from velocity.legs import Leg
from velocity.lifts import Lift
from velocity.reps import partners
from velocity.samples import Floats, Ints
from velocity.spans import find_span

MOST_REPS = 60  # that say all there is to know of a bout; a shaken sensor may seem to make more
HOLD_SPEED, HOLD_ASIDE = 0.06, 0.15  # m/s up and aside: slower than this a bar may be held
MOST_TRAVEL = 1.3  # times the median; a longer leg has more in it than a rep and the rack
RACK_SECONDS = 0.5  # s from the end of a leg to where its rep begins or ends
SHORTEST_HOLD = 0.25  # s
STOP_SECONDS, STOP_CHANGE = 0.15, 0.08  # s, and m/s by which the velocity may change in them
WHOLE = 0.8  # of the reps' range: a way down that may have come to its end
HOLD_EDGE = 0.05  # s left out at either end of a hold


@dataclass(frozen=True)
class Turnarounds:
    """When the bar of the reps turned around, (m,) s each.

    Attributes:
        tops: lockouts.
        bottoms: lowest points.
        between: moments on the way between them, and the bottoms.
        holds: (h, 2) s, where the bar was held around its turnarounds.
    """

    tops: Floats
    bottoms: Floats
    between: Floats
    holds: Floats


def find_turnarounds(
    legs: list[Leg],
    reps: list[int],
    velocity: Floats,
    position: Floats,
    lift: Lift,
    rate: float,
    stop_speed: float = 0.0,
) -> Turnarounds:
    """Return when the bar of the reps turned around, and where it was held there.

    ``velocity`` m/s and ``position`` m, (3, n) each, are those of the bar, world frame. Where the
    set is still going on, a last way whose velocity has become steady has come to its end, if it
    is below ``stop_speed`` m/s, which drift may show of a bar that stands.
    """
    reps = reps[-MOST_REPS:]
    ways = [[i, *partners(legs, i, lift)] for i in reps]
    first, last = min(map(min, ways)), max(map(max, ways))
    most = MOST_TRAVEL * median(legs[i].travel for i in reps)
    legs = list(legs)
    if abs(legs[first].travel) < most:
        legs[first] = replace(legs[first], start=_ends(legs[first], velocity, position, rate)[0])
    if abs(legs[last].travel) < most:
        legs[last] = replace(legs[last], end=_ends(legs[last], velocity, position, rate)[1])
    up, down = [legs[way[0]] for way in ways], [legs[j] for way in ways for j in way[1:]]
    turns = _turnarounds(up, down, velocity, rate)
    if legs[-1].end == velocity.shape[1] - 1 and _stopped(velocity[2], rate, stop_speed):
        return _with_stop(turns, legs[-1], up, rate)
    return turns


def _stopped(velocity: Floats, rate: float, speed: float) -> bool:
    """Return whether the bar has just stopped: drift may hide where, but not that it is steady."""
    recent = velocity[-max(2, round(STOP_SECONDS * rate)) :]
    return bool(np.ptp(recent) < STOP_CHANGE and abs(recent.mean()) < speed)


def _with_stop(turns: Turnarounds, last: Leg, up: list[Leg], rate: float) -> Turnarounds:
    """Return the turnarounds of a set whose last leg has just come to its end."""
    now = last.end / rate
    holds = np.concatenate((turns.holds, [[now - STOP_SECONDS, now]]))
    if last is up[-1]:
        return replace(turns, tops=np.append(turns.tops, now), holds=holds)
    if last.travel < -WHOLE * median(leg.travel for leg in up):
        return replace(turns, bottoms=np.append(turns.bottoms, now), holds=holds)
    return turns


def _ends(leg: Leg, velocity: Floats, position: Floats, rate: float) -> tuple[int, int]:
    """Return where a leg really begins and ends: a set's outer legs may reach into the rack."""
    sign = 1.0 if leg.travel > 0 else -1.0
    span = find_span(sign * velocity[2], sign * position[2], leg, rate)
    if span is None:
        return leg.start, leg.end
    far = RACK_SECONDS * rate
    start = round(span.start) if span.start - leg.start > far else leg.start
    return start, round(span.end) if leg.end - span.end > far else leg.end


def _turnarounds(up: list[Leg], down: list[Leg], velocity: Floats, rate: float) -> Turnarounds:
    last = velocity.shape[1] - 1
    tops = _inner([leg.end for leg in up] + [leg.start for leg in down], last)
    bottoms = _inner([leg.start for leg in up] + [leg.end for leg in down], last)
    ways = np.array([(leg.start, leg.end) for leg in up])
    middles = ways @ np.array([[0.7, 0.3], [0.3, 0.7]])
    between = np.concatenate((middles.ravel(), bottoms))
    holds = _holds(velocity, np.concatenate((tops, bottoms)), rate)
    return Turnarounds(tops / rate, bottoms / rate, between / rate, holds)


def _inner(turns: list[int], last: int) -> Ints:
    """Return turnarounds without those that are only where the recording begins or ends."""
    found = np.unique(turns)
    return found[(found > 0) & (found < last)]


def _holds(velocity: Floats, turns: Ints, rate: float) -> Floats:
    """Return the stretches (h, 2) s around turnarounds in which the bar hardly moves."""
    aside = np.hypot(velocity[0], velocity[1]) < HOLD_ASIDE
    slow = np.concatenate(([False], aside & (np.abs(velocity[2]) < HOLD_SPEED), [False]))
    change = np.diff(slow.astype(np.int8))
    first, last = np.flatnonzero(change == 1), np.flatnonzero(change == -1)
    i = np.unique(np.searchsorted(first, turns, side="right") - 1)
    i = i[i >= 0]
    stretch = np.stack((first[i], last[i]), axis=1) / rate + HOLD_EDGE * np.array([1, -1])
    return stretch[stretch[:, 1] - stretch[:, 0] > SHORTEST_HOLD]
