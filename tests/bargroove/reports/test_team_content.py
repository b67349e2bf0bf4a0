"""What the page of a team says of each lifter, and whom it names first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bargroove.insights.clean_range import clean_range
from bargroove.logbook import open_logbook
from bargroove.reports.team import USUAL_DAYS, team_content, team_report
from tests import histories
from tests.lifting import FIRST_DAY, clean_sets, keep, mark

TODAY = FIRST_DAY.date() + timedelta(days=40)


@pytest.fixture
def book(data):
    with open_logbook() as book:
        yield book


def lift(book, lifter, day, **more):
    started = (FIRST_DAY + timedelta(days=day)).isoformat()
    return keep(book, clean_sets(1)[0], lifter, started_utc=started, **more)


def looks(book, **asked):
    return {row.lifter: row.look for row in team_content(book, today=TODAY, **asked).rows}


def test_who_needs_to_be_looked_at_stands_first(book):
    for name in ("Anna", "Ben", "Cleo", "Dan"):
        book.add_lifter(name)
    lift(book, "Anna", 39)
    mark(book, lift(book, "Ben", 38), first_broken=4)
    lift(book, "Cleo", 1)
    assert looks(book) == {
        "Ben": "1 set went on after a failed rep",
        "Cleo": f"nothing lifted since {TODAY - timedelta(days=USUAL_DAYS - 1)}",
        "Dan": "nothing in the logbook yet",
        "Anna": "nothing stands out",
    }


def test_an_early_breakdown_and_a_cap_are_named(book):
    book.add_lifter("Anna")
    number = lift(book, "Anna", 39)
    book.mark(number, 2, "broke")
    book.mark(number, 6, "broke")
    book.set_overrides("Anna", "squat", cap=1)
    (row,) = team_content(book, today=TODAY).rows
    assert (row.past_failure, row.counts.failed, row.urgent) == (1, 2, 5)
    book.unmark(number, 2)
    assert looks(book)["Anna"].startswith("squat: the cap is reached: 1 of 1")


def test_what_counts_are_the_days_that_are_asked_for(book):
    book.add_lifter("Anna")
    for day in (0, 20, 39):
        lift(book, "Anna", day)
    usual = team_content(book, today=TODAY)
    assert [row.sets for row in usual.rows] == [2]
    assert (usual.first, usual.last) == (TODAY - timedelta(days=USUAL_DAYS - 1), TODAY)
    whole = team_content(book, today=TODAY, since=FIRST_DAY.date())
    assert [(row.sets, row.sessions) for row in whole.rows] == [(3, 3)]
    early = team_content(book, today=TODAY, until=FIRST_DAY.date() + timedelta(days=21))
    assert [(row.sets, row.last) for row in early.rows] == [(2, date(2026, 1, 25))]


def test_one_lift_alone(book):
    book.add_lifter("Anna")
    lift(book, "Anna", 39)
    lift(book, "Anna", 39, lift="bench")
    content = team_content(book, today=TODAY, lift="bench")
    assert [(row.sets, [one.lift for one in row.lifts]) for row in content.rows] == [(1, ["bench"])]
    assert content.asked == "bench"


def test_the_clean_range_is_that_of_the_insight(book):
    histories.trained(book, "Anna", 256)
    found = clean_range(book.sets(lift="squat"))
    (row,) = team_content(book, today=histories.TODAY).rows
    shown = next(one for one in row.lifts if one.lift == "squat")
    end = found.load_kg
    assert shown.clean_range == f"{end.value:.0f} kg ({end.low:.0f} to {end.high:.0f})"
    assert shown.limits == "balanced, 20 %"


def test_a_team_of_nobody_is_a_report_too(book):
    assert team_content(book, today=TODAY).rows == ()
    assert team_report(book).name.endswith("-team")
