from __future__ import annotations

from dataclasses import replace

import pytest

from gui.display.sign import Sign, StateSign
from gui.display.theme import DARK, LIGHT
from tests.live_states import link, live, sliding, slowing
from velocity.rep import DISCARDED, Technique


@pytest.fixture
def sign(app):
    return StateSign()


def unsure(rep):
    return replace(rep, valid=False, doubts=("sensor clipped",))


def test_a_rep_within_the_limits_is_ok(sign):
    assert sign.shown(live(slowing(2))) == Sign("ok", "", "technique clean")


def test_a_warning_says_why(sign):
    shown = sign.shown(live(slowing(4)))
    assert (shown.state, shown.why) == ("near", "16 % slower")


def test_rack_says_why(sign):
    shown = sign.shown(live(slowing()))
    assert (shown.state, shown.why) == ("rack", "27 % slower")


def test_what_technique_did_is_said_once(sign):
    shown = sign.shown(live(sliding()))
    assert shown.why.startswith("bar forward")
    assert shown.besides == ""


def test_technique_that_no_verdict_rests_on_is_said_too(sign):
    reps = slowing(2)
    recovered = Technique("clean", 0.0, 3.0, 6.0, recovered=True)
    reps[-1] = replace(reps[-1], technique=recovered)
    assert sign.shown(live(reps)).besides == "technique recovered"


def test_a_doubtful_rep_is_unsure_and_says_why(sign):
    reps = slowing(3)
    reps[-1] = unsure(reps[-1])
    assert sign.shown(live(reps)) == Sign("unsure", "sensor clipped")


def test_rack_stands_though_the_next_rep_is_doubtful(sign):
    reps = slowing()
    reps.append(unsure(replace(reps[-1], rep=7)))
    assert sign.shown(live(reps)).state == "rack"


def test_a_discarded_rep_decides_nothing(sign):
    reps = slowing()
    reps[-1] = replace(reps[-1], valid=False, verdict="ok", doubts=(DISCARDED,))
    assert sign.shown(live(reps)).state == "near"


def test_without_data_nothing_is_ok(sign):
    lost = link(word="looking for the sensor", stands=False)
    assert sign.shown(live(slowing(3), link=lost)) == Sign("unsure", "looking for the sensor")


def test_rack_stands_though_the_link_is_lost(sign):
    lost = link(word="looking for the sensor", stands=False)
    assert sign.shown(live(slowing(), link=lost)).state == "rack"


def test_before_the_first_rep_it_is_ready(sign):
    assert sign.shown(live()) == Sign("ready")


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_rack_fills_the_whole_panel(sign, grab, share, theme):
    sign.set_look(theme, sign.sizes)
    sign.show_state(live(slowing()))
    assert share(grab(sign, 800, 160), theme.rack) > 0.6


@pytest.mark.parametrize(("count", "colour"), [(2, DARK.ok), (4, DARK.near), (6, DARK.rack)])
def test_each_state_has_its_colour(sign, grab, share, count, colour):
    sign.show_state(live(slowing(count)))
    others = {DARK.ok, DARK.near, DARK.rack} - {colour}
    picture = grab(sign, 800, 160)
    assert share(picture, colour) > 0.05
    assert all(share(picture, other) == 0.0 for other in others)


@pytest.mark.parametrize("size", [(1000, 120), (400, 160), (300, 400)], ids=str)
def test_states_differ_in_shape_where_colours_cannot_be_seen(sign, grab, size):
    pictures = []
    for count in (2, 4, 6):
        sign.show_state(live(slowing(count)))
        grey = grab(sign, *size).convertToFormat(grab(sign).Format.Format_Mono)
        pictures.append(bytes(grey.constBits()))
    assert len(set(pictures)) == 3
