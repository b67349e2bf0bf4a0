from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest

from gui.display import rest_clock
from gui.display.rest_clock import RestClock
from tests.live_states import live, over, slowing


@pytest.fixture
def clock(app):
    return RestClock()


@pytest.fixture
def now(monkeypatch):
    times = [100.0]
    monkeypatch.setattr(rest_clock, "monotonic", lambda: times[0])
    return times


def test_it_shows_the_time_since_the_last_rep(clock):
    assert clock.shown(over(slowing(), rested_s=83.4)) == "1:23"


def test_it_goes_on_while_no_data_come(clock, now):
    state = over(slowing(), rested_s=10.0)
    clock.shown(state)
    now[0] += 30.0
    assert clock.shown(state) == "0:40"


def test_it_never_goes_back_where_data_come_late(clock, now):
    clock.shown(over(slowing(), rested_s=10.0))
    now[0] += 1.5
    assert clock.shown(over(slowing(), rested_s=10.8)) == "0:11"


def test_it_begins_anew_with_another_rest(clock, now):
    clock.shown(over(slowing(), rested_s=100.0))
    assert clock.shown(over(slowing(4), rested_s=2.0)) == "0:02"


def test_a_set_that_goes_on_has_no_rest(clock):
    clock.shown(over(slowing()))
    assert clock.shown(live(slowing())) == ""


def test_it_counts_by_itself(clock, now):
    clock.show_state(over(slowing(), rested_s=83.0))
    now[0] += 5.0
    QTest.qWait(400)
    assert clock._shown == "1:28"
    clock.show_state(replace(live(slowing())))
