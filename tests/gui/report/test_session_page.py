"""The overview of a session as a page."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from math import nan

import pytest

from gui.report.session import session_charts, session_page, session_paper
from tests import histories
from tests.browser import DESK, PHONE, opened, poor_contrasts, sideways
from tests.entries import poor_rep
from tests.html import faults, parsed, words_of
from tests.set_contents import NAMES

MADE = datetime(2026, 11, 22, 12, 0)


def page_of(content):
    return session_page(content, made=MADE, version="9.9")


def told_by(content):
    tree, _ = parsed(page_of(content))
    return words_of(next(tree.iter("body")))


def table_of(content):
    """The rows of the table of the sets, as they are read."""
    tree, _ = parsed(page_of(content))
    body = next(next(tree.iter("table")).iter("tbody"))
    return [[words_of(cell) for cell in row] for row in body]


def nobodys():
    """A set of nobody's, of which hardly anything is known."""
    (one, *_) = histories.session().sets
    bare = replace(one, load_kg=None, reps=(poor_rep(1),), marks=(None,), rest_s=None, link="")
    return replace(
        histories.session(), lifter="", sets=(bare,), seconds=None, readiness={}, notices=()
    )


@pytest.mark.parametrize("content", [histories.session, nobodys])
def test_a_page_is_valid_html_and_finds_its_way_around(content):
    assert faults(page_of(content())) == []


def test_each_set_has_a_row_with_its_numbers():
    content = histories.session()
    rows = table_of(content)
    assert len(rows) == len(content.sets)
    for row, one in zip(rows, content.sets, strict=True):
        best = one.summary.best_mean_velocity
        assert row[0] == str(one.id)
        assert row[4] == f"{one.load_kg:g} kg"
        assert row[5] == str(one.lifted)
        assert row[6] == f"{best.value:.3f} ± {best.se:.3f}"
        lost = one.summary.velocity_loss
        assert row[7] == f"{100 * lost.value:.0f} ± {100 * lost.se:.0f}"
        assert row[9] == f"{one.counts.clean} / {one.counts.sliding} / {one.counts.failed}"


def test_a_cue_stands_once_with_all_sets_that_have_it():
    one, other, *_ = histories.session().sets
    cued = tuple(replace(each, cue="chest up", note="") for each in (one, other))
    told = told_by(replace(histories.session(), sets=cued))
    assert f"Sets {one.id}, {other.id}, cue: chest up" in told
    assert told.count("chest up") == 1


def test_what_was_lifted_in_all_is_load_times_reps():
    content = histories.session()
    kilograms = sum(one.load_kg * one.lifted for one in content.sets)
    shown = f"{kilograms:,.0f} kg".replace(",", "\N{NARROW NO-BREAK SPACE}")
    assert " ".join(shown.split()) in told_by(content)


def test_a_set_whose_load_nobody_knows_is_not_counted_as_nothing():
    told = told_by(nobodys())
    assert "without 1 set of unknown load" in told or "Lifted in all –" in told
    assert "nan" not in told
    assert "name who lifts, with --lifter" in told


def test_the_reports_of_the_sets_are_linked_where_there_are_some():
    tree, _ = parsed(page_of(histories.session()))
    links = [one.get("href") for one in tree.iter("a")]
    assert links == [one.link for one in histories.session().sets if one.link]


def test_a_bad_link_leads_nowhere():
    one, *others = histories.session().sets
    content = replace(histories.session(), sets=(replace(one, link="javascript:alert(1)"), *others))
    assert "javascript:" not in page_of(content)


def test_each_lift_has_a_chart_with_all_its_reps():
    content = histories.session()
    charts = session_charts(content)
    assert [chart.title for chart in charts] == ["Squat", "Bench", "Deadlift", "Overhead press"]
    for chart, lift in zip(charts, dict.fromkeys(s.lift for s in content.sets), strict=True):
        reps = sum(len(one.reps) for one in content.sets if one.lift == lift)
        assert len(chart.table.rows) == chart.svg.count("<title>") == reps


def test_a_velocity_that_was_not_measured_is_no_bar():
    one, *_ = histories.session().sets
    unread = replace(one.reps[0], mean_velocity=replace(one.reps[0].mean_velocity, value=nan))
    content = replace(histories.session(), sets=(replace(one, reps=(unread,), marks=(None,)),))
    (chart,) = session_charts(content)
    assert "nan" not in chart.svg


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_name_stands_on_the_page_as_it_is_written(name):
    one, *others = histories.session().sets
    content = replace(
        histories.session(), lifter=name, sets=(replace(one, cue=name, note=name), *others)
    )
    tree, said = parsed(page_of(content))
    assert said == []
    assert " ".join(name.split()) in words_of(next(tree.iter("h1")))
    assert len(list(tree.iter("script"))) == 1
    assert words_of(next(tree.iter("body"))).count(" ".join(name.split())) == 3


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_it_fits_and_can_be_read(browser, tmp_path, width):
    path = tmp_path / "session.html"
    path.write_text(page_of(histories.session()), encoding="utf-8")
    with opened(browser, path, width) as page:
        page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
        assert sideways(page) <= 0
        assert poor_contrasts(page) == []
        page.locator("svg g[tabindex='0']").first.focus()
        assert page.inner_text("#tip").startswith("set ")


def test_on_paper_stands_the_same():
    paper = session_paper(histories.session(), made=MADE, version="9.9")
    headings = [section.heading for section in paper.sections]
    assert headings[1] == "The sets"
    assert "Velocity" in headings
