"""The page of a set in a real browser, opened from a file, with the network off."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from tests import set_contents as sets
from tests.browser import DESK, PHONE, opened, poor_contrasts, sideways

_BOXES = """[...document.querySelectorAll("table, figure")].filter((one) => one.checkVisibility())
  .map((one) => one.getBoundingClientRect().right)"""
POINT = "svg g[tabindex='0']"


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("kind", sets.KINDS)
def test_a_page_fits_and_can_be_read(browser, written, kind, width):
    with opened(browser, written(sets.KINDS[kind]()), width) as page:
        page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
        assert sideways(page) <= 0
        assert poor_contrasts(page) == []


@pytest.mark.parametrize("name", sets.NAMES, ids=range(len(sets.NAMES)))
def test_a_name_runs_nothing_and_breaks_nothing(browser, written, name):
    about = (("Note", name),)
    content = replace(sets.clean_set(), lifter=name, about=about, notices=(name,))
    with opened(browser, written(content), PHONE) as page:
        page.on("dialog", lambda _: pytest.fail("a name was run"))
        assert name in page.inner_text("h1")
        assert sideways(page) <= 0


def test_a_tap_on_a_rep_says_its_value_and_a_tap_beside_it_ends_that(browser, written):
    with opened(browser, written(sets.slid_set()), PHONE, has_touch=True) as page:
        page.locator("svg g[tabindex]").nth(2).tap()
        assert page.inner_text("#tip").startswith("rep 3: 0.550 ± 0.005 m/s")
        page.locator("h1").tap()
        assert not page.is_visible("#tip")


def test_the_keyboard_walks_from_rep_to_rep(browser, written):
    with opened(browser, written(sets.slid_set())) as page:
        page.locator(POINT).first.focus()
        assert page.inner_text("#tip").startswith("rep 1:")
        page.keyboard.press("ArrowRight")
        assert page.inner_text("#tip").startswith("rep 2:")
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowLeft")
        assert page.inner_text("#tip").startswith("rep 1:")
        page.keyboard.press("Escape")
        assert not page.is_visible("#tip")


def test_what_a_pointer_is_over_says_its_value_within_the_window(browser, written):
    with opened(browser, written(sets.slid_set()), PHONE) as page:
        points = page.locator("figure").first.locator("svg g[tabindex]")
        for at in (0, points.count() - 1):
            points.nth(at).hover()
            box = page.locator("#tip").bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= PHONE


def test_without_scripts_nothing_is_missing_but_the_quick_word(browser, written):
    with opened(browser, written(sets.slid_set()), java_script_enabled=False) as page:
        assert page.locator("figure svg").count() == 7
        assert page.locator("svg g[tabindex] title").first.text_content().startswith("rep 1:")
        page.locator("summary").first.click()
        assert page.locator("details[open] table").is_visible()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_printed_page_has_all_charts_and_no_control(browser, written, paper):
    with opened(browser, written(sets.clean_set())) as page:
        pdf = PdfReader(io.BytesIO(page.pdf(format=paper)))
    words = "\n".join(one.extract_text() for one in pdf.pages)
    for title in ("Velocity per rep", "Height over time", "Path from the front", "Range of tilt"):
        assert title in words
    assert "The numbers" not in words
    assert "1 / " in words


def test_no_chart_is_wider_than_the_paper(browser, written):
    with opened(browser, written(sets.long_set()), 690) as page:
        page.emulate_media(media="print")
        assert sideways(page) <= 0
        boxes = page.evaluate(_BOXES)
        assert len(boxes) > 10
        assert max(boxes) <= 690


def test_a_film_is_not_asked_for_before_it_is_played(browser, written):
    with opened(browser, written(sets.long_set())) as page:
        assert page.locator("video").count() == 1
        assert page.locator(".jumps a").count() == 30


def test_points_can_be_named_by_a_screen_reader(browser, written):
    with opened(browser, written(sets.slid_set())) as page:
        tree = page.locator("figure").first.aria_snapshot()
    assert 'img "rep 1: 0.600 ± 0.005 m/s' in tree
    assert "8 reps. The best is rep 1" in tree
