"""Whatever is wrong with a recording: one line that says so, or a right answer and a notice."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from hardware.simulated import UNCALIBRATED, Imu, random_plan, simulate, write_csv

HEADER = "t_s,ax_m_s2,ay_m_s2,az_m_s2,gx_rad_s,gy_rad_s,gz_rad_s"
NOISE = [0.01] * 3 + [0.001] * 3  # of a sensor that lies still, m/s² and rad/s


@pytest.fixture(scope="session")
def lines(recording):
    """The lines of a sound recording of a set of squats, its header first."""
    return recording.read_text().splitlines()


@pytest.fixture
def analyzed(bargroove, tmp_path):
    """Write a recording and analyze it."""

    def done(content, *, name="recording.csv", encoding="utf-8"):
        path = tmp_path / name
        text = "\n".join(content) + "\n" if isinstance(content, list) else content
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return bargroove("analyze", path, "--lift", "squat", "--json")

    return done


def refused(result):
    """Return the one line that says why, and make sure that there is nothing else."""
    assert (result.status, result.out) == (1, "")
    (line,) = result.err.splitlines()
    assert line.startswith("bargroove: ")
    assert "program's own" not in line
    return line


def answer(result):
    assert (result.status, result.err) == (0, "")
    return json.loads(result.out)


def velocities(report):
    return [rep["mean_velocity"] for rep in report["reps"]]


@pytest.fixture(scope="session")
def right(squats):
    return pytest.approx([rep.mean_velocity for rep in squats.truth.sensor_reps], abs=0.03)


def changed(lines, row, column, cell):
    cells = lines[row].split(",")
    cells[column] = cell
    return [*lines[:row], ",".join(cells), *lines[row + 1 :]]


def columns(lines, change):
    """Return the lines with the (7, n) values changed."""
    values = np.array([line.split(",") for line in lines[1:]], float).T
    return [lines[0], *(",".join(f"{x:.6f}" for x in row) for row in change(values).T)]


def test_a_sound_recording_is_right(analyzed, lines, right):
    assert velocities(answer(analyzed(lines))) == right


def test_a_missing_file(bargroove, tmp_path):
    line = refused(bargroove("analyze", tmp_path / "none.csv", "--lift", "squat"))
    assert "none.csv: there is no such file" in line


def test_a_directory(bargroove, tmp_path):
    assert "directory" in refused(bargroove("analyze", tmp_path, "--lift", "squat"))


def test_an_empty_file(analyzed):
    assert "empty" in refused(analyzed(""))


def test_a_file_that_is_no_table(analyzed):
    assert refused(analyzed(bytes(range(256)) * 20))


def test_no_header(analyzed, lines):
    assert "no header" in refused(analyzed(lines[1:]))


@pytest.mark.parametrize("name", ["ax_ft_s2", "ax"])
def test_an_unknown_unit(analyzed, lines, name):
    line = refused(analyzed([lines[0].replace("ax_m_s2", name), *lines[1:]]))
    assert name in line


def test_a_missing_column(analyzed, lines):
    assert "gz" in refused(analyzed([line.rsplit(",", 1)[0] for line in lines]))


def test_text_in_a_number(analyzed, lines):
    line = refused(analyzed(changed(lines, 70, 2, "oops")))
    assert "line 71" in line
    assert "ay_m_s2" in line


def test_a_few_nan_are_bridged_and_told(analyzed, lines, right):
    report = answer(analyzed(changed(lines, 2500, 2, "nan")))
    assert velocities(report) == right
    assert len(report["notices"]) == 2


def test_nothing_but_nan(analyzed, lines):
    assert refused(analyzed([lines[0], *(line.split(",")[0] + ",nan" * 6 for line in lines[1:])]))


def test_a_last_line_that_is_cut_off(analyzed, lines, right):
    assert velocities(answer(analyzed("\n".join(lines)[:-20]))) == right


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_other_encodings(analyzed, lines, right, encoding):
    assert velocities(answer(analyzed("\n".join(lines), encoding=encoding))) == right


def test_semicolons_and_decimal_commas(analyzed, lines, right):
    text = [line.replace(",", ";").replace(".", ",") for line in lines]
    assert velocities(answer(analyzed(text))) == right


def test_time_that_runs_backwards(analyzed, lines):
    assert "backwards" in refused(analyzed([lines[0], *lines[3000:], *lines[1:3000]]))


def test_the_same_lines_twice(analyzed, lines, right):
    doubled = [*lines[:3001], *lines[2993:]]
    result = analyzed(doubled)
    if result.status:
        refused(result)
    else:
        assert velocities(answer(result)) == right


def test_all_zero(analyzed, lines):
    text = columns(lines, lambda v: np.vstack([v[:1], 0 * v[1:]]))
    assert "zero" in refused(analyzed(text))


def test_a_sensor_stuck_throughout(analyzed, lines):
    text = columns(lines, lambda v: np.vstack([v[:1], 0 * v[1:] + v[1:, :1]]))
    assert refused(analyzed(text))


def test_a_sensor_stuck_for_a_while_makes_the_rep_unsure(analyzed, lines, squats):
    rep = squats.truth.reps[2]
    first, last = np.searchsorted(squats.times, [rep.start_s + 0.2, rep.end_s - 0.2])

    def stuck(values):
        values[1:, first:last] = values[1:, first : first + 1]
        return values

    report = answer(analyzed(columns(lines, stuck)))
    assert len(report["notices"]) >= 2
    near = [r for r in report["reps"] if abs(r["start_s"] - rep.start_s) < 0.5]
    assert not any(r["valid"] for r in near)


def test_a_sensor_saturated_by_impacts_is_told(bargroove, tmp_path):
    rng = np.random.default_rng(1)
    imu = replace(UNCALIBRATED, accel_range_g=2.0)
    sim = simulate(random_plan("touch_and_go_deadlift", rng), imu, rng)
    write_csv(sim, tmp_path / "clipped.csv")
    result = bargroove("analyze", tmp_path / "clipped.csv", "--lift", "deadlift", "--json")
    report = answer(result)
    truth = [rep.mean_velocity for rep in sim.truth.sensor_reps]
    assert velocities(report) == pytest.approx(truth, abs=0.05)
    assert any("clipped" in notice for notice in report["notices"])


@pytest.mark.parametrize(("unit", "scale"), [("g", 9.80665), ("mg", 9.80665e-3)])
def test_a_sensor_in_another_unit(analyzed, lines, right, unit, scale):
    text = columns(lines, lambda v: np.vstack([v[:1], v[1:4] / scale, v[4:]]))
    result = analyzed(text)
    if result.status:
        assert unit in refused(result)
    else:
        report = answer(result)
        assert velocities(report) == right
        assert any(unit in notice for notice in report["notices"])


def test_two_seconds(analyzed, lines):
    report = answer(analyzed(lines[:416]))
    assert report["reps"] == []
    assert any("too short" in notice for notice in report["notices"])


def test_three_hours_with_one_set_in_the_middle(analyzed):
    rng = np.random.default_rng(2)
    imu = Imu(rate=50.0, stamps="device")
    sim = simulate(random_plan("squat", rng), imu, rng)
    readings = np.column_stack([sim.specific_force, sim.angular_rate])
    hours = round(1.5 * 3600 * 50)
    before, after = (
        reading + rng.normal(0, NOISE, (hours, 6)) for reading in (readings[0], readings[-1])
    )
    rows = np.concatenate([before, readings, after])
    table = np.column_stack([np.arange(len(rows)) / 50, rows])
    row = ",".join(["%.6f"] * 7) + "\n"
    text = HEADER + "\n" + (row * len(table)) % tuple(table.ravel().tolist())
    report = answer(analyzed(text))
    truth = [rep.mean_velocity for rep in sim.truth.sensor_reps]
    assert velocities(report) == pytest.approx(truth, abs=0.03)
    assert report["reps"][0]["start_s"] == pytest.approx(
        hours / 50 + sim.truth.reps[0].start_s, abs=0.2
    )
