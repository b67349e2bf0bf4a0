"""What the overview of a session says is what happened in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bargroove.insights.lifted import locally
from bargroove.insights.readiness import readiness
from bargroove.logbook import NoSuchSession, UnknownLifter, open_logbook
from bargroove.reports.session import session_content, session_report
from tests import histories
from tests.lifting import FIRST_DAY, clean_sets, keep, losing, mark
from velocity.rep import DISCARDED


@pytest.fixture
def book(data):
    with open_logbook() as book:
        book.add_lifter("Anna")
        yield book


def lift(book, reps, minutes, **more):
    return keep(
        book, reps, started_utc=(FIRST_DAY + timedelta(minutes=minutes)).isoformat(), **more
    )


def test_sets_are_told_in_their_order_with_the_rest_between(book):
    first = lift(book, losing(0.0, 0.05), 0)
    second = lift(book, losing(0.0, 0.3), 5, load_kg=110.0)
    content = session_content(book, "last")
    assert [one.id for one in content.sets] == [first, second]
    took = book.one(first).reps[-1].rep.end_s - book.one(first).reps[0].rep.start_s
    assert [one.rest_s for one in content.sets] == [None, pytest.approx(300.0 - took)]
    assert content.seconds == pytest.approx(300.0 + took, abs=2.0)


def test_a_rep_that_a_person_discarded_is_not_lifted(book):
    good, none = losing(0.0, 0.05)
    lift(book, [good, replace(none, valid=False, doubts=(DISCARDED,))], 0)
    (one,) = session_content(book, "last").sets
    assert (one.lifted, one.counts.unknown) == (1, 0)


def test_a_mark_goes_before_the_judgement(book):
    mark(book, lift(book, clean_sets(1)[0], 0), first_broken=5)
    (one,) = session_content(book, "last").sets
    assert (one.counts.clean, one.counts.failed) == (4, 2)
    assert one.marks.count("broke") == 2


def test_a_cap_is_that_of_the_phase_in_which_the_set_was_lifted(book):
    book.set_overrides("Anna", "squat", "peak", cap=2)
    mark(book, lift(book, clean_sets(1)[0], 0, phase="peak"), first_broken=5)
    assert "Squat: The cap is reached: 2 of 2" in " ".join(session_content(book, "last").notices)
    mark(book, lift(book, clean_sets(1)[0], 9, phase="base"), first_broken=5)
    assert "cap" not in " ".join(session_content(book, "last").notices)


def test_nobodys_session_has_no_readiness(book):
    lift(book, losing(0.0, 0.05), 0, lifter=None)
    content = session_content(book, "last")
    assert (content.lifter, content.readiness) == ("", {})


def test_times_that_another_product_made_up_are_no_rest(book):
    lift(book, losing(0.0), 0, source="import:vitruve")
    lift(book, losing(0.0), 5, source="import:vitruve")
    content = session_content(book, "last")
    assert [one.rest_s for one in content.sets] == [None, None]
    assert content.seconds is None


def test_readiness_is_that_of_the_day_whatever_came_later(data):
    with open_logbook() as book:
        histories.trained(book, "Anna", 128)
        days = {}
        for one in book.sets(lift="squat"):
            days.setdefault(one.session, []).append(locally(one))
        chosen = list(days)[-2]
        before = [one for session, sets in days.items() for one in sets if session <= chosen]
        content = session_content(book, chosen)
    assert content.readiness["squat"].told == readiness(before).told


def test_what_ails_a_set_is_worth_knowing(book):
    number = lift(book, losing(0.0, 0.05), 0)
    book.end_set(number, [logged.rep for logged in book.one(number).reps], ["3 samples lost"])
    book.put_reps(lift(book, losing(0.0), 5), losing(0.0))
    told = session_content(book, "last").notices
    assert f"Set {number}: 3 samples lost" in told


def test_the_last_session_may_be_asked_of_one_lifter(book):
    book.add_lifter("Ben")
    lift(book, losing(0.0), 0)
    lift(book, losing(0.0), 60, lifter="Ben")
    assert session_content(book, "last").lifter == "Ben"
    assert session_content(book, "last", lifter="anna").lifter == "Anna"
    assert session_report(book, 1).name.endswith("session-1-Anna")


def test_a_session_that_is_not_there_is_told(book):
    with pytest.raises(NoSuchSession, match="bargroove live begins one"):
        session_content(book, "last")
    lift(book, losing(0.0), 0)
    with pytest.raises(NoSuchSession, match="no session 7 in the logbook; the last one is 1"):
        session_content(book, 7)
    with pytest.raises(NoSuchSession):
        session_content(book, 10**30)
    with pytest.raises(UnknownLifter):
        session_content(book, "last", lifter="Zoe")
