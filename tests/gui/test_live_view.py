from __future__ import annotations

import re

import pytest

from gui.live_state import LinkState, LiveState
from gui.live_view import READY, lines
from gui.live_words import UNSEEN
from gui.terminal import Style, shown_width
from velocity import LIFTS, Measured, SetSummary
from velocity.alert import usual_alert
from velocity.events import (
    Moved,
    RepFinished,
    RepRevised,
    RepStarted,
    RepWithdrawn,
    SetEnded,
    SetStarted,
)
from velocity.rep import Range, Reason, Technique
from velocity.tally import Tally

SLOWER = Reason("velocity_loss", 24.0, 20.0, "%", "24 % slower")
SIZES = [(80, 24), (120, 40), (60, 16), (40, 10), (20, 5)]


@pytest.fixture
def state():
    link = LinkState("streaming", True, "BVM-51ab", 207.94, "83 %", 0.012)
    link.capture = "/home/anna/captures/2026-03-01-180509-squat.capture"
    return LiveState("squat, 100 kg, Anna", link)


def shown(state, width=80, height=24):
    return "\n".join(lines(state, Style(width), height))


def with_reps(state, rep, count, **last):
    state.take(SetStarted(1, 2.0))
    for number in range(1, count):
        state.take(RepFinished(rep(number)))
    state.take(RepFinished(rep(count, **last)))
    return state


def test_before_the_sensor_is_there_it_says_what_is_awaited():
    text = shown(LiveState("squat"))
    assert text.count("waiting for the sensor") == 2


def test_before_the_first_rep_it_says_what_to_do(state):
    assert READY in shown(state)


def test_the_link_is_told_in_full(state):
    state.link.lost, state.link.gaps, state.link.clipped, state.link.bad = 12, 2, 3, 4
    text = shown(state)
    assert "streaming · BVM-51ab · 207.9 Hz · delay 12 ms · battery 83 %" in text
    assert "12 lost in 2 gaps · 3 clipped · 4 bad frames" in text
    assert f"capture  {state.link.capture}" in text


def test_a_capture_that_fails_is_told(state):
    state.link.trouble = "no space left on device"
    assert "NOT KEPT no space left on device" in shown(state)


def test_the_velocity_can_be_read_from_the_bar(state):
    state.take(Moved(3.0, -0.42, 0.3))
    rows = lines(state, Style(80), 24)
    assert rows[0].startswith("    █▀█   █ █ ▀▀█")
    assert rows[1].startswith("▀▀▀ █ █   ▀▀█ █▀▀")
    assert "height 30 cm" in rows[2]


def test_a_bar_of_which_nothing_is_heard_rests(state):
    state.take(Moved(3.0, 0.42, 0.3))
    state.passed(3.2)
    assert state.velocity == 0.42
    state.passed(3.8)
    assert state.velocity == 0.0


def test_each_rep_has_a_bar_as_long_as_it_was_fast(state, rep):
    text = shown(with_reps(state, rep, 3))
    bars = [row.count("█") for row in text.splitlines() if re.match(r"  \d  █", row)]
    assert len(bars) == 3
    assert bars == sorted(bars, reverse=True)
    assert bars[-1] > 0.75 * bars[0]
    assert "0.650±0.006" in text


def test_a_rep_that_is_revised_or_withdrawn_is_shown_so(state, rep):
    with_reps(state, rep, 3)
    state.take(RepRevised(rep(2, mean_velocity=Measured(0.512, 0.004))))
    assert "0.512±0.004" in shown(state)
    state.take(RepWithdrawn(1, 2))
    assert [r.rep for r in state.reps] == [1, 2]
    assert "0.512" not in shown(state)
    assert "rep 2 done" in shown(state)


def test_reps_withdrawn_together_leave_no_ghost(state, rep):
    tally = Tally(usual_alert(LIFTS["squat"]))
    reps = [rep(number) for number in range(1, 6)]
    for event in [*tally.add(reps), *tally.withdraw(reps[:3], 1e9)]:
        state.take(event)
    assert [r.rep for r in state.reps] == [1, 2, 3]
    assert state.reps == list(tally.reps)


def test_a_revision_says_nothing_of_what_goes_on(state, rep):
    with_reps(state, rep, 2)
    state.take(RepStarted(1, 3, 30.0))
    state.take(RepRevised(rep(2)))
    assert "rep 3, going up" in shown(state)


def test_what_goes_up_and_is_no_rep_is_forgotten_at_rest(state, rep):
    with_reps(state, rep, 2)
    state.take(Moved(30.0, 0.3, 0.1))
    state.take(RepStarted(1, 3, 30.0))
    state.passed(31.0)
    assert "rep 2 done" in shown(state)


def test_a_set_that_goes_on_after_its_end_can_raise_the_alarm_again(state, rep):
    with_reps(state, rep, 2)
    summary = SetSummary(1, 2, Measured(0.65, 0.006), Measured(0.1, 0.01), None, ())
    state.take(SetEnded(summary, tuple(state.reps), ()))
    assert "set over" in shown(state)
    state.take(RepFinished(rep(3, verdict="rack", reasons=(SLOWER,))))
    assert "RACK: 24 % slower" in shown(state)


def test_rack_is_shown_loudly_until_the_set_is_over(state, rep):
    with_reps(state, rep, 3, verdict="rack", reasons=(SLOWER,))
    assert state.alarm
    assert "RACK: 24 % slower" in shown(state)
    summary = SetSummary(1, 3, Measured(0.65, 0.006), Measured(0.19, 0.01), 3, ("velocity_loss",))
    state.take(SetEnded(summary, tuple(state.reps), ()))
    assert not state.alarm
    text = shown(state)
    assert "RACK" not in text
    assert "set over" in text
    assert "Stop after rep 3" in " ".join(text.split())


def test_a_new_set_begins_with_an_empty_table(state, rep):
    with_reps(state, rep, 2)
    state.take(SetStarted(2, 100.0))
    state.take(RepStarted(2, 1, 100.0))
    assert state.reps == []
    assert "rep 1, going up" in shown(state)


def test_a_lost_link_is_told_in_the_midst_of_a_set(state, rep):
    with_reps(state, rep, 2)
    state.take(Moved(13.0, -0.42, 0.3))
    state.link.word, state.link.stands = "link lost, trying again", False
    text = shown(state)
    assert text.count("link lost, trying again") == 2
    assert not any(old in text for old in ("height", "Hz", "delay"))
    assert "battery 83 %" in text
    assert lines(state, Style(80), 24)[1].startswith("    ▀▀▀   ▀▀▀ ▀▀▀  ")


def test_a_bar_to_be_racked_counts_more_than_a_lost_link(state, rep):
    with_reps(state, rep, 2, verdict="rack", reasons=(SLOWER,))
    state.link.stands = False
    assert "RACK: 24 % slower" in shown(state)


def test_the_name_of_a_capture_is_never_cut_off(state):
    state.link.capture = f"/home/{'a' * 60}/2026-03-01-180509-squat.capture"
    assert "capture  …aaa" in shown(state)
    assert "/2026-03-01-180509-squat.capture\n" in shown(state)


def test_a_capture_at_home_is_told_shortly(state, monkeypatch):
    monkeypatch.setenv("HOME", "/home/anna")
    monkeypatch.setenv("USERPROFILE", "/home/anna")
    assert "capture  ~/captures/2026-03-01" in shown(state)


def test_why_nothing_is_kept_is_told_in_full_and_once(state):
    state.link.trouble = "/a/b.capture: " + "it cannot be written, " * 6 + "the set goes on"
    text = "\n".join(lines(state, Style(80), 24, ["connected again", state.link.trouble]))
    assert text.count("the set goes on") == 1
    assert "connected again" in text


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("count", [1, 8, 40])
def test_it_fits_wherever_it_is_shown(state, rep, width, height, count):
    said = ["a long notice " * 20] * 3
    with_reps(state, rep, count)
    for style in (Style(width), Style(width, colour=True)):
        rows = lines(state, style, height, said)
        assert len(rows) <= height
        assert max(map(shown_width, rows)) <= width


def test_of_many_reps_the_latest_are_shown(state, rep):
    text = shown(with_reps(state, rep, 30))
    assert " 30  " in text
    assert "\n  1  " not in text


def test_why_a_rep_is_near_the_end_is_told_beside_it(state, rep):
    with_reps(state, rep, 3, verdict="near", reasons=(SLOWER,))
    row = next(row for row in shown(state).splitlines() if row.startswith("  3 "))
    assert row.endswith("near     24 % slower")


def test_how_the_last_rep_was_lifted_and_what_is_left_is_told(state, rep):
    off = Technique("sliding", 3.0, 2.5, 4.5, "forward", "bar forward 2.1 cm")
    left = {"left_technical": Range(1, 2.0, 3), "left_muscular": Range(4, 4.0, 4)}
    with_reps(state, rep, 2, technique=off, **left)
    text = shown(state)
    assert "rep 2    sliding: bar forward 2.1 cm · left: 1–3 to technique, 4 to strength" in text


@pytest.mark.parametrize(
    ("technique", "told"),
    [
        (Technique("clean", 0.1, 2.5, 4.5, recovered=True), "recovered"),
        (Technique("unsure", 0.0, 0.0, 4.5, told="path not trusted"), "path not trusted"),
        (Technique("clean", 0.1, 2.5, 4.5), "rep 2    clean"),
    ],
)
def test_a_rep_back_inside_or_not_to_be_judged_is_told_so(state, rep, technique, told):
    assert told in shown(with_reps(state, rep, 2, technique=technique))


def test_marks_stand_beside_their_reps(state, rep):
    with_reps(state, rep, 3)
    assert "mark" not in shown(state)
    state.marks = {2: ("clean", "broke")}
    row = next(row for row in shown(state).splitlines() if row.startswith("  2 "))
    assert row.endswith("ok       broke")


def test_the_keys_are_told_where_there_are_any(state, rep):
    with_reps(state, rep, 3)
    assert shown(state).endswith("Ctrl-C ends")
    state.keys = True
    assert shown(state).endswith("q: end")


def test_the_rep_that_the_keys_are_about_is_shown(state, rep):
    with_reps(state, rep, 3)
    state.keys = True
    assert "›" not in shown(state)
    state.choose(-1)
    assert state.chosen == 2
    assert " ›2  " in shown(state)
    for step, chosen in ((-1, 1), (-1, 1), (1, 2), (1, 0), (1, 0)):
        state.choose(step)
        assert state.chosen == chosen


def test_without_reps_there_is_none_to_choose(state):
    state.choose(-1)
    assert state.chosen == 0


def test_a_chosen_rep_that_goes_is_chosen_no_more(state, rep):
    with_reps(state, rep, 3)
    state.choose(-1)
    state.take(RepWithdrawn(1, 3))
    assert state.chosen == 0


def test_a_logbook_that_lags_behind_is_told(state):
    state.link.logbook_trouble = "the disk is full; the set goes on"
    assert "LOGBOOK  the disk is full; the set goes on" in shown(state)


def test_the_end_of_a_set_says_what_a_bar_cannot_show_and_the_key(state, rep):
    with_reps(state, rep, 2, technique=Technique("clean", 0.1, 2.5, 4.5))
    summary = SetSummary(1, 2, Measured(0.65, 0.006), Measured(0.1, 0.01), None, ())
    state.take(SetEnded(summary, tuple(state.reps), ()))
    assert UNSEEN in " ".join(shown(state).split())
    state.keys = True
    assert "The key is b." in " ".join(shown(state).split())
