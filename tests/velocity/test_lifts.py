"""What is known of the lifts is within the bounds of the possible."""

import pytest

from velocity import LIFTS, Lift


def test_every_lift_of_the_command_line_is_here() -> None:
    assert set(LIFTS) == {
        "squat",
        "front_squat",
        "bench",
        "deadlift",
        "romanian_deadlift",
        "overhead_press",
        "row",
        "hip_thrust",
        "generic",
    }


@pytest.mark.parametrize("lift", LIFTS.values(), ids=LIFTS.keys())
def test_a_lift_has_its_name_and_possible_numbers(lift: Lift) -> None:
    assert LIFTS[lift.name] is lift
    least, most = lift.range_of_motion
    assert 0.1 <= least < most <= 1.5
    assert lift.velocity_at_1rm is None or 0.1 <= lift.velocity_at_1rm <= 0.5
    assert lift.source


def test_a_generic_lift_takes_for_a_rep_whatever_any_lift_does() -> None:
    generic = LIFTS["generic"]
    assert generic.down_first is None
    assert generic.velocity_at_1rm is None
    for lift in LIFTS.values():
        assert generic.range_of_motion[0] <= lift.range_of_motion[0]
        assert lift.range_of_motion[1] <= generic.range_of_motion[1]


def test_the_order_of_the_lifts_is_that_of_the_gym() -> None:
    assert all(LIFTS[name].down_first for name in ("squat", "front_squat", "bench"))
    assert not any(LIFTS[name].down_first for name in ("deadlift", "overhead_press", "row"))
    assert [name for name, lift in LIFTS.items() if lift.on_floor] == ["deadlift"]
