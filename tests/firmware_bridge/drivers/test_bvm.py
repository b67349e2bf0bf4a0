from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
import pytest

import hardware.protocol
from firmware_bridge.drivers import bvm1
from firmware_bridge.drivers.bvm import LISTENS, SENDS, Bvm, BvmSerial
from firmware_bridge.drivers.contract import Batch, Battery, Identity, Subscribe, Write
from firmware_bridge.errors import Refused, WrongFirmware, WrongSensor
from hardware import protocol
from hardware.simulated.sensors import SENSORS
from hardware.simulated.sensors.bvm import SCALE, SimulatedBvm, SimulatedBvmSerial
from hardware.simulated.sensors.contract import Readings

VECTORS = json.loads(Path(hardware.protocol.__file__).with_name("vectors.json").read_text())
DATA = [vector for vector in VECTORS if "counts" in vector]
COMMANDS = {
    "hello": bvm1.command(bvm1.Kind.HELLO),
    "start 208": bvm1.command(bvm1.Kind.START, bvm1.start_body(208, 0)),
    "stop": bvm1.command(bvm1.Kind.STOP),
    "resend 1026": bvm1.command(bvm1.Kind.RESEND, index=1026),
}


def info(session=1, running=1, uid=b"12345678", protocol_version=1, rate=208, scale=(1.0, 0.5)):
    body = struct.pack(
        "<BBHffHHH8sHB", protocol_version, 7, rate, *scale, 16, 2000, 3900, uid, session, running
    )
    return protocol.frame(protocol.INFO, body)


def resp(kind, code=0, index=0):
    return protocol.frame(protocol.RESP, bytes((kind, code)), index=index)


def started(driver):
    for frame in (info(running=0), resp(protocol.START), info()):
        driver.feed(SENDS, frame)
    return driver


def counted(seconds=60.0, rate=208.0):
    """Readings whose forward axis counts, in the sensor's own counts."""
    total = int(seconds * rate)
    force = np.zeros((total, 3))
    force[:, 0] = (np.arange(total) % 30_000) * SCALE[0]
    return Readings(rate, force, np.zeros((total, 3)))


def numbers(batches):
    """What the forward axis counted, and the index, of each sample."""
    values = np.concatenate([batch.specific_force[:, 0] / SCALE[0] for batch in batches])
    index = np.concatenate([batch.index + np.arange(len(batch)) for batch in batches])
    return np.rint(values).astype(int), index


@pytest.mark.parametrize("vector", DATA, ids=lambda vector: vector["name"])
@pytest.mark.parametrize(("driver", "form"), [(Bvm, "frame"), (BvmSerial, "serial")])
def test_the_published_frames_say_what_is_published(vector, driver, form):
    sensor = driver()
    frames = [info(running=0), resp(protocol.START), info()]
    for frame in frames:
        sensor.feed(SENDS, frame if form == "frame" else protocol.stuffed(frame))
    (batch,) = sensor.feed(SENDS, bytes.fromhex(vector[form]))
    counts = np.array(vector["counts"])
    assert np.array_equal(batch.specific_force, counts[:, :3] * 1.0)
    assert np.array_equal(batch.angular_rate, counts[:, 3:] * 0.5)
    assert batch.index == vector["index"]
    assert batch.device_time == vector["time_us"] / 1e6
    assert (batch.rate, batch.session) == (208.0, 1)


@pytest.mark.parametrize("name", COMMANDS)
def test_our_commands_are_the_published_ones(name):
    (published,) = (vector for vector in VECTORS if vector["name"] == name)
    assert COMMANDS[name].hex() == published["frame"]


def test_the_first_published_frame_is_this_one():
    assert DATA[0]["frame"] == "11010700d2040000f0ffffff0100feff0008000064009cffe91fd008"
    assert DATA[1]["frame"].endswith("3f8f0fbf")
    assert len(bytes.fromhex(DATA[1]["frame"])) == 244


def test_the_start_is_subscribe_hello_start(talk, shaken):
    ordered = talk(Bvm(), SimulatedBvm(shaken(208))).connect().until_streaming().ordered
    assert ordered == [
        Subscribe(SENDS),
        Write(LISTENS, COMMANDS["hello"]),
        Write(LISTENS, bvm1.command(bvm1.Kind.START, bvm1.start_body(208, 10))),
    ]


@pytest.mark.parametrize(("rate", "batch"), [(104, 5), (208, 10), (416, 19)])
def test_a_batch_lasts_about_a_twentieth_of_a_second(talk, rate, batch):
    met = talk(Bvm(), SimulatedBvm(counted(rate=rate)), rate).connect().until_streaming()
    assert {len(each) for each in met.run(1.0).batches} == {batch}


def test_it_says_who_it_is_and_how_full_its_battery_is_every_ten_seconds(talk):
    met = talk(Bvm(), SimulatedBvm(counted())).connect().until_streaming().run(25.0)
    assert [e for e in met.events if isinstance(e, Identity)] == [
        Identity("51ab000000000001", "Bargroove sensor", "1")
    ]
    assert [e for e in met.events if isinstance(e, Battery)] == [Battery(80, 3.9)] * 2


def test_a_battery_that_is_not_measured_is_not_told():
    status = protocol.frame(protocol.STATUS, struct.pack("<HBBhII", 0, 255, 0, 0, 0, 0))
    assert Bvm().feed(SENDS, status) == (Battery(None, None),)


@pytest.mark.parametrize("key", ["bvm", "bvm-serial"])
def test_after_a_short_cut_every_sample_comes_exactly_once(talk, key):
    driver = {"bvm": Bvm, "bvm-serial": BvmSerial}[key]()
    met = talk(driver, SENSORS[key](counted())).connect().until_streaming().run(1.0)
    met.cut().run(1.5).connect().run(2.0)
    values, index = numbers(met.batches)
    assert np.array_equal(np.diff(index), np.ones(len(index) - 1))
    assert np.array_equal(np.diff(values), np.ones(len(values) - 1))
    assert len(values) > 4 * 200
    assert {batch.session for batch in met.batches} == {1}


def test_after_a_long_cut_what_is_lost_is_counted_exactly(talk):
    met = talk(Bvm(), SimulatedBvm(counted(), ring=64)).connect().until_streaming().run(1.0)
    met.cut().run(6.0).connect().run(2.0)
    values, index = numbers(met.batches)
    (gap,) = np.flatnonzero(np.diff(index) != 1)
    assert np.diff(index)[gap] == np.diff(values)[gap]
    assert 550 < np.diff(index)[gap] < 650
    assert {batch.session for batch in met.batches} == {1}


@pytest.mark.parametrize("pause", [31.0, 45.0])
def test_a_sensor_that_went_to_sleep_begins_another_session(talk, pause):
    met = talk(Bvm(), SimulatedBvm(counted(120.0))).connect().until_streaming().run(1.0)
    met.cut().run(pause).connect().run(1.0)
    assert {batch.session for batch in met.batches} == {1, 2}
    assert met.batches[-1].index < 400


def test_a_sensor_that_restarted_begins_another_session(talk):
    sensor = SimulatedBvm(counted())
    met = talk(Bvm(), sensor).connect().until_streaming().run(1.0)
    sensor.restart(met.now)
    met.cut().run(0.5).connect().run(1.0)
    sessions = [batch.session for batch in met.batches]
    assert sessions[0] != sessions[-1]
    assert met.batches[-1].index < 400


def test_counters_go_on_where_their_bits_end(talk):
    sensor = SimulatedBvm(counted(), first_index=2**32 - 300, boot_us=2**32 - 2_000_000)
    met = talk(Bvm(), sensor).connect().until_streaming().run(4.0)
    _, index = numbers(met.batches)
    assert index[0] == 2**32 - 300
    assert np.array_equal(np.diff(index), np.ones(len(index) - 1))
    times = np.array([batch.device_time for batch in met.batches])
    assert np.diff(times) == pytest.approx(10 / 208, abs=2e-6)
    assert times[-1] > 2**32 / 1e6


def test_a_cut_while_the_counters_wrap_loses_nothing(talk):
    sensor = SimulatedBvm(counted(), first_index=2**32 - 300)
    met = talk(Bvm(), sensor).connect().until_streaming().run(1.0)
    met.cut().run(1.0).connect().run(1.0)
    _, index = numbers(met.batches)
    assert np.array_equal(np.diff(index), np.ones(len(index) - 1))
    assert index[-1] > 2**32


@pytest.mark.parametrize("hours", [0.5, 1.3, 3.0, 20.0])
def test_after_hours_without_a_word_the_sensors_time_is_still_known(hours):
    driver, rate, sample = started(Bvm()), 208 * 1.02, np.zeros((1, 6), np.int16)
    later = round(hours * 3600 * rate)
    told = []
    for index in (0, later):
        time_us = round(index / rate * 1e6) % 2**32
        told += driver.feed(SENDS, protocol.data_frame(sample, 0, index, time_us))
    assert told[1].device_time == pytest.approx(hours * 3600, abs=0.01)


def test_readings_before_the_sensor_said_what_a_count_is_are_not_guessed():
    driver = Bvm()
    frame = bytes.fromhex(DATA[0]["frame"])
    assert not driver.feed(SENDS, frame)
    driver.feed(SENDS, resp(protocol.START))
    assert not driver.feed(SENDS, frame)
    driver.feed(SENDS, info())
    assert isinstance(driver.feed(SENDS, frame)[0], Batch)


def test_readings_in_the_same_bytes_as_the_answer_are_not_lost():
    driver = BvmSerial()
    driver.feed("", protocol.stuffed(info(running=0)))
    frames = [resp(protocol.START), info(), bytes.fromhex(DATA[0]["frame"])]
    told = driver.feed("", b"".join(map(protocol.stuffed, frames)))
    assert [type(each).__name__ for each in told] == ["Reply", "Reply", "Batch"]


def conversation(driver, frames):
    """Start, each expectation answered by the next frame."""
    actions = driver.start(208)
    action, answers = next(actions), iter(frames)
    while True:
        if not hasattr(action, "kinds"):
            action = next(actions)
            continue
        told = driver.feed(SENDS, next(answers))
        replies = [reply for reply in told if getattr(reply, "kind", None) in action.kinds]
        action = actions.send(replies[0] if replies else None)


@pytest.mark.parametrize(
    ("code", "what"),
    [
        (1, "update its firmware"),
        (2, "another rate"),
        (4, "another Bluetooth adapter"),
        (9, "code 9"),
    ],
)
def test_a_refusal_says_what_to_do(code, what):
    with pytest.raises(Refused, match=what):
        conversation(Bvm(), [info(running=0), resp(protocol.START, code)])


@pytest.mark.parametrize("mtu", [23, 47])
def test_a_link_with_too_small_packets_is_refused(talk, shaken, mtu):
    met = talk(Bvm(), SimulatedBvm(shaken(208))).connect(mtu).until_settled()
    assert isinstance(met.error, Refused)
    assert "another Bluetooth adapter" in str(met.error)


def test_packets_that_are_still_small_when_the_talk_begins_are_waited_for(talk, shaken):
    met = talk(Bvm(), SimulatedBvm(shaken(208))).connect(23).run(0.3)
    met.sensor.connect(met.now, 247)
    assert met.until_streaming().batches


@pytest.mark.parametrize("mtu", [48, 185, 517])
def test_any_larger_packets_will_do(talk, mtu):
    met = talk(Bvm(), SimulatedBvm(counted(rate=416)), 416).connect(mtu).until_streaming().run(2.0)
    assert {len(batch) for batch in met.batches} == {min(19, (mtu - 19) // 12)}
    values, _ = numbers(met.batches)
    assert np.all(np.diff(values) == 1)


def test_another_version_of_the_protocol_says_which_to_update():
    frame = bytearray(info())
    frame[0] = 0x22
    later = bytes(frame[:-4]) + bvm1.zlib.crc32(frame[:-4]).to_bytes(4, "little")
    with pytest.raises(WrongFirmware, match=r"version 2 .*update the older"):
        conversation(Bvm(), [later])
    with pytest.raises(WrongFirmware, match=r"version 3"):
        conversation(Bvm(), [info(protocol_version=3)])


def test_another_sensor_in_its_place_is_refused():
    driver = started(Bvm())
    with pytest.raises(WrongSensor, match=rf"{b'12345678'.hex()} was expected"):
        conversation(driver, [info(uid=b"87654321")])


@pytest.mark.parametrize(
    "senseless", [{"rate": 0}, {"scale": (float("nan"), 1.0)}, {"scale": (0.0, 1.0)}]
)
def test_an_introduction_that_makes_no_sense_is_a_bad_frame(senseless):
    driver = Bvm()
    assert not driver.feed(SENDS, info(**senseless))
    assert driver.bad == 1


@pytest.mark.parametrize(
    ("damage", "cost"),
    [(lambda data: data[:20] + b"\x77" + data[21:], 10), (lambda data: data[:-1], 20)],
    ids=["a wrong byte", "the end missing"],
)
def test_a_damaged_frame_costs_itself_and_one_whose_end_is_missing_the_next(talk, damage, cost):
    met = talk(BvmSerial(), SimulatedBvmSerial(counted())).connect().until_streaming()
    number = iter(range(1000))
    met.alter = lambda frame: [damage(frame.data) if next(number) % 10 == 9 else frame.data]
    _, index = numbers(met.run(4.0).batches)
    steps = np.diff(index)
    assert set(steps) == {1, 1 + cost}
    assert (steps > 1).sum() <= met.driver.bad <= (steps > 1).sum() + 1


def test_stop_ends_the_stream(talk):
    met = talk(Bvm(), SimulatedBvm(counted())).connect().until_streaming().run(0.5)
    (order,) = met.driver.stop()
    met.sensor.write(met.now, order.channel, order.data)
    known = len(met.batches)
    assert len(met.run(1.0).batches) == known
