"""The limits that a lifter chooses."""

from typing import Any

import pytest

from velocity import LIFTS, Limits, usual_limits
from velocity.policies import POLICIES


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("velocity_loss", 0.0),
        ("velocity_loss", 20.0),  # a percentage
        ("velocity_floor", -0.1),
        ("velocity_floor", 4.0),
        ("buffer", -1),
        ("buffer", 11),
        ("degraded_share", 1.1),
        ("false_alarms", 0.0),
        ("false_alarms", 0.6),
        ("failed", 0.0),
        ("velocity_loss", float("nan")),
    ],
)
def test_a_limit_out_of_its_range_is_refused_by_name_and_range(field: str, value: Any) -> None:
    with pytest.raises(ValueError, match=rf"^{field} lies between .* and .*, not at "):
        Limits(**{field: value})


def test_a_policy_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(ValueError, match=r"no policy 'brave'; there are strict, balanced, push"):
        Limits(policy="brave")


def test_every_limit_can_be_off() -> None:
    Limits(velocity_loss=None, velocity_floor=None, technique=False, buffer=0)


def test_what_is_not_chosen_is_the_policys_own() -> None:
    assert [Limits(policy=name).kept for name in POLICIES] == [2, 1, 0]
    assert Limits(policy="push").degraded == POLICIES["push"].degraded > 0.0


def test_what_is_chosen_wins_over_the_policy_even_if_it_is_nothing() -> None:
    limits = Limits(policy="push", buffer=3, degraded_share=0.0)
    assert (limits.kept, limits.degraded) == (3, 0.0)
    assert Limits(policy="strict", buffer=0).kept == 0


def test_of_a_lifter_of_whom_nothing_is_known_the_floor_is_the_lifts() -> None:
    assert usual_limits(LIFTS["squat"]) == Limits(0.20, 0.28)
    assert usual_limits(LIFTS["generic"]).velocity_floor is None
