from __future__ import annotations

import pytest

from bargroove.choices import CHOICES, BadChoice, limits_of, merged, read_choice, written
from velocity import LIFTS
from velocity.limits import Limits

SQUAT = LIFTS["squat"]


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("policy", "strict", "strict"),
        ("velocity_loss", "15", 0.15),
        ("velocity_loss", 15, 0.15),
        ("velocity_loss", "off", None),
        ("velocity_floor", "0.3", 0.3),
        ("velocity_floor", "off", None),
        ("technique", "off", False),
        ("technique", True, True),
        ("buffer", "2", 2),
        ("buffer", "off", 0),
        ("false_alarms", 2, 0.02),
        ("degraded_share", 30, 0.3),
    ],
)
def test_a_limit_is_read_as_people_write_it(name, text, value):
    assert read_choice(name, text) == value


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("policy", "strickt", "did you mean strict"),
        ("velocity_loss", "0.2", "from 1 to 95"),
        ("velocity_loss", "nan", "from 1 to 95"),
        ("velocity_loss", True, "from 1 to 95"),
        ("velocity_floor", "9", "from 0.05 to 1.5 m/s"),
        ("technique", "maybe", '"on" or "off"'),
        ("buffer", "1.5", "whole number"),
        ("buffer", [], "whole number"),
        ("bufer", 1, "did you mean buffer"),
    ],
)
def test_what_is_no_limit_is_refused_with_what_it_may_be(name, text, told):
    with pytest.raises(BadChoice, match=told):
        read_choice(name, text)


@pytest.mark.parametrize(
    "chosen",
    [
        {"policy": "strict", "technique": False},
        {"policy": "push", "buffer": 2},
        {"technique": False, "buffer": 1},
    ],
)
def test_choices_that_contradict_each_other_are_refused(chosen):
    with pytest.raises(BadChoice, match=r"policy|buffer"):
        merged(chosen)


def test_what_comes_later_holds():
    assert merged({"velocity_loss": 0.2, "buffer": 1}, {"velocity_loss": None}) == {
        "velocity_loss": None,
        "buffer": 1,
    }


def test_a_policy_takes_the_place_of_what_policies_decide():
    assert merged({"buffer": 2}, {"policy": "push"}) == {"policy": "push"}
    assert merged({"technique": False}, {"policy": "strict"}) == {"policy": "strict"}


def test_technique_that_is_not_watched_keeps_no_reps():
    assert merged({"buffer": 2}, {"technique": False}) == {"technique": False}
    assert merged({"buffer": 2}, {"technique": True})["buffer"] == 2


def test_what_nobody_has_chosen_is_the_lifts_own():
    limits = limits_of(SQUAT, {"velocity_loss": 0.1, "cap": 3})
    assert limits == Limits(velocity_loss=0.1, velocity_floor=SQUAT.velocity_at_1rm)


def test_every_choice_is_a_limit_and_can_be_written():
    for name in CHOICES:
        assert written(name, getattr(Limits(), name))
