from __future__ import annotations

import json
import struct

import numpy as np
import pytest

from firmware_bridge.drivers.contract import Battery, Identity
from firmware_bridge.drivers.movesense import NOTIFY, Movesense
from firmware_bridge.errors import Refused, WrongSensor
from hardware.simulated.sensors.movesense import SimulatedMovesense


def started(rate: float = 208.0) -> Movesense:
    """Return a driver whose sensor has granted everything."""
    driver = Movesense()
    actions, reply = driver.start(rate), None
    try:
        while True:
            kinds = getattr(actions.send(reply), "kinds", ())
            answers = [bytes((1, int(kind))) + struct.pack("<H", 200) for kind in kinds]
            replies = [driver.feed(NOTIFY, answer)[-1] for answer in answers]
            reply = replies[0] if replies else None
    except StopIteration:
        return driver


def packet(stamp: int, value: float = 1.0) -> bytes:
    return b"\2\3" + struct.pack("<I48f", stamp, *[value] * 48)


@pytest.mark.parametrize("cut", [None, 60, 52])
def test_a_vendors_packet_decodes_to_the_vendors_values(shared_data, cut):
    path = shared_data / "packets" / "movesense-fixture.json"
    channel = json.loads(path.read_text())["channels"]["/Meas/IMU6/52"]
    data, entry = bytes.fromhex(channel["packet_hex"]), channel["json_entry"]
    parts = [b"\2\3" + data] if cut is None else [b"\2\3" + data[:cut], b"\3\3" + data[cut:]]
    driver = started(52.0)
    batch, *_ = [each for _ in range(2) for part in parts for each in driver.feed(NOTIFY, part)]
    force, turn = (
        [[each[axis] for axis in "xyz"] for each in entry[name]]
        for name in ("ArrayAcc", "ArrayGyro")
    )
    np.testing.assert_allclose(batch.specific_force, force, rtol=1e-6)
    np.testing.assert_allclose(batch.angular_rate, np.radians(turn), rtol=1e-6)
    assert batch.device_time == entry["Timestamp"] / 1000


WHOLE, SHORT = 4 + 24 * 8, 4 + 24 * 5


@pytest.mark.parametrize("room", [158, 130, SHORT + 2])
def test_packets_in_halves_are_put_together(talk, shaken, joined, room):
    felt = shaken(208)
    one = talk(Movesense(), SimulatedMovesense(felt)).connect(mtu=room + 3).run(4.0)
    values = joined(one.batches)
    first = int(np.argmin(np.abs(felt.specific_force - values[0, :3]).sum(axis=1)))
    part = slice(first, first + len(values))
    assert np.abs(values[:, :3] - felt.specific_force[part]).max() < 0.00125
    assert np.abs(values[:, 3:6] - felt.angular_rate[part]).max() < 0.00125
    assert one.driver.bad == 0
    steps = np.diff([batch.device_time for batch in one.batches])
    np.testing.assert_allclose(steps, 8 / 208, atol=0.00101)


def test_packets_that_come_whole_are_read_as_they_come():
    driver = started()
    told = [driver.feed(NOTIFY, packet(stamp)) for stamp in (0, 38, 77)]
    assert [len(each) for each in told] == [0, 2, 1]


def test_a_lost_half_costs_its_packet_alone(talk, shaken):
    one = talk(Movesense(), SimulatedMovesense(shaken(208))).connect().run(2.0)
    halves = iter(range(1000))
    one.alter = lambda each: [] if next(halves) % 21 == 7 else [each.data]
    one.run(4.0)
    packets = np.rint(np.diff([batch.device_time for batch in one.batches]) * 208 / 8)
    assert set(packets) == {1.0, 2.0}
    assert 0 <= (packets == 2).sum() - one.driver.bad <= 1


def test_it_tells_who_it_is_how_full_and_what_is_assumed(talk, shaken):
    one = talk(Movesense(), SimulatedMovesense(shaken(208))).connect().run(1.0)
    identity, battery = (event for event in one.events if isinstance(event, Identity | Battery))
    assert (identity.uid, identity.model) == ("204730000081", "Movesense")
    assert identity.firmware == "gatt_sensordata 1.3.0"
    assert "±8 g" in identity.notices[0]
    assert "not verified" in identity.notices[0]
    assert battery == Battery(percent=93.0)


def test_an_older_application_streams_without_a_name_and_keeps_its_log(talk, shaken):
    sensor = SimulatedMovesense(shaken(208), older=True)
    one = talk(Movesense(), sensor).connect().run(2.0)
    (identity,) = (event for event in one.events if isinstance(event, Identity))
    assert (identity.uid, identity.model, identity.firmware) == ("", "Movesense", "")
    assert one.batches
    assert sensor.log


@pytest.mark.parametrize("big_endian", [False, True])
def test_refused_208_hz_it_takes_104(talk, shaken, big_endian):
    sensor = SimulatedMovesense(shaken(208), fastest=104, big_endian=big_endian)
    one = talk(Movesense(), sensor).connect().run(2.0)
    assert {batch.rate for batch in one.batches} == {104.0}


def test_refused_every_rate_it_says_so(talk, shaken):
    one = talk(Movesense(), SimulatedMovesense(shaken(208), fastest=13)).connect().run(2.0)
    assert isinstance(one.error, Refused)
    assert "507" in str(one.error)


def test_another_application_on_it_is_told(talk, shaken):
    class Silent(SimulatedMovesense):
        def write(self, at, channel, data):
            pass

    one = talk(Movesense(), Silent(shaken(208))).connect().run(4.0)
    assert isinstance(one.error, WrongSensor)
    assert "gatt_sensordata_app" in str(one.error)


def test_the_stamp_wraps_after_49_days(talk, shaken):
    sensor = SimulatedMovesense(shaken(208), awake=(2**32 - 3000) / 1000)
    one = talk(Movesense(), sensor).connect().run(6.0)
    steps = np.diff([batch.device_time for batch in one.batches])
    np.testing.assert_allclose(steps, 8 / 208, atol=0.00101)
    assert {batch.session for batch in one.batches} == {0}


def test_a_restart_begins_another_session():
    driver = started()
    told = [driver.feed(NOTIFY, packet(stamp)) for stamp in (9_000_000, 9_000_038, 500)]
    assert [batch.session for each in told for batch in each] == [0, 0, 1]


@pytest.mark.parametrize("value", [np.nan, np.inf, 1e30])
def test_what_no_chip_can_read_is_dropped(value):
    driver = started()
    assert [driver.feed(NOTIFY, packet(stamp, value)) for stamp in (3, 41)] == [[], []]
    assert driver.bad == 2


def test_it_ends_the_stream_when_it_is_done(talk, shaken):
    one = talk(Movesense(), SimulatedMovesense(shaken(208))).connect().run(1.0)
    for order in one.driver.stop():
        one.sensor.write(one.now, order.channel, order.data)
    count = len(one.batches)
    assert len(one.run(1.0).batches) == count
