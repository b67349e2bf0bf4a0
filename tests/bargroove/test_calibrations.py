from __future__ import annotations

import numpy as np
import pytest

from bargroove import calibrations
from bargroove.calibrations import BadCalibration, Calibration
from bargroove.errors import CannotWrite
from velocity.calibration import Constants


def made(uid: str, bias: float = 0.1) -> Calibration:
    constants = Constants(accel_bias=np.full(3, bias), gyro_bias=np.array([0.0, 0.01, -0.01]))
    return Calibration(uid, "BVM", "2026-03-01T18:05:09+00:00", 1.25, constants)


def same(one: Calibration | None, other: Calibration) -> bool:
    assert one is not None
    alike = np.array_equal(one.constants.vector(), other.constants.vector())
    return alike and (one.uid, one.made, one.expected_mg) == (
        other.uid,
        other.made,
        other.expected_mg,
    )


@pytest.mark.parametrize("uid", ["51ab0001", "ble:AA:BB:CC", "../../etc/passwd", "é" * 300, "a/b"])
def test_a_calibration_is_found_again_by_the_sensors_identity(data, uid):
    path = calibrations.store(made(uid))
    assert path.parent == data / "calibrations"
    assert same(calibrations.find(uid), made(uid))
    assert calibrations.find(uid + "2") is None


def test_a_newer_one_takes_the_olders_place(data):
    calibrations.store(made("a", 0.1))
    calibrations.store(made("a", 0.2))
    assert same(calibrations.find("a"), made("a", 0.2))
    assert [p.name[:2] for p in (data / "calibrations").iterdir()] == ["a-"]


def test_names_that_differ_in_signs_only_are_two_sensors():
    calibrations.store(made("a:b", 0.1))
    calibrations.store(made("a/b", 0.2))
    assert same(calibrations.find("a:b"), made("a:b", 0.1))


def test_a_forgotten_one_is_gone():
    calibrations.store(made("a"))
    assert calibrations.forget("a")
    assert not calibrations.forget("a")
    assert calibrations.known() == []


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"schema": 2}', '{"schema": 1}', "\x00"])
def test_a_damaged_file_is_told_by_name_and_stops_nothing_else(text):
    path = calibrations.store(made("a"))
    calibrations.store(made("b"))
    path.write_text(text)
    with pytest.raises(BadCalibration, match="calibrate the sensor again"):
        calibrations.find("a")
    assert [one.uid for one in calibrations.known()] == ["b"]


def test_a_sensor_without_a_name_goes_by_the_way_to_it():
    calibrations.store(made(calibrations.identity_at("", "ble:AA:BB?driver=polar")))
    assert calibrations.for_source("ble:AA:BB")[""].uid == "ble:AA:BB"
    assert "" not in calibrations.for_source("ble:CC:DD")


def test_a_file_where_the_folder_should_be_is_told(data):
    data.write_text("")
    with pytest.raises(CannotWrite, match="BARGROOVE_DATA"):
        calibrations.store(made("a"))
