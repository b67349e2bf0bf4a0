from __future__ import annotations

import struct

import numpy as np
import pytest

from firmware_bridge.drivers.contract import Battery, Identity
from firmware_bridge.drivers.dot import CONTROL, PAYLOAD, MovellaDot
from firmware_bridge.errors import Refused, SensorError
from hardware.simulated.sensors.dot import SETTINGS, SimulatedDot


def packet(stamp: int, *values: float) -> bytes:
    return struct.pack("<I6f", stamp, *(values or (0.0, 0.0, 9.81, 0.0, 0.0, 0.0)))


def started() -> MovellaDot:
    """Return a driver whose sensor streams at 60 Hz."""
    driver = MovellaDot()
    actions, reply, stamp = driver.start(208.0), None, 0
    try:
        while True:
            waits = hasattr(actions.send(reply), "kinds")
            reply = driver.feed(PAYLOAD, packet(stamp))[-1] if waits else None
            stamp += 16667 * waits
    except StopIteration:
        return driver


def test_a_packet_is_stamp_acceleration_and_angular_rate():
    (batch,) = started().feed(PAYLOAD, packet(2_000_000, 1.0, -2.0, 9.5, 180.0, -90.0, 45.0))
    np.testing.assert_allclose(batch.specific_force, [[1.0, -2.0, 9.5]])
    np.testing.assert_allclose(batch.angular_rate, np.pi * np.array([[1.0, -0.5, 0.25]]))
    assert (batch.device_time, batch.rate) == (2.0, 60.0)


def test_a_packet_filled_up_with_zeros_is_the_same():
    driver = started()
    (bare,) = driver.feed(PAYLOAD, packet(2_000_000))
    (filled,) = driver.feed(PAYLOAD, packet(2_016_667) + bytes(12))
    np.testing.assert_array_equal(bare.specific_force, filled.specific_force)


def test_it_stops_sets_60_hz_and_starts_rate_quantities(talk, shaken):
    written = []

    class Overheard(SimulatedDot):
        def write(self, at, channel, data):
            written.append((channel, data))
            super().write(at, channel, data)

    one = talk(MovellaDot(), Overheard(shaken(60))).connect().run(2.0)
    assert written == [
        (CONTROL, bytes((1, 0, 21))),
        (SETTINGS, bytes((0x10,)) + bytes(23) + b"\x3c\0" + bytes(6)),
        (CONTROL, bytes((1, 1, 21))),
    ]
    identity, battery = (event for event in one.events if isinstance(event, Identity | Battery))
    assert "60 Hz is little" in identity.notices[0]
    assert battery == Battery(percent=71.0)


def test_time_is_the_sensors_own(talk, shaken):
    one = talk(MovellaDot(), SimulatedDot(shaken(60.3), clock=0.998)).connect().run(4.0)
    steps = np.diff([batch.device_time for batch in one.batches])
    np.testing.assert_allclose(steps, 0.998 / 60.3, atol=1.1e-6)


def test_a_sensor_that_measures_already_is_set_to_60_hz(talk, shaken):
    sensor = SimulatedDot(shaken(60))
    one = talk(MovellaDot(), sensor)
    sensor.connect(0.0)
    sensor.write(0.0, CONTROL, bytes((1, 1, 21)))
    assert {batch.rate for batch in one.connect().run(2.0).batches} == {60.0}


def test_a_sensor_that_keeps_its_rate_is_refused(talk, shaken):
    class Stubborn(SimulatedDot):
        def write(self, at, channel, data):
            if channel != SETTINGS:
                super().write(at, channel, data)

    one = talk(MovellaDot(), Stubborn(shaken(60))).connect().run(2.0)
    assert isinstance(one.error, Refused)
    assert "30 Hz" in str(one.error)


def test_a_sensor_that_records_is_told(talk, shaken):
    one = talk(MovellaDot(), SimulatedDot(shaken(60), recording=True)).connect().run(4.0)
    assert type(one.error) is SensorError
    assert "recording" in str(one.error)


def test_packets_cut_by_a_small_connection_are_counted_and_never_read(talk, shaken):
    one = talk(MovellaDot(), SimulatedDot(shaken(60))).connect(mtu=23).run(2.5)
    assert not one.batches
    assert one.driver.bad > 100


def test_the_stamp_wraps_after_71_minutes(talk, shaken):
    sensor = SimulatedDot(shaken(60), awake=2**32 / 1e6 - 3)
    one = talk(MovellaDot(), sensor).connect().run(6.0)
    steps = np.diff([batch.device_time for batch in one.batches])
    np.testing.assert_allclose(steps, 1 / 60, atol=1.1e-6)
    assert {batch.session for batch in one.batches} == {0}


def test_a_restart_begins_another_session():
    driver = started()
    batches = [driver.feed(PAYLOAD, packet(stamp))[0] for stamp in (9_000_000, 5000, 21667)]
    assert [batch.session for batch in batches] == [0, 1, 1]


@pytest.mark.parametrize("value", [np.nan, np.inf, 1e30])
def test_what_no_chip_can_read_is_dropped(value):
    driver = started()
    assert driver.feed(PAYLOAD, packet(1, *[value] * 6)) == []
    assert driver.bad == 1
