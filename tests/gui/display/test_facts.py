from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gui.display.facts import Facts, loss_of, tilt_of
from gui.display.theme import DARK
from tests.live_states import live, slowing, tilted, turn
from velocity import Limits
from velocity.rep import DISCARDED, Range, Reason


@pytest.fixture
def facts(app):
    return Facts()


def shown(facts, state):
    loss, told = facts.shown(state)
    return loss, {fact.name: fact.value for fact in told}


def test_velocity_loss_stands_beside_its_limit(facts):
    loss, _ = shown(facts, live(slowing(3)))
    assert (loss.told, loss.limit_told, loss.state) == ("11 %", "of 20 %", "ok")


def test_a_loss_that_warns_has_the_colour_of_the_warning(facts):
    assert loss_of(live(slowing(4)), slowing(4)[-1]).state == "near"
    assert loss_of(live(slowing(6)), slowing(6)[-1]).state == "rack"


def test_a_loss_beyond_its_limit_is_never_ok_though_technique_has_decided(facts):
    one = slowing(6)[-1]
    assert one.velocity_loss.value > 0.2
    technique = Reason("technique_slide", 4.0, 3.0, "spreads", "bar forward 3 cm")
    judged = replace(one, verdict="rack", reasons=(technique,))
    assert loss_of(live([judged]), judged).state == "near"


def test_without_a_limit_the_loss_stands_alone(facts):
    free = turn(alert=replace(turn().alert, limits=Limits(None, None)))
    loss, _ = shown(facts, live(slowing(3), turn=free))
    assert (loss.limit, loss.limit_told) == (None, "")


def test_a_doubtful_rep_has_no_loss(facts):
    reps = slowing(3)
    reps[-1] = replace(reps[-1], valid=False, doubts=("sensor clipped",))
    loss, _ = shown(facts, live(reps))
    assert (loss.share, loss.told) == (None, "–")


def test_discarded_reps_do_not_count(facts):
    reps = slowing(4)
    reps[1] = replace(reps[1], valid=False, doubts=(DISCARDED,))
    assert shown(facts, live(reps))[1]["reps"] == "3"


def test_reps_left_stand_as_ranges(facts):
    reps = slowing(3)
    left = {"left_technical": Range(1, 2.0, 3), "left_muscular": Range(4, 4.0, 4)}
    reps[-1] = replace(reps[-1], **left)
    told = shown(facts, live(reps))[1]
    assert (told["left to technique"], told["left to strength"]) == ("1–3", "4")


def test_before_the_first_rep_there_are_no_numbers(facts):
    _, told = shown(facts, live())
    assert told == {
        "reps": "0",
        "left to technique": "–",
        "left to strength": "–",
        "tilt": "–",
    }


@pytest.mark.parametrize("side", [1.0, -1.0])
def test_the_bar_is_drawn_tilted_to_its_own_side(side):
    one = tilted(slowing(1)[0], 2.3)
    course = replace(one.course, tilt_deg=side * np.linspace(0.0, 2.3, 21))
    told, way = tilt_of(replace(one, course=course))
    assert told == "2.3°"
    assert way == pytest.approx(side * 2.3)


def test_the_end_that_is_up_is_drawn_up(facts, grab):
    pictures = []
    for side in (1.0, -1.0):
        one = tilted(slowing(1)[0], 2.3)
        course = replace(one.course, tilt_deg=side * np.linspace(0.0, 2.3, 21))
        facts.show_state(live([replace(one, course=course)]))
        pictures.append(grab(facts, 900, 200))
    box = [(x, y) for x in range(600, 900) for y in range(80, 200)]
    assert any(pictures[0].pixel(*at) != pictures[1].pixel(*at) for at in box)


@pytest.mark.parametrize("size", [(414, 374), (152, 166), (1048, 420), (900, 60)], ids=str)
def test_the_gauge_fills_as_velocity_is_lost(facts, grab, share, size):
    shares = []
    for count in (2, 3):
        facts.show_state(live(slowing(count)))
        shares.append(share(grab(facts, *size), DARK.ok))
    assert 0.0 < shares[0] < shares[1]
