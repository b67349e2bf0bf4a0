from __future__ import annotations

import re

import pytest

from bargroove.logbook import open_logbook


def test_the_demo_is_a_live_set_with_the_truth_beside_it(bargroove, data):
    result = bargroove("demo", "--headless")
    assert (result.status, result.err) == (0, "")
    assert "rep 1: mean" in result.out
    assert "7 of 7 reps found, none added" in result.out
    (capture,) = (data / "captures").iterdir()
    with open_logbook(str(data / "demo.sqlite")) as book:
        assert len(book.one("last").reps) == 7
    assert not (data / "logbook.sqlite").exists()
    assert f"logbook, apart from yours: {data / 'demo.sqlite'}" in result.out
    assert "bargroove mark" not in result.out
    assert f"analyze {capture} --lift squat" in result.out.splitlines()[-1]
    table = result.out.split("Beside the truth")[1].splitlines()[1:-3]
    assert max(map(len, table)) <= 104


def test_its_capture_says_the_same_again(bargroove, tmp_path):
    out = tmp_path / "demo.capture"
    demo = bargroove("demo", "--lift", "bench", "--seed", 3, "--out", out).out
    count, apart = re.findall(
        r"Analyzed again .*: (\d+) reps, mean velocities ([\d.]+) mm/s", demo
    )[0]
    assert f"{count} of {count} reps found" in demo
    assert float(apart) < 3
    assert f"{count} reps; best" in bargroove("analyze", out, "--lift", "bench").out


@pytest.mark.parametrize("variant", ["paused_bench", "deadlift", "seated_press", "row"])
def test_other_ways_of_lifting_can_be_shown(bargroove, tmp_path, variant):
    result = bargroove("demo", "--lift", variant, "--out", tmp_path / "demo.capture")
    assert (result.status, result.err) == (0, "")


def test_no_file_is_written_over(bargroove, tmp_path):
    out = tmp_path / "demo.capture"
    out.touch()
    result = bargroove("demo", "--out", out)
    assert result.status == 1
    assert "choose another name" in result.err
    assert len(result.err.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments", [("--lift", "curls"), ("--seed", "-1"), ("--seed", "x"), ("--speed", "-1")]
)
def test_wrong_usage(bargroove, arguments):
    assert bargroove("demo", *arguments).status == 2
