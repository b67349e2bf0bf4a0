from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from bargroove import __version__


def test_it_tells_its_version(bargroove):
    assert bargroove("--version") == (0, f"bargroove {__version__}\n", "")


def test_help_names_the_verbs_and_the_lifts(bargroove):
    assert "analyze" in bargroove("--help").out
    assert "romanian_deadlift" in bargroove("analyze", "--help").out


def test_no_verb_is_wrong_usage(bargroove):
    assert bargroove().status == 2


def broken(error):
    def analyze(*_, **__):
        raise error

    return analyze


@pytest.mark.parametrize(
    ("error", "status", "told"),
    [
        (KeyboardInterrupt(), 130, "bargroove: stopped"),
        (ZeroDivisionError("two\nlines"), 1, "ZeroDivisionError: two lines); run again with"),
        (MemoryError(), 1, "not enough memory"),
        (PermissionError(13, "Permission denied", "x.csv"), 1, "x.csv: Permission denied"),
    ],
)
def test_whatever_happens_ends_in_one_line(bargroove, recording, monkeypatch, error, status, told):
    monkeypatch.setattr("bargroove.cli.analyze.analyze", broken(error))
    result = bargroove("analyze", recording, "--lift", "squat")
    assert result.status == status
    assert result.out == ""
    assert told in result.err
    assert len(result.err.splitlines()) == 1


def test_a_developer_may_see_the_traceback(bargroove, recording, monkeypatch):
    monkeypatch.setattr("bargroove.cli.analyze.analyze", broken(ZeroDivisionError()))
    monkeypatch.setenv("BARGROOVE_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        bargroove("analyze", recording, "--lift", "squat")


def test_a_reader_that_leaves_early_is_no_reason_to_complain(process, recording):
    run = process("analyze", recording, "--lift", "squat", "--json")
    run.stdout.close()
    assert run.stderr.read() == ""
    assert run.wait(60) in (0, 1)
    run.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_an_output_that_takes_nothing_is_told(process, recording):
    with open("/dev/full", "w") as full:
        run = process("analyze", recording, "--lift", "squat", stdout=full)
        _, err = run.communicate(timeout=60)
    assert run.returncode == 1
    assert err == "bargroove: the output: No space left on device\n"


def test_an_output_without_our_signs_still_gets_the_table(process, recording, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    run = process("analyze", recording, "--lift", "squat")
    out, err = run.communicate(timeout=60)
    assert (run.returncode, err) == (0, "")
    assert "reps; best" in out


@pytest.mark.skipif(os.name == "nt", reason="signals are different there")
def test_ctrl_c_is_quiet(process, tmp_path):
    fifo = tmp_path / "endless.csv"
    os.mkfifo(fifo)
    run = process("analyze", fifo, "--lift", "squat")
    with fifo.open("wb"):  # once somebody has begun to read
        time.sleep(0.3)
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=60)
    assert (run.returncode, out, err) == (130, "", "bargroove: stopped\n")
