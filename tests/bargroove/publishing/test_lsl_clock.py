"""A stream's time on LSL's clock."""

from __future__ import annotations

import numpy as np
import pytest

from bargroove.publishing.lsl_clock import LslClock
from firmware_bridge.events import Readings
from tests.streams import bursts, of, run

AHEAD = 1000.0  # s of LSL's clock before the link's
PERIOD = 1 / 200.0


def stamped(readings, processing=lambda at: at):
    """Stamp what comes; returns the clock, and (n,) stamps of all samples from settling on."""
    clock, stamps = LslClock(), []
    for one in readings:
        clock.hear(one, processing(one.at) + AHEAD)
        if clock.settled:
            stamps.append(clock.stamp(one.samples.time))
    return clock, np.concatenate(stamps)


def test_stamps_are_regular_though_packets_are_not():
    _, stamps = stamped(of(Readings, run(bursts(60.0, 200.0))))
    steps = np.diff(stamps)
    assert np.abs(steps / PERIOD - 1.0).max() < 0.02


@pytest.mark.parametrize("rate", [199.0, 200.0, 201.2])
def test_stamps_follow_the_host_however_fast_the_sensor_counts(rate):
    _, stamps = stamped(of(Readings, run(bursts(200.0, rate))))
    missing = round(200.0 * rate) - len(stamps)
    taken = (np.arange(missing, missing + len(stamps)) + 1) / rate + AHEAD
    late = (stamps - taken)[len(stamps) // 4 :]
    assert late.min() > -0.01
    assert late.max() < 0.07  # an interval of the radio, of which nobody can know


def test_what_was_held_up_on_its_way_at_first_does_not_count():
    readings = of(Readings, run(bursts(20.0, 200.0)))
    _, punctual = stamped(readings)
    _, held = stamped(readings, lambda at: max(at, 1.5))
    assert abs(held[-1] - punctual[-1]) < 0.01
    assert np.diff(held).min() > 0


def test_a_stall_of_the_radio_delays_no_stamp():
    _, stamps = stamped(of(Readings, run(bursts(30.0, 200.0, stall=(10.0, 11.0)))))
    assert np.abs(np.diff(stamps) / PERIOD - 1.0).max() < 0.02


def test_a_recording_told_faster_keeps_its_own_pace():
    _, stamps = stamped(of(Readings, run(bursts(30.0, 200.0))), lambda at: at / 100)
    assert np.abs(np.diff(stamps) / PERIOD - 1.0).max() < 0.02


def test_a_stream_whose_time_begins_anew_is_another_one():
    first, *others = of(Readings, run(bursts(5.0, 200.0)))
    clock = LslClock()
    assert not clock.is_over(first)
    clock.hear(first, 0.0)
    assert not clock.is_over(others[0])
    clock.hear(others[0], 0.1)
    assert clock.is_over(first)
