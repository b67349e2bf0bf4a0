from __future__ import annotations

import numpy as np
import pytest

from hardware import protocol
from hardware.simulated.sensors.bvm import LISTENS, SimulatedBvm
from hardware.simulated.sensors.contract import Readings

START = protocol.frame(protocol.START, b"\xd0\x00\x10\xd0\x07\x0a")


@pytest.fixture
def sensor():
    readings = Readings(208.0, np.zeros((208, 3)), np.zeros((208, 3)))
    return SimulatedBvm(readings)


def kinds(frames):
    return [frame.data[0] & 15 for frame in frames]


def resend(index):
    return protocol.frame(protocol.RESEND, index=index)


def test_a_new_link_hears_nothing_until_it_asks(sensor):
    sensor.connect(0.0)
    assert sensor.advance(5.0) == []
    sensor.write(5.0, LISTENS, START)
    assert kinds(sensor.advance(5.2))[:3] == [protocol.RESP, protocol.INFO, protocol.DATA]
    sensor.disconnect(5.2)
    sensor.connect(6.0)
    assert sensor.advance(7.0) == []


def test_it_introduces_itself_every_ten_seconds(sensor):
    sensor.connect(0.0)
    sensor.write(0.0, LISTENS, START)
    reports = [frame for frame in sensor.advance(31.0) if frame.data[0] & 15 == protocol.INFO]
    assert [round(frame.at) for frame in reports] == [0, 10, 20, 30]


def test_what_a_host_missed_is_sent_again_a_few_frames_at_a_time(sensor):
    sensor.connect(0.0)
    sensor.write(0.0, LISTENS, START)
    sensor.advance(1.0)
    sensor.disconnect(1.0)
    sensor.connect(3.0)
    sensor.write(3.0, LISTENS, resend(200))
    answer, *data = sensor.advance(3.1)
    assert answer.data[12:14] == bytes((protocol.RESEND, protocol.OK))
    first = [int.from_bytes(frame.data[4:8], "little") for frame in data]
    assert first == list(range(200, 200 + 10 * len(data), 10))
    assert max(np.bincount([round(100 * frame.at) for frame in data])) == 4


def test_nine_seconds_without_a_link_lose_nothing(sensor):
    sensor.connect(0.0)
    sensor.write(0.0, LISTENS, START)
    sensor.advance(1.0)
    sensor.disconnect(1.0)
    sensor.connect(10.0)
    sensor.write(10.0, LISTENS, resend(200))
    answer, first, *_ = sensor.advance(10.1)
    assert answer.data[12:14] == bytes((protocol.RESEND, protocol.OK))
    assert int.from_bytes(first.data[4:8], "little") == 200


def test_what_it_no_longer_has_is_told_with_what_it_has(sensor):
    sensor.connect(0.0)
    sensor.write(0.0, LISTENS, START)
    sensor.advance(1.0)
    sensor.disconnect(1.0)
    sensor.connect(15.0)
    sensor.write(15.0, LISTENS, resend(200))
    answer, first, *_ = sensor.advance(15.1)
    assert answer.data[13] == protocol.TOO_OLD
    assert answer.data[4:8] == first.data[4:8]


@pytest.mark.parametrize(("away", "running"), [(29.0, 1), (31.0, 0)])
def test_without_a_link_it_goes_to_sleep_after_half_a_minute(sensor, away, running):
    sensor.connect(0.0)
    sensor.write(0.0, LISTENS, START)
    sensor.advance(1.0)
    sensor.disconnect(1.0)
    sensor.connect(1.0 + away)
    sensor.write(1.0 + away, LISTENS, protocol.frame(protocol.HELLO))
    (info,) = sensor.advance(1.0 + away)
    assert info.data[12 + 28] == running


@pytest.mark.parametrize(
    ("body", "code"),
    [(b"", 2), (b"\0\0\x10\xd0\x07\x0a", 2), (b"\xd0\x00\x04\xd0\x07\x0a", 2)],
)
def test_a_start_that_it_cannot_make_is_refused(sensor, body, code):
    sensor.connect(0.0)
    sensor.write(0.0, LISTENS, protocol.frame(protocol.START, body))
    assert [frame.data[12:14] for frame in sensor.advance(1.0)] == [bytes((9, code))]


def test_a_command_that_it_does_not_know_is_told(sensor):
    sensor.connect(0.0)
    sensor.write(0.0, LISTENS, protocol.frame(7))
    assert [frame.data[12:14] for frame in sensor.advance(1.0)] == [bytes((7, protocol.UNKNOWN))]
