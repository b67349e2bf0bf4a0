from __future__ import annotations

import json
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path

import pytest

from bargroove.logbook import LoggedSet, open_logbook
from bargroove.source import Source
from firmware_bridge.capture_reader import read_capture
from firmware_bridge.events import Event
from gui.live_lines import LinesScreen

FAST = "sim:squat?seed=1&speed=0"
REP = re.compile(r"rep \d+: mean 0\.\d+±0\.\d+ m/s, peak .* m/s, range .* cm, loss \d+ %, ok")


def captures(data: Path) -> list[Path]:
    return sorted((data / "captures").glob("*.capture"))


def test_a_set_is_told_rep_by_rep_and_summed_up(bargroove, data):
    bargroove("lifters", "add", "Anna")
    result = bargroove("live", FAST, "--lift", "squat", "--load", 100, "--lifter", "anna")
    assert (result.status, result.err) == (0, "")
    lines = result.out.splitlines()
    (capture,) = captures(data)
    assert f"squat, 100 kg, Anna; capture: {capture}" in lines
    assert len([line for line in lines if REP.match(line)]) >= 5
    assert "7 reps; best" in result.out.split("set 1 over")[1]
    assert lines[-1] == f"Capture: {capture}"


def test_its_capture_says_the_same_afterwards(bargroove, data):
    live = bargroove("live", FAST, "--lift", "squat").out
    (capture,) = captures(data)
    table = bargroove("analyze", capture, "--lift", "squat").out
    rows = [row for row in table.splitlines() if re.match(r"  \d ", row)]
    assert len(rows) == 7
    said = live.split("Capture")[0].splitlines()
    mean = [re.findall(r"0\.\d{3}±", row)[0] for row in rows]
    assert sum(any(number in line for line in said) for number in mean) >= 6


def test_each_set_has_a_file_of_its_own(bargroove, data):
    result = bargroove("live", "sim:row?seed=2&speed=0&sets=2", "--lift", "row")
    assert "Set 2 of 2" in result.out
    first, second = captures(data)
    assert result.out.splitlines()[-2:] == [f"Capture: {first}", f"Capture: {second}"]
    counts = re.findall(r"(\d+) reps; best", result.out.split("Set 1 of 2")[1])
    for capture, count in zip((first, second), counts, strict=True):
        assert f"{count} reps; best" in bargroove("analyze", capture, "--lift", "row").out


def test_programs_get_a_line_of_json_for_each_event(bargroove, data):
    out = bargroove("live", FAST, "--lift", "squat", "--load", 80, "--json").out
    events = [json.loads(line) for line in out.splitlines()]
    kinds = [event["event"] for event in events]
    assert (kinds[0], kinds[-1]) == ("started", "ended")
    assert {"moved", "set_started", "rep_started", "rep_finished", "set_ended"} <= set(kinds)
    ended = next(event for event in events if event["event"] == "set_ended")
    assert ended["reps"] == len(ended["all_reps"]) == 7
    finished = next(event for event in events if event["event"] == "rep_finished")
    assert finished.keys() - {"event"} == ended["all_reps"][0].keys()
    assert events[0]["load_kg"] == 80
    assert events[-1]["capture"] == str(captures(data)[0])


def test_the_capture_may_go_elsewhere(bargroove, tmp_path):
    assert bargroove("live", FAST, "--lift", "squat", "--out", tmp_path / "gym").status == 0
    (capture,) = (tmp_path / "gym").iterdir()
    header = read_capture(capture).header
    assert (header["lift"], header["source"]) == ("squat", FAST)


def test_a_disk_that_takes_nothing_does_not_end_the_set(bargroove, data):
    data.write_text("")  # a file where the folder should be
    result = bargroove("live", FAST, "--lift", "squat")
    assert result.status == 0
    assert "7 reps; best" in result.out
    assert "the capture cannot be written" in result.out.splitlines()[-1]
    assert result.out.endswith("not kept in full\n")
    assert "bargroove recover" not in result.out  # from what?


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("sim:curls", "nothing of that name"),
        ("telepathy:me", "no source is called telepathy"),
        ("serial:/dev/none", "no sensor can be reached at /dev/none"),
        ("file:/none.csv", "there is no such file"),
    ],
)
def test_a_source_that_cannot_be_opened_is_told_in_one_line(bargroove, data, source, told):
    result = bargroove("live", source, "--lift", "squat")
    assert (result.status, result.out) == (1, "")
    assert told in result.err
    assert len(result.err.splitlines()) == 1
    assert not (data / "captures").exists()


@pytest.fixture
def stopped_after(monkeypatch):
    """Have the source end once so many of its events have come."""

    def stop(count: int) -> None:
        whole = Source.events

        async def events(source: Source) -> AsyncGenerator[Event, None]:
            left = count
            async with aclosing(whole(source)) as all_events:
                while left:
                    yield await anext(all_events)
                    left -= 1

        monkeypatch.setattr(Source, "events", events)

    return stop


def test_a_source_that_is_stopped_before_it_says_anything_is_told(bargroove, data, stopped_after):
    stopped_after(1)
    result = bargroove("live", FAST, "--lift", "squat")
    assert result.status == 1
    assert result.err == f"bargroove: {FAST}: stopped before any reading came\n"


def test_a_demo_that_is_stopped_early_does_not_count_what_was_still_to_come(
    bargroove, data, stopped_after
):
    stopped_after(80)
    out = bargroove("demo").out
    assert "stopped before the first rep was done" in out
    assert "not found" not in out


def test_a_screen_that_fails_ends_the_set(bargroove, data, monkeypatch):
    def fail(screen: LinesScreen) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(LinesScreen, "draw", fail)
    result = bargroove("live", FAST, "--lift", "squat")
    assert (result.status, result.err) == (1, "")


def test_programs_are_told_when_the_sensor_streams(bargroove, data):
    out = bargroove("live", "sim:squat?seed=1&speed=25", "--lift", "squat", "--json").out
    links = [event for event in map(json.loads, out.splitlines()) if event["event"] == "link"]
    assert links[-1]["told"] == "streaming"
    assert links[-1]["streaming"] is True
    ended = json.loads(out.splitlines()[-1])
    assert ended["cuts"] == 0
    assert "battery" in ended


def test_a_recording_can_be_lived_through_again(bargroove, recording):
    result = bargroove("live", f"file:{recording}?speed=0", "--lift", "squat")
    assert (result.status, result.err) == (0, "")
    assert "7 reps; best" in result.out


def in_terminal(*arguments: str, size: tuple[int, int] = (24, 80)) -> tuple[subprocess.Popen, int]:
    """Start the program on a terminal of its own."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8"}
    for name in ("COLUMNS", "LINES"):
        environment.pop(name, None)
    run = subprocess.Popen(
        [sys.executable, "-m", "bargroove", *arguments],
        stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True,
        cwd=Path(__file__).parents[2],
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )  # fmt: skip
    os.close(theirs)
    return run, ours


def read_until(ours: int, seconds: float, sign: str | None = None) -> str:
    """Return what appears within so many seconds, or until the sign appears."""
    shown, end = b"", time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if select.select([ours], [], [], left)[0]:
            try:
                shown += os.read(ours, 65536)
            except OSError:
                break
            if sign is not None and sign in shown.decode(errors="replace"):
                break
    return shown.decode(errors="replace")


@pytest.mark.skipif(os.name == "nt", reason="there are no such terminals")
def test_on_a_terminal_there_is_a_table_and_ctrl_c_ends_it_well(data):
    run, ours = in_terminal("live", "sim:squat?seed=1&speed=8", "--lift", "squat")
    try:
        shown = read_until(ours, 30, "rep 2 done")
        assert "streaming" in shown
        assert "█" in shown
        run.send_signal(signal.SIGINT)
        rest = read_until(ours, 20)
        assert run.wait(20) == 0
    finally:
        run.kill()
        run.wait()
        os.close(ours)
    assert "velocity loss" in rest
    assert "Traceback" not in shown + rest
    (capture,) = captures(data)
    assert read_capture(capture).damage is None


def only_set() -> LoggedSet:
    with open_logbook() as book:
        (one,) = book.sets()
        return one


def mark_of(rep: int) -> str | None:
    return next(logged.mark for logged in only_set().reps if logged.rep.rep == rep)


@pytest.mark.skipif(os.name == "nt", reason="there are no such terminals")
def test_keys_mark_reps_at_once_and_end_the_set(data):
    import termios

    run, ours = in_terminal("live", "sim:squat?seed=1&speed=8", "--lift", "squat", size=(24, 100))
    before = termios.tcgetattr(ours)
    try:
        read_until(ours, 30, "rep 2 done")
        os.write(ours, b"b")
        read_until(ours, 10, "is marked broke")
        marked = [logged.rep.rep for logged in only_set().reps if logged.mark == "broke"]
        assert len(marked) == 1
        os.write(ours, b"\x1b[A" * 9 + b"c")  # a rep that stays chosen, whatever comes
        read_until(ours, 10, "rep 1 is marked clean")
        assert mark_of(1) == "clean"
        os.write(ours, b"u")
        read_until(ours, 10, "rep 1 is marked not")
        assert mark_of(1) is None
        os.write(ours, b"q")
        rest = read_until(ours, 20)
        assert run.wait(20) == 0
        assert termios.tcgetattr(ours) == before
    finally:
        run.kill()
        run.wait()
        os.close(ours)
    assert "Logbook: set 1" in rest
    assert only_set().complete


@pytest.mark.skipif(os.name == "nt", reason="there are no such terminals")
def test_a_program_that_is_stopped_gives_the_terminal_back_for_a_while(data):
    import termios

    run, ours = in_terminal("live", "sim:squat?seed=1&speed=8", "--lift", "squat")
    before = termios.tcgetattr(ours)
    try:
        read_until(ours, 30, "rep 1 done")
        reading = termios.tcgetattr(ours)
        assert reading != before
        os.write(ours, b"\x1a")  # Ctrl-Z
        assert os.WIFSTOPPED(os.waitpid(run.pid, os.WUNTRACED)[1])
        assert termios.tcgetattr(ours) == before
        run.send_signal(signal.SIGCONT)
        read_until(ours, 20, "rep 3 done")
        assert termios.tcgetattr(ours) == reading
        os.write(ours, b"q")
        read_until(ours, 20)
        assert run.wait(20) == 0
        assert termios.tcgetattr(ours) == before
    finally:
        run.kill()
        run.wait()
        os.close(ours)


def test_a_set_is_in_the_logbook_with_all_that_was_said_of_it(bargroove, data):
    bargroove("lifters", "add", "Anna")
    result = bargroove(
        "live", FAST, "--lift", "squat", "--load", 100, "--lifter", "anna", "--phase", "base",
        "--cue", "chest up", "--note", "new shoes", "--velocity-loss", 10, "--policy", "strict",
    )  # fmt: skip
    one = only_set()
    assert "Logbook: set 1 (mark a rep: bargroove mark SET REP broke)" in result.out.splitlines()
    assert one.complete
    assert len(one.reps) == 7
    head = one.head
    assert (head.lifter, head.lift, head.load_kg) == ("Anna", "squat", 100.0)
    assert (head.phase, head.cue, head.note) == ("base", "chest up", "new shoes")
    assert (head.limits.velocity_loss, head.limits.policy) == (0.1, "strict")
    assert (head.source, head.capture) == (FAST, str(captures(data)[0]))
    assert head.sensor_model
    header = read_capture(captures(data)[0]).header
    assert (header["cue"], header["limits"]["policy"]) == ("chest up", "strict")


def test_the_sets_of_a_session_are_there_each_with_its_capture(bargroove, data):
    bargroove("live", "sim:row?seed=2&speed=0&sets=2", "--lift", "row")
    with open_logbook() as book:
        sets = book.sets()
    assert [one.head.capture for one in sets] == [str(path) for path in captures(data)]
    assert [(one.complete, one.head.capture_set) for one in sets] == [(True, 1)] * 2
    for one in sets:
        analysis = bargroove("analyze", one.head.capture, "--lift", "row", "--json").out
        first = json.loads(analysis)["reps"][0]
        moved = one.reps[0].rep.start_s + one.head.capture_from_s
        assert abs(first["start_s"] - moved) < 0.3


def test_an_unknown_lifter_is_told_before_the_sensor_is_opened(bargroove, data):
    bargroove("lifters", "add", "Anna")
    result = bargroove("live", "serial:/dev/none", "--lift", "squat", "--lifter", "Ana")
    assert (result.status, result.out) == (1, "")
    assert "'Anna'" in result.err
    assert "bargroove lifters add Ana" in result.err
    assert len(result.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("--policy", "strict", "--technique", "off"), 1),
        (("--policy", "push", "--buffer", 2), 1),
        (("--policy", "strikt"), 2),
        (("--velocity-loss", 0.2), 2),
        (("--buffer", "some"), 2),
    ],
)
def test_limits_that_cannot_be_are_refused(bargroove, data, arguments, status):
    result = bargroove("live", FAST, "--lift", "squat", *arguments)
    assert (result.status, result.out) == (status, "")
    assert not (data / "captures").exists()


def test_a_logbook_that_cannot_be_opened_does_not_end_the_set(bargroove, data):
    data.mkdir()
    (data / "logbook.sqlite").write_bytes(b"this is no database" * 100)
    result = bargroove("live", FAST, "--lift", "squat")
    assert result.status == 0
    assert "7 reps; best" in result.out
    assert "cannot be read as a logbook" in result.out
    assert "Not all is in the logbook" in result.out


def test_what_is_told_again_from_a_file_is_not_lifted_again(bargroove, data, recording):
    bargroove("live", f"file:{recording}?speed=0", "--lift", "squat")
    assert "no set in the logbook" in bargroove("mark", "last", 1, "broke").err
