from __future__ import annotations

import itertools

import numpy as np
import pytest

from firmware_bridge.drivers.contract import Batch, Battery, Identity, Subscribe, Write
from firmware_bridge.drivers.wit import SCALE
from firmware_bridge.drivers.witmotion import NOTIFY, SMOOTHED, WRITE, WitMotion
from firmware_bridge.errors import Refused, WrongFirmware, WrongSensor
from hardware.simulated.sensors.witmotion import (
    AXES,
    BANDWIDTH,
    FACTORY,
    OUTPUT,
    RATE,
    SimulatedWitMotion,
    SimulatedWitMotionUsb,
)

CAPTURED = bytes.fromhex("55617702A8FE92FE060230FECDFFF8F053FCABC4")
SET_UP = FACTORY | {RATE: 11, BANDWIDTH: 2, AXES: 1}


def streaming():
    driver = WitMotion()
    driver._rate = 200.0
    return driver


def read(driver, *pieces):
    told = itertools.chain.from_iterable(driver.feed(NOTIFY, piece) for piece in pieces)
    batches = [each for each in told if isinstance(each, Batch)]
    return np.concatenate([np.zeros((0, 3)), *(batch.specific_force for batch in batches)])


def frame(*values):
    return b"\x55\x61" + np.array(values, "<i2").tobytes()


@pytest.fixture
def simulated(talk, shaken):
    def met(settings=FACTORY, driver=WitMotion, sensor=SimulatedWitMotion, rate=200.0, **how):
        return talk(driver(), sensor(shaken(rate), settings), **how).connect()

    return met


def test_a_frame_captured_from_a_real_sensor_says_what_its_finder_says():
    (batch,) = streaming().feed(NOTIFY, CAPTURED)
    assert batch.specific_force[0] / 9.80665 == pytest.approx([0.3081, -0.1680, -0.1787], abs=5e-5)
    assert np.degrees(batch.angular_rate[0]) == pytest.approx([31.62, -28.32, -3.11], abs=0.005)


def test_a_real_recording_is_read_to_the_last_frame_however_it_is_cut(shared_data):
    raw = (shared_data / "packets" / "witmotion-wt901sdcl.bin").read_bytes()
    frames = b"".join(raw[at : at + 20] for at in range(0, len(raw), 28))
    expected = np.frombuffer(frames, "<i2").reshape(-1, 10)[:, 1:4] * SCALE[:3]
    for size in (20, 160, 61, 7, 100_000):
        driver = streaming()
        pieces = [frames[at : at + size] for at in range(0, len(frames), size)]
        assert np.array_equal(read(driver, *pieces)[: len(expected)], expected[: len(expected)])
        assert driver.bad == 0
    g = np.median(np.linalg.norm(expected, axis=1)) / 9.80665
    assert (len(expected), g) == (2197, pytest.approx(0.9994, abs=5e-4))


def test_the_start_reads_sets_and_reads_back(simulated):
    met = simulated().until_streaming()
    assert met.ordered[0] == Subscribe(NOTIFY)
    assert {order.channel for order in met.ordered[1:]} == {WRITE}
    written = [order.data.hex() for order in met.ordered if isinstance(order, Write)]
    rate = written.index("ffaa030b00")
    assert written[rate - 2 : rate + 2] == ["ffaa270300", "ffaa6988b5", "ffaa030b00", "ffaa270300"]
    assert met.sensor.registers.values[RATE] == 11
    assert met.sensor.registers.values[BANDWIDTH] == 2


def test_what_is_set_already_is_left_alone(simulated):
    met = simulated(SET_UP).until_streaming()
    written = [order.data.hex() for order in met.ordered if isinstance(order, Write)]
    assert all(command.startswith("ffaa27") for command in written)


def test_it_says_who_it_is_and_how_full_its_battery_is(simulated):
    met = simulated().until_streaming().run(1.0)
    assert [event for event in met.events if isinstance(event, Identity)] == [
        Identity("WT5500001234", "WitMotion BLE 5.0", "10000")
    ]
    (battery,) = (event for event in met.events if isinstance(event, Battery))
    assert battery.volts == 3.91
    assert battery.percent == pytest.approx(86, abs=1)


@pytest.mark.parametrize(("wish", "given"), [(208, 200), (100, 100), (60, 50), (1000, 200)])
def test_the_rate_is_the_nearest_that_it_has(talk, shaken, wish, given):
    met = talk(WitMotion(), SimulatedWitMotion(shaken(200.0)), wish).connect().until_streaming()
    assert {batch.rate for batch in met.batches} == {given}
    met.batches.clear()
    assert sum(map(len, met.run(2.0).batches)) == pytest.approx(2 * given, abs=9)


def test_no_reading_is_told_before_its_rate_is_known(simulated):
    met = simulated()
    while met.sensor.registers.values[RATE] != 11:
        met.run(0.05)
        assert not met.batches
    met.until_streaming().run(2.0)
    assert {batch.rate for batch in met.batches} == {200.0}
    assert met.batches[0].index is None
    assert 390 < sum(map(len, met.batches)) < 450


def test_a_slow_clock_is_not_hidden(simulated):
    met = simulated(rate=198.6).until_streaming()
    met.batches.clear()
    assert sum(map(len, met.run(10.0).batches)) == pytest.approx(1986, abs=9)


def test_frames_that_straddle_notifications_are_put_together(talk, shaken):
    met = talk(WitMotion(), SimulatedWitMotion(shaken(200.0))).connect(mtu=64).until_streaming()
    met.batches.clear()
    assert sum(map(len, met.run(2.0).batches)) == pytest.approx(400, abs=9)
    assert {len(data) % 20 for _, data in met.received} > {1, 18}
    assert met.driver.bad == 0


def test_a_setting_that_is_lost_on_the_way_is_made_again(simulated):
    met = simulated()
    deaf_until, write = met.now + 1.0, met.sensor.write
    met.sensor.write = lambda at, *said: write(at, *said) if at > deaf_until else None
    assert met.until_streaming().batches[0].rate == 200.0


def test_a_sensor_that_is_slow_to_listen_is_waited_for(simulated):
    met = simulated()
    deaf_until, write = met.now + 2.5, met.sensor.write
    met.sensor.write = lambda at, *said: write(at, *said) if at > deaf_until else None
    assert met.until_streaming().batches


def test_readings_sampled_at_the_old_rate_half_a_second_later_are_not_told(simulated):
    class Late(SimulatedWitMotion):
        """A sensor that goes on at its old rate for 0.6 s after it has taken the new one."""

        def _set_rate(self, at):
            if self.registers.values[RATE] == 11:
                self.since = getattr(self, "since", at)
                if at < self.since + 0.6:
                    return
            super()._set_rate(at)

        def _sample(self, to):
            if hasattr(self, "since"):
                self._set_rate(to)
            super()._sample(to)

    met = simulated(sensor=Late).until_streaming().run(1.0)
    numbers = np.concatenate([batch.specific_force for batch in met.batches])
    known = met.sensor._readings.specific_force
    first = int(np.argmin(np.abs(known - numbers[0]).sum(axis=1)))
    assert np.abs(known[first : first + len(numbers)] - numbers).max() < 0.01


class Stubborn(SimulatedWitMotion):
    """A sensor whose registers keep what they hold."""

    def write(self, at, channel, data):
        if data[2] in (0x27, 0x69):
            super().write(at, channel, data)


def test_a_sensor_that_keeps_its_rate_is_refused_with_what_to_do(simulated):
    error = simulated(sensor=Stubborn).until_settled().error
    assert isinstance(error, Refused)
    assert "200 Hz" in str(error)
    assert "WitMotion's app" in str(error)


def test_a_filter_that_cannot_be_widened_is_told(simulated):
    met = simulated(SET_UP | {BANDWIDTH: 4}, sensor=Stubborn).until_streaming()
    (identity,) = (event for event in met.events if isinstance(event, Identity))
    assert identity.notices == (SMOOTHED,)


def test_newer_firmware_is_made_to_send_what_is_needed(simulated):
    met = simulated(FACTORY | {OUTPUT: 0xE1}).until_streaming()
    assert met.sensor.registers.values[OUTPUT] == 0x61
    assert met.batches


def test_on_older_firmware_the_mode_of_a_pin_is_left_alone(simulated):
    met = simulated(FACTORY | {OUTPUT: 3}).until_streaming()
    assert met.sensor.registers.values[OUTPUT] == 3


class Dumb(SimulatedWitMotion):
    """A sensor that answers and sends nothing else."""

    def _sample(self, to):
        pass


def test_a_sensor_without_readings_is_refused_with_what_to_do(simulated):
    error = simulated(SET_UP, sensor=Dumb).until_settled().error
    assert isinstance(error, WrongFirmware)
    assert "WitMotion's app" in str(error)


def test_at_a_port_it_listens_before_it_speaks(talk, shaken):
    sensor = SimulatedWitMotionUsb(shaken(200.0))
    sensor.advance = lambda to: []
    met = talk(WitMotion.__subclasses__()[0](), sensor).connect().until_settled()
    assert isinstance(met.error, WrongSensor)
    assert met.ordered == []


def numbered(n):
    """Frames whose forward axis counts from 1, and that hold nothing like a head."""
    return [frame(i, 2, 3, 4, 5, 6, 7, 8, 9) for i in range(1, n + 1)]


def seen(driver, data):
    return np.rint(read(driver, data)[:, 0] / SCALE[0]).astype(int).tolist()


@pytest.mark.parametrize("missing", range(1, 20))
def test_a_torn_frame_costs_only_itself(missing):
    frames = numbered(10)
    frames[4] = frames[4][: 20 - missing]
    driver = streaming()
    assert seen(driver, b"".join(frames)) == [1, 2, 3, 4, 6, 7, 8, 9, 10]
    assert driver.bad == 1


def test_readings_that_look_like_a_head_are_read_all_the_same():
    looks = frame(0x6155, 2, 0x7155, 4, 5, 6, 7, 8, 0x5500)
    driver = streaming()
    assert seen(driver, b"".join([looks, *numbered(3)])) == [0x6155, 1, 2, 3]
    assert driver.bad == 0


@pytest.mark.parametrize("into", range(1, 20))
def test_a_stream_entered_within_a_frame_is_read_from_the_next_one(into):
    driver = streaming()
    assert seen(driver, b"".join(numbered(6))[into:]) == [2, 3, 4, 5, 6]


def test_a_head_among_the_values_misleads_only_while_they_stay_the_same():
    still = [frame(i, 2, 3, 4, 5, 6, 0x6155, 8, 9) for i in range(1, 6)]
    driver = streaming()
    values = seen(driver, b"".join(still)[7:] + b"".join(numbered(8)))
    assert values[-7:] == [2, 3, 4, 5, 6, 7, 8]
