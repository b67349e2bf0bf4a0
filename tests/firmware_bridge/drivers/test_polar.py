from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polar_python.constants import TIMESTAMP_OFFSET
from polar_python.parsers import parse_polar_data

from firmware_bridge.drivers.contract import Battery, Identity
from firmware_bridge.drivers.pmd import ACC, GYR, factor, frame, physical
from firmware_bridge.drivers.polar import CONTROL, DATA, PolarVeritySense
from firmware_bridge.errors import Refused, WrongFirmware
from hardware.simulated.sensors import polar as simulated
from hardware.simulated.sensors.contract import Readings
from hardware.simulated.sensors.polar import SimulatedPolar
from hardware.simulated.sensors.polar_frames import frame as packed

ACC_LSB, GYR_LSB = 16 / 2**15 * 9.80665, np.radians(2000 / 2**15)
START = bytes.fromhex("02020001d0000101100002011000040103")


def swinging(rate: float) -> Readings:
    """What a chip feels that swings slowly."""
    time = np.arange(round(12 * rate)) / rate
    force = np.stack((3 * np.sin(2 * time), 2 * np.cos(3 * time), 9.81 + 5 * np.sin(5 * time)))
    turn = np.stack((np.sin(time), 5 * np.sin(4 * time), np.cos(7 * time)))
    return Readings(rate, force.T, turn.T)


def misses(batches, felt: Readings) -> tuple[float, float]:
    """How far decoded readings are, at their own times, from what the chip felt."""
    first = batches[0]
    begun = int(np.argmin(np.abs(felt.specific_force - first.specific_force[0]).sum(axis=1)))
    force, turn = [], []
    for batch in batches:
        at = begun + round((batch.device_time - first.device_time) * felt.rate)
        part = slice(at, at + len(batch))
        force.append(np.abs(felt.specific_force[part] - batch.specific_force).max())
        turn.append(np.abs(felt.angular_rate[part] - batch.angular_rate).max())
    return max(force), max(turn)


def test_the_published_frame_of_plain_samples_decodes_to_its_values():
    one = frame(bytes.fromhex("02009435770000000001F7FFFFFFE703F8FFFEFFE503"))
    assert one.stamp == 2_000_000_000
    milli_g = physical(one, 1.0) * 1000
    np.testing.assert_allclose(milli_g, [(-9, -1, 999), (-8, -2, 997)], atol=1e-9)


@pytest.mark.parametrize("kind", [ACC, GYR])
def test_packed_frames_decode_as_polar_python_decodes_them(kind):
    rng = np.random.default_rng(kind)
    unit, shown = (1.0, 1.0) if kind == GYR else (0.001, 1000.0)
    for _ in range(100):
        walk = rng.normal(0, 10 ** rng.uniform(0, 4), (rng.integers(1, 80), 3)).cumsum(axis=0)
        counts = np.clip(np.rint(walk), -(2**15), 2**15 - 1).astype(np.int64)
        data = packed(kind, int(rng.integers(2**62)), counts)
        ours, theirs = frame(data), parse_polar_data(bytearray(data), lambda _: unit)
        np.testing.assert_array_equal(ours.raw, counts)
        np.testing.assert_allclose(physical(ours, unit) * shown, theirs.data, atol=1e-6)
        assert ours.stamp + TIMESTAMP_OFFSET == theirs.timestamp


def test_streams_are_stopped_before_sdk_mode_and_started_after_it(talk, shaken):
    written = []

    class Overheard(SimulatedPolar):
        def write(self, at, channel, data):
            written.append(data)
            super().write(at, channel, data)

    one = talk(PolarVeritySense(), Overheard(shaken(208))).connect().run(1.0)
    assert [data[:2].hex() for data in written] == ["0302", "0305", "0209", "0202", "0205"]
    assert written[3] == START
    assert written[4].hex() == "02050001d000010110000201d007040103"
    assert one.session.streaming
    told = [event for event in one.events if isinstance(event, Identity | Battery)]
    assert told[0].model == "Polar Verity Sense"
    assert told[1] == Battery(percent=87.0)


def test_time_is_the_sensors_own(talk):
    felt = swinging(206.3)
    sensor = SimulatedPolar(felt, clock=1.007)
    one = talk(PolarVeritySense(), sensor).connect().run(8.0)
    times = [batch.device_time for batch in one.batches]
    sizes = np.array([len(batch) for batch in one.batches[:-1]])
    np.testing.assert_allclose(np.diff(times), 1.007 * sizes / 206.3, atol=1e-8)


def test_a_gyroscope_that_samples_in_between_is_brought_onto_the_accelerometers_times(talk):
    felt = swinging(208.0)
    sensor = SimulatedPolar(felt, gyro_late=0.0017)
    one = talk(PolarVeritySense(), sensor).connect().run(8.0)
    force, turn = misses(one.batches, felt)
    assert force < 0.51 * ACC_LSB
    assert turn < 2 * GYR_LSB


@pytest.mark.parametrize("kind", [ACC, GYR])
def test_a_lost_frame_of_either_leaves_one_gap_and_wrong_values_nowhere(talk, kind):
    felt = swinging(208.0)
    one = talk(PolarVeritySense(), SimulatedPolar(felt)).connect().run(3.0)
    lost = []

    def without_one(each):
        if each.channel == DATA and each.data[0] == kind and not lost:
            lost.append(each)
            return []
        return [each.data]

    one.alter = without_one
    one.run(5.0)
    assert max(misses(one.batches, felt)) < 2 * ACC_LSB
    ends = np.array([batch.device_time + len(batch) / 208 for batch in one.batches])
    steps = np.array([batch.device_time for batch in one.batches[1:]]) - ends[:-1]
    assert (steps > 0.1).sum() == 1
    assert np.abs(steps[steps < 0.1]).max() < 1e-6


def test_a_clock_that_steps_back_begins_another_session(talk):
    one = talk(PolarVeritySense(), SimulatedPolar(swinging(208.0))).connect().run(3.0)
    still = np.zeros((60, 3), np.int64)
    frames = [packed(kind, n * 288_461_538, still) for n in range(1, 5) for kind in (ACC, GYR)]
    told = [batch for data in frames for batch in one.driver.feed(DATA, data)]
    assert told[-1].session > one.batches[-1].session


def answering(kind: int, status: int, more: bytes = b"") -> type[SimulatedPolar]:
    class Answering(SimulatedPolar):
        def _obey(self, at, op, about, settings):
            wrong = about == kind and op == 2
            return (status, more) if wrong else super()._obey(at, op, about, settings)

    return Answering


@pytest.mark.parametrize(
    ("sensor", "error", "advice"),
    [
        (answering(9, 3), WrongFirmware, "Polar Flow"),
        (answering(9, 12), Refused, "close the app"),
        (answering(2, 8), Refused, "208 Hz"),
        (answering(5, 10), Refused, "adapter"),
        (answering(5, 13), Refused, "take it out"),
        (answering(5, 99), Refused, "status 99"),
        (answering(2, 0, b"\0\x05\x01\0\0\0\0"), WrongFirmware, "scale"),
    ],
)
def test_a_refusal_says_what_to_do(talk, shaken, sensor, error, advice):
    one = talk(PolarVeritySense(), sensor(shaken(208))).connect().run(1.0)
    assert isinstance(one.error, error)
    assert advice in str(one.error)


def test_samples_that_wait_for_a_silent_gyroscope_do_not_grow(talk):
    one = talk(PolarVeritySense(), SimulatedPolar(swinging(208.0)))
    one.alter = lambda each: [] if each.data[0] == GYR else [each.data]
    one.connect().run(11.0)
    assert not one.batches
    still = np.zeros((60, 3), np.int64)
    for number in range(10_000):
        one.driver.feed(DATA, packed(ACC, 2**60 + number * 288_461_538, still))
    assert len(one.driver._tracks[ACC].rows) <= 2048


def test_a_frame_cut_within_a_block_is_not_read():
    whole = packed(ACC, 10**9, np.arange(75).reshape(25, 3))
    block = 2 + 8 * 3 * 3 // 8
    ends = range(16, len(whole) + 1, block)
    for cut in set(range(len(whole))) - set(ends):
        with pytest.raises(ValueError, match="PMD frame"):
            frame(whole[:cut])


@given(st.binary(max_size=40))
def test_no_settings_raise(data):
    unit = factor(data)
    assert unit is None or unit > 0


class TestTheSimulatedSensor:
    def replies(self, *commands: str | bytes, **options) -> list[int]:
        sensor = SimulatedPolar(swinging(208.0), **options)
        sensor.connect(0.0)
        for number, command in enumerate(commands):
            data = bytes.fromhex(command) if isinstance(command, str) else command
            sensor.write(number, CONTROL, data)
        frames = sensor.advance(len(commands))
        return [each.data[3] for each in frames if each.channel == CONTROL]

    def test_knows_208_hz_only_in_sdk_mode(self):
        assert self.replies(START) == [simulated.BAD_RATE]
        assert self.replies("0209", START) == [simulated.OK, simulated.OK]

    def test_does_not_change_its_mode_while_it_streams(self):
        replies = self.replies("0209", START, "0309", "0302", "0309")
        assert replies == [0, 0, simulated.BAD_STATE, 0, 0]

    def test_says_when_it_is_in_that_state_already(self):
        assert self.replies("0209", "0209", START, START) == [0, 6, 0, 6]

    def test_does_not_measure_in_its_charger(self):
        assert self.replies("0209", START, charging=True) == [0, simulated.IN_CHARGER]

    def test_hands_over_a_packet_about_every_third_of_a_second(self):
        sensor = SimulatedPolar(swinging(208.0))
        sensor.connect(0.0)
        sensor.write(0.0, CONTROL, bytes.fromhex("0209"))
        sensor.write(0.0, CONTROL, START)
        times = [each.at for each in sensor.advance(10.0) if each.channel == DATA]
        assert 0.2 < np.median(np.diff(times)) < 0.7
