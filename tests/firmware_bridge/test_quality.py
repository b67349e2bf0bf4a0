from __future__ import annotations

import numpy as np
import pytest

from firmware_bridge.errors import BadRecording
from firmware_bridge.quality import inspect
from firmware_bridge.ranging import mend_range_slips
from firmware_bridge.recordings import read_recording
from velocity.samples import CLIPPED, MISSING

G = 9.80665


@pytest.fixture
def readings(rows):
    """(6, 1000) at 100 Hz."""
    return rows[:, 1:].T.copy()


def test_sound_readings_are_left_alone(readings):
    before = readings.copy()
    flags, notices = inspect(readings, 100)
    assert not flags.any()
    assert notices == ()
    np.testing.assert_array_equal(readings, before)


def test_only_zeros_are_refused(readings):
    with pytest.raises(BadRecording, match="sent only zeros"):
        inspect(readings * 0, 100)


def test_a_sensor_that_never_changes_is_refused(readings):
    readings[:] = readings[:, :1]
    with pytest.raises(BadRecording, match="the sensor is stuck"):
        inspect(readings, 100)


def test_a_sensor_stuck_for_a_while_is_flagged_there(readings):
    readings[:, 300:400] = readings[:, 299:300]
    readings[3, 300:400] = 0.5
    flags, notices = inspect(readings, 100)
    assert list(np.flatnonzero(flags == MISSING)) == list(range(300, 400))
    assert notices == ("100 samples (10 %) with a stuck sensor's reading: interpolated",)


def test_a_rest_without_any_noise_is_a_rest(readings):
    readings[:, 300:400] = [[0.0], [0.0], [G], [0.01], [0.0], [-0.01]]
    flags, notices = inspect(readings, 100)
    assert not flags.any()
    assert notices == ("99 samples (9.9 %) without the least change: taken for rest",)


def test_peaks_cut_off_at_the_same_value_are_clipped_whatever_the_range(readings):
    for start in (100, 300, 500):
        readings[2, start : start + 3] = 1.5 * G
    assert (inspect(readings, 100)[0] == CLIPPED).sum() == 9


def test_a_frozen_accelerometer_under_a_live_gyroscope_is_stuck(readings):
    readings[:3, 300:400] = readings[:3, 299:300]
    assert (inspect(readings, 100)[0] == MISSING).sum() == 100


def test_a_gyroscope_with_a_dead_band_is_not_stuck(readings):
    readings[3:, 300:400] = 0
    assert not inspect(readings, 100)[0].any()


def test_a_gyroscope_that_is_off_is_told(readings):
    readings[3:] = 0
    assert inspect(readings, 100)[1] == (
        "the angular rate is zero throughout: is the gyroscope on?",
    )


def test_zeros_in_between_are_no_readings(readings):
    readings[:, 500] = 0
    assert list(np.flatnonzero(inspect(readings, 100)[0])) == [500]


@pytest.mark.parametrize(
    ("factor", "unit"), [(1 / G, "g"), (1000 / G, "mg"), (G, "m/s²"), (1000, "mg")]
)
def test_values_in_another_unit_than_the_column_says_are_read_right(readings, factor, unit):
    true = readings.copy()
    readings[:3] *= factor
    _, notices = inspect(readings, 100)
    np.testing.assert_allclose(readings, true, rtol=1e-12)
    assert len(notices) == 1
    assert f"look like {unit}, although the column says otherwise" in notices[0]


@pytest.mark.parametrize("factor", [0.0, 0.5, 2.0])
def test_a_rest_without_gravity_is_refused(readings, factor):
    readings[2] += (factor - 1) * 9.81
    with pytest.raises(BadRecording, match=r"not 9\.81"):
        inspect(readings, 100)


def test_values_that_are_not_gravity_and_never_rest_are_refused(readings):
    readings[:3] = readings[:3] / G + 0.3 * np.sin(np.arange(1000) / 5)
    with pytest.raises(BadRecording, match="at its quietest the accelerometer reads"):
        inspect(readings, 100)


def test_a_scale_a_few_percent_off_is_for_the_calibration(readings):
    readings[:3] *= 1.05
    assert inspect(readings, 100)[1] == ()


def test_degrees_in_a_column_of_radians_are_refused_when_no_sensor_turns_so_fast(readings):
    readings[3, 200:800] = 300 * np.sin(np.arange(600) / 20)
    with pytest.raises(BadRecording, match="larger than any sensor measures"):
        inspect(readings, 100)


@pytest.mark.parametrize("scale", [2, 4, 8, 16])
@pytest.mark.parametrize("code", [1.0, 32767 / 32768])
def test_samples_at_a_usual_full_scale_are_clipped(readings, scale, code):
    readings[0, 600:603] = -scale * G * code
    readings[1, 700] = scale * G * code
    flags, notices = inspect(readings, 100)
    assert list(np.flatnonzero(flags == CLIPPED)) == [600, 601, 602, 700]
    assert notices == ("4 samples (0.4 %) at the end of the sensor's range: clipped",)


def test_a_long_run_at_an_unusual_extreme_is_clipped(readings):
    readings[2] = np.minimum(readings[2] + 20 * (np.arange(1000) > 900), 23.0)
    flags, _ = inspect(readings, 100)
    assert (flags[901:] == CLIPPED).all()
    assert not flags[:900].any()


def test_a_gyroscope_at_its_end_is_clipped(readings):
    readings[4, 100:104] = np.deg2rad(500)
    assert list(np.flatnonzero(inspect(readings, 100)[0])) == [100, 101, 102, 103]


def test_a_peak_that_is_passed_through_is_not_clipped(readings):
    readings[2, 600:605] = [20, 50, 78.45, 60, 110]
    assert not inspect(readings, 100)[0].any()


def self_ranging(force):
    """Readings held for two samples, the second of which is sometimes sent in another range."""
    held = np.repeat(force[:, ::2], 2, axis=1)
    sent = held.copy()
    for row, scale in ((101, 4), (201, 0.5), (301, 0.5), (401, 2)):
        sent[:, row] *= scale
    return held, sent


def test_slips_of_a_self_ranging_sensor_are_found_and_its_impact_is_kept(readings):
    force = readings[:3]
    force[:, 400] = [20, -10, 35]
    held, sent = self_ranging(force)
    mended, doubtful = mend_range_slips(sent)
    assert list(np.flatnonzero(mended | doubtful)) == [101, 201, 301, 401]
    assert mended[401]
    np.testing.assert_array_equal(sent[:, ~doubtful], held[:, ~doubtful])


def test_impacts_of_another_sensor_are_never_slips(readings):
    rng = np.random.default_rng(3)
    force = readings[:3]
    for row in range(50, 950, 30):
        ringing = np.exp(-np.arange(6) / 1.5) * (-1.0) ** np.arange(6)
        force[2, row : row + 6] += rng.uniform(5, 100) * ringing
    force[2, 20:980:30] += 9.9
    before = force.copy()
    mended, doubtful = mend_range_slips(force)
    assert not (mended | doubtful).any()
    np.testing.assert_array_equal(force, before)


@pytest.mark.parametrize(
    ("name", "slips"),
    [
        ("barspeed-field-ohp-rotating-8rep", 20),
        ("barspeed-field-backsquat-99hz-6rep", 10),
        ("barspeed-field-rdl-3010-10rep", 7),
        ("barspeed-field-still-0rep", 0),
        ("mevbt-20260701-SQ-MM-1", 0),
        ("broad-15_undisturbed_fast_translation_A", 0),
        ("pyle-bench-lsm6dsox-utf16", 0),
    ],
)
def test_only_the_real_self_ranging_sensor_slips(shared_data, name, slips):
    recording = read_recording(shared_data / "real" / f"{name}.csv")
    told = [notice for notice in recording.notices if "wrong range" in notice]
    assert [int(notice.split()[0]) for notice in told] == ([slips] if slips else [])
    assert np.abs(recording.samples.specific_force).max() < 5.4 * G
