"""``live`` and ``demo`` in a window of their own, in a process of their own."""

from __future__ import annotations

import signal
import sys
from time import monotonic, sleep

import pytest

from bargroove.logbook import open_logbook

PATIENCE = 60.0  # s
needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="no such signals")


@pytest.fixture
def windowed(process, monkeypatch):
    """Start the command line where windows are drawn nowhere; it is ended in the end."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    started = []

    def start(*arguments):
        started.append(process(*arguments))
        return started[-1]

    yield start
    for one in started:
        if one.poll() is None:
            one.kill()
            one.communicate()


def until(true):
    end = monotonic() + PATIENCE
    while not true():
        assert monotonic() < end
        sleep(0.05)


def ended(one):
    one.send_signal(signal.SIGTERM)
    out, err = one.communicate(timeout=PATIENCE)
    return one.returncode, out, err


def sets():
    with open_logbook() as logbook:
        return logbook.sets()


@needs_signals
def test_a_set_in_a_window_is_captured_logged_and_told_in_the_end(windowed, data, tmp_path):
    wav = tmp_path / "set.wav"
    with open_logbook() as logbook:
        logbook.add_lifter("Anna")
    options = ["--lift", "squat", "--lifter", "Anna", "--load", "100", "--wav", wav]
    one = windowed("live", "sim:squat?seed=1&speed=15", *options)
    until(lambda: any(logged.complete for logged in sets()))
    status, out, err = ended(one)
    assert (status, err) == (0, "")
    assert "squat, 100 kg, Anna" in out
    assert "Logbook: set 1" in out
    assert len(list((data / "captures").glob("*.capture"))) == 1
    assert wav.stat().st_size > 48_000


@needs_signals
def test_the_demo_shows_the_truth_once_its_window_is_closed(windowed, data):
    one = windowed("demo", "--speed", "15")
    from bargroove.places import demo_logbook

    def lifted():
        with open_logbook(str(demo_logbook())) as logbook:
            return any(logged.complete for logged in logbook.sets())

    until(lambda: demo_logbook().exists() and lifted())
    status, out, err = ended(one)
    assert (status, err) == (0, "")
    assert "Beside the truth" in out
    assert "a simulated squat set, seed 1" in out


@needs_signals
def test_a_window_that_is_closed_before_anything_was_lifted_says_so(windowed):
    one = windowed("live")
    sleep(3.0)
    assert one.poll() is None
    assert ended(one) == (0, "No set was lifted.\n", "")


@needs_signals
def test_a_kiosk_begins_with_what_was_last(windowed):
    with open_logbook() as logbook:
        logbook.add_lifter("Ben")
    first = windowed("live", "sim:squat?seed=1&speed=15", "--lift", "squat", "--next", "Ben")
    until(lambda: any(logged.complete for logged in sets()))
    ended(first)
    kiosk = windowed("live", "--kiosk")
    until(lambda: sum(logged.complete for logged in sets()) > 1)
    assert ended(kiosk)[0] == 0


@pytest.mark.parametrize("options", [("--kiosk",), ("--kiosk", "--terminal")])
def test_a_kiosk_without_a_window_says_why(bargroove, options):
    result = bargroove("live", *options)
    assert result.status == 1
    assert "--kiosk needs a window" in result.err


def test_without_a_window_a_sensor_and_a_lift_must_be_named(bargroove):
    for arguments in ((), ("sim:squat",), ("--lift", "squat")):
        result = bargroove("live", *arguments)
        assert result.status == 2
        assert "SOURCE and --lift are needed" in result.err


def test_a_demo_without_a_window_says_why_it_is_in_the_terminal(bargroove):
    result = bargroove("demo")
    assert result.status == 0
    assert result.out.startswith("In the terminal, for there is no window: ")


def test_a_target_is_a_velocity(bargroove):
    assert bargroove("live", "sim:squat", "--lift", "squat", "--target", "30").status == 2
