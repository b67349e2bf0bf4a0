"""The bar's motion in a set is found again in its file, and put on the clock of its reps."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bargroove.logbook import LoggedSet
from bargroove.reports.motion import Motion, NoMotion, file_of, lined_up, motion_of, span_of
from firmware_bridge.capture_reader import read_capture
from tests import gym
from tests.entries import head, rep, reps


@pytest.fixture
def book(data, tmp_path_factory):
    with gym.opened(tmp_path_factory, data) as book:
        yield book


def held(book, number: int) -> LoggedSet:
    return book.one(number)


def check(motion: Motion, one: LoggedSet) -> None:
    """See that the trace moves as each rep says."""
    trace = motion.trace
    for logged in one.reps:
        each = logged.rep
        inside = slice(*np.searchsorted(trace.time, (each.start_s, each.end_s)))
        assert np.mean(trace.vertical_velocity[inside]) == pytest.approx(
            each.mean_velocity.value, abs=0.02
        )
        rise = np.interp([each.start_s, each.end_s], trace.time, trace.height)
        assert np.diff(rise)[0] == pytest.approx(each.range_of_motion.value, abs=0.02)
    assert trace.time == pytest.approx(motion.samples.time)


@pytest.mark.parametrize("number", [gym.FIRST, gym.SECOND, gym.KEPT, gym.KEPT_AFTER])
def test_the_trace_of_a_set_moves_as_its_reps_say(book, number):
    one = held(book, number)
    check(motion_of(one), one)


def test_a_capture_that_continues_another_has_a_clock_of_its_own(book):
    one = held(book, gym.SECOND)
    assert "continues" in read_capture(Path(one.head.capture)).header
    assert one.head.capture_from_s < -50.0
    motion = motion_of(one)
    assert motion.samples.start == pytest.approx(-one.head.capture_from_s, abs=0.2)
    assert motion.trace.time[0] > 50.0


def test_two_sets_of_one_recording_have_the_same_motion_around_them(book):
    first, second = held(book, gym.KEPT), held(book, gym.KEPT_AFTER)
    assert first.head.source == second.head.source
    one, other = motion_of(first), motion_of(second)
    assert one.samples.start == other.samples.start
    assert (one.trace.time == other.trace.time).all()


def test_a_part_is_cut_out_at_its_times(book):
    one = held(book, gym.FIRST)
    begin, end = span_of([logged.rep for logged in one.reps])
    first = one.reps[0].rep
    assert begin == first.start_s - first.eccentric_duration.value
    part = motion_of(one).part(begin, end)
    assert part.samples.start == pytest.approx(begin, abs=0.02)
    assert part.samples.start + part.samples.duration == pytest.approx(end, abs=0.02)
    assert part.trace.time == pytest.approx(part.samples.time)


def test_a_capture_that_was_moved_with_the_data_folder_is_found(book):
    one = held(book, gym.FIRST)
    moved = replace(one.head, capture=f"/somewhere/else/{Path(one.head.capture).name}")
    assert file_of(moved) == Path(one.head.capture)


def why_not(one: LoggedSet, **changes) -> str:
    with pytest.raises(NoMotion) as error:
        motion_of(replace(one, head=replace(one.head, **changes)))
    return str(error.value)


def test_a_capture_that_is_gone_is_told_with_what_to_do(book):
    told = why_not(held(book, gym.FIRST), capture="/gone/squat.capture")
    assert told.startswith("its capture /gone/squat.capture is gone: put it back there")


def test_a_capture_whose_name_no_system_takes_is_gone_too(book):
    name = f"/gone/{'x' * 300}.capture"
    assert why_not(held(book, gym.FIRST), capture=name).startswith(f"its capture {name} is gone")


def test_a_recording_that_is_gone_is_told_too(book):
    one = held(book, gym.KEPT)
    Path(one.head.source.removeprefix("file:")).unlink()
    assert why_not(one).startswith("its recording ")


def test_a_file_that_is_no_recording_is_told(book):
    one = held(book, gym.FIRST)
    Path(one.head.capture).write_bytes(b"\x00 no capture at all")
    assert why_not(one).startswith("its file cannot be read: ")


def test_another_recording_in_its_place_is_not_taken_for_it(book):
    one, other = held(book, gym.FIRST), held(book, gym.SECOND)
    Path(one.head.capture).write_bytes(Path(other.head.capture).read_bytes())
    assert "is it another recording?" in why_not(one)


def test_reps_that_were_imported_have_no_motion(book):
    one = held(book, gym.FIRST)
    told = why_not(one, capture="", source="import:vitruve")
    assert told == "the set was imported (vitruve), and its reps alone"
    assert why_not(one, capture="", source="ble:x") == "no capture of it was kept"


def test_a_set_without_reps_has_none_either():
    empty = LoggedSet(1, 1, 1, head(), True, (), ())
    with pytest.raises(NoMotion, match="no reps"):
        motion_of(empty)


def at(*starts: float):
    return [rep(i, start_s=start, end_s=start + 1.0) for i, start in enumerate(starts, 1)]


def test_the_clocks_are_lined_up_by_the_reps_that_are_found_again():
    here = at(10.0, 13.5, 16.4, 20.1)
    shift = lined_up(here, at(110.2, 113.7, 120.3), -100.0)
    assert shift == pytest.approx(-100.2)


def test_reps_in_a_steady_beat_are_lined_up_as_expected():
    here, there = at(10.0, 13.0, 16.0), at(4.0, 7.0, 10.0, 13.0, 16.0, 19.0)
    assert lined_up(here, there, 0.05) == pytest.approx(0.0)
    assert lined_up(here, there, 6.1) == pytest.approx(6.0)


def test_reps_of_which_most_are_not_found_again_line_nothing_up():
    assert lined_up(at(10.0, 12.7, 17.0, 19.0), at(10.0, 15.0, 22.0), 0.0) is None
    assert lined_up(reps(3), [], 0.0) is None


def test_what_was_lifted_long_before_or_after_is_another_set():
    assert lined_up(at(10.0, 13.5), at(110.0, 113.5), 0.0) is None
