"""Drawings of charts: round numbers at the axes, nothing lost, and the same by Qt."""

from __future__ import annotations

import re
from datetime import datetime
from math import nan
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from gui.report import numbers
from gui.report.page import safe_link
from gui.report.plot import Plot
from gui.report.scale import linear, numbered
from gui.report.set_page import set_charts
from gui.report.shapes import STATES, colour_of, icon
from gui.report.svg import FAINT, INK, LINE, SERIES, thinned, way
from tests import set_contents as sets
from tests.contrast import contrast, seen, share_unlike
from velocity import Measured

WHITE = seen("#ffffff")
NAME = "{http://www.w3.org/2000/svg}"


def ticks(*values: float, **options: object) -> list[str]:
    return [words for _, words in linear("", values, **options).ticks]


def drawn(svg: str) -> QImage:
    """A drawing as Qt sees it."""
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    assert renderer.isValid()
    image = QImage(renderer.defaultSize(), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


def plot() -> Plot:
    return Plot(numbered("Rep", 4), linear("Velocity, m/s", [0.0, 1.0]), right=80.0)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ((0.0, 0.93), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        ((-3.0, 11.0), ["−5", "0", "5", "10", "15"]),
        ((0.0, 0.01), ["0.000", "0.002", "0.004", "0.006", "0.008", "0.010"]),
        ((0.0, 1.2), ["0.00", "0.25", "0.50", "0.75", "1.00", "1.25"]),
        ((5.0, 5.0), ["4.4", "4.6", "4.8", "5.0", "5.2", "5.4", "5.6"]),
        ((), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        ((nan, 2.0, 4.0), ["2.0", "2.5", "3.0", "3.5", "4.0"]),
    ],
)
def test_an_axis_ends_at_round_numbers_and_holds_all_values(values, told):
    assert ticks(*values) == told


def test_reps_are_numbered_as_long_as_there_is_room():
    assert [words for _, words in numbered("", 5).ticks] == ["1", "2", "3", "4", "5"]
    assert [words for _, words in numbered("", 30).ticks][:3] == ["2", "4", "6"]


def test_a_long_line_keeps_its_ends_its_extremes_and_its_gaps():
    x, y = np.arange(60_000.0), np.sin(np.arange(60_000.0) / 40.0)
    y[31_234], y[40_000:40_100] = 7.0, np.nan
    kept_x, kept_y = thinned(x, y)
    assert len(kept_x) <= 1_500
    assert np.nanmax(kept_y) == 7.0
    assert np.isnan(kept_y).any()
    assert kept_x[0] < 100 < 59_900 < kept_x[-1]


def test_what_is_not_known_breaks_a_line():
    chart = plot()
    chart.line(np.array([1.0, 2.0, 3.0, 4.0, 5.0]), np.array([0.1, 0.2, nan, 0.4, 0.5]))
    (path,) = re.findall(r' d="(M[^"]*)"[^>]*stroke-linejoin', chart.svg(""))
    assert path.count("M") == 2
    assert "nan" not in chart.svg("")


def test_words_of_levels_that_are_close_do_not_meet():
    chart = plot()
    chart.level(0.50, "limit")
    chart.level(0.51, "floor")
    tree = ElementTree.fromstring(chart.svg(""))
    lines = {text.text: float(text.get("y")) for text in tree.iter(f"{NAME}text")}
    assert abs(lines["limit"] - lines["floor"]) >= 14.0


def test_words_are_escaped_wherever_they_stand():
    chart = plot()
    chart.bar(1.0, 0.0, 1.0, INK, told=sets.SCRIPT)
    chart.words(1.0, 0.5, sets.SCRIPT)
    chart.level(0.5, sets.SCRIPT)
    chart.entry(sets.SCRIPT, INK, "line")
    svg = chart.svg(f'"{sets.SCRIPT}"')
    assert "<script" not in svg
    tree = ElementTree.fromstring(svg)
    assert [one.text for one in tree.iter(f"{NAME}text")].count(sets.SCRIPT) == 3
    assert tree.get("aria-label") == f'"{sets.SCRIPT}"'


def test_only_the_first_value_of_a_drawing_is_a_stop_of_the_tab_key():
    chart = plot()
    for rep in range(1, 4):
        chart.point(rep, 0.5, told=f"rep {rep}")
    tree = ElementTree.fromstring(chart.svg(""))
    assert [g.get("tabindex") for g in tree.iter(f"{NAME}g") if g.get("role")] == ["0", "-1", "-1"]


@pytest.mark.parametrize("content", [sets.clean_set, sets.slid_set, sets.mixed_set, sets.long_set])
def test_every_chart_needs_no_style_sheet_and_is_drawn_by_qt(app, content):
    for chart in set_charts(content()):
        assert not re.search(r"<style|class=|style=|var\(|dominant-baseline", chart.svg)
        blank = QImage(drawn(chart.svg))
        blank.fill(QColor("white"))
        assert share_unlike(drawn(chart.svg), blank) > 0.01, chart.title


@pytest.mark.parametrize("content", [sets.clean_set, sets.slid_set, sets.mixed_set])
def test_every_row_of_a_charts_table_is_whole(content):
    for chart in set_charts(content()):
        table = chart.table
        assert {len(row) for row in table.rows} <= {len(table.headings)}
        assert not table.rows or len(table.numeric) == len(table.headings)


def test_every_colour_stands_out_from_white():
    colours = {*SERIES, INK, FAINT, LINE, *(colour_of(state) for state in STATES)}
    assert min(contrast(seen(colour), WHITE) for colour in colours) >= 4.5


def test_states_are_told_apart_by_shape_alone(app):
    states = ("ok", "near", "rack", "unsure", "discarded", "broke", "kept")
    plain = [re.sub("#[0-9a-f]{6}", "#444444", icon(state)) for state in states]
    assert len(set(plain)) == len(states)
    for state in states:
        drawn(icon(state))


def test_numbers_have_as_many_digits_as_they_deserve():
    assert numbers.with_error(Measured(0.61234, 0.0123)) == "0.61 ± 0.01"
    assert numbers.with_error(Measured(-0.5, 0.2), digits=3) == "−0.5 ± 0.2"
    assert numbers.with_error(None) == numbers.NONE
    assert numbers.with_error(Measured(nan, nan)) == numbers.NONE
    assert numbers.plain(-0.001, 2) == "0.00"
    assert numbers.plain(None) == numbers.plain(nan) == numbers.percent(nan) == numbers.NONE
    assert numbers.load(102.5) == "102.5 kg"
    assert numbers.moment(datetime(2026, 3, 1, 7, 5)) == "Sunday 1 March 2026, 07:05"


@pytest.mark.parametrize(
    "url", ["javascript:x", " javascript:x", "java\nscript:x", "data:x", "http://["]
)
def test_a_link_that_runs_something_is_none(url):
    assert safe_link(url) == ""


def test_the_steps_of_a_way_lead_to_its_points_and_break_where_one_is_not_known():
    x = np.array([40.04, 40.44, 39.0, nan, -0.5, 0.25, 12.0])
    y = np.array([124.0, 119.06, 119.06, 5.0, 0.0, -0.75, -10.5])
    first, second = way(x, y).lstrip("M").split("M")
    assert (first, second) == ("40 124l.4-4.9-1.4 0", "-0.5 0l.7-.8 11.8-9.7")
    for part, points in ((first, slice(3)), (second, slice(4, None))):
        steps = [float(one) for one in re.findall(r"-?\d*\.?\d+", part)]
        places = np.reshape(steps, (-1, 2)).cumsum(axis=0)
        assert places == pytest.approx(np.stack((x, y), axis=1)[points], abs=0.06)
    assert way(x[:1], y[:1]) == "M40 124"
    assert way(x[:2], y[:2], closed=True).endswith("Z")
