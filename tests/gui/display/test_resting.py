from __future__ import annotations

from dataclasses import replace

import pytest

from gui.display.resting import Resting
from gui.live_words import UNSEEN
from tests.live_states import live, over, sliding, slowing, stranger
from velocity.rep import DISCARDED


@pytest.fixture
def resting(app):
    return Resting()


def told(resting, state):
    return [one.text for one in resting.shown(state)]


def test_the_summary_begins_with_why_the_set_ended(resting):
    first, numbers, *_ = resting.shown(over(slowing()))
    assert (first.text, first.state) == ("RACK after rep 6: 27 % slower", "rack")
    assert numbers.text == "6 reps, best 0.60 ± 0.005 m/s (rep 1), loss 27 % at the end"


def test_a_set_within_its_limits_had_no_reason_to_stop(resting):
    first = resting.shown(over(slowing(3)))[0]
    assert (first.text, first.state) == ("no reason to stop", "ok")


def test_it_says_how_technique_went_and_what_a_bar_cannot_show(resting):
    said = told(resting, over(sliding()))
    assert any(text.startswith("rep 5: technique failed: bar forward") for text in said)
    assert UNSEEN in said


def test_clean_technique_is_said_once(resting):
    assert "technique clean in all reps" in told(resting, over(slowing(3)))


def test_where_technique_is_not_judged_nothing_is_said_of_it(resting):
    reps = [replace(rep, technique=None) for rep in slowing(3)]
    assert UNSEEN not in told(resting, over(reps))


def test_it_says_who_is_next(resting):
    assert told(resting, over(slowing()))[-1] == "next: Ben, Cleo"
    assert "next" not in told(resting, over(slowing(), turn=stranger()))[-1]


def test_a_set_that_nobody_can_trust_has_no_best_and_says_why(resting):
    reps = [replace(rep, valid=False, doubts=("sensor clipped",)) for rep in slowing(2)]
    said = told(resting, over(reps))
    assert said[:3] == ["no rep can be trusted", "2 reps", "sensor clipped"]
    assert said.count("sensor clipped") == 1


def test_discarded_reps_are_not_counted(resting):
    reps = slowing(4)
    reps[1] = replace(reps[1], valid=False, doubts=(DISCARDED,))
    assert told(resting, over(reps))[1].startswith("3 reps")


def test_while_a_set_goes_on_there_is_no_summary(resting):
    assert resting.shown(live(slowing())) == ()


@pytest.mark.parametrize("size", [(486, 308), (1155, 720), (1048, 1000), (450, 420)], ids=str)
def test_summary_clock_and_list_do_not_overlap(resting, grab, size):
    resting.show_state(over(slowing()))
    grab(resting, *size)
    clock, reps = resting.clock.geometry(), resting.reps.geometry()
    assert not clock.intersects(reps)
    assert resting.rect().contains(clock)
    assert resting.rect().contains(reps)
