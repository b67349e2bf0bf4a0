"""When a set's bar turned around, and where it was held."""

from collections.abc import Callable

import numpy as np
import pytest

from velocity import LIFTS
from velocity.legs import find_legs
from velocity.samples import Floats
from velocity.turnarounds import Turnarounds, find_turnarounds

RATE = 200.0
Course = Callable[..., tuple[Floats, Floats]]
# Down from 2 s to 4 s, a hold of 1 s below, up from 5 s to 6 s, a hold of 2 s above; twice.
CORNERS = [(0.0, 0.0), (2.0, 0.0), (3.0, -0.5), (4.0, 0.0), (5.0, 0.0), (5.5, 1.0), (6.0, 0.0)]
TWICE = [*CORNERS, *((t + 6.0, v) for t, v in CORNERS[1:]), (14.0, 0.0)]


def turned(course: Course, lift: str, aside: float = 0.0) -> Turnarounds:
    """The turnarounds of two reps whose ways up are the second and the fourth leg."""
    upward, height = course(*TWICE)
    legs = find_legs(height, upward, 0.2)
    assert [leg.travel for leg in legs] == pytest.approx([-0.5, 0.5, -0.5, 0.5], abs=0.01)
    velocity = np.stack((np.full_like(upward, aside), np.zeros_like(upward), upward))
    position = np.stack((np.zeros_like(height), np.zeros_like(height), height))
    return find_turnarounds(legs, [1, 3], velocity, position, LIFTS[lift], RATE)


def test_tops_and_bottoms_are_the_highest_and_the_lowest_places(course: Course) -> None:
    _, height = course(*TWICE)
    turns = turned(course, "squat")
    np.testing.assert_allclose(height[np.round(turns.tops * RATE).astype(int)], 0.0, atol=0.01)
    lowest = height[np.round(turns.bottoms * RATE).astype(int)]
    np.testing.assert_allclose(lowest, -0.5, atol=0.01)
    assert all(4.0 <= bottom % 6.0 <= 5.1 for bottom in turns.bottoms)


def test_the_recordings_edges_are_no_turnarounds(course: Course) -> None:
    turns = turned(course, "squat")
    for times in (turns.tops, turns.bottoms):
        assert times.min() > 0.0
        assert times.max() < 14.0


def test_moments_between_lie_on_the_ways_up_and_at_the_bottoms(course: Course) -> None:
    turns = turned(course, "deadlift")
    assert set(turns.bottoms) <= set(turns.between)
    assert len(turns.between) == 4 + len(turns.bottoms)


def test_holds_are_stretches_in_which_the_bar_hardly_moves(course: Course) -> None:
    upward, _ = course(*TWICE)
    turns = turned(course, "squat")
    assert len(turns.holds) >= 2
    for start, end in turns.holds:
        assert end - start > 0.25
        held = upward[round(start * RATE) : round(end * RATE)]
        assert np.abs(held).max() < 0.06


def test_a_bar_that_is_carried_aside_is_not_held(course: Course) -> None:
    assert len(turned(course, "squat", aside=0.3).holds) == 0
