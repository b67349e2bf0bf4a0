"""The report of a lifter as a page."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from unicodedata import normalize

import pytest
from pypdf import PdfReader

from gui.report.history import Dated, Insight, SameLoad
from gui.report.lifter import lifter_charts, lifter_page, lifter_paper
from gui.report.trend import dates, pace_chart
from tests import histories
from tests.browser import DESK, PHONE, opened, poor_contrasts, sideways
from tests.html import faults, parsed, words_of
from tests.set_contents import NAMES
from velocity.rep import Measured

MADE = datetime(2026, 11, 22, 12, 0)
MOST = 600_000  # bytes


def page_of(content):
    return lifter_page(content, made=MADE, version="9.9")


def told_by(content):
    tree, _ = parsed(page_of(content))
    return words_of(next(tree.iter("body")))


def squat_of(content):
    return next(each for each in content.lifts if each.lift == "squat")


@pytest.mark.parametrize("content", [histories.lifter, histories.newcomer])
def test_a_page_is_valid_html_and_finds_its_way_around(content):
    assert faults(page_of(content())) == []


def test_a_page_is_no_larger_than_a_phone_can_send():
    content = histories.lifter()
    most = replace(content, lifts=content.lifts * 2)
    assert len(page_of(most).encode()) <= MOST


def test_every_insight_of_every_lift_is_told():
    told = told_by(histories.lifter())
    for lift in histories.lifter().lifts:
        for insight in lift.insights.values():
            assert " ".join(insight.told.split()) in told


def test_every_number_of_an_insight_is_in_a_table():
    tree, _ = parsed(page_of(histories.lifter()))
    shown = [[words_of(cell) for cell in row] for row in tree.iter("tr")]
    for lift in histories.lifter().lifts:
        tables = [said.table for name, said in lift.insights.items() if name != "pace"]
        for table in filter(None, tables):
            for row in table.rows:
                assert [" ".join(cell.split()) for cell in row] in shown


def test_a_cap_has_a_chart_of_its_own():
    titles = [chart.title for chart in lifter_charts(histories.lifter())]
    assert titles.count("Sliding and failed reps by cycle, against the cap") == 1


def test_what_can_be_drawn_of_a_lift_is_drawn():
    lift = squat_of(histories.lifter())
    titles = {chart.title for chart in lifter_charts(replace(histories.lifter(), lifts=(lift,)))}
    assert {"Velocity at the same load", "Load–velocity profile", "Quality at like load"} <= titles
    assert "Clean, sliding and failed reps by week" in titles


def test_an_insight_that_is_withheld_says_why_and_what_to_type():
    for lift in histories.lifter().lifts:
        for said in lift.insights.values():
            if said.table is None:
                assert f"{said.told} {said.command}" in told_by(histories.lifter())


def test_a_chart_that_says_nothing_yet_says_what_to_type():
    lift = squat_of(histories.lifter())
    withheld = Insight("Velocity at the same load", "2 of at least 6.", None, "bargroove live X")
    chart = pace_chart(replace(lift, insights={**lift.insights, "pace": withheld}, pace=None))
    assert chart.alt == "2 of at least 6. bargroove live X"


def test_who_has_not_lifted_yet_is_told_how_to():
    told = told_by(histories.newcomer())
    assert "There are no sets of Ben in the logbook. Lift some: bargroove live SOURCE" in told


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_name_stands_on_the_page_as_it_is_written(name):
    tree, said = parsed(page_of(replace(histories.newcomer(), lifter=name, note=name)))
    assert said == []
    assert words_of(next(tree.iter("h1"))) == " ".join(name.split())
    assert len(list(tree.iter("script"))) == 1


def test_states_are_told_apart_without_colours():
    content = replace(histories.lifter(), lifts=(squat_of(histories.lifter()),))
    drawn = {chart.title: chart.svg for chart in lifter_charts(content)}
    svg = drawn["Clean, sliding and failed reps by week"]
    for state in ("clean", "sliding"):
        assert f"{state}</title>" in svg
        assert f">{state}</text>" in svg


def test_one_day_makes_a_chart_too():
    one = SameLoad(100.0, (Dated(date(2026, 3, 1), Measured(0.5, 0.01)),))
    chart = pace_chart(replace(squat_of(histories.lifter()), same_load=(one,), pace=None))
    assert "1 Mar 2026, 100 kg: 0.50 ± 0.01 m/s" in chart.svg
    assert "nan" not in chart.svg


@pytest.mark.parametrize("days", [1, 20, 200, 4000])
def test_dates_are_few_and_none_is_written_twice(days):
    axis = dates([date(2015, 3, 1), date.fromordinal(date(2015, 3, 1).toordinal() + days)])
    words = [word for _, word in axis.ticks]
    assert 3 <= len(words) <= 8
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("content", [histories.lifter, histories.newcomer])
def test_it_fits_and_can_be_read(browser, tmp_path, content, width):
    path = tmp_path / "lifter.html"
    path.write_text(page_of(content()), encoding="utf-8")
    with opened(browser, path, width) as page:
        page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
        assert sideways(page) <= 0
        assert poor_contrasts(page) == []


def test_the_printed_page_has_every_lift_and_chart(browser, tmp_path):
    path = tmp_path / "lifter.html"
    path.write_text(page_of(histories.lifter()), encoding="utf-8")
    with opened(browser, path) as page:
        pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, format="A4")))
    words = normalize("NFKC", " ".join(one.extract_text() for one in pdf.pages))  # of ligatures
    for chart in lifter_charts(histories.lifter()):
        assert chart.title.split(",")[0] in words
    assert "The numbers" not in words


def test_on_paper_stands_the_same():
    paper = lifter_paper(histories.lifter(), made=MADE, version="9.9")
    drawn = [part for section in paper.sections for part in section.parts if hasattr(part, "svg")]
    assert drawn == list(lifter_charts(histories.lifter()))
