"""What every driver and its simulated sensor must do, those of other packages included."""

from __future__ import annotations

import copy
import itertools
import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firmware_bridge.drivers import drivers
from firmware_bridge.drivers.contract import Batch, Subscribe, Write
from firmware_bridge.errors import SensorError
from firmware_bridge.events import Failed
from firmware_bridge.records import Kind, Record
from firmware_bridge.session import Session
from hardware.simulated.sensors import SENSORS

DRIVERS = {driver.key: driver for driver in drivers() if driver.key in SENSORS}
STRADDLE = [key for key, driver in DRIVERS.items() if driver.bauds or key == "witmotion"]
SERIAL = [key for key, driver in DRIVERS.items() if driver.bauds]
NOMINAL = {"witmotion": 200, "witmotion-usb": 200, "wt901c": 200, "ximu3": 200, "dot": 60}
LSB = np.array([0.005] * 3 + [0.00125] * 3)
NO_LONGER_THAN = 40.0
every_driver = pytest.mark.parametrize("key", DRIVERS)
every_stream = pytest.mark.parametrize("key", STRADDLE)


@pytest.fixture(scope="session")
def meet(talk, shaken):
    """Let a driver meet its sensor."""

    def met(key, other=None, size=1.0, seed=1, **how):
        rate = NOMINAL.get(key, 208)
        sensor = SENSORS[other or key](shaken(rate, size=size, seed=seed))
        return talk(DRIVERS[key](), sensor, rate, **how).connect()

    return met


@pytest.fixture(scope="session")
def streams():
    """Drivers that stream and the bytes of the seconds that follow, by key."""
    return {}


@pytest.fixture(scope="session")
def stream(meet, streams):
    def made(key):
        if key not in streams:
            talk = meet(key).until_streaming()
            talk.run(0.3)
            driver, talk.received[:] = copy.deepcopy(talk.driver), []
            streams[key] = driver, tuple(talk.run(3.0).received)
        driver, received = streams[key]
        return copy.deepcopy(driver), received

    return made


def decoded(driver, pieces):
    """The batches of bytes, which never raise anything."""
    told = itertools.chain.from_iterable(driver.feed(*piece) for piece in pieces)
    return [each for each in told if isinstance(each, Batch)]


def lined_up(values, readings):
    """The number of the reading that the first of these values shows."""
    whole = np.hstack((readings.specific_force, readings.angular_rate))
    return int(np.argmin(np.abs(whole - values[0, :6]).sum(axis=1)))


@every_driver
def test_the_readings_come_through_to_the_last_digit(key, meet, shaken, joined):
    talk = meet(key).until_streaming()
    bad = talk.driver.bad
    talk.run(3.0)
    readings = shaken(NOMINAL.get(key, 208))
    values = joined(talk.batches)
    first = lined_up(values, readings)
    part = slice(first, first + len(values))
    expected = np.hstack((readings.specific_force[part], readings.angular_rate[part]))
    assert len(values) > 2 * NOMINAL.get(key, 208)
    assert (np.abs(values[:, :6] - expected) <= LSB).all()
    assert not values[:, 6].any()
    assert {batch.rate for batch in talk.batches} == {NOMINAL.get(key, 208)}
    assert talk.driver.bad == bad


@every_driver
def test_what_is_beyond_the_range_is_clipped(key, meet, joined):
    values = joined(meet(key, size=40.0).until_streaming().run(1.0).batches)
    assert values[:, 6].mean() > 0.9


@every_driver
def test_a_sensor_that_is_silent_is_told(key):
    session = Session(DRIVERS[key](), 208)
    told, now = session.take(Record(0.0, Kind.CONNECTED)), 0.0
    while now < NO_LONGER_THAN and not session.streaming and session.deadline != now:
        told += session.take(Record(now, Kind.SENT)) if session.orders() else []
        if session.deadline is None:
            break
        now = session.deadline
        told += session.take(Record(now, Kind.TIMER))
    errors = [event.error for event in told if isinstance(event, Failed)]
    assert len(errors) == 1
    assert isinstance(errors[0], SensorError)
    assert now < NO_LONGER_THAN


@every_driver
@pytest.mark.parametrize("heard", [1, 2, 3, 5, 8])
def test_a_sensor_that_falls_silent_on_the_way_is_told(key, heard, meet):
    left = itertools.count(heard, -1)
    talk = meet(key, alter=lambda frame: [frame.data] if next(left) > 0 else []).until_settled()
    assert isinstance(talk.error, SensorError) or talk.session.streaming


@pytest.mark.parametrize(("key", "other"), [*itertools.permutations(SERIAL, 2)])
def test_another_sensor_on_the_port_is_never_taken_for_its_own(key, other, meet):
    talk = meet(key, other).until_settled()
    assert not talk.batches
    assert isinstance(talk.error, SensorError)


@every_driver
def test_a_link_that_comes_back_streams_again(key, meet, shaken, joined):
    talk = meet(key).until_streaming().run(1.0)
    talk.cut().run(1.0)
    known = len(talk.batches)
    talk.connect().until_streaming().run(2.0)
    values, readings = joined(talk.batches[known:]), shaken(NOMINAL.get(key, 208))
    assert len(values) > NOMINAL.get(key, 208)
    expected = readings.specific_force[lined_up(values, readings) :][: len(values)]
    assert (np.abs(values[: len(expected), :3] - expected) <= LSB[:3]).all()


@every_driver
def test_two_sensors_share_nothing(key, stream, joined):
    (one, received), (other, _) = stream(key), stream(key)
    both = [(decoded(one, [piece]), decoded(other, [piece])) for piece in received]
    alone = joined(decoded(stream(key)[0], received))
    for each in zip(*both, strict=True):
        assert np.array_equal(joined(itertools.chain.from_iterable(each)), alone)


@every_stream
@pytest.mark.parametrize("size", [1, 2, 7, 19, 64, 100_000])
def test_however_the_stream_is_cut_it_says_the_same(key, size, stream, joined):
    driver, received = stream(key)
    whole = b"".join(data for _, data in received)
    pieces = [(received[0][0], whole[at : at + size]) for at in range(0, len(whole), size)]
    assert np.array_equal(
        joined(decoded(driver, pieces)), joined(decoded(stream(key)[0], received))
    )


@every_stream
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_torn_stream_says_the_same_however_it_is_cut(key, stream, joined, data):
    driver, received = stream(key)
    whole = bytearray(b"".join(piece for _, piece in received[:40])[:4000])
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(whole)))
        whole[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=30))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=12)))
    pieces = [bytes(whole[a:b]) for a, b in itertools.pairwise([0, *cuts, len(whole)])]
    channel = received[0][0]
    at_once = decoded(driver, [(channel, bytes(whole))])
    in_pieces = decoded(stream(key)[0], [(channel, piece) for piece in pieces])
    assert np.array_equal(joined(at_once), joined(in_pieces))


@every_driver
def test_rubbish_before_the_stream_costs_little_of_it(key, stream, joined):
    driver, received = stream(key)
    channel, rubbish = received[0][0], np.random.default_rng(5).bytes(300)
    clean = joined(decoded(stream(key)[0], received))
    values = joined(decoded(driver, [(channel, rubbish), *received]))
    assert len(clean) - 12 <= len(values) <= len(clean) + 2
    assert np.array_equal(values[-len(clean) + 12 :], clean[12:])
    assert driver.bad > 0


@every_driver
def test_a_tail_cut_off_costs_only_what_is_cut(key, stream, joined):
    driver, received = stream(key)
    clean = joined(decoded(stream(key)[0], received))
    *whole, (channel, last) = received
    values = joined(decoded(driver, [*whole, (channel, last[:-3])]))
    assert len(clean) - 40 <= len(values) < len(clean)
    assert np.array_equal(values, clean[: len(values)])


@every_driver
@settings(max_examples=25, deadline=None)
@given(pieces=st.lists(st.binary(max_size=300), max_size=20))
def test_no_bytes_raise_or_make_it_grow(key, stream, pieces):
    started, received = stream(key)
    for driver in (started, DRIVERS[key]()):
        for channel, data in itertools.product({*dict(received), "nowhere"}, pieces):
            assert driver.feed(channel, data) is not None
        assert len(pickle.dumps(driver)) < 20_000


@every_driver
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_no_damage_to_a_frame_raises(key, stream, data):
    driver, received = stream(key)
    for channel, frame in received[:10]:
        damaged = bytearray(frame)
        for _ in range(data.draw(st.integers(0, 3))):
            damaged[data.draw(st.integers(0, len(frame) - 1))] = data.draw(st.integers(0, 255))
        for batch in decoded(driver, [(channel, bytes(damaged[: data.draw(st.integers(0, 400))]))]):
            assert np.isfinite(batch.specific_force).all()
            assert np.isfinite(batch.angular_rate).all()
            assert np.isfinite(batch.rate)
            assert batch.rate > 0


@every_driver
def test_a_flood_of_rubbish_leaves_nothing_behind(key, stream):
    driver, received = stream(key)
    rubbish = np.random.default_rng(3).bytes(400_000)
    for at in range(0, len(rubbish), 200):
        driver.feed(received[0][0], rubbish[at : at + 200])
    assert len(pickle.dumps(driver)) < 20_000
    assert driver.bad > 0


@every_driver
def test_its_orders_are_for_channels_that_its_sensor_has(key, meet):
    talk = meet(key).until_streaming()
    for order in (*talk.ordered, *talk.driver.stop()):
        match order:
            case Write(channel):
                assert channel in (talk.sensor.writable or ("",))
            case Subscribe(channel):
                assert channel in talk.sensor.notify


@every_driver
def test_it_is_named_and_found_as_its_sensor_advertises_itself(key):
    driver, sensor = DRIVERS[key], SENSORS[key]
    assert driver.label
    assert bool(driver.bauds) == (sensor.name == "")
    assert not driver.verified
    if sensor.name:
        assert sensor.name.startswith(driver.names) or set(sensor.services) & set(driver.services)
