from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import pytest

from bargroove.bench.display import Lifting, Memory, lifting, memory_held, processor
from bargroove.bench.display_rows import lifting_rows, memory_rows, parts_table
from bargroove.bench.display_sensor import FarSensor, one_set
from bargroove.bench.display_start import start_seconds
from bargroove.workers import single_core_pool


@pytest.fixture(scope="module")
def pool() -> Iterator[ProcessPoolExecutor]:
    with single_core_pool(1, tasks_each=1) as made:
        yield made


def test_a_sensor_in_another_process_says_what_it_feels_when_it_is_time() -> None:
    sensor = FarSensor(one_set("squat", 0))
    sensor.wait()
    sensor.tell("connect", 0.0)
    frames, passed = sensor.next(0.5)
    sensor.close()
    assert sensor.seconds > 20.0
    assert passed <= 0.5
    assert all(frame.at <= passed for frame in frames)


def test_each_rep_is_followed_from_its_end_to_its_painted_number(pool: ProcessPoolExecutor) -> None:
    lifted = pool.submit(lifting, 15.0, ("deadlift",)).result()
    assert len(lifted.reps) > 0
    assert np.isfinite(lifted.reps).all()
    np.testing.assert_allclose(lifted.reps[:, :3].sum(axis=1), lifted.reps[:, 3])
    assert (lifted.reps[:, 1:] > 0).all()
    assert len(lifted.sounds["the WAV file"]) == len(lifted.reps)
    assert len(lifted.frames) > 5


def test_the_processor_is_watched_while_a_sensor_streams(pool: ProcessPoolExecutor) -> None:
    busy, took = pool.submit(processor, 4.0).result()
    assert 0.0 < busy < 2.0 * took
    assert took == pytest.approx(4.0, abs=1.0)


def test_memory_is_watched_while_sets_pass(pool: ProcessPoolExecutor) -> None:
    held = pool.submit(memory_held, 40.0).result()
    assert held.sets == 1
    assert held.passed_s == pytest.approx(40.0, abs=1.0)
    if held.ended is not None and held.settled is not None:
        assert 20e6 < held.settled < 1e9


def test_the_wait_for_the_window_is_timed_and_leaves_nothing_behind() -> None:
    before = dict(os.environ)
    (seconds,) = start_seconds(["live"], repeats=1)
    assert 0.1 < seconds < 30.0
    assert dict(os.environ) == before


def test_a_rep_whose_number_was_never_painted_is_infinitely_late() -> None:
    reps = np.array([[0.1, 0.01, 0.03, 0.14], [0.1, 0.01, np.nan, np.nan]])
    lifted = Lifting(reps, np.array([0.002]), {"the device": np.array([])})
    shown, frames = lifting_rows(lifted)
    assert "inf" in shown[2]
    assert shown[-1] == "NO"
    assert frames[-1] == "aim"
    assert "30.0" in parts_table(lifted)


def test_memory_that_nobody_tells_is_not_measured() -> None:
    ((*_, verdict),) = memory_rows(Memory(600.0, None, None, 3, 3600.0))
    assert verdict == "-"
    grown, held = memory_rows(Memory(600.0, 190_000_000, 199_000_000, 3, 3600.0))
    assert (grown[2], grown[-1]) == ("9.0", "NO")
    assert (held[2], held[-1]) == ("199", "aim")
