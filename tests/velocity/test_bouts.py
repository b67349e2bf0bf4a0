"""A recording is cut into stretches of motion."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

from velocity import MISSING, Samples
from velocity.bouts import LONGEST, find_bouts, lost_after
from velocity.rests import find_rests

RATE = 200.0
Sampled = Callable[..., Samples]


def moving(sampled: Sampled, seconds: float, *stretches: tuple[float, float]) -> Samples:
    """A sensor that is moved in the stretches (s, s) and else lies still."""
    time = np.arange(round(seconds * RATE)) / RATE
    moved = sum(((time >= a) & (time < b)).astype(float) for a, b in stretches)
    wave = np.sin(2.0 * np.pi * 0.8 * time) * moved
    return sampled(seconds, np.outer(3.0 * wave, [0, 0, 1]), np.outer(0.5 * wave, [0, 1, 0]))


def bouts_s(samples: Samples) -> list[tuple[float, float]]:
    return [(a / RATE, b / RATE) for a, b in find_bouts(samples, find_rests(samples))]


def test_a_bar_that_lies_still_has_no_bouts(sampled: Sampled) -> None:
    assert bouts_s(sampled(600.0)) == []


def test_a_short_recording_is_one_bout(sampled: Sampled) -> None:
    assert bouts_s(moving(sampled, 30.0, (5.0, 20.0))) == [(0.0, 30.0)]


def test_two_sets_half_a_minute_apart_are_two_bouts_with_some_rest_around(
    sampled: Sampled,
) -> None:
    bouts = bouts_s(moving(sampled, 120.0, (20.0, 40.0), (70.0, 90.0)))
    np.testing.assert_allclose(bouts, [(17.0, 43.0), (67.0, 93.0)], atol=0.5)


def test_sets_with_a_short_rest_between_them_are_one_bout(sampled: Sampled) -> None:
    assert len(bouts_s(moving(sampled, 60.0, (5.0, 20.0), (30.0, 45.0)))) == 1


def test_a_very_long_motion_is_cut_and_nothing_is_lost(sampled: Sampled) -> None:
    bouts = bouts_s(moving(sampled, 500.0, (0.0, 500.0)))
    assert bouts[0][0] == 0.0
    assert bouts[-1][1] == 500.0
    assert all(end == start for (_, end), (start, _) in pairwise(bouts))
    assert all(end - start <= LONGEST for start, end in bouts)


def test_a_long_motion_is_cut_where_it_is_calmest(sampled: Sampled) -> None:
    samples = moving(sampled, 1.3 * LONGEST, (0.0, 0.65 * LONGEST), (0.75 * LONGEST, 1.3 * LONGEST))
    (_, cut), _ = bouts_s(samples)
    assert 0.65 * LONGEST <= cut <= 0.75 * LONGEST


@pytest.mark.parametrize("seconds", [0.0, 0.005, 0.5])
def test_less_than_a_second_is_no_bout(sampled: Sampled, seconds: float) -> None:
    assert bouts_s(sampled(seconds)) == []


def test_a_long_gap_parts_a_bout_and_is_told():
    rng, rate = np.random.default_rng(0), 100.0
    n = 2000
    flags = np.zeros(n, np.uint8)
    flags[900:1000] = MISSING
    force = np.array([0, 0, 9.81]) + rng.standard_normal((n, 3))
    samples = Samples(rate, force, 0.1 * rng.standard_normal((n, 3)), flags)
    # A missing sample stays where a bout was cut.
    assert find_bouts(samples, find_rests(samples)) == [(0, 901), (999, 2000)]
    assert lost_after(samples, 2000, 0.0) == []
    (told,) = lost_after(samples, 900, 3.0)
    assert told.startswith("1.0 s were not received from 12.0 s on")
