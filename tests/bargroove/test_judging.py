"""What a logbook's sets teach of a lifter."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from bargroove.judging import (
    LATEST,
    Audit,
    History,
    alert_for,
    audit,
    history_of,
    known_velocity,
    state_of,
)
from bargroove.logbook.records import LoggedRep
from tests.entries import poor_rep
from tests.lifting import SQUAT, clean_sets, logged, losing, slid_set
from tests.reps import rep
from velocity import Limits, Measured, Rep, usual_alert
from velocity.marking import LEAST_MARKS
from velocity.rep import Technique

USUAL = Limits(velocity_floor=0.28)
BROKEN = (*("clean",) * 5, *("broke",) * 3)


def judged_as(state: str) -> Rep:
    return replace(rep(1), technique=Technique(state, 0.0, 3.0, 4.5))


@cache
def known() -> History:
    """Return the history of a lifter with eight clean sets."""
    return history_of([logged(reps) for reps in clean_sets(8)])


@cache
def marked() -> History:
    """Return that of one with clean sets, and with slides that a coach has marked."""
    slid = [logged(slid_set(seed), BROKEN) for seed in range(1, 4)]
    return history_of([*(logged(reps) for reps in clean_sets(8)), *slid])


@pytest.mark.parametrize("state", ["clean", "sliding", "failed", "unsure"])
def test_a_rep_without_a_mark_was_lifted_as_it_was_judged(state):
    assert state_of(LoggedRep(judged_as(state), None)) == state


@pytest.mark.parametrize("state", ["clean", "sliding", "failed", "unsure"])
@pytest.mark.parametrize(("mark", "meant"), [("broke", "failed"), ("clean", "clean")])
def test_what_a_person_says_goes_before_any_verdict(state, mark, meant):
    assert state_of(LoggedRep(judged_as(state), mark)) == meant


def test_a_rep_that_nobody_judged_is_clean_if_it_is_valid():
    assert state_of(LoggedRep(rep(1), None)) == "clean"
    assert state_of(LoggedRep(rep(1, valid=False), None)) == "unsure"


def test_only_the_latest_sets_count():
    sets = [logged(losing(0.0)) for _ in range(3)] + [logged(losing(0.1))] * LATEST
    assert history_of(sets) == history_of(sets[3:])
    assert len(history_of(sets).sets) == LATEST


def test_a_set_without_reps_takes_the_place_of_none():
    sets = [logged([]), *[logged(losing(0.0))] * LATEST, logged([])]
    assert len(history_of(sets).sets) == LATEST


def test_marks_are_counted_and_stay_with_their_set():
    history = history_of([logged(losing(0.0, 0.1), ("clean", "broke")), logged(losing(0.0))])
    assert history.marks == 2
    assert history.without(0).marks == 0
    assert history.without(1).marks == 2


def test_of_a_lifter_without_history_the_usual_is_known():
    alert = alert_for(SQUAT, history_of([]), USUAL, 100.0)
    assert alert.judge(losing(0.0, 0.21)) == usual_alert(SQUAT, USUAL, 100.0).judge(
        losing(0.0, 0.21)
    )
    assert (alert.floor, alert.taught, alert.recent) == (usual_alert(SQUAT).floor, None, ())


def test_clean_reps_teach_how_the_lifter_lifts():
    alert = alert_for(SQUAT, known(), USUAL, 100.0)
    assert (alert.signature.reps, alert.signature.sets, alert.habit.sets) == (48, 8, 8)
    assert len(alert.recent) == 20


def test_reps_that_slid_or_broke_do_not_teach_how_the_lifter_lifts():
    slid = logged(slid_set(), alert=alert_for(SQUAT, known(), USUAL, 100.0))
    assert state_of(slid.reps[-1]) != "clean"
    after = history_of([slid])
    assert alert_for(SQUAT, after, USUAL, 100.0).signature.reps < 8
    by_word = history_of([logged(slid_set(), BROKEN)])
    assert alert_for(SQUAT, by_word, USUAL, 100.0).signature.reps == 5


@pytest.mark.parametrize("bare", [replace(rep(1), course=None), poor_rep(1)])
def test_imported_reps_teach_nothing_of_technique(bare):
    """They have neither a course nor errors."""
    both = history_of([logged([bare] * 5, ["broke", "clean"])])
    alert = alert_for(SQUAT, both, USUAL, 100.0)
    assert (alert.signature.reps, alert.recent, alert.taught) == (0, (), None)
    usual = usual_alert(SQUAT).signature
    assert np.array_equal(alert.signature.weights, usual.weights)


def test_an_imported_velocity_is_known_as_well_as_that_of_other_products():
    assert known_velocity(replace(rep(1), mean_velocity=Measured(0.5, np.nan))).se > 0.01
    assert known_velocity(rep(1)) == rep(1).mean_velocity


def test_reps_without_errors_are_judged_without_a_word():
    bare = [replace(one, velocity_loss=Measured(0.4, np.nan), course=None) for one in losing(0, 0)]
    bare = [replace(one, mean_velocity=Measured(0.5, np.nan)) for one in bare]
    for one in alert_for(SQUAT, history_of([logged(bare)]), USUAL, 100.0).judge(bare):
        assert (one.verdict, one.reasons) == ("ok", ())
        assert (one.left_technical, one.left_muscular) == (None, None)


def test_a_rep_slower_than_the_floor_that_got_up_lowers_it():
    slow = history_of([logged([rep(1, 0.6), rep(2, 0.16, 0.7)])])
    lower = alert_for(SQUAT, slow, USUAL, 100.0)
    assert lower.floor.value < 0.27
    assert lower.limits.velocity_floor == lower.floor.value


def test_a_floor_that_a_person_has_set_or_switched_off_stays():
    slow = history_of([logged([rep(1, 0.16, 0.7)])])
    assert alert_for(SQUAT, slow, USUAL, None, own=False).limits == USUAL
    off = replace(USUAL, velocity_floor=None)
    assert alert_for(SQUAT, slow, off, None).limits.velocity_floor is None


def test_marks_of_both_kinds_teach_where_technique_has_failed():
    taught = alert_for(SQUAT, marked(), USUAL, 100.0).taught
    assert taught is not None
    assert (taught.marks, taught.broke) == (24, 9)


def test_few_marks_teach_nothing_yet():
    few = history_of([logged(slid_set(), BROKEN[-3:])])
    assert few.marks < LEAST_MARKS
    assert alert_for(SQUAT, few, USUAL, 100.0).taught is None


def test_an_audit_counts_clean_sets_and_slides():
    assert audit(SQUAT, known(), USUAL) == Audit(clean=8, false=0, slid=0, late=0)
    assert audit(SQUAT, marked(), USUAL) == Audit(clean=8, false=0, slid=3, late=0)


def test_an_audit_tells_false_calls_from_late_ones():
    """The coach calls clean what slides, and broken what nothing can be seen of."""
    slide, still = (
        logged(slid_set(), ("clean",) * 8),
        logged(clean_sets(1, 5)[0], (None, *["broke"] * 2)),
    )
    clean = [logged(reps) for reps in clean_sets(8)]
    assert audit(SQUAT, history_of([*clean, slide]), USUAL) == Audit(9, 1, 0, 0)
    assert audit(SQUAT, history_of([*clean, still]), USUAL) == Audit(8, 0, 1, 1)


def test_sets_whose_technique_nobody_can_know_are_not_audited():
    bare = logged([replace(one, course=None) for one in losing(0.0, 0.1)])
    assert audit(SQUAT, history_of([bare, bare]), USUAL) == Audit(0, 0, 0, 0)
