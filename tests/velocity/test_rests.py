"""A rest is a bar that nobody touches; a hand is never that still."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from velocity import MISSING, Samples
from velocity.rests import find_rests

RATE = 200.0
TIME = np.arange(round(10.0 * RATE)) / RATE
UP = np.array([0.0, 0.0, 1.0])
Sampled = Callable[..., Samples]


def noise(seed: int, sd: float) -> np.ndarray:
    return sd * np.random.default_rng(seed).standard_normal((len(TIME), 3))


def shaking(size_m: float, frequency_hz: float) -> np.ndarray:
    """The acceleration (n, 3) of a vertical shaking."""
    pulsation = 2.0 * np.pi * frequency_hz
    return np.outer(-size_m * pulsation**2 * np.sin(pulsation * TIME), UP)


def rested(samples: Samples) -> float:
    """Share of the time that is rest."""
    rests = find_rests(samples)
    return float((rests.last - rests.first).sum() / len(samples))


@pytest.mark.parametrize(("accel_ug", "gyro_mdps"), [(0, 0), (60, 3), (160, 7), (300, 15)])
def test_the_noise_of_usual_sensors_is_rest(
    sampled: Sampled, accel_ug: float, gyro_mdps: float
) -> None:
    band = np.sqrt(RATE / 2.0)
    force = noise(1, 9.8e-6 * accel_ug * band)
    turning = noise(2, np.radians(1e-3 * gyro_mdps) * band)
    assert rested(sampled(10.0, force, turning)) > 0.95


@pytest.mark.parametrize("bias_dps", [0.5, 2.0, 5.0])
def test_a_gyro_that_reads_a_little_at_rest_is_rest(sampled: Sampled, bias_dps: float) -> None:
    assert rested(sampled(10.0, turning=np.radians(bias_dps) * UP)) > 0.95


def test_a_bar_that_rolls_steadily_is_not_at_rest(sampled: Sampled) -> None:
    assert rested(sampled(10.0, turning=np.radians(15.0) * UP)) == 0.0


def test_a_tremor_is_not_rest(sampled: Sampled) -> None:
    assert rested(sampled(10.0, shaking(0.5e-3, 8.0) + noise(1, 0.01))) == 0.0


def test_a_slow_and_steady_descent_in_a_hand_is_not_rest(sampled: Sampled) -> None:
    # At constant speed, whatever it is, only the hand's tremor tells it from rest.
    assert rested(sampled(10.0, shaking(0.2e-3, 6.0) + noise(1, 0.01))) == 0.0


def test_a_slow_lift_without_tremor_is_not_rest(sampled: Sampled) -> None:
    pulled = np.outer(0.25 * np.sin(2.0 * np.pi * TIME / 3.0), UP)
    assert rested(sampled(10.0, pulled)) < 0.1


def test_a_tilting_bar_is_not_at_rest(sampled: Sampled) -> None:
    turning = np.outer(0.1 * np.sin(2.0 * np.pi * TIME / 2.0), UP)
    assert rested(sampled(10.0, turning=turning)) < 0.1


def test_missing_samples_are_not_rest(sampled: Sampled) -> None:
    flags = np.zeros(len(TIME), np.uint8)
    assert rested(replace(sampled(10.0), flags=flags + MISSING)) == 0.0
    flags[1000:1010] = MISSING
    rests = find_rests(replace(sampled(10.0), flags=flags))
    assert len(rests.first) == 2
    assert rests.last[0] <= 1000
    assert rests.first[1] >= 1010


def test_rests_lie_on_either_side_of_a_motion(sampled: Sampled) -> None:
    moving = (TIME > 4.0) & (TIME < 6.0)
    pulled = np.outer(2.0 * moving * np.sin(2.0 * np.pi * TIME), UP)
    rests = find_rests(sampled(10.0, pulled))
    assert len(rests.first) == 2
    assert 3.0 * RATE < rests.last[0] <= 4.0 * RATE
    assert 6.0 * RATE <= rests.first[1] < 7.0 * RATE


def test_a_rest_knows_what_the_sensor_read(sampled: Sampled) -> None:
    bias, skew = np.array([0.01, -0.02, 0.03]), np.array([0.3, 0.2, -0.1])
    rests = find_rests(sampled(10.0, skew + noise(1, 0.02), bias + noise(2, 0.001)))
    np.testing.assert_allclose(rests.rate, [bias], atol=1e-4)
    np.testing.assert_allclose(rests.force, [skew + 9.80665 * UP], atol=2e-3)


@pytest.mark.parametrize("n", [0, 1, 3, 19, 50, 99])
def test_a_moment_is_no_rest(n: int) -> None:
    still = Samples(RATE, np.tile(9.8 * UP, (n, 1)), np.zeros((n, 3)), np.zeros(n, np.uint8))
    rests = find_rests(still)
    assert len(rests.first) == 0
    assert rests.rate.shape == rests.force.shape == (0, 3)
