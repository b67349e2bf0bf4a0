"""Simulated lifters who come back, and how what is said of their sets is scored."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from bargroove.evidence import (
    technique,
    technique_bound,
    technique_details,
    technique_marks,
    technique_tables,
)
from bargroove.evidence.technique import Career, Lifted, Subject, career
from bargroove.evidence.technique_history import Watched, experienced
from bargroove.evidence.technique_marks import Rule, kappa
from bargroove.evidence.technique_scores import answered
from bargroove.evidence.technique_shares import Answers
from bargroove.evidence.technique_stops import found_stop, true_stop
from velocity import LIFTS
from velocity.limits import Limits

SUBJECT = Subject("bench", 0, 11)
LOSS_ONLY = Limits(technique=False)


@pytest.fixture(scope="module")
def lives() -> Iterator[Career]:
    with pytest.MonkeyPatch.context() as patch:
        for name, few in (("PAST", 3), ("EACH", 4), ("BREAKING", 2)):
            patch.setattr(technique, name, few)
        yield career(SUBJECT)


@pytest.fixture(scope="module")
def said(lives: Career) -> Iterator[Answers]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(technique_marks, "NEW", 2)
        yield answered("bench", lives)


def every(lives: Career) -> list[Lifted]:
    slid = [one for sets in lives.slid.values() for one in sets]
    return [*lives.past, *lives.deep, *slid, *lives.breaking, *lives.gross]


def test_every_rep_done_is_found(lives: Career) -> None:
    for one in every(lives):
        assert len(one.reps) == len(one.found) == len(one.true) == len(one.done.reps)


def test_slides_begin_where_they_are_said_to_and_clean_sets_have_none(lives: Career) -> None:
    assert all(one.first_bad is None for one in (*lives.past, *lives.deep))
    for sets in lives.slid.values():
        for one in sets:
            assert one.first_bad in (3, 4, 5)
            assert one.bad() == (False,) * one.first_bad + (True,) * 3


def test_sets_to_failure_go_further_than_those_of_the_past(lives: Career) -> None:
    assert all(one.done.left_muscular[-1] == 0 for one in lives.deep)
    assert max(rep.velocity_loss for one in lives.past for rep in one.done.reps) < 0.4


def test_a_set_that_breaks_down_ends_soon_after(lives: Career) -> None:
    for one in lives.breaking:
        assert one.first_bad is None or len(one.true) <= one.first_bad + 3


def test_a_lifter_is_known_by_all_past_reps_as_they_were_judged(lives: Career) -> None:
    watched = experienced(lives)
    assert [len(past.reps) for past, _ in watched.past] == [len(one.reps) for one in lives.past]
    states = [state for past, _ in watched.past for state in past.states]
    assert states.count("clean") > 0.8 * len(states)


def test_earlier_slides_are_others_and_their_bad_reps_are_marked(lives: Career) -> None:
    sets = lives.slid[3.0]
    for one, own in zip(sets, experienced(lives).after_others(sets), strict=True):
        slid = own.past[len(lives.past) :]
        assert len(slid) == 3
        assert all(past.reps != one.reps for past, _ in slid)
        for past, marks in slid:
            assert marks.count("broke") == 3
            assert past.states[-3:] == ("failed",) * 3


def test_the_sensor_stops_a_set_where_its_true_velocities_do(lives: Career) -> None:
    alert = Watched(LIFTS["bench"]).alert(LOSS_ONLY)
    for one in lives.deep:
        true = true_stop(one, LOSS_ONLY)
        losses = [rep.velocity_loss for rep in one.true]
        assert min(losses[true - 1 : true + 1]) > 0.20
        assert abs(found_stop(alert.judge(one.reps), one) - true) <= 1


def test_a_limit_that_nothing_reaches_stops_one_past_the_last_rep(lives: Career) -> None:
    one, never = lives.past[0], Limits(velocity_loss=0.95, technique=False)
    judged = Watched(LIFTS["bench"]).alert(never).judge(one.reps)
    assert true_stop(one, never) == found_stop(judged, one) == len(one.true)


def test_a_rule_breaks_reps_that_are_truly_further_out_than_it_tolerates(lives: Career) -> None:
    one = lives.slid[3.0][0]
    broken = Rule(one.done.person.breaks[:1], 1.5).of(one)
    assert sum(broken[i] for i, bad in enumerate(one.bad()) if bad) >= 2
    assert not any(Rule(one.done.person.breaks[:1], 20.0).of(one).values())


def test_kappa_is_one_for_like_answers_and_none_for_chance() -> None:
    yes, no = [True, True], [False, False]
    assert kappa(np.array([yes, no, yes, no])) == pytest.approx(1.0)
    assert kappa(np.array([yes, no, [True, False], [False, True]])) == pytest.approx(0.0)
    assert kappa(np.array([no, no])) is None


def test_each_question_is_asked_of_the_sets_that_can_answer_it(said: Answers) -> None:
    asked = {question: len(answers) for question, answers in said.said.items()}
    assert asked["false first"] == 7
    assert asked["false clean"] == asked["false slower"] == asked["loss beside"] == 4
    assert asked["slide 2 clean told"] == asked["slide 3 marked rack"] == 4
    assert asked["gross"] == 4
    assert asked["marks broke"] == 1


def test_what_ends_a_set_is_also_told(said: Answers) -> None:
    for size in ("2", "3"):
        for who in ("clean", "marked"):
            told, rack = (said.said[f"slide {size} {who} {one}"] for one in ("told", "rack"))
            assert all(a >= b for a, b in zip(told, rack, strict=True))


def test_gross_events_are_seen_and_velocity_loss_stops_where_it_should(said: Answers) -> None:
    assert np.mean(said.said["gross"]) >= 0.75
    assert all(said.said["loss beside"])


def test_the_tables_hold_every_target_and_no_nan(
    said: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(technique_bound, "SETS", 500)
    people = [said, Answers("squat")]
    whole = technique_tables.summary(people)
    for part in ("by_lift", "slides", "by_sign", "false_signs", "events", "stops", "forecasts"):
        whole += getattr(technique_details, part)(people)
    assert "nan" not in whole
    for asked in ("false rack", "slide of 3", "gross", "velocity loss", "in the range", "κ"):
        assert asked in whole


@pytest.mark.parametrize(
    ("value", "target", "verdict"),
    [
        (1.0, (5.0, 2.0), "aim"),
        (3.0, (5.0, 2.0), "yes"),
        (6.0, (5.0, 2.0), "NO"),
        (99.5, (97.0, 99.0), "aim"),
        (98.0, (97.0, 99.0), "yes"),
        (96.0, (97.0, 99.0), "NO"),
    ],
)
def test_a_target_knows_which_way_is_better(
    value: float, target: tuple[float, float], verdict: str
) -> None:
    assert technique_tables.reached(value, target) == verdict
