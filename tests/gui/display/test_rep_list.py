from __future__ import annotations

from dataclasses import replace

import pytest

from gui.display.rep_list import RepList, Row
from gui.display.theme import DARK
from tests.live_states import over, slowing
from velocity.rep import DISCARDED


@pytest.fixture
def reps(app):
    return RepList()


def many(count):
    return [replace(slowing(1)[0], rep=number) for number in range(1, count + 1)]


def test_a_row_has_the_mean_its_error_the_loss_and_the_verdict(reps):
    rows = reps.shown(over(slowing()))
    assert rows[3] == Row("4", "0.50 ± 0.005", "16 %", "near", "", chosen=False)


def test_the_last_rep_is_chosen_unless_another_is(reps):
    assert [row.chosen for row in reps.shown(over(slowing(3)))] == [False, False, True]
    assert [row.chosen for row in reps.shown(over(slowing(3), chosen=2))] == [False, True, False]


def test_the_last_mark_holds(reps):
    rows = reps.shown(over(slowing(3), marks={2: ("broke", "clean")}))
    assert [row.mark for row in rows] == ["", "clean", ""]


def test_a_doubtful_rep_is_unsure_and_has_no_loss(reps):
    done = slowing(3)
    done[1] = replace(done[1], valid=False, doubts=("sensor clipped",))
    row = reps.shown(over(done))[1]
    assert (row.state, row.loss) == ("unsure", "")


def test_a_discarded_rep_has_no_verdict(reps, grab):
    done = slowing(3)
    done[1] = replace(done[1], valid=False, doubts=(DISCARDED,))
    assert reps.shown(over(done))[1].state == ""
    reps.show_state(over(done))
    assert not grab(reps, 500, 300).isNull()


def test_marks_are_seen(reps, grab, share):
    reps.show_state(over(slowing(3), marks={2: ("broke",)}))
    assert share(grab(reps, 500, 300), DARK.rack) > 0.0


@pytest.mark.parametrize("chosen", [1, 15, 30])
def test_the_chosen_rep_is_seen_in_a_list_too_long_for_its_box(reps, grab, share, chosen):
    reps.show_state(over(many(30), chosen=chosen))
    assert share(grab(reps, 400, 120), DARK.panel) > 0.02
