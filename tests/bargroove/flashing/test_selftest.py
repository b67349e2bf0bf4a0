"""Sensors that are well and sensors that are not, in virtual time, told apart."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest

from bargroove.cli.flash import as_json, lines
from bargroove.flashing.listening import Heard
from bargroove.flashing.selftest import findings
from hardware.simulated.sensors import SENSORS
from hardware.simulated.sensors.bvm import SimulatedBvm
from hardware.simulated.sensors.contract import Frame
from tests.still import LISTENED_S, amiss, heard_of, still

RATES = {"witmotion": 200.0, "witmotion-usb": 200.0, "wt901c": 200.0, "ximu3": 200.0, "dot": 60.0}


@pytest.mark.parametrize("key", SENSORS)
def test_a_sensor_of_any_kind_that_is_well_is_found_well(key):
    heard = heard_of(SENSORS[key](still(RATES.get(key, 208.0))), key)
    assert amiss(heard) == {}
    assert heard.seconds == pytest.approx(LISTENED_S, abs=0.7)


def test_what_was_measured_is_what_was_there():
    found = {one.name: one for one in findings(heard_of(SimulatedBvm(still())))}
    assert found["sample rate"].value == pytest.approx(208.0, abs=0.3)
    assert found["gravity"].value == pytest.approx(1.0, abs=0.002)
    assert found["accelerometer noise"].value == pytest.approx(1.02, abs=0.15)
    assert found["gyroscope noise"].value == pytest.approx(0.054, abs=0.01)
    assert found["gyroscope bias"].value == pytest.approx(1.0, abs=0.02)
    assert found["gyroscope bias"].axis == "y"


class Hasty(SimulatedBvm):
    """A sensor whose clock goes 8 % too fast, and all of it with it."""

    def connect(self, at: float, mtu: int = 247) -> None:
        super().connect(1.08 * at, mtu)

    def write(self, at: float, channel: str, data: bytes) -> None:
        super().write(1.08 * at, channel, data)

    def advance(self, to: float) -> list[Frame]:
        return super().advance(1.08 * to)


def test_a_wrong_rate_is_told():
    assert amiss(heard_of(Hasty(still()))) == {"sample rate": ""}


@pytest.mark.parametrize("column", range(6))
def test_a_noisy_axis_is_told_by_its_name(column):
    readings = still()
    values = (readings.specific_force, readings.angular_rate)[column // 3]
    values[:, column % 3] += np.random.default_rng(2).normal(0, 0.1, len(values))
    name = ("accelerometer noise", "gyroscope noise")[column // 3]
    told = amiss(heard_of(SimulatedBvm(readings)))
    assert told[name] == "xyz"[column % 3]
    assert set(told) <= {name, "turned", "moved"}


@pytest.mark.parametrize("column", range(6))
def test_a_stuck_axis_is_told_by_its_name(column):
    readings = still()
    values = (readings.specific_force, readings.angular_rate)[column // 3]
    values[:, column % 3] = values[0, column % 3]
    name = ("accelerometer axes stuck", "gyroscope axes stuck")[column // 3]
    assert amiss(heard_of(SimulatedBvm(readings))) == {name: "xyz"[column % 3]}


def test_a_gyroscope_of_others_that_says_nothing_at_rest_is_not_stuck():
    readings = still(200.0)
    readings.angular_rate[:] = 0.0
    assert amiss(heard_of(SENSORS["witmotion"](readings), "witmotion")) == {}
    readings = still()
    readings.angular_rate[:] = 0.0
    assert amiss(heard_of(SimulatedBvm(readings))) == {"gyroscope axes stuck": "x y z"}


@pytest.mark.parametrize(
    ("share", "well"), [(0.9, False), (0.98, True), (1.02, True), (1.1, False)]
)
def test_gravity_may_be_three_percent_off(share, well):
    readings = still()
    readings.specific_force[:] *= share
    assert amiss(heard_of(SimulatedBvm(readings))) == ({} if well else {"gravity": ""})


def test_a_gyroscope_that_turns_at_rest_is_told():
    readings = still()
    readings.angular_rate[:, 1] += np.radians(15.0)
    assert amiss(heard_of(SimulatedBvm(readings))) == {"gyroscope bias": "y"}


def test_a_sensor_that_is_moved_is_to_be_laid_down():
    readings = still()
    slow = np.sin(np.arange(len(readings.specific_force)) / 208.0)
    readings.specific_force[:, 0] += slow
    readings.angular_rate[:, 2] += 0.3 * slow
    assert amiss(heard_of(SimulatedBvm(readings))) == {"moved": "x", "turned": "z"}


def test_clipped_samples_are_told():
    readings = still()
    readings.specific_force[600:610, 2] = 200.0
    assert amiss(heard_of(SimulatedBvm(readings)))["samples clipped"] == ""


def every(number: int, otherwise):
    """Treat every so-manieth piece otherwise."""
    count = iter(range(10**6))

    def alter(frame: Frame) -> Iterable[bytes]:
        data = bytes(frame.data)
        return otherwise(data) if next(count) % number == number - 1 else (data,)

    return alter


def test_samples_that_never_come_are_counted():
    heard = heard_of(SimulatedBvm(still()), alter=every(30, lambda data: ()))
    assert amiss(heard) == {"samples lost": ""}
    assert heard.lost % 10 == 0


def test_damaged_frames_are_counted_beside_what_was_in_them():
    heard = heard_of(SimulatedBvm(still()), alter=every(30, lambda data: (data[:-1] + b"!",)))
    assert set(amiss(heard)) == {"samples lost", "frames damaged"}
    assert heard.lost == 10 * heard.bad


def test_a_link_that_is_lost_ends_the_test():
    heard = heard_of(SimulatedBvm(still()), cut=True)
    assert amiss(heard) == {"links lost": ""}
    assert heard.seconds < LISTENED_S


def test_too_little_is_not_judged():
    heard = heard_of(SimulatedBvm(still()))
    short = Heard(heard.driver, LISTENED_S)
    assert set(amiss(short)) == {"time listened"}


def test_people_read_a_table_and_what_to_do():
    readings = still()
    readings.specific_force[:] *= 0.9
    heard = heard_of(SimulatedBvm(readings))
    told = lines("ble:BVM-51ab", heard, findings(heard))
    assert (
        told[0] == "ble:BVM-51ab: Bargroove sensor 51ab000000000001, firmware 1; 208 Hz for 4.0 s"
    )
    (gravity,) = [line for line in told if line.startswith("gravity ")]
    assert gravity.split() == ["gravity", "0.900", "0.970", "–", "1.030", "g", "NOT", "OK"]
    assert any(line.startswith("- gravity: run bargroove calibrate") for line in told)


def test_programs_read_the_same():
    heard = heard_of(SimulatedBvm(still()))
    told = as_json("ble:BVM-51ab", heard, findings(heard))
    assert (told["schema"], told["driver"], told["well"]) == (1, "bvm", True)
    assert told["sensor"] == {
        "uid": "51ab000000000001",
        "model": "Bargroove sensor",
        "firmware": "1",
    }
