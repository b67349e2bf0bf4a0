"""Real bars, lifted by others: counted right, and read as the contract says."""

from __future__ import annotations

import json


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
