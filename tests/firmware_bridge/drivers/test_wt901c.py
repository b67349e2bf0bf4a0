from __future__ import annotations

import re

import numpy as np
import pytest

from firmware_bridge.drivers.contract import Baud, Identity
from firmware_bridge.drivers.wit import SCALE
from firmware_bridge.drivers.wt901c import Wt901c
from firmware_bridge.errors import Refused, WrongSensor
from hardware.simulated.sensors.sampling import Sampling
from hardware.simulated.sensors.wt901c import BAUD, OUTPUTS, RATE, SimulatedWt901c, framed


def pair(number):
    """The two frames of a sample whose forward axis reads ``number``."""
    force, turn = np.array([[number, 2, 3, 0]], np.int16), np.array([[4, 5, 6, 0]], np.int16)
    return framed(0x51, force).tobytes() + framed(0x52, turn).tobytes()


def seen(data):
    driver = Wt901c()
    driver._rate = 200.0
    batches = driver.feed("", data)
    values = np.concatenate([np.zeros((0, 3)), *(batch.specific_force for batch in batches)])
    return np.rint(values[:, 0] / SCALE[0]).astype(int).tolist(), driver.bad


@pytest.fixture
def met(talk, shaken):
    return talk(Wt901c(), SimulatedWt901c(shaken(200.0)))


def test_a_frame_ends_in_the_sum_of_its_bytes():
    assert pair(1)[:11].hex() == "5551010002000300" + "0000" + "ac"
    assert seen(pair(1)) == ([1], 0)


def test_the_port_is_made_faster_before_the_sensor(met):
    met.connect().until_streaming()
    said = [order.rate if isinstance(order, Baud) else order.data.hex() for order in met.ordered]
    unlock = "ffaa6988b5"
    assert said[:3] == [unlock, "ffaa040600", 115200]
    assert said[-8:] == [
        *(unlock, "ffaa020600"),
        *(unlock, "ffaa1f0200"),
        *(unlock, "ffaa240100"),
        *(unlock, "ffaa030b00"),
    ]
    held = met.sensor.registers.values
    assert (held[BAUD], held[OUTPUTS], held[RATE]) == (6, 6, 11)
    assert {batch.rate for batch in met.batches} == {200.0}


@pytest.mark.parametrize("baud", [115200, 921600])
def test_at_the_wrong_speed_nothing_is_written(met, baud):
    met.connect(baud=baud).until_settled()
    assert isinstance(met.error, WrongSensor)
    assert met.ordered == []


@pytest.mark.parametrize("power_cut", [False, True])
def test_after_an_unplugging_the_speed_is_looked_for(talk, shaken, power_cut):
    met = talk(Wt901c(), SimulatedWt901c(shaken(200.0))).connect().until_streaming()
    met.cut().run(0.5)
    if power_cut:
        met.sensor.registers.values |= {BAUD: 2, RATE: 6, OUTPUTS: 0x1E}
        met.sensor._set_rate(met.now)
    met.connect(baud=9600)
    met.batches.clear()
    met.until_streaming().run(1.0)
    assert sum(map(len, met.batches)) == pytest.approx(210, abs=15)


def test_it_says_who_it_is_where_it_can(met):
    met.connect().until_streaming()
    assert [event for event in met.events if isinstance(event, Identity)] == [
        Identity("WT9000004321", "WitMotion WT901C")
    ]


class Slow(SimulatedWt901c):
    """A sensor that keeps its rate, as one does whose port stays slow."""

    def write(self, at, channel, data):
        if data[2] != RATE:
            super().write(at, channel, data)


def test_a_sensor_that_keeps_its_rate_is_refused_with_what_to_do(talk, shaken):
    error = talk(Wt901c(), Slow(shaken(200.0))).connect().until_settled().error
    assert isinstance(error, Refused)
    assert re.search(r" (9|10|11) samples a second where 200 were asked for: set ", str(error))


class Late(SimulatedWt901c):
    """A sensor heard by a host that is busy: a fifth more comes in what was to be a second."""

    def _set_rate(self, at):
        before = self._rate
        super()._set_rate(at)
        if self._rate != before:
            self._sampling = Sampling(self._readings, 1.2 * self._rate)
            self._taken = self._sampling.taken(at)


def test_a_busy_hosts_late_second_refuses_no_sensor(talk, shaken):
    assert talk(Wt901c(), Late(shaken(200.0))).connect().until_settled().error is None


def test_two_frames_torn_cost_only_their_sample():
    for missing in range(1, 22):
        torn = pair(2)[:-missing]
        values, bad = seen(pair(1) + torn + b"".join(map(pair, (3, 4))))
        assert values == [1, 3, 4]
        assert bad == 1


def test_a_wrong_byte_costs_only_its_sample():
    for at in range(22):
        wrong = bytearray(pair(2))
        wrong[at] ^= 0x10
        values, bad = seen(pair(1) + bytes(wrong) + pair(3))
        assert values == [1, 3]
        assert bad == 1


def test_frames_of_other_kinds_are_passed_over():
    other = framed(0x53, np.array([[1, 2, 3, 4]], np.int16)).tobytes()
    assert seen(pair(1) + other + pair(2))[0] == [1, 2]
