from __future__ import annotations

import os
import pty
import time
import tty

import numpy as np
import pytest
import ximu3
from hypothesis import given
from hypothesis import strategies as st

from firmware_bridge.drivers.contract import STREAM, Battery, Identity
from firmware_bridge.drivers.ximu3 import XImu3, _unstuffed
from firmware_bridge.errors import Refused, WrongSensor
from hardware.simulated.sensors.contract import Readings
from hardware.simulated.sensors.ximu3 import SimulatedXImu3, _message

ONE_G = "C9 40420F0000000000 0000000000000000000000000000000000000000 0000803F 0A"


def started(divisor: int = 2) -> XImu3:
    """Return a driver whose sensor has taken every setting."""
    driver = XImu3()
    actions, reply = driver.start(400 / divisor), None
    try:
        while True:
            kinds = getattr(actions.send(reply), "kinds", ())
            answers = [f'{{"{kind}":{"{}" if kind == "ping" else 1}}}\n' for kind in kinds]
            told = [driver.feed(STREAM, answer.encode())[-1] for answer in answers]
            reply = told[0] if told else None
    except StopIteration:
        return driver


@pytest.mark.parametrize(
    "line", [bytes.fromhex(ONE_G), b"I,1000000,0.0000,0.0000,0.0000,0.0000,0.0000,1.0000\n"]
)
def test_the_manuals_example_is_one_g_in_binary_and_in_words(line):
    (batch,) = started().feed(STREAM, line)
    np.testing.assert_allclose(batch.specific_force, [[0.0, 0.0, 9.80665]])
    np.testing.assert_array_equal(batch.angular_rate, np.zeros((1, 3)))
    assert batch.device_time == 1.0


@given(st.binary(max_size=40))
def test_bytes_stuffed_away_come_back(data):
    stuffed = data.replace(b"\xdb", b"\xdb\xdd").replace(b"\n", b"\xdb\xdc")
    assert b"\n" not in stuffed
    assert _unstuffed(b"\xc9" + stuffed, len(data)) == data


def test_it_is_set_to_binary_at_200_hz_and_says_who_it_is(talk, shaken):
    one = talk(XImu3(), SimulatedXImu3(shaken(400))).connect().run(6.0)
    assert {batch.rate for batch in one.batches} == {200.0}
    (identity,) = (event for event in one.events if isinstance(event, Identity))
    assert (identity.uid, identity.firmware) == ("0123-4567-89AB-CDEF", "v1.8.0")
    battery = next(event for event in one.events if isinstance(event, Battery))
    assert battery.percent == 64.0
    assert battery.volts == pytest.approx(3.91)


def test_time_is_the_sensors_own(talk, shaken):
    one = talk(XImu3(), SimulatedXImu3(shaken(201), clock=1.003)).connect().run(3.0)
    steps = np.diff([batch.device_time for batch in one.batches])
    np.testing.assert_allclose(steps, 1.003 / 201, atol=1.1e-6)


def test_a_reset_begins_another_session():
    driver = started()
    told = [
        driver.feed(STREAM, _message(True, "I", stamp, [0.0, 0.0, 0.0, 0.0, 0.0, 1.0]))
        for stamp in (9_000_000, 9_005_000, 400, 5400)
    ]
    assert [batch.session for each in told for batch in each] == [0, 0, 1, 1]


def test_what_comes_at_once_is_parted_at_a_gap():
    stamps = [0, 5000, 10000, 25000, 30000]
    lines = [_message(True, "I", stamp, [0.0, 0.0, 0.0, 0.0, 0.0, 1.0]) for stamp in stamps]
    batches = started().feed(STREAM, b"".join(lines))
    assert [len(batch) for batch in batches] == [3, 2]
    assert [batch.device_time for batch in batches] == pytest.approx([0.0, 0.025])


def test_an_impossible_reading_costs_only_itself():
    lines = [_message(True, "I", 5000 * n, [0.0, 0.0, 0.0, 0.0, 0.0, 1.0]) for n in range(5)]
    lines[3] = _message(True, "I", 15000, [0.0, 0.0, 1e30, 0.0, 0.0, 1.0])
    driver = started()
    assert [len(batch) for batch in driver.feed(STREAM, b"".join(lines))] == [3, 1]
    assert driver.bad == 1


def test_a_port_where_something_else_answers_is_not_its(talk, shaken):
    class Chatty(SimulatedXImu3):
        def write(self, at, channel, data):
            pass

    one = talk(XImu3(), Chatty(shaken(200))).connect().run(2.0)
    assert isinstance(one.error, WrongSensor)


def test_a_setting_that_is_refused_is_told(talk, shaken):
    class Old(SimulatedXImu3):
        def _obey(self, at, line):
            refused = {"binaryModeEnabled": {"error": "Unknown key"}}
            return refused if b"binary" in line else super()._obey(at, line)

    one = talk(XImu3(), Old(shaken(200))).connect().run(2.0)
    assert isinstance(one.error, Refused)
    assert "update its firmware" in str(one.error)


def test_the_vendors_library_reads_the_same_from_a_port(shaken):
    """Bytes of the simulated sensor go through a pseudo terminal to the vendor's decoder."""
    felt = shaken(200, seconds=3.0)
    sensor = SimulatedXImu3(Readings(felt.rate, felt.specific_force, felt.angular_rate))
    sensor.connect(0.0)
    for command in (b'{"binary_mode_enabled":true}\n', b'{"inertialMessageRateDivisor":2}\n'):
        sensor.write(0.0, STREAM, command)
    sensor.write(0.0, STREAM, b'{"apply":null}\n')
    data = b"".join(frame.data for frame in sensor.advance(2.0))
    theirs = np.array(read_by_the_vendors_library(data))
    batches = [each for each in started().feed(STREAM, data) if hasattr(each, "rate")]
    ours = np.concatenate([np.hstack((b.angular_rate, b.specific_force)) for b in batches])
    assert len(theirs) == len(ours) > 300
    np.testing.assert_allclose(theirs[:, 0] * 1e-6, 1.0 + np.arange(len(ours)) / 200 + 0.005)
    np.testing.assert_allclose(np.radians(theirs[:, 1:4]), ours[:, :3], atol=1e-6)
    np.testing.assert_allclose(theirs[:, 4:] * 9.80665, ours[:, 3:], atol=1e-5)


def read_by_the_vendors_library(data: bytes) -> list[tuple[float, ...]]:
    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    heard: list[tuple[float, ...]] = []
    config = ximu3.SerialConnectionConfig(os.ttyname(theirs), 115200, False)
    connection = ximu3.Connection(config)
    connection.add_inertial_callback(lambda message: heard.append(as_row(message)))
    connection.open()
    try:
        for at in range(0, len(data), 1024):
            os.write(ours, data[at : at + 1024])
            time.sleep(0.01)
        known = -1
        while known != len(heard):
            known = len(heard)
            time.sleep(0.2)
    finally:
        connection.close()
        os.close(ours)
        os.close(theirs)
    return heard


def as_row(message: ximu3.InertialMessage) -> tuple[float, ...]:
    turn = (message.gyroscope_x, message.gyroscope_y, message.gyroscope_z)
    force = (message.accelerometer_x, message.accelerometer_y, message.accelerometer_z)
    return (message.timestamp, *turn, *force)
