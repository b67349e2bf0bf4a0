"""Which ways up are a rep's and which are handling."""

from collections.abc import Callable

import numpy as np
import pytest

from velocity import LIFTS, Lift
from velocity.reps import find_reps, partners
from velocity.rests import Rests
from velocity.samples import Floats

RATE = 200.0
Course = Callable[..., tuple[Floats, Floats]]
NO_REST = Rests(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros((0, 3)), np.zeros((0, 3)))
Moves = list[tuple[float, float]]


def moved(course: Course, moves: Moves) -> tuple[Floats, Floats]:
    """Velocity and height of moves of (s, m), each there by a triangle; 0 m is a hold."""
    corners, now = [(0.0, 0.0)], 0.0
    for seconds, way in moves:
        corners += [(now + 0.5 * seconds, 2.0 * way / seconds), (now + seconds, 0.0)]
        now += seconds
    return course(*corners)


def reps_of(
    course: Course, lift: Lift, moves: Moves, rests: Rests = NO_REST
) -> list[tuple[float, float]]:
    """Start, s, and range, m, of the reps found among the moves."""
    velocity, height = moved(course, moves)
    legs, reps = find_reps(height, velocity, lift, RATE, rests)
    return [(round(legs[i].start / RATE, 1), round(legs[i].travel, 2)) for i in reps]


SQUAT = [(1.5, -0.6), (1.0, 0.6), (1.0, 0.0)]
PULL = [(1.0, 0.5), (0.5, 0.0), (1.0, -0.5), (1.0, 0.0)]


def test_every_round_trip_down_and_up_is_a_rep_of_a_squat(course: Course) -> None:
    assert reps_of(course, LIFTS["squat"], [(2.0, 0.0), *SQUAT * 5]) == [
        (3.5 + 3.5 * i, 0.6) for i in range(5)
    ]


def test_every_round_trip_up_and_down_is_a_rep_of_a_deadlift(course: Course) -> None:
    found = reps_of(course, LIFTS["deadlift"], [(2.0, 0.0), *PULL * 3])
    assert [travel for _, travel in found] == [0.5] * 3


def test_unracking_and_reracking_are_no_reps(course: Course) -> None:
    take = [(2.0, 0.0), (0.8, 0.06), (1.0, 0.0), (0.6, 0.02), (0.6, -0.02), (1.0, 0.0)]
    back = [(1.0, 0.0), (0.6, 0.02), (0.6, -0.02), (0.8, -0.06), (2.0, 0.0)]
    assert len(reps_of(course, LIFTS["squat"], [*take, *SQUAT * 4, *back])) == 4


def test_picking_up_and_setting_down_a_bar_that_is_then_squatted_are_no_reps(
    course: Course,
) -> None:
    lift, lower = [(2.0, 1.0), (2.0, 0.0)], [(1.0, 0.0), (2.0, -1.0)]
    assert len(reps_of(course, LIFTS["squat"], [*lift, *SQUAT * 4, *lower])) == 4


def test_plates_lifted_a_little_or_much_too_high_are_no_reps(course: Course) -> None:
    for height in (0.05, 0.12, 1.6):
        moves = [(1.0, 0.0), *[(1.5, -height), (1.0, height), (1.0, 0.0)] * 3]
        assert reps_of(course, LIFTS["squat"], moves) == []


def test_a_way_up_much_shorter_than_the_others_is_no_rep(course: Course) -> None:
    odd = [(1.0, -0.25), (1.0, 0.25), (1.0, 0.0)]
    assert len(reps_of(course, LIFTS["squat"], [*SQUAT * 4, *odd])) == 4


def test_ranges_that_shrink_with_fatigue_stay_reps(course: Course) -> None:
    moves = [(1.0, 0.0)]
    for way in np.linspace(0.6, 0.45, 8):
        moves += [(1.5, -way), (1.2, way), (0.5, 0.0)]
    assert len(reps_of(course, LIFTS["squat"], moves)) == 8


@pytest.mark.parametrize("cut", [0.0, 0.5, 1.0])
def test_a_recording_that_ends_in_a_deadlifts_way_down_keeps_that_rep(
    course: Course, cut: float
) -> None:
    moves = [(1.0, 0.0), *PULL * 3, (1.0, 0.5), (0.5, 0.0)]
    moves += [(cut, -0.5 * cut)] if cut else []
    assert len(reps_of(course, LIFTS["deadlift"], moves)) == 4


def test_a_recording_that_begins_in_a_squats_way_down_keeps_that_rep(course: Course) -> None:
    assert (
        len(reps_of(course, LIFTS["squat"], [(0.8, -0.2), (1.0, 0.6), (1.0, 0.0), *SQUAT * 3])) == 4
    )


def test_a_recording_that_begins_in_a_way_up_does_not_keep_half_a_rep(course: Course) -> None:
    assert len(reps_of(course, LIFTS["squat"], [(0.5, 0.3), (1.0, 0.0), *SQUAT * 3])) == 3


def test_a_first_way_up_that_begins_with_taking_the_bar_is_still_a_rep(course: Course) -> None:
    press = [(1.0, 0.5), (0.5, 0.0), (1.0, -0.5), (1.0, 0.0)]
    take = [(1.0, 0.4), (1.0, 0.0)]  # out of low hooks, on the same way up as the first press
    found = reps_of(course, LIFTS["overhead_press"], [(1.0, 0.0), *take, *press * 4])
    assert len(found) == 4


def test_a_pull_from_the_floor_before_rows_is_no_rep(course: Course) -> None:
    row = [(0.8, 0.4), (0.3, 0.0), (1.0, -0.4), (0.5, 0.0)]
    velocity, height = moved(course, [(3.0, 0.0), (1.5, 0.4), (1.0, 0.0), (1.0, -0.3), *row * 4])
    lying = Rests(np.array([0]), np.array([590]), np.zeros((1, 3)), np.zeros((1, 3)))
    for rests, count in ((lying, 4), (NO_REST, 5)):
        _, reps = find_reps(height, velocity, LIFTS["row"], RATE, rests)
        assert len(reps) == count


def test_nothing_but_rest_has_no_reps(course: Course) -> None:
    assert reps_of(course, LIFTS["generic"], [(5.0, 0.0)]) == []


def test_a_reps_partner_is_the_way_down_before_or_after_it(course: Course) -> None:
    velocity, height = moved(course, SQUAT * 2)
    legs, _ = find_reps(height, velocity, LIFTS["squat"], RATE, NO_REST)
    assert len(legs) == 4
    assert partners(legs, 1, LIFTS["squat"]) == [0]
    assert partners(legs, 1, LIFTS["deadlift"]) == [2]
    assert partners(legs, 1, LIFTS["generic"]) == [0, 2]
    assert partners(legs, 3, LIFTS["deadlift"]) == []
