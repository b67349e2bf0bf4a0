from __future__ import annotations

import pytest

from bargroove.exchange.exercises import lift_of
from velocity import LIFTS


@pytest.mark.parametrize(
    ("name", "lift"),
    [
        ("Barbell Back Squat", "squat"),
        ("squats", "squat"),
        ("Bench Press", "bench"),
        ("Bent-Over Row", "row"),
        ("RDL", "romanian_deadlift"),
        ("Hip Thrusts", "hip_thrust"),
        ("overhead press", "overhead_press"),
    ],
)
def test_usual_names_are_their_lifts(name, lift):
    assert lift_of(name) == lift


@pytest.mark.parametrize("name", ["Incline Bench Press", "Box Squat", "Power Clean", "", "???"])
def test_a_variant_is_not_taken_for_the_lift(name):
    assert lift_of(name) == "generic"


def test_our_own_names_are_themselves():
    assert [lift_of(name) for name in LIFTS] == list(LIFTS)
