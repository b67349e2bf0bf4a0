"""Legs go up and down in turn and leave out what is small."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

from velocity.legs import find_legs

LEAST = 0.1


def test_ways_up_and_down_follow_each_other(course: Callable[..., tuple]) -> None:
    velocity, height = course((0, 0), (1, 0.5), (2, 0), (3, -0.5), (4, 0), (5, 0.4), (6, 0))
    legs = find_legs(height, velocity, LEAST)
    assert [leg.travel for leg in legs] == pytest.approx([0.5, -0.5, 0.4], abs=1e-3)
    assert [leg.start for leg in legs] == pytest.approx([0, 400, 800], abs=1)
    assert [leg.end for leg in legs] == pytest.approx([400, 800, 1200], abs=1)


def test_the_legs_add_up_to_the_whole_way(course: Callable[..., tuple]) -> None:
    rng = np.random.default_rng(0)
    velocity, height = course(*zip(np.arange(60) * 0.4, rng.normal(0.0, 0.5, 60), strict=True))
    legs = find_legs(height, velocity, LEAST)
    assert len(legs) > 5
    assert all(abs(leg.travel) >= LEAST for leg in legs)
    assert all(a.end == b.start and a.travel * b.travel < 0 for a, b in pairwise(legs))
    whole = height[legs[-1].end] - height[legs[0].start]
    assert sum(leg.travel for leg in legs) == pytest.approx(whole)


def test_turnarounds_are_the_extremes_of_the_height(course: Callable[..., tuple]) -> None:
    velocity, height = course((0, 0), (1, 0.5), (2, 0), (3, -0.5), (4, 0))
    (up, down) = find_legs(height, velocity, LEAST)
    assert up.end == pytest.approx(height.argmax(), abs=1)
    assert down.start == up.end


def test_a_small_bounce_within_a_way_up_is_ironed_out(course: Callable[..., tuple]) -> None:
    bounce = ((1.0, 0.0), (1.1, -0.5), (1.2, 0.0))
    velocity, height = course((0, 0), (0.5, 0.5), *bounce, (1.7, 0.5), (2.2, 0))
    (leg,) = find_legs(height, velocity, LEAST)
    assert leg.travel == pytest.approx(0.45, abs=1e-3)


def test_a_bar_that_shakes_in_place_goes_nowhere() -> None:
    time = np.arange(1000) / 200.0
    height = 0.01 * np.sin(2.0 * np.pi * 2.0 * time)
    assert find_legs(height, np.gradient(height, time), LEAST) == []


@pytest.mark.parametrize("n", [1, 2, 100])
def test_a_bar_that_does_not_move_has_no_legs(n: int) -> None:
    assert find_legs(np.zeros(n), np.zeros(n), LEAST) == []


def test_one_way_is_one_leg() -> None:
    (leg,) = find_legs(np.linspace(0.0, -1.0, 101), np.full(101, -1.0), LEAST)
    assert (leg.start, leg.end, leg.travel) == (0, 100, -1.0)
