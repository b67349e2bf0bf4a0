from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from bargroove.insights.ledger import EARLY, ledger, notices
from bargroove.insights.lifted import like_load, load
from tests.blocks import logged, numbered, rep
from velocity.rep import DISCARDED


def test_weeks_begin_on_monday_and_hold_what_was_done_in_them():
    book = ledger(numbered([logged("ccsf?"), logged("ccc", day=6), logged("cc", day=14)]))
    assert [week.first for week in book.weeks] == [date(2026, 1, 5), date(2026, 1, 19)]
    week = book.weeks[0]
    assert (week.sets, week.clean, week.sliding, week.failed, week.unknown) == (2, 5, 1, 1, 1)


def test_cycles_are_as_long_as_the_lifter_says():
    sets = numbered([logged("ccc", day=day) for day in range(0, 42, 7)])
    assert [cycle.sets for cycle in ledger(sets).cycles] == [4, 2]
    assert [cycle.sets for cycle in ledger(sets, {"cycle_days": 21}).cycles] == [3, 3]


def test_a_later_beginning_leaves_cycles_where_they_are():
    sets = numbered([logged("ccc", day=day) for day in range(0, 42, 7)])
    book = ledger(sets, since=date(2026, 2, 5))
    assert [cycle.first for cycle in book.cycles] == [date(2026, 2, 2)]
    assert len(book.weeks) == 2


@pytest.mark.parametrize(
    ("reps", "early", "at_end"),
    [
        ("cccccccc", 0, 0),
        ("ccccccsf", 0, 1),
        ("cccccccs", 0, 1),
        ("cccccsss", 1, 0),
        ("csffffff", 1, 0),
        ("scccccc", 0, 0),
    ],
)
def test_an_early_breakdown_is_told_apart_from_one_at_the_planned_end(reps, early, at_end):
    week = ledger([logged(reps)]).weeks[0]
    assert (week.early, week.at_end) == (early, at_end)


def test_a_set_cut_short_was_meant_to_be_as_long_as_its_like():
    like = numbered([logged("c" * 8, day=day) for day in range(5)])
    short = logged("ccs", id=9, day=5, load_kg=102.0)
    assert ledger([*like, short]).weeks[0].early == 1
    assert "at rep 3 of 8" in notices([*like, short])[0]
    heavy = logged("ccs", id=9, day=5, load_kg=150.0)
    assert ledger([*like, heavy]).weeks[0].at_end == 1


def test_going_on_after_a_failed_rep_is_going_past_failure():
    sets = numbered([logged("cccf"), logged("ccfc"), logged("cccss")])
    assert ledger(sets).weeks[0].past_failure == 1


def test_what_follows_a_failed_rep_and_was_no_rep_is_not_past_failure():
    called = rep(5)
    none = replace(called, rep=replace(called.rep, valid=False, doubts=(DISCARDED,)))
    (week,) = ledger([logged([rep(1), rep(2), rep(3), rep(4, "failed"), none])]).weeks
    assert (week.past_failure, week.clean, week.unknown, week.at_end) == (0, 3, 0, 1)


def test_an_early_breakdown_in_the_last_set_is_noticed():
    sets = numbered([logged("ccccc"), logged("cssss", day=1)])
    assert notices(sets) == (
        "Technique broke down early: at rep 2 of 5. A lower load or more rest may serve better.",
    )
    assert notices(sets[:1]) == ()
    assert notices([]) == ()


@pytest.mark.parametrize(("cap", "word"), [(10, None), (5, "near"), (4, "reached"), (3, "reached")])
def test_the_lifters_cap_is_told_when_it_is_near_or_reached(cap, word):
    sets = numbered([logged("cccss", day=day) for day in (0, 2)])
    told = notices(sets, {"cap": cap})
    assert told == (
        (f"The cap is {word}: 4 of {cap} sliding or failed reps in the cycle up to 2026-02-01.",)
        if word
        else ()
    )


def test_a_cap_of_none_is_reached_by_the_first_rep_that_slides():
    assert notices([logged("cccc")], {"cap": 0}) == ()
    assert "reached: 1 of 0" in notices([logged("cccs")], {"cap": 0})[0]


def test_a_new_cycle_begins_with_nothing_used_of_the_cap():
    sets = numbered([logged("cccss", day=0), logged("ccccc", day=30)])
    assert notices(sets, {"cap": 2}) == ()


def test_sets_that_nobody_judged_say_so():
    assert "Nobody knows" in ledger([logged("???")]).told


def planned(one, sets):
    """How many reps a set was meant to have, in plain words."""
    like = [o for o in sets if o.id != one.id and like_load(load(o), load(one))]
    usual = int(np.median([len(other.reps) for other in like])) if len(like) >= 3 else 0
    return max(len(one.reps), usual)


def test_sets_of_like_load_tell_where_a_set_was_to_end():
    rng = np.random.default_rng(3)
    sets = numbered(
        [
            logged("c" * int(rng.integers(1, 8)) + "f", day=day, load_kg=load)
            for day in range(30)
            for load in (100.0, 104.0, 140.0, None)
        ]
    )
    early = sum(planned(one, sets) - len(one.reps) >= EARLY for one in sets)
    assert early > 0
    assert sum(week.early for week in ledger(sets).weeks) == early
