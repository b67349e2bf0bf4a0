from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firmware_bridge.drivers.contract import Battery, Identity, Write
from firmware_bridge.errors import Refused, SensorError
from firmware_bridge.events import Connected, Disconnected, Failed, Readings
from firmware_bridge.records import Kind, Record
from firmware_bridge.session import Session
from velocity.calibration import Constants


@pytest.fixture
def session(toy):
    return Session(toy(), 200.0)


def told(session, at, kind, data=b""):
    return session.take(Record(at, kind, "", data))


def connect(session, at=0.0):
    events = told(session, at, Kind.CONNECTED)
    session.orders()
    told(session, at + 0.1, Kind.SENT)
    return events


def stream(session, at=0.0):
    """Bring the toy to stream; it does from ``at`` + 0.7 s on."""
    events = connect(session, at)
    events += told(session, at + 0.2, Kind.RECEIVED, b"R")
    events += told(session, at + 0.5, Kind.TIMER)
    session.orders()
    told(session, at + 0.6, Kind.SENT)
    return events + told(session, at + 0.7, Kind.TIMER)


def test_a_connection_asks_what_the_driver_wants_to_say(session):
    assert told(session, 5.0, Kind.CONNECTED) == [Connected(5.0, resumed=False)]
    assert session.orders() == [Write("", b"hello")]
    assert session.orders() == []


def test_the_time_to_answer_counts_from_when_the_question_was_sent(session):
    told(session, 5.0, Kind.CONNECTED)
    assert session.deadline is None
    session.orders()
    told(session, 7.0, Kind.SENT)
    assert session.deadline == 8.0


def test_a_wait_without_orders_counts_from_now(session):
    connect(session)
    told(session, 0.3, Kind.RECEIVED, b"R")
    assert session.deadline == 0.3 + 0.25


def test_a_timer_before_its_time_changes_nothing(session):
    connect(session)
    told(session, 0.3, Kind.RECEIVED, b"R")
    assert told(session, 0.4, Kind.TIMER) == []
    assert session.orders() == []


def test_orders_up_to_the_next_wait_go_out_together(session):
    connect(session)
    told(session, 0.3, Kind.RECEIVED, b"R")
    told(session, 0.6, Kind.TIMER)
    assert session.orders() == [Write("", b"rate"), Write("", b"go")]


def test_a_sensor_streams_when_all_is_said(session):
    connect(session)
    assert not session.streaming
    stream(session)
    assert session.streaming
    assert session.deadline is None


def test_an_answer_and_readings_may_come_in_one_frame(session, readings):
    connect(session)
    events = told(session, 0.2, Kind.RECEIVED, b"I" + readings(0, 3) + b"RB" + readings(10, 4))
    kinds = [type(event) for event in events]
    assert kinds == [Identity, Readings, Battery, Readings]
    assert session.deadline == 0.2 + 0.25


def test_an_answer_nobody_waits_for_is_no_matter(session):
    stream(session)
    assert told(session, 1.0, Kind.RECEIVED, b"RN") == []
    assert session.streaming


def test_a_silent_sensor_is_told(session):
    connect(session)
    (failed,) = told(session, 1.1, Kind.TIMER)
    assert isinstance(failed.error, SensorError)
    assert "wind it up" in str(failed.error)
    assert session.deadline is None
    assert session.orders() == []


def test_a_refusal_is_told(session):
    connect(session)
    (failed,) = told(session, 0.2, Kind.RECEIVED, b"N")
    assert isinstance(failed, Failed)
    assert isinstance(failed.error, Refused)


def test_a_drivers_own_mistake_costs_one_frame(session, readings):
    stream(session)
    assert told(session, 1.0, Kind.RECEIVED, b"!") == []
    assert session.driver.bad == 1
    assert len(told(session, 1.1, Kind.RECEIVED, readings(0, 1))) == 1


def test_a_drivers_own_mistake_at_the_start_is_told(session):
    connect(session)
    (failed,) = told(session, 0.2, Kind.RECEIVED, b"M")
    assert "toy" in str(failed.error)


def test_a_cut_link_ends_the_talk_and_another_begins_it_anew(session):
    connect(session)
    assert told(session, 0.5, Kind.DISCONNECTED, b"out of reach") == [
        Disconnected(0.5, "out of reach")
    ]
    assert session.driver.cuts == 1
    assert session.deadline is None
    assert told(session, 2.0, Kind.CONNECTED) == [Connected(2.0, resumed=True)]
    assert session.orders() == [Write("", b"hello")]


def test_readings_go_on_across_a_cut_link(session, readings):
    stream(session)
    first = told(session, 1.0, Kind.RECEIVED, readings(0, 1))[-1].samples
    told(session, 1.5, Kind.DISCONNECTED)
    stream(session, 2.0)
    lost, after = told(session, 3.0, Kind.RECEIVED, readings(40, 1))
    assert (lost.samples, lost.exact) == (30, True)
    assert after.samples.start == first.start + first.duration


def test_a_sensor_is_corrected_once_it_has_said_who_it_is(toy, readings):
    constants = Constants(accel_bias=np.full(3, 0.5))
    session = Session(toy(), 200.0, corrections={"toy-1": constants})
    (before,) = told(session, 1.0, Kind.RECEIVED, readings(0, 3))
    _, after = told(session, 1.1, Kind.RECEIVED, b"I" + readings(10, 3))
    assert before.samples.specific_force[0, 0] == 3.0
    assert after.samples.specific_force[0, 0] == 2.5


def test_a_sensor_that_does_not_say_who_it_is_goes_by_its_address(toy, readings, monkeypatch):
    constants = Constants(accel_bias=np.full(3, 0.5))
    session = Session(toy(), 200.0, corrections={"AA:BB": constants}, address="AA:BB")
    nameless = [Identity("", "Toy"), *session.driver.feed("", readings(0, 3))]
    monkeypatch.setattr(session.driver, "feed", lambda channel, data: nameless)
    who, after = told(session, 1.0, Kind.RECEIVED)
    assert who == Identity("AA:BB", "Toy")
    assert after.samples.specific_force[0, 0] == 2.5


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_no_order_of_happenings_ends_a_session(toy, data):
    session = Session(toy(), 200.0)
    letters = st.lists(st.sampled_from([b"R", b"M", b"N", b"!", b"I", b"x", b"D\0\0\0\0\1\0"]))
    for _ in range(data.draw(st.integers(0, 30))):
        at = data.draw(st.floats(0, 100))
        kind = data.draw(st.sampled_from(list(Kind)))
        session.take(Record(at, kind, "", b"".join(data.draw(letters))))
        if data.draw(st.booleans()):
            session.orders()
    assert len(session.orders()) <= 60


def test_a_drivers_own_mistake_at_a_cut_does_not_end_the_set(session, monkeypatch):
    stream(session)
    monkeypatch.setattr(session.driver, "lost", lambda: 1 / 0)
    (cut,) = told(session, 1.0, Kind.DISCONNECTED)
    assert isinstance(cut, Disconnected)
