from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from bargroove.book import open_book
from bargroove.live import LiveSet, showing_of
from bargroove.place import Place
from bargroove.turns import Turns
from bargroove.wanted import Wanted
from firmware_bridge.drivers.contract import Showing
from firmware_bridge.events import Connected
from gui.live_lines import LinesScreen
from gui.live_state import LiveState
from tests.reps import rep
from velocity.rep import DISCARDED


def state(*reps: object) -> LiveState:
    return LiveState("squat", set=1, reps=list(reps))


def test_the_last_rep_is_shown_with_its_error():
    shown = showing_of(state(rep(1, 0.6), rep(2, 0.5)))
    assert (shown.lifting, shown.rack, shown.reps) == (True, False, 2)
    assert (shown.velocity, shown.error) == (0.5, 0.005)


def test_an_unsure_rep_has_no_error_and_counts():
    shown = showing_of(state(rep(1, 0.6), rep(2, 0.5, valid=False)))
    assert (shown.reps, shown.velocity, shown.error) == (2, 0.5, None)


def test_a_discarded_rep_is_neither_counted_nor_shown():
    none = replace(rep(2, 0.1, valid=False), doubts=(DISCARDED,))
    shown = showing_of(state(rep(1, 0.6), none))
    assert (shown.reps, shown.velocity) == (1, 0.6)
    assert showing_of(state(none)).velocity is None


def test_a_sensor_that_comes_back_is_shown_anew_how_the_set_goes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    live = alive(tmp_path)
    shown: list[Showing] = []
    monkeypatch.setattr(live.source, "show", shown.append)
    live.tell([])
    live.tell([])
    assert shown == [Showing()]  # whatever another program has left there
    live.take(Connected(3.0, resumed=True))
    live.tell([])
    assert shown == [Showing()] * 2


def alive(tmp_path: Path) -> LiveSet:
    with closing(open_book(None)) as book:
        turns = Turns(book, Wanted("squat"))
    place = Place("sim:squat?seed=1&speed=0", 208.0, lambda: tmp_path / "a.capture")
    live = LiveState("squat")
    return place.live_set(turns, live, LinesScreen(live, StringIO()), None)
