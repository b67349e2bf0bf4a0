"""What the report of a lifter says is what the insights say of the same sets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bargroove.insights.clean_range import clean_range
from bargroove.insights.cues import cues
from bargroove.insights.ledger import ledger
from bargroove.insights.lifted import locally
from bargroove.insights.pace import pace
from bargroove.insights.profile import profile
from bargroove.insights.quality import quality
from bargroove.insights.readiness import readiness
from bargroove.insights.tables import columns
from bargroove.insights.weak_point import weak_point
from bargroove.logbook import UnknownLifter, open_logbook
from bargroove.reports.history_words import CYCLES, WEEKS
from bargroove.reports.lifter import lifter_content, lifter_report
from tests import histories
from tests.entries import poor_rep
from tests.lifting import clean_sets, keep

INSIGHTS = {
    "readiness": readiness,
    "pace": pace,
    "profile": lambda sets: profile("squat", sets),
    "clean-range": clean_range,
    "quality": quality,
    "cues": cues,
    "weak-point": weak_point,
}


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    with open_logbook(str(tmp_path_factory.mktemp("trained") / "book.sqlite")) as book:
        histories.trained(book, "Anna", histories.SETS)
        yield book


@pytest.fixture
def book(data):
    with open_logbook() as book:
        book.add_lifter("Anna")
        yield book


def squats(book, **which):
    return [locally(one) for one in book.sets(lifter="Anna", lift="squat", **which)]


def squat_of(content):
    return next(each for each in content.lifts if each.lift == "squat")


def cells(table):
    return [[cell.replace(" ", "") for cell in row] for row in table.rows]


@pytest.mark.parametrize("name", INSIGHTS)
def test_it_says_what_the_insight_says(trained, name):
    found = INSIGHTS[name](squats(trained))
    said = squat_of(lifter_content(trained, "Anna")).insights[name]
    assert said.told == found.told
    held = columns(found)
    if held:
        rows = zip(*(column.cells for column in held), strict=True)
        assert cells(said.table) == [[cell.replace(" ", "") for cell in row] for row in rows]
    else:
        assert said.table is None
        assert said.command.startswith("bargroove live SOURCE --lift squat --lifter Anna")


def test_the_charts_are_drawn_from_the_insights_own_numbers(trained):
    sets, said = squats(trained), squat_of(lifter_content(trained, "Anna"))
    line, kept, weak = profile("squat", sets), clean_range(sets), weak_point(sets)
    assert (said.profile.one_rm_kg, said.profile.floor) == (line.one_rm_kg, line.floor)
    assert [point.line for point in said.profile.points] == [point.line for point in line.points]
    assert [one.of for one in said.tried] == [each.reps for each in kept.loads]
    assert said.clean_limit.value == kept.load_kg.value
    assert [one.share.value for one in said.signs] == [sign.share.value for sign in weak.signs]
    weeks = ledger(sets).weeks[-WEEKS:]
    assert [one.counts.sliding for one in said.weeks] == [week.sliding for week in weeks]


def test_the_trend_ends_where_the_insight_says(trained):
    said = squat_of(lifter_content(trained, "Anna"))
    found = quality(squats(trained))
    assert said.quality == pytest.approx((found.distance.first, found.distance.last), abs=0.05)


def test_only_the_lift_and_the_days_that_are_asked_for(trained):
    since, until = date(2026, 10, 20), date(2026, 11, 10)
    content = lifter_content(trained, "Anna", lift="squat", since=since, until=until)
    assert [each.lift for each in content.lifts] == ["squat"]
    assert since <= content.first <= content.last <= until
    within = [one for one in squats(trained) if since <= day_of(one) <= until]
    assert content.sets == len(within)
    assert squat_of(content).insights["profile"].told == profile("squat", within).told
    whole = [one for one in squats(trained) if day_of(one) <= until]
    assert squat_of(content).insights["ledger"].told == ledger(whole, since=since).told
    assert content.asked == "of squat since 2026-10-20 until 2026-11-10"


def day_of(one):
    return date.fromisoformat(one.head.started_utc[:10])


def test_days_without_sets_say_what_to_do(trained):
    content = lifter_content(trained, "Anna", since=date(2026, 12, 1))
    assert (content.lifts, content.sets, content.first) == ((), 0, None)
    assert content.remedy == "There are others: bargroove report --lifter Anna"


def test_somebody_without_a_set_is_told_how_to_have_one(book):
    who = book.add_lifter("Ben O'Hara").name
    remedy = "Lift some: bargroove live SOURCE --lift bench --lifter 'Ben O'\"'\"'Hara' --load KG"
    assert lifter_content(book, who, lift="bench").remedy == remedy


def test_one_set_is_enough_for_a_report_and_too_little_for_most_insights(book):
    keep(book, clean_sets(1)[0])
    (lift,) = lifter_content(book, "Anna").lifts
    assert (lift.sets, lift.sessions, lift.profile, lift.pace) == (1, 1, None, None)
    withheld = [name for name, said in lift.insights.items() if said.table is None]
    assert withheld == [name for name in lift.insights if name != "ledger"]
    assert all("--load KG" in lift.insights[name].command for name in withheld)
    assert lift.insights["cues"].command.endswith("--load KG --cue TEXT")


def test_reps_of_which_little_is_known_count_for_nothing(book):
    bare = replace(clean_sets(1)[0][0], course=None, technique=None)
    keep(book, [bare], source="import:vitruve")
    keep(book, [poor_rep(1)])
    (lift,) = lifter_content(book, "Anna").lifts
    assert lift.counts.judged == 0
    assert lift.weeks[-1].counts.unknown == 2


def test_the_limits_say_who_has_chosen_them(book):
    keep(book, clean_sets(1)[0])
    book.set_overrides("Anna", "squat", velocity_loss=0.12, cap=9)
    (lift,) = lifter_content(book, "Anna").lifts
    assert ("velocity loss", "12 %", "set by you") in lift.limits.rows
    assert ("policy", "balanced", "usual") in lift.limits.rows
    assert ("cap", "9", "set by you") in lift.limits.rows
    assert lift.cap == 9
    assert lift.basis == "technique: default: not enough data (6 clean reps, 0 marks)"


def test_of_a_long_history_the_latest_is_shown_and_that_is_told(book):
    for number, reps in enumerate(clean_sets(30)):
        started = (histories.LAST - timedelta(weeks=30 - number)).isoformat()
        keep(book, reps, started_utc=started)
    (lift,) = lifter_content(book, "Anna").lifts
    assert (len(lift.weeks), len(lift.cycles)) == (WEEKS, min(CYCLES, 8))
    assert f"the latest {WEEKS} of 30 weeks" in lift.left_out


def test_a_lifter_who_is_not_there_is_told_with_the_nearest(book):
    with pytest.raises(UnknownLifter, match="the nearest: 'Anna'"):
        lifter_content(book, "Ana")


@pytest.mark.parametrize(
    ("name", "stem"),
    [("../../etc/x", "etc-x"), ("<script>", "script"), ("ليلى", "ليلى"), ("🏋️", "")],
)
def test_a_file_is_named_so_that_every_system_takes_it(book, name, stem):
    book.add_lifter(name)
    report = lifter_report(book, name)
    assert report.name[11:] == f"lifter-{stem}".strip("-")
    assert set(report.forms) == {"html", "pdf", "png"}
