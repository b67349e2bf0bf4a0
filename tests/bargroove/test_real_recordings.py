"""Real bars, lifted by others: counted right, and read as the contract says."""

from __future__ import annotations

import json

import numpy as np
import pytest

from firmware_bridge.recordings import read_recording
from velocity import LIFTS, Samples, analyze

COPIES = 16


def test_every_rep_of_every_recording_is_found(bargroove, shared_data):
    folder = shared_data / "real"
    known = json.loads((folder / "truth.json").read_text())
    counts = {name: truth["n"] for name, truth in known.items() if truth["n"] is not None}
    found = {}
    for name in counts:
        arguments = ("analyze", folder / f"{name}.csv", "--lift", known[name]["lift"], "--json")
        found[name] = len(json.loads(bargroove(*arguments).out)["reps"])
    assert found == counts


def test_the_bench_set_prints_its_ten_reps(bargroove, shared_data):
    path = shared_data / "real" / "mevbt-20260627-IB-4.csv"
    result = bargroove("analyze", path, "--lift", "bench")
    assert (result.status, result.err) == (0, "")
    assert "\n 10  " in result.out
    assert "10 reps; best" in result.out


def test_a_file_in_utf_16_cut_off_in_its_last_line_is_read(bargroove, shared_data):
    (path,) = (shared_data / "real").glob("pyle-*.csv")
    result = bargroove("analyze", path, "--lift", "bench", "--json")
    assert (result.status, result.err) == (0, "")
    assert json.loads(result.out)["notices"]


def disturbed(samples: Samples, seed: int) -> Samples:
    """The same set as another sensor might have read it: cut, turned, off, noisy, fast or slow."""
    rng = np.random.default_rng(seed)
    first, last = (round(cut * samples.rate) for cut in rng.uniform(0.0, 1.5, 2))
    axes = np.roll(np.arange(3), seed)
    part = samples.part(first, len(samples) - last)
    force = part.specific_force * (1.0 + rng.normal(0.0, 0.003, 3)) + rng.normal(0.0, 0.1, 3)
    turning = part.angular_rate + rng.normal(0.0, 0.005, 3)
    force = force + rng.normal(0.0, 0.02, force.shape)
    rate = samples.rate * (1.0 + rng.normal(0.0, 0.004))
    return Samples(rate, force[:, axes], turning[:, axes], part.flags)


@pytest.mark.parametrize("seed", range(COPIES))
def test_every_rep_is_found_by_another_sensor_too(shared_data, seed):
    folder = shared_data / "real"
    known = json.loads((folder / "truth.json").read_text())
    counts = {name: truth["n"] for name, truth in known.items() if truth["n"] is not None}
    found = {}
    for name in counts:
        samples = disturbed(read_recording(folder / f"{name}.csv").samples, seed)
        found[name] = len(analyze(samples, LIFTS[known[name]["lift"]]).reps)
    assert found == counts


def test_nobody_of_whom_nothing_is_known_is_stopped_by_how_they_lift(shared_data):
    folder = shared_data / "real"
    known = json.loads((folder / "truth.json").read_text())
    stopped = {}
    for name, truth in known.items():
        if truth["n"]:
            found = analyze(read_recording(folder / f"{name}.csv").samples, LIFTS[truth["lift"]])
            racked = [rep for rep in found.reps if rep.verdict == "rack"]
            stopped[name] = {reason.name for rep in racked for reason in rep.reasons}
    technique = {"technique_slide", "technique_failed", "sudden_tilt", "depth"}
    assert {name for name, reasons in stopped.items() if reasons & technique} == set()
