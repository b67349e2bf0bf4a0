"""The page of a team."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime

import pytest
from pypdf import PdfReader

from gui.report.team import team_page, team_paper
from tests import histories
from tests.browser import DESK, PHONE, opened, poor_contrasts, sideways
from tests.html import faults, parsed, words_of
from tests.set_contents import NAMES

MADE = datetime(2026, 11, 22, 12, 0)


def page_of(content):
    return team_page(content, made=MADE, version="9.9")


@pytest.mark.parametrize("content", [histories.team, histories.nobody])
def test_a_page_is_valid_html_and_finds_its_way_around(content):
    assert faults(page_of(content())) == []


def test_each_lifter_has_a_row():
    content = histories.team()
    tree, _ = parsed(page_of(content))
    rows = [[words_of(cell) for cell in row] for row in next(tree.iter("tbody"))]
    assert [row[0] for row in rows] == [row.lifter for row in content.rows]
    for shown, row in zip(rows, content.rows, strict=True):
        assert shown[1] == row.look
        assert shown[3:5] == [str(row.sessions), str(row.sets)]
    assert [row[5] for row in rows if row[0] == "Lifter 20"] == ["–"]


def test_a_team_of_nobody_says_how_to_have_one():
    assert "bargroove lifters add NAME" in page_of(histories.nobody())


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_name_stands_on_the_page_as_it_is_written(name):
    row, *others = histories.team().rows
    content = replace(histories.team(), rows=(replace(row, lifter=name, note=name), *others))
    tree, said = parsed(page_of(content))
    assert said == []
    assert [words_of(one) for one in tree.iter("bdi")].count(" ".join(name.split())) == 2
    assert len(list(tree.iter("script"))) == 1


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_it_fits_and_can_be_read(browser, tmp_path, width):
    path = tmp_path / "team.html"
    path.write_text(page_of(histories.team()), encoding="utf-8")
    with opened(browser, path, width) as page:
        assert sideways(page) <= 0
        assert poor_contrasts(page) == []


def test_on_a_desk_a_coach_sees_all_columns_at_once(browser, tmp_path):
    one, *others = histories.team().rows
    wordy = replace(one, lifter="W" * 60, note="y" * 120)
    path = tmp_path / "team.html"
    path.write_text(page_of(replace(histories.team(), rows=(wordy, *others))), encoding="utf-8")
    with opened(browser, path, DESK) as page:
        beyond = "(table) => table.scrollWidth - table.clientWidth"
        assert page.eval_on_selector(".scroll", beyond) <= 0


def test_twenty_lifters_are_two_pages_across(browser, tmp_path):
    path = tmp_path / "team.html"
    path.write_text(page_of(histories.team()), encoding="utf-8")
    with opened(browser, path) as page:
        pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(pdf.pages) == 2
    assert pdf.pages[0].mediabox.width > pdf.pages[0].mediabox.height
    words = " ".join(" ".join(one.extract_text().split()) for one in pdf.pages)
    assert all(row.lifter in words for row in histories.team().rows)


def test_on_paper_it_stands_across():
    paper = team_paper(histories.team(), made=MADE, version="9.9")
    assert paper.size_mm[0] > paper.size_mm[1]
