"""The page of a set: that it says all, exactly, whatever people are called."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime
from math import isfinite

import numpy as np
import pytest

from firmware_bridge.recordings import read_recording
from gui.live_words import UNSEEN
from gui.report.content import Film, Jump, SetContent
from gui.report.path_chart import path_charts
from gui.report.rep_table import rep_columns
from gui.report.set_page import set_charts, set_page
from gui.report.set_words import NO_TRIAL
from tests import entries
from tests import set_contents as sets
from tests.alerts import SQUAT
from tests.html import faults, parsed, words_of
from tests.reps import rep as made_up
from velocity import Measured, analyze

MOST = 600_000  # bytes


def page_of(content: SetContent) -> str:
    return set_page(content, made=datetime(2026, 11, 22, 12, 0), version="9.9")


def told_by(content: SetContent) -> str:
    """The words that the page of a set shows."""
    tree, _ = parsed(page_of(content))
    return words_of(next(tree.iter("body")))


@pytest.mark.parametrize("kind", sets.KINDS)
def test_a_page_is_valid_html_and_finds_its_way_around(kind):
    assert faults(page_of(sets.KINDS[kind]())) == []


@pytest.mark.parametrize(("count", "seconds"), [(30, 300.0), (60, 600.0)])
def test_many_reps_over_many_minutes_take_no_more_than_a_phone_can_send(count, seconds):
    assert len(page_of(sets.long_set(count, seconds)).encode()) <= MOST


@pytest.mark.parametrize("name", sets.NAMES, ids=range(len(sets.NAMES)))
def test_a_name_stands_on_the_page_as_it_is_written(name):
    about = (("Note", name), ("Cue", name))
    content = replace(sets.clean_set(), lifter=name, about=about, notices=(name,))
    tree, said = parsed(page_of(content))
    assert said == []
    assert words_of(next(tree.iter("h1"))).endswith(" ".join(name.split()))
    assert name in next(tree.iter("title")).text
    assert len(list(tree.iter("script"))) == 1
    bdis = [words_of(one) for one in tree.iter("bdi")]
    assert bdis.count(" ".join(name.split())) == 4


def test_every_number_of_the_logbook_is_in_the_tables_to_the_last_digit():
    content = sets.mixed_set()
    tree, _ = parsed(page_of(content))
    shown = [one.get("value") for one in tree.iter("data")]
    for rep in content.reps:
        for field in fields(rep):
            value = getattr(rep, field.name)
            if isinstance(value, Measured):
                assert {repr(value.value), repr(value.se)} <= set(shown), field.name


def test_the_tables_hold_every_measured_field_of_a_rep():
    measured = {f.name for f in fields(entries.rep(1)) if "Measured" in str(f.type)}
    shown = {c.name for columns in rep_columns([entries.rep(1)]).values() for c in columns}
    assert measured <= shown


@pytest.mark.parametrize("name", ["barspeed-field-rdl-3010-10rep", "mevbt-20260701-SQ-MM-1"])
def test_a_real_recording_makes_a_sound_page(shared_data, name):
    samples = read_recording(shared_data / "real" / f"{name}.csv").samples
    found = analyze(samples, SQUAT, trace=True)
    page = page_of(sets.content(found.reps, trace=found.trace, no_trace="", groove=None))
    assert faults(page) == []
    assert len(page.encode()) <= MOST


def test_what_was_not_measured_is_a_dash_and_never_nought():
    rep = entries.poor_rep(1)
    cells = {
        column.name: column.cells[0] for part in rep_columns([rep]).values() for column in part
    }
    assert cells["mean_velocity"].shown == "–"
    assert cells["mean_velocity"].exact == ""
    assert cells["eccentric_duration"].shown == "–"
    assert not isfinite(rep.mean_velocity.value)
    assert "not measured" in page_of(sets.content([rep], limits=None, groove=None))


def test_a_set_that_should_have_ended_says_where_and_why():
    words = told_by(sets.slid_set())
    assert "Rack after rep 7" in words
    assert (
        "25 % slower (limit 20 %) and bar forward 6.6 cm (7.5 spreads; limit 4.5 spreads)" in words
    )
    assert "1 rep followed" in words


def test_every_reason_of_every_rep_is_told_with_its_numbers():
    content = sets.slid_set()
    words = told_by(content)
    reasons = [reason for rep in content.reps for reason in rep.reasons]
    assert len(reasons) > 4
    for reason in reasons:
        assert reason.told in words


def test_marks_and_discarded_and_unsure_reps_are_told_as_such():
    words = told_by(sets.mixed_set())
    assert "1 unsure, 1 discarded" in words
    assert "A person has said that it was none." in words
    assert "in doubt: sensor clipped" in words
    assert "rep 3: 0.570 ± 0.005 m/s, 0 % lost, ok, marked broke" in words


def test_a_set_without_a_trusted_rep_has_no_verdict():
    words = told_by(sets.unsure_set())
    assert "No rep can be trusted" in words
    assert "No reason to stop" not in words


def test_where_no_rep_can_be_trusted_other_limits_are_not_said_to_end_nothing():
    words = told_by(sets.unsure_set())
    assert "not at all" not in words
    assert NO_TRIAL in words
    assert NO_TRIAL not in told_by(sets.empty_set())


def test_an_unsure_rep_before_all_others_has_lost_nothing_that_is_known():
    reps = [
        made_up(1, valid=False, loss_se=0.0),
        made_up(2, loss_se=0.0),
        made_up(3, loss=0.1, valid=False),
    ]
    columns = {one.name: one for part in rep_columns(reps).values() for one in part}
    shown = [cell.shown for cell in columns["velocity_loss"].cells]
    assert shown == ["–", "0", "10"]


def test_the_furthest_path_is_one_that_can_be_trusted_and_has_its_error():
    sure, unsure = made_up(1, forward_low=0.06), made_up(2, forward_low=0.12, valid=False)
    side, *_ = path_charts(sets.content([sure, unsure], groove=None))
    assert "The furthest from its start is rep 1: 9.3 ± 0.2 cm forward at 30 %" in side.alt
    side, *_ = path_charts(sets.content([unsure], groove=None))
    assert "The furthest from its start is rep 2, unsure: 18.1 ± 0.2 cm" in side.alt


def test_what_is_missing_is_said_with_what_to_do():
    words = told_by(sets.empty_set())
    for told in ("No rep was found", "nobody is named", "There is no groove yet"):
        assert told in words
    assert "imported, so there is no capture" in words
    assert "not known which limits" in words
    assert "The last word on these reps is not in" in words


def test_other_limits_are_told_with_where_they_would_have_ended_the_set():
    tree, _ = parsed(page_of(sets.clean_set()))
    rows = [[words_of(cell) for cell in row] for row in tree.iter("tr")]
    assert ["10 %", "after rep 4", "12 % slower"] in rows
    assert ["30 %", "not at all", "–"] in rows


def test_what_the_bar_cannot_show_is_always_said():
    assert UNSEEN in told_by(sets.empty_set())


def test_charts_come_in_the_order_of_the_page_and_only_where_something_is_known():
    titles = [chart.title for chart in set_charts(sets.clean_set())]
    assert titles == [
        "Velocity per rep",
        "Velocity over time",
        "Height over time",
        "Path from the side",
        "Path from the front",
        "Path from the side, rep by rep",
        "Path from the front, rep by rep",
        "Tilt on the way up",
        "Range of tilt per rep",
    ]
    assert set_charts(sets.empty_set()) == ()


def test_a_trace_that_knows_nothing_is_not_drawn():
    known = sets.clean_set()
    nothing = replace(known.trace, vertical_velocity=np.full_like(known.trace.time, np.nan))
    content = replace(known, trace=nothing, no_trace="")
    assert not any("over time" in chart.title for chart in set_charts(content))
    assert "motion is not known" in told_by(content)


@pytest.mark.parametrize(
    ("url", "linked", "played"),
    [
        ("file:///films/my%20set.mp4", True, True),
        ("https://example.org/set.webm?x=1", True, True),
        ("http://example.org/set.mp4", True, False),
        ("https://example.org/watch", True, False),
        ("javascript:alert(1)", False, False),
        ("data:text/html,x", False, False),
    ],
)
def test_a_film_is_jumped_into_where_that_is_safe(url, linked, played):
    film = Film(url, (Jump(1, 4.25), Jump(2, 8.0)))
    tree, _ = parsed(page_of(replace(sets.clean_set(), film=film)))
    links = [a.get("href") for a in tree.iter("a")]
    assert links == ([f"{url}#t=4.2", f"{url}#t=8.0"] if linked else [])
    videos = list(tree.iter("video"))
    assert [one.get("src") for one in videos] == ([url] if played else [])
    assert all(one.get("preload") == "none" for one in videos)
