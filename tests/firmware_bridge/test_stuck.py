"""A stuck axis is told once, and a sensor that rests is not stuck."""

import numpy as np
import pytest

from firmware_bridge.stuck import AXES, StuckAxes

RATE = 200.0


def readings(seconds, turning=1.0, stuck=None, seed=0):
    rng = np.random.default_rng(seed)
    n = round(seconds * RATE)
    force = np.array([0, 0, 9.81]) + 0.01 * rng.standard_normal((n, 3))
    rate = turning * rng.standard_normal((n, 3))
    if stuck is not None:
        (force if stuck < 3 else rate)[:, stuck % 3] = 0.123
    return force, rate


def told(watch, force, rate, size=10):
    return [
        text
        for i in range(0, len(force), size)
        for text in watch.add(force[i : i + size], rate[i : i + size], RATE)
    ]


@pytest.mark.parametrize("axis", range(6))
@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_a_stuck_axis_is_told_once_however_the_readings_come(axis, size):
    (text,) = told(StuckAxes(), *readings(5.0, stuck=axis), size)
    assert text.startswith(AXES[axis])


def test_moving_axes_and_a_resting_sensor_are_not_stuck():
    watch = StuckAxes()
    assert told(watch, *readings(5.0)) == []
    force, rate = readings(60.0, turning=0.0)
    assert told(watch, np.round(force), np.round(rate)) == []
    assert watch.add(force[:0], rate[:0], RATE) == []


def test_an_axis_that_changes_now_and_then_is_not_stuck():
    force, rate = readings(10.0, stuck=2)
    force[::150, 2] += 0.01
    assert told(StuckAxes(), force, rate) == []
