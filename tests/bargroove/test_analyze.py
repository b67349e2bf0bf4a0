from __future__ import annotations

import csv
import json

import numpy as np
import pytest

from hardware.simulated import VARIANTS
from velocity import LIFTS

REP = {
    *("rep", "start_s", "end_s", "valid", "mean_velocity", "mean_velocity_se", "peak_velocity"),
    *("peak_velocity_se", "mean_propulsive_velocity", "range_of_motion", "range_of_motion_se"),
    *("duration", "eccentric_duration", "time_to_peak", "velocity_loss", "forward_deviation"),
    *("forward_deviation_se", "lateral_deviation", "lateral_deviation_se", "tilt_range_deg"),
    *("sticking_velocity", "verdict", "reasons"),
}
MEASURED = {
    *("mean_velocity", "peak_velocity", "mean_propulsive_velocity", "range_of_motion", "duration"),
    *("eccentric_duration", "time_to_peak", "velocity_loss", "forward_deviation"),
    *("lateral_deviation", "tilt_range_deg", "sticking_velocity"),
}
TRACE = "t_s,vertical_velocity_m_s,vertical_velocity_se_m_s,height_m,forward_m,lateral_m,tilt_deg"


@pytest.fixture
def report(bargroove, recording):
    result = bargroove("analyze", recording, "--lift", "squat", "--load", 100, "--json")
    assert (result.status, result.err) == (0, "")
    return json.loads(result.out)


def test_every_rep_stands_in_the_table(bargroove, recording, squats):
    result = bargroove("analyze", recording, "--lift", "squat", "--load", 102.5, "--lifter", "Ann")
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith("squat, 102.5 kg, Ann, ")
    assert f"{len(squats.truth.reps)} reps; best" in result.out
    assert "± is one standard error." in result.out
    assert "- clock: " in result.out
    assert max(map(len, result.out.splitlines())) <= 100


def test_json_has_what_the_contract_promises(report):
    top = {"schema", "lift", "load_kg", "sample_rate_hz", "notices", "reps", "set"}
    assert top <= set(report)
    assert (report["schema"], report["lift"], report["load_kg"]) == (1, "squat", 100.0)
    assert report["sample_rate_hz"] == pytest.approx(208, rel=0.03)
    assert all(set(rep) >= REP for rep in report["reps"])
    summary = {"best_mean_velocity", "velocity_loss", "stop_after_rep", "stop_reasons"}
    assert summary <= set(report["set"])
    assert report["sets"][-1] == report["set"]


def test_json_agrees_with_the_truth(report, squats):
    truth = squats.truth.sensor_reps
    assert [rep["rep"] for rep in report["reps"]] == list(range(1, len(truth) + 1))
    for rep, true in zip(report["reps"], truth, strict=True):
        assert rep["start_s"] == pytest.approx(true.start_s, abs=0.1)
        assert rep["end_s"] == pytest.approx(rep["start_s"] + rep["duration"], abs=2e-4)
        assert rep["mean_velocity"] == pytest.approx(true.mean_velocity, abs=0.03)
        assert rep["range_of_motion"] == pytest.approx(true.range_of_motion, abs=0.03)


def test_every_measured_quantity_has_its_error(report):
    for rep in report["reps"]:
        for name in MEASURED:
            value, error = rep[name], rep[f"{name}_se"]
            assert (value is None) == (error is None)
            assert error is None or 0 <= error < 1
    assert "best_mean_velocity_se" in report["set"]
    assert "velocity_loss_se" in report["set"]


def test_numbers_carry_no_meaningless_digits(report):
    for rep in report["reps"]:
        assert rep["mean_velocity"] == float(f"{rep['mean_velocity']:.6g}")
        assert rep["start_s"] == round(rep["start_s"], 4)


def test_what_is_not_given_is_null(bargroove, recording):
    report = json.loads(bargroove("analyze", recording, "--lift", "squat", "--json").out)
    assert report["load_kg"] is None
    assert report["lifter"] is None


def test_a_recording_without_reps_says_what_may_be_wrong(bargroove, tmp_path):
    path = tmp_path / "still.csv"
    rows = np.zeros((2000, 7))
    rows[:, 0] = np.arange(2000) / 200
    rows[:, 1:] = np.random.default_rng(1).normal(0, 0.01, (2000, 6))
    rows[:, 3] += 9.81
    header = "t_s,ax_m_s2,ay_m_s2,az_m_s2,gx_rad_s,gy_rad_s,gz_rad_s"
    np.savetxt(path, rows, delimiter=",", header=header, comments="", fmt="%.6f")
    result = bargroove("analyze", path, "--lift", "squat")
    assert (result.status, result.err) == (0, "")
    assert "No reps found." in result.out
    assert "hardly moved" in result.out
    report = json.loads(bargroove("analyze", path, "--lift", "squat", "--json").out)
    assert report["reps"] == []
    assert report["sets"] == []
    assert report["set"]["best_mean_velocity"] is None
    assert report["set"]["stop_after_rep"] is None


def test_a_trace_follows_the_bar(bargroove, recording, tmp_path, squats):
    out = tmp_path / "trace.csv"
    arguments = ("analyze", recording, "--lift", "squat", "--json", "--trace", out)
    reps = json.loads(bargroove(*arguments).out)["reps"]
    header, *rows = list(csv.reader(out.read_text().splitlines()))
    assert ",".join(header) == TRACE
    assert abs(len(rows) - len(squats.times)) <= 16
    assert {len(row) for row in rows} == {7}
    time, height = np.array([(r[0], r[3] or "nan") for r in rows], float).T
    assert time[0] == 0
    for rep in reps:
        bottom, top = np.interp([rep["start_s"], rep["end_s"]], time, height)
        assert top - bottom == pytest.approx(rep["range_of_motion"], abs=0.01)
    assert "nan" not in out.read_text()
    assert list(tmp_path.iterdir()) == [out]


def test_a_trace_replaces_an_older_one(bargroove, recording, tmp_path):
    out = tmp_path / "trace.csv"
    out.write_text("old")
    assert bargroove("analyze", recording, "--lift", "squat", "--trace", out).status == 0
    assert out.read_text().startswith(TRACE)


@pytest.mark.parametrize("place", ["none/trace.csv", "."])
def test_a_trace_that_cannot_be_written_is_told_at_once(bargroove, recording, tmp_path, place):
    result = bargroove("analyze", recording, "--lift", "squat", "--trace", tmp_path / place)
    assert result.status == 1
    assert result.out == ""
    assert "the trace cannot be written there" in result.err
    assert len(result.err.splitlines()) == 1


def test_a_trace_never_replaces_its_recording(bargroove, recording):
    before = recording.read_bytes()
    result = bargroove("analyze", recording, "--lift", "squat", "--trace", recording)
    assert result.status == 1
    assert "would replace the recording" in result.err
    assert recording.read_bytes() == before


def test_a_disk_that_fills_up_costs_the_trace_but_not_the_table(
    bargroove, recording, tmp_path, monkeypatch
):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bargroove.cli.analyze.write_trace", full)
    out = tmp_path / "trace.csv"
    result = bargroove("analyze", recording, "--lift", "squat", "--trace", out)
    assert result.status == 1
    assert "reps; best" in result.out
    assert "No space left on device" in result.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("axis", ["y", "+y"])
def test_the_axis_can_be_told(bargroove, recording, axis):
    assert bargroove("analyze", recording, "--lift", "squat", "--bar-axis", axis).status == 0


def test_the_axis_turned_round_swaps_left_and_right(bargroove, recording):
    arguments = ("analyze", recording, "--lift", "squat", "--json")
    left, right = (
        json.loads(bargroove(*arguments, "--bar-axis", axis).out)["reps"][0] for axis in ("y", "-y")
    )
    assert right["lateral_deviation"] == pytest.approx(-left["lateral_deviation"], abs=0.003)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--lift", "curls"), "deadlift"),
        ((), "--lift"),
        (("--lift", "squat", "--load", "0"), "more than 0 kg"),
        (("--lift", "squat", "--load", "nan"), "not a number"),
        (("--lift", "squat", "--load", "heavy"), "not a number"),
        (("--lift", "squat", "--offset-m", "90"), "in metres"),
        (("--lift", "squat", "--offset-m", "inf"), "not a number"),
        (("--lift", "squat", "--bar-axis", "w"), "an axis is x, y or z"),
        (("--lift", "squat", "--bar-axis"), "expected one argument"),
        (("--lift", "squat", "--colour"), "unrecognized"),
    ],
)
def test_wrong_usage_is_status_2_and_says_what_is_right(bargroove, recording, arguments, told):
    result = bargroove("analyze", recording, *arguments)
    assert result.status == 2
    assert result.out == ""
    assert told in result.err


@pytest.mark.parametrize("offset", ["-0.9", "0.9", "0"])
def test_an_offset_may_be_on_either_side(bargroove, recording, offset):
    result = bargroove("analyze", recording, "--lift", "squat", "--offset-m", offset)
    assert result.status == 0


def test_every_simulated_way_of_lifting_is_a_known_lift():
    assert {variant.lift for variant in VARIANTS.values()} <= set(LIFTS)
