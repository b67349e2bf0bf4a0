from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from bargroove import calibrations
from firmware_bridge.recordings import read_recording
from velocity.calibration import GRAVITY

POSES = "sim:poses?seed=1&speed=0"


def test_six_poses_are_guided_solved_stored_and_told(bargroove):
    result = bargroove("calibrate", POSES)
    assert (result.status, result.err) == (0, "")
    assert "x up: done, 5 left" in result.out
    assert re.search(r"bias  .* mg\nscale .* %\ncross-axis .* °\ngyroscope bias .* °/s", result.out)
    (known,) = calibrations.known()
    assert known.uid in result.out
    assert known.expected_mg < 6


def test_it_is_used_from_then_on_and_says_so(bargroove, tmp_path):
    before, after = tmp_path / "before.capture", tmp_path / "after.capture"
    bargroove("record", "sim:squat?seed=1&speed=0", before, "--seconds", 3)
    bargroove("calibrate", POSES)
    told = bargroove("record", "sim:squat?seed=1&speed=0", after, "--seconds", 3).out
    assert "applied, good to" in told
    off = [abs(gravity_at_rest(path) / GRAVITY - 1) for path in (before, after)]
    assert off[1] < 0.005
    assert off[1] < off[0]


def test_a_capture_made_before_it_is_not_said_to_be_corrected(bargroove, tmp_path):
    before = tmp_path / "before.capture"
    bargroove("record", "sim:squat?seed=1&speed=0", before, "--seconds", 3)
    bargroove("calibrate", POSES)
    told = bargroove("live", f"file:{before}?speed=0", "--lift", "squat").out
    assert "applied" not in told


def gravity_at_rest(capture: Path) -> float:
    resting = read_recording(capture).samples.specific_force[:400]
    return float(np.linalg.norm(resting.mean(axis=0)))


def test_a_capture_knows_the_calibration_it_was_made_with(bargroove, tmp_path):
    bargroove("calibrate", POSES)
    out = tmp_path / "set.capture"
    bargroove("record", "sim:squat?seed=1&speed=0", out)
    with_it = bargroove("analyze", out, "--lift", "squat").out
    bargroove("calibrate", "--forget", calibrations.known()[0].uid)
    assert bargroove("analyze", out, "--lift", "squat").out == with_it


def test_calibrating_anew_does_not_build_on_the_last_one(bargroove):
    bargroove("calibrate", POSES)
    first = calibrations.known()[0].constants.vector()
    bargroove("calibrate", POSES)
    assert calibrations.known()[0].constants.vector() == pytest.approx(first)


def test_poses_left_out_are_named_and_nothing_is_stored(bargroove):
    result = bargroove("calibrate", "sim:squat?seed=1&speed=0")
    assert result.status == 1
    assert "nothing stored: poses missing" in result.err
    assert calibrations.known() == []


def test_what_is_stored_is_shown_and_forgotten(bargroove):
    assert "No sensor" in bargroove("calibrate", "--show").out
    bargroove("calibrate", POSES)
    uid = calibrations.known()[0].uid
    assert uid in bargroove("calibrate", "--show").out
    assert bargroove("calibrate", "--forget", uid).out == f"{uid}: forgotten\n"
    again = bargroove("calibrate", "--forget", uid)
    assert (again.status, "--show" in again.err) == (1, True)


def test_wrong_usage(bargroove):
    assert bargroove("calibrate").status == 2
    assert bargroove("calibrate", POSES, "--show").status == 2
