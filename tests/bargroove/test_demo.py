from __future__ import annotations

import pytest

from hardware.simulated import VARIANTS


def test_the_demo_shows_the_truth_beside_the_table(bargroove, tmp_path):
    out = tmp_path / "demo.csv"
    result = bargroove("demo", "--out", out, "--headless")
    assert (result.status, result.err) == (0, "")
    assert "7 of 7 reps found, none added" in result.out
    assert "reps; best" in result.out
    assert f"analyze {out} --lift squat" in result.out.splitlines()[-1]
    assert max(map(len, result.out.splitlines()[2:-1])) <= 104


def test_its_recording_is_the_one_that_it_names(bargroove, tmp_path):
    out = tmp_path / "demo.csv"
    demo = bargroove("demo", "--lift", "bench", "--seed", 3, "--out", out).out
    table = bargroove("analyze", out, "--lift", "bench").out
    assert table.split("\n\n", 1)[1].rstrip() in demo


def test_the_same_seed_is_the_same_set(bargroove, tmp_path):
    paths = [tmp_path / name for name in ("a.csv", "b.csv", "c.csv")]
    for path, seed in zip(paths, (1, 1, 2), strict=True):
        assert bargroove("demo", "--seed", seed, "--out", path).status == 0
    first, again, other = (path.read_bytes() for path in paths)
    assert first == again != other


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_way_of_lifting_can_be_shown(bargroove, tmp_path, variant):
    result = bargroove("demo", "--lift", variant, "--out", tmp_path / "demo.csv")
    assert (result.status, result.err) == (0, "")


def test_a_place_that_cannot_be_written_is_told(bargroove, tmp_path):
    result = bargroove("demo", "--out", tmp_path / "none" / "demo.csv")
    assert result.status == 1
    assert "the recording cannot be written there" in result.err
    assert len(result.err.splitlines()) == 1


@pytest.mark.parametrize("arguments", [("--lift", "curls"), ("--seed", "-1"), ("--seed", "x")])
def test_wrong_usage(bargroove, arguments):
    assert bargroove("demo", *arguments).status == 2
