from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale

from gui.display import words
from tests.live_states import LIMITS, live, over, sliding, slowing, stranger, turn
from velocity import LIFTS, Limits, Measured
from velocity.policies import POLICIES
from velocity.rep import Range, Technique

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def german_numbers():
    before = QLocale()
    QLocale.setDefault(QLocale("de"))
    yield
    QLocale.setDefault(before)


def with_limits(**limits):
    return turn(alert=replace(turn().alert, limits=replace(LIMITS, **limits)))


def test_each_state_has_a_word_of_its_own():
    states = ("ok", "near", "rack", "unsure", "ready")
    assert [words.state_word(one) for one in states] == ["OK", "NEAR", "RACK", "UNSURE", "READY"]


def test_why_is_the_first_reason():
    assert words.why(slowing()[-1]) == "27 % slower"


def test_why_of_a_doubtful_rep_is_its_doubts():
    doubtful = replace(slowing(1)[0], valid=False, doubts=("sensor clipped", "samples missing"))
    assert words.why(doubtful) == "sensor clipped, samples missing"


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (Technique("clean", 0, 3, 6), "technique clean"),
        (Technique("clean", 0, 3, 6, recovered=True), "technique recovered"),
        (Technique("sliding", 4, 3, 6, told="bar forward 4.1 cm"), "bar forward 4.1 cm"),
        (Technique("failed", 7, 3, 6, told="bar forward 6.3 cm"), "bar forward 6.3 cm"),
        (Technique("unsure", 0, 0, 6, told="path not trusted"), "path not trusted"),
        (None, ""),
    ],
)
def test_technique_is_said_with_what_was_seen(found, told):
    said = words.technique(replace(slowing(1)[0], technique=found))
    assert said.endswith(told)
    assert bool(said) == bool(told)


def test_what_the_verdict_says_is_not_said_twice():
    assert words.besides(sliding()[-1]) == ""


def test_clean_technique_takes_no_attention_from_a_reason():
    assert words.besides(slowing(2)[-1]) == "technique clean"
    assert words.besides(slowing()[-1]) == ""


def test_numbers_stand_as_people_write_them_here(german_numbers):
    assert words.number(0.567, 2) == "0,57"
    assert words.load(102.5) == "102,5 kg"
    assert words.error(Measured(0.5, 0.0062), 3) == "± 0,006"


def test_no_number_is_minus_nothing_or_no_number_at_all():
    assert words.number(-0.001, 2) == "0.00"
    assert words.number(float("nan"), 2) == words.NONE


def test_an_error_is_never_nothing_and_never_made_up():
    assert words.error(Measured(0.5, 0.0001), 3) == "± 0.001"
    assert words.error(Measured(0.5, float("nan")), 3) == ""


def test_reps_left_are_a_range():
    assert words.left(Range(1, 2.0, 3)) == "1–3"
    assert words.left(Range(0, 0.0, 0)) == "0"
    assert words.left(None) == words.NONE


@pytest.mark.parametrize(
    ("seconds", "told"), [(0, "0:00"), (59.9, "0:59"), (83, "1:23"), (3600, "1:00:00")]
)
def test_rest_is_told_in_minutes_and_seconds(seconds, told):
    assert words.clock(seconds) == told


def test_every_lift_and_policy_has_a_name():
    for lift in LIFTS:
        assert "_" not in words.lift_name(lift)
    for policy in POLICIES:
        assert words.policy_name(policy)


def test_who_lifts_what():
    assert words.who(live()) == "Anna · squat · 102.5 kg"
    assert words.who(live(turn=stranger())) == "squat · load not known"
    assert words.who(live(turn=None)) == "squat, 102.5 kg, Anna"


def test_limits_stand_with_their_evidence():
    told = words.limits(turn())
    assert told == ("limits: balanced, loss 20 %, floor 0.30 m/s; from 60 clean reps in 10 sets")


def test_limits_of_a_stranger_are_the_usual_ones():
    assert words.limits(stranger()).endswith("usual technique: not enough clean reps (0 of 8)")


def test_a_target_is_told_with_the_limits():
    assert "target 0.50 m/s" in words.limits(turn(target=0.5))


def test_without_technique_its_evidence_is_of_no_interest():
    told = words.limits(with_limits(technique=False))
    assert told == "limits: loss 20 %, floor 0.30 m/s"


def test_that_nothing_ends_a_set_is_said():
    alert = replace(turn().alert, limits=Limits(None, None, technique=False))
    assert words.limits(turn(alert=alert)) == "no limit ends the set"


def test_who_is_next():
    assert words.follows(turn()) == "next: Ben, Cleo"
    assert words.follows(stranger()) == ""


def test_a_set_ends_by_the_rep_that_said_rack():
    reps = slowing()
    summary = over(reps).summary
    assert words.conclusion(summary, reps[-1]) == "RACK after rep 6: 27 % slower"


def test_a_set_may_end_for_no_reason():
    assert words.conclusion(over(slowing(3)).summary, None) == "no reason to stop"


def test_a_set_of_doubtful_reps_says_nothing():
    reps = [replace(rep, valid=False, doubts=("sensor clipped",)) for rep in slowing(3)]
    assert words.conclusion(over(reps).summary, None) == "no rep can be trusted"
