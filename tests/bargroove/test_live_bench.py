from __future__ import annotations

import numpy as np
import pytest

from bargroove.bench.live import (
    capture_cost,
    crowd_delays,
    decoding_cost,
    memory_growth,
    queued,
    running_cost,
)
from firmware_bridge.drivers import BUILT_IN


def test_in_a_queue_each_waits_for_those_before_it() -> None:
    arrivals, services = np.array([0.0, 0.1, 0.2, 5.0]), np.array([1.0, 0.5, 0.1, 0.2])
    np.testing.assert_allclose(queued(arrivals, services), [1.0, 1.4, 1.4, 0.2])


def test_reps_of_a_stream_are_timed() -> None:
    cost = running_cost(1.0, 5.0)
    assert len(cost.reps) > 2
    assert (cost.reps > 0).all()
    assert 0 < cost.busy < cost.seconds


@pytest.mark.parametrize("key", [driver.key for driver in BUILT_IN])
def test_what_each_driver_decodes_is_timed(key: str) -> None:
    cost = decoding_cost(key, 4.0)
    assert cost.samples > 50
    assert 0 < cost.alone_us < cost.clocked_us


def test_few_of_a_crowd_wait_no_longer_than_all() -> None:
    seconds, delays = crowd_delays(2, (1, 2))
    assert seconds > 10
    assert delays[1].max() <= delays[2].max()
    assert len(delays[1]) < len(delays[2])


def test_memory_is_watched_while_a_stream_runs() -> None:
    grown, reps = memory_growth(0.02, 5.0)
    assert reps > 2
    assert grown is None or grown < 50e6


def test_a_capture_costs_something_for_each_sample() -> None:
    samples, seconds = capture_cost(0.5)
    assert samples == 30 * 208
    assert 0 < seconds < 1
