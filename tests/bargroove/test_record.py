from __future__ import annotations

import os
import re
import signal
import time

import pytest

from firmware_bridge.capture_reader import read_capture

FAST = "sim:squat?seed=1&speed=0"


def test_a_source_is_kept_as_it_came(bargroove, tmp_path):
    out = tmp_path / "set.capture"
    result = bargroove("record", FAST, out)
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith(f"{out}: 5")
    assert "0 samples lost" in result.out
    assert "7 reps; best" in bargroove("analyze", out, "--lift", "squat").out


def test_it_ends_when_its_time_is_up(bargroove, tmp_path):
    out = tmp_path / "set.capture"
    assert f"{out}: 5.0 s" in bargroove("record", FAST, out, "--seconds", 5).out


def test_no_file_is_written_over(bargroove, tmp_path):
    out = tmp_path / "set.capture"
    out.write_text("precious")
    result = bargroove("record", FAST, out)
    assert result.status == 1
    assert "choose another name" in result.err
    assert out.read_text() == "precious"


def test_a_place_that_cannot_be_written_is_an_error_here(bargroove, tmp_path):
    (tmp_path / "file").write_text("")
    result = bargroove("record", FAST, tmp_path / "file" / "set.capture")
    assert result.status == 1
    assert "make room, or choose another place" in result.err
    assert "the set goes on" not in result.err
    assert len(result.err.splitlines()) == 1


def test_a_file_needs_no_recording(bargroove, recording, tmp_path):
    result = bargroove("record", f"file:{recording}?speed=0", tmp_path / "a.capture")
    assert result.status == 1
    assert "nothing came that could be recorded" in result.err


@pytest.mark.skipif(os.name == "nt", reason="signals are different there")
@pytest.mark.parametrize(
    ("told_by", "status", "out", "err"),
    [
        (signal.SIGINT, 0, r".*set\.capture: \d+\.\d s, .* 0 samples lost, \d+ kB\n", ""),
        (getattr(signal, "SIGHUP", None), 130, "", "bargroove: stopped\n"),  # a terminal closes
    ],
)
def test_being_told_to_end_ends_it_well(process, tmp_path, told_by, status, out, err):
    capture = tmp_path / "set.capture"
    run = process("record", "sim:squat?seed=1", capture)
    end = time.monotonic() + 30
    while not (capture.exists() and capture.stat().st_size > 5000) and time.monotonic() < end:
        time.sleep(0.1)
    run.send_signal(told_by)
    told, trouble = run.communicate(timeout=30)
    assert (run.returncode, trouble) == (status, err)
    assert re.fullmatch(out, told)
    assert read_capture(capture).damage is None


@pytest.mark.parametrize("seconds", ["0", "-1", "soon"])
def test_wrong_usage(bargroove, tmp_path, seconds):
    assert bargroove("record", FAST, tmp_path / "a", "--seconds", seconds).status == 2
