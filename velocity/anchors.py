"""Anchors: what is known of the bar's motion without measuring it.

Rests and the room that a bar moves in need no knowledge of the reps. Once the reps are known,
the bar returns to the heights of its turnarounds, and where it is held it does not move: both
softly, since a lifter is no machine.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from velocity.forms import mean_velocity, position_at
from velocity.posterior import Anchors, Posterior
from velocity.rests import Rests
from velocity.samples import Floats
from velocity.turnarounds import Turnarounds

REST_DRIFT = 5e-4  # m that a resting bar may be pushed within a piece
REST_PIECE, MOST_PIECES = 1.0, 3  # s, and how many of a rest
ROOM_SPACING = 3.0  # s
ROOM = (0.5, 0.5, 0.4)  # m: a bar's usual distance from the middle of its set, forward, left, up
HOLD_DRIFT = (0.004, 0.004, 0.003)  # m that a held bar sways and creeps
USUAL_RETURN = 0.006  # m: how well a lockout returns where a bar is held so still
FIRST_RETURNS = 1.5  # times as loosely the bar returns while the track may still be far off
TOP_ASIDE = (0.03, 0.02)  # m: how well a lockout returns forward and sideways
PATH_ASIDE = (0.08, 0.025)  # m: how far from its lockout a bar goes forward and sideways
PRIOR_RETURNS = 6  # returns that the usual spread counts for beside the set's own
# Numbers of the unknown places that the bar returns to; the room has one for each axis.
TOP, BOTTOM, ASIDE = 3, 4, (5, 6)


def at_rest(rests: Rests, rate: float) -> list[Anchors]:
    """Return "the mean velocity is zero" for every piece of every rest, on each axis."""
    if len(rests.first) == 0:
        return []
    seconds = (rests.last - rests.first) / rate
    pieces = np.clip((seconds / REST_PIECE).astype(int), 1, MOST_PIECES)
    width = np.repeat((rests.last - rests.first) / rate / pieces, pieces)
    number = np.arange(len(width)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    start = np.repeat(rests.first / rate, pieces) + number * width
    return [
        Anchors(mean_velocity(axis, start, start + width), np.zeros(len(start)), REST_DRIFT / width)
        for axis in range(3)
    ]


def on_floor(rests: Rests, rotation: Floats, rate: float, sd: float) -> list[Anchors]:
    """Return "the bar lies where its reps begin", for the middle of every rest."""
    if len(rests.first) == 0:
        return []
    middle = np.asarray(0.5 * (rests.first + rests.last) / rate, float)
    return [_return(2, middle, rotation, rate, sd, BOTTOM)]


def in_room(duration: float) -> list[Anchors]:
    """Return "the bar is within its room" for moments spread over the set, on each axis."""
    time = np.arange(0.5 * min(ROOM_SPACING, duration), duration, ROOM_SPACING)
    return [
        Anchors(position_at(i, time), np.zeros(len(time)), np.full(len(time), ROOM[i]), i)
        for i in range(3)
    ]


def held(holds: Floats, rotation: Floats, rate: float, looser: float) -> list[Anchors]:
    """Return "the mean velocity of the bar's middle is zero" for each hold (h, 2) s.

    ``rotation`` (3, 3, n) turns sensor to world; ``looser`` is how many times more than usual a
    bar may move in a hold.
    """
    if len(holds) == 0:
        return []
    start, end = holds.T
    width, zero = end - start, np.zeros(len(start))
    turned = [_rows(rotation, i, end, rate) - _rows(rotation, i, start, rate) for i in range(3)]
    return [
        Anchors(
            mean_velocity(i, start, end),
            zero,
            looser * HOLD_DRIFT[i] / width,
            lever=turned[i] / width[:, None],
        )
        for i in range(3)
    ]


def returns(
    turnarounds: Turnarounds, rotation: Floats, rate: float, sd: Sequence[float], looser: float
) -> list[Anchors]:
    """Return "the bar's middle comes back": tops (sd[0] m), bottoms (sd[1] m), both sideways.

    ``looser`` is how many times more than usual the bar may go sideways.
    """
    tops, bottoms = turnarounds.tops, turnarounds.bottoms
    heights = [
        _return(2, tops, rotation, rate, sd[0], TOP),
        _return(2, bottoms, rotation, rate, sd[1], BOTTOM),
    ]
    aside = [
        _return(i, time, rotation, rate, looser * width[i], ASIDE[i])
        for i in range(2)
        for time, width in ((tops, TOP_ASIDE), (turnarounds.between, PATH_ASIDE))
    ]
    return heights + aside


def _return(
    axis: int, time: Floats, rotation: Floats, rate: float, sd: float, place: int
) -> Anchors:
    return Anchors(
        position_at(axis, time),
        np.zeros(len(time)),
        np.full(len(time), sd),
        place,
        _rows(rotation, axis, time, rate),
    )


def _rows(rotation: Floats, axis: int, time: Floats, rate: float) -> Floats:
    """Return the rows (m, 3) of the rotation that give one world axis, at the times (m,) s."""
    index = np.clip(np.round(time * rate).astype(int), 0, rotation.shape[2] - 1)
    return np.asarray(rotation[axis, :, index])


def spread_of(posterior: Posterior, anchors: Anchors, usual: float) -> float:
    """Return how well a set's own returns agree, shrunk towards what is usual, m."""
    if len(anchors.sd) == 0:
        return usual
    values = posterior.estimate(anchors.forms) - anchors.target
    if anchors.lever is not None:
        values = values - anchors.lever @ posterior.lever.mean
    away = np.clip(values - np.median(values), -3 * usual, 3 * usual)
    return float(
        np.sqrt((PRIOR_RETURNS * usual**2 + (away**2).sum()) / (PRIOR_RETURNS + len(values)))
    )
