"""The velocity floor: the lift's own at first, then slowly the lifter's."""

import numpy as np
import pytest

from velocity import LIFTS, Measured
from velocity.floor import LAST_STEP, own_floor

SQUAT = LIFTS["squat"]


def read(velocity: float, se: float = 0.01) -> Measured:
    return Measured(velocity, se)


def test_a_lifter_of_whom_nothing_is_known_has_the_lifts_floor() -> None:
    floor = own_floor(SQUAT, [])
    assert floor.value == pytest.approx(0.28, abs=0.001)
    assert floor.se == pytest.approx(0.04, abs=0.001)


def test_a_lift_of_which_nothing_is_known_has_a_wide_one() -> None:
    assert own_floor(LIFTS["generic"], []).se > 0.1


def test_one_hard_set_moves_the_floor_half_the_way_and_ten_nearly_all_of_it() -> None:
    own = 0.20 + LAST_STEP
    once, often = own_floor(SQUAT, [read(own)]), own_floor(SQUAT, [read(own)] * 10)
    assert once.value == pytest.approx(0.24, abs=0.005)
    assert often.value == pytest.approx(0.21, abs=0.005)
    assert often.se < once.se < 0.04


def test_an_uncertain_reading_moves_it_less() -> None:
    assert own_floor(SQUAT, [read(0.2, 0.08)]).value > own_floor(SQUAT, [read(0.2)]).value


def test_a_rep_that_got_up_slower_than_the_floor_pulls_it_down() -> None:
    assert own_floor(SQUAT, [], slowest=read(0.20)).value < 0.25


def test_an_easy_rep_says_nothing_of_the_floor() -> None:
    assert own_floor(SQUAT, [], slowest=read(0.6)).value == pytest.approx(0.28, abs=0.001)


def test_one_wrong_reading_among_many_does_not_become_the_floor() -> None:
    assert own_floor(SQUAT, [*[read(0.30)] * 9, read(0.10)]).value > 0.25


def test_the_floor_of_a_lifter_is_found_within_its_error() -> None:
    rng = np.random.default_rng(1)
    misses = []
    for _ in range(200):
        true = 0.28 + 0.04 * rng.standard_normal()
        last = true + LAST_STEP + 0.04 * rng.standard_normal(4)
        floor = own_floor(SQUAT, [read(value) for value in last])
        misses.append((floor.value - true) / floor.se)
    assert np.std(misses) == pytest.approx(1.0, abs=0.15)
    assert abs(np.mean(misses)) < 0.25
