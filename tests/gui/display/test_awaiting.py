from __future__ import annotations

import pytest

from gui.display.awaiting import Awaiting, steps_of
from gui.display.theme import DARK
from gui.live_state import LinkState
from tests.live_states import link, live

pytestmark = pytest.mark.usefixtures("app")


def stands(**more):
    return [step.stands for step in steps_of(live(link=link(**more)))]


def told(**more):
    return [step.told for step in steps_of(live(link=link(**more)))]


def test_first_the_sensor_is_awaited():
    steps = steps_of(live(link=LinkState()))
    assert [step.stands for step in steps] == ["now", "later", "later", "later"]
    assert steps[0].told == "waiting for the sensor …"


def test_then_the_bar_is_to_lie_still():
    assert stands() == ["done", "done", "now", "later"]
    assert told()[:3] == ["BVM-51ab, 208 Hz", "reads 1.00 g: right", "leave the bar still for 2 s"]


def test_then_it_is_to_be_lifted():
    assert stands(still=True) == ["done", "done", "done", "now"]
    assert told(still=True)[2:] == ["the bar is still", "lift"]


def test_a_bar_that_moves_now_has_been_still():
    steps = steps_of(live(velocity=0.4))
    assert [step.stands for step in steps] == ["done", "done", "done", "now"]


def test_a_sensor_that_reads_wrong_is_said_to():
    assert stands(gravity=0.8)[1] == "wrong"
    assert told(gravity=0.8)[1] == "reads 0.80 g: the sensor's range or unit is wrong"


def test_gravity_that_is_not_known_yet_is_awaited():
    assert stands(gravity=None) == ["done", "now", "later", "later"]


def test_a_sensor_without_a_name_is_there_all_the_same():
    assert told(sensor="", rate_hz=None)[0] == "the sensor is there"


def test_a_link_that_was_lost_is_awaited_again():
    assert stands(stands=False, word="looking for the sensor")[0] == "now"


def test_it_says_who_lifts_what_within_which_limits_and_who_is_next():
    shown = Awaiting().shown(live())
    assert shown.who == "Anna · squat · 102.5 kg"
    assert "balanced" in shown.limits
    assert shown.follows == "next: Ben, Cleo"


def test_what_people_should_know_stands_below():
    shown = Awaiting().shown(live(link=link(notices=["the clock is guessed"])))
    assert shown.notices == ("the clock is guessed",)


def test_steps_have_a_sign_of_their_own(grab, share):
    panel = Awaiting()
    panel.show_state(live(link=link(gravity=0.8)))
    picture = grab(panel, 800, 400)
    assert share(picture, DARK.ok) > 0.0
    assert share(picture, DARK.rack) > 0.0
