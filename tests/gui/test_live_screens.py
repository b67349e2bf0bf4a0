from __future__ import annotations

import io

import pytest

from gui.live_lines import LinesScreen
from gui.live_screen import TableScreen
from gui.live_state import LiveState
from gui.live_view import READY
from gui.live_words import UNSEEN
from gui.terminal import can_redraw
from velocity import Measured, SetSummary
from velocity.events import Moved, RepFinished, RepRevised, RepWithdrawn, SetEnded
from velocity.rep import Range, Reason, Technique


class Terminal(io.TextIOWrapper):
    def __init__(self, encoding: str = "utf-8", tty: bool = True) -> None:
        super().__init__(io.BytesIO(), encoding=encoding)
        self._tty = tty

    def isatty(self) -> bool:
        return self._tty

    @property
    def text(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode()  # type: ignore[attr-defined,no-any-return]


@pytest.mark.parametrize(
    ("stream", "environment", "can"),
    [
        (Terminal(), {"TERM": "xterm"}, True),
        (Terminal(), {"WT_SESSION": "1"}, True),
        (Terminal(), {"TERM": "dumb"}, False),
        (Terminal(), {}, False),
        (Terminal(tty=False), {"TERM": "xterm"}, False),
        (Terminal("ascii"), {"TERM": "xterm"}, False),
    ],
)
def test_only_a_capable_terminal_is_redrawn(stream, environment, can):
    assert can_redraw(stream, environment) == can


def test_lines_are_told_once_and_again_only_if_they_change(rep):
    stream = io.StringIO()
    screen = LinesScreen(LiveState("squat"), stream)
    first = rep(1)
    screen.show(RepFinished(first))
    screen.show(RepRevised(first))
    screen.show(Moved(1.0, 0.5, 0.2))
    screen.show(RepRevised(rep(1, mean_velocity=Measured(0.6, 0.006))))
    screen.show(RepWithdrawn(1, 1))
    assert stream.getvalue().splitlines() == [
        "rep 1: mean 0.650±0.006 m/s, peak 0.975±0.009 m/s, range 60.0±0.4 cm, loss 0 %, ok",
        "rep 1, revised: mean 0.600±0.006 m/s, peak 0.975±0.009 m/s, range 60.0±0.4 cm,"
        " loss 0 %, ok",
        "rep 1 was none",
    ]


def test_a_rep_in_the_place_of_one_that_was_none_is_told(rep):
    stream = io.StringIO()
    screen = LinesScreen(LiveState("squat"), stream)
    for number in (1, 2):
        screen.show(RepFinished(rep(number)))
    screen.show(RepWithdrawn(1, 1))
    screen.show(RepRevised(rep(2, rep=1)))
    screen.show(RepFinished(rep(2)))
    told = stream.getvalue().splitlines()
    assert [line.split(":")[0] for line in told] == ["rep 1", "rep 2", "rep 1 was none", "rep 2"]


def test_lines_say_loudly_when_to_rack(rep):
    stream = io.StringIO()
    reason = Reason("velocity_loss", 24.0, 20.0, "%", "24 % slower")
    racked = rep(2, verdict="rack", reasons=(reason,))
    LinesScreen(LiveState("squat"), stream).show(RepFinished(racked))
    assert stream.getvalue().endswith("loss 10 %, RACK: 24 % slower\n")


def test_lines_say_how_a_rep_was_lifted_and_how_many_are_left(rep):
    stream = io.StringIO()
    screen = LinesScreen(LiveState("squat"), stream)
    off = Technique("sliding", 3.0, 2.5, 4.5, "forward", "bar forward 2.1 cm")
    reason = Reason("technique_slide", 3.0, 2.5, "spreads", "bar forward 2.1 cm")
    screen.show(RepFinished(rep(1, verdict="near", reasons=(reason,), technique=off)))
    back = Technique("clean", 0.1, 2.5, 4.5, recovered=True)
    screen.show(RepFinished(rep(2, technique=back, left_technical=Range(1, 2.0, 3))))
    unsure = Technique("unsure", 0.0, 0.0, 4.5, told="path not trusted")
    screen.show(RepFinished(rep(3, technique=unsure, left_muscular=Range(2, 2.0, 2))))
    ends = [line.split(" %, ")[1] for line in stream.getvalue().splitlines()]
    assert ends == [
        "near: bar forward 2.1 cm",
        "ok, recovered, 1–3 left",
        "ok, path not trusted, 2 left",
    ]


def test_a_rep_that_is_judged_anew_is_told_anew(rep):
    stream = io.StringIO()
    screen = LinesScreen(LiveState("squat"), stream)
    screen.show(RepFinished(rep(1, technique=Technique("clean", 0.1, 2.5, 4.5))))
    screen.show(RepRevised(rep(1, technique=Technique("clean", 0.2, 2.5, 4.5))))
    assert stream.getvalue().count("\n") == 1
    screen.show(RepRevised(rep(1, technique=Technique("sliding", 3.0, 2.5, 4.5))))
    assert stream.getvalue().count("\n") == 2


def test_the_end_of_a_set_says_what_a_bar_cannot_show(rep):
    stream = io.StringIO()
    judged = rep(1, technique=Technique("clean", 0.1, 2.5, 4.5))
    summary = SetSummary(1, 1, Measured(0.65, 0.006), Measured(0.0, 0.01), None, ())
    screen = LinesScreen(LiveState("squat"), stream)
    screen.show(SetEnded(summary, (judged,), ()))
    assert stream.getvalue().endswith(f"{UNSEEN}\n")


def test_lines_say_what_is_awaited(monkeypatch):
    stream, state, now = io.StringIO(), LiveState("squat"), [0.0]
    monkeypatch.setattr("gui.live_lines.monotonic", lambda: now[0])
    screen = LinesScreen(state, stream)
    screen.draw()
    assert stream.getvalue() == ""
    now[0] = 2.0
    screen.draw()
    screen.draw()
    state.link.word, state.link.stands = "streaming", True
    screen.draw()
    screen.draw()
    assert stream.getvalue().splitlines() == ["waiting for the sensor …", READY]


def test_a_table_says_that_a_rep_was_none_and_forgets_it_after_a_while(rep, monkeypatch):
    stream, state, now = Terminal(), LiveState("squat"), [0.0]
    monkeypatch.setattr("gui.live_screen.monotonic", lambda: now[0])
    screen = TableScreen(state, stream, colour=False)
    try:
        screen.show(RepWithdrawn(1, 3))
        screen.say("link lost: unplugged")
        for now[0], times in ((1.0, 1), (60.0, 1)):
            screen.draw()
            assert stream.text.count("rep 3 was none") == times
            assert stream.text.count("link lost: unplugged") == times
    finally:
        screen.close()


def test_lines_say_where_the_capture_is():
    stream = io.StringIO()
    state = LiveState("squat, 100 kg")
    screen = LinesScreen(state, stream)
    screen.draw()
    state.link.capture = "a.capture"
    screen.draw()
    screen.draw()
    assert stream.getvalue() == "squat, 100 kg; capture: a.capture\n"


def test_a_rep_that_is_unsure_says_why(rep):
    stream = io.StringIO()
    screen = LinesScreen(LiveState("squat"), stream)
    screen.show(RepFinished(rep(1, valid=False, doubts=("samples missing",))))
    assert stream.getvalue().endswith("unsure (samples missing)\n")


def test_the_table_is_wiped_in_the_end_and_rings_only_to_rack(rep):
    stream, state = Terminal(), LiveState("squat")
    screen = TableScreen(state, stream, colour=False)
    try:
        screen.show(RepFinished(rep(1)))
        screen.draw()
        assert "waiting for the sensor" in stream.text
        assert "\a" not in stream.text
        for event in (RepFinished(rep(2)), RepRevised(rep(2, verdict="rack"))):
            state.take(event)
            screen.show(event)
        assert stream.text.count("\a") == 1
        screen.show(RepRevised(rep(1)))
        assert stream.text.count("\a") == 1
    finally:
        screen.close()
    assert "\x1b[2K" in stream.text


def test_it_draws_no_more_than_ten_times_a_second():
    stream, state = Terminal(), LiveState("squat")
    screen = TableScreen(state, stream, colour=False)
    try:
        for _ in range(1000):
            screen.say("news")
            screen.draw()
        assert stream.text.count("link     ") <= 3
    finally:
        screen.close()
