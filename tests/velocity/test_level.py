"""The first guess: which way is up, and how much the gyro reads at rest."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from hardware.simulated import IDEAL, SimulatedSet
from velocity import Samples
from velocity.attitude import rotation_matrix
from velocity.level import first_guess
from velocity.rests import find_rests

BIAS = np.radians([1.0, -1.0, 1.0]) / np.sqrt(3.0)


def biased(samples: Samples) -> Samples:
    return replace(samples, angular_rate=samples.angular_rate + BIAS)


def in_motion(one: SimulatedSet, samples: Samples) -> Samples:
    """Return the samples from the first rep's start to the last one's end."""
    reps = one.truth.sensor_reps
    return samples.part(round(reps[0].start_s * one.rate), round(reps[-1].end_s * one.rate))


def tilt_error_deg(start: np.ndarray, one: SimulatedSet, at: float = 0.0) -> float:
    """By how much the guess leaves the sensor tilted at the time ``at``, s."""
    track, mount = one.truth.sensor_track, one.place.mount_angle
    assert mount is not None
    spin = rotation_matrix(start)
    along = np.array([0.0, 1.0, 0.0])
    tilt = float(np.interp(at, track.time, track.tilt))
    return abs(float(np.degrees(np.arcsin(spin[2] @ along) - tilt)))


@pytest.mark.parametrize("variant", ["squat", "touch_and_go_bench", "deadlift"])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_gyro_bias_is_found_from_rest(simulated, samples_of, variant: str, seed: int) -> None:
    samples = biased(samples_of(simulated(variant, seed, IDEAL)))
    _, bias, sd = first_guess(samples, find_rests(samples))
    assert np.degrees(np.linalg.norm(bias - BIAS)) < 0.05
    assert np.abs(bias - BIAS).max() < 4.0 * sd
    assert np.degrees(sd) < 0.1


@pytest.mark.parametrize("variant", ["squat", "touch_and_go_bench", "overhead_press"])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_gyro_bias_is_found_without_rest(simulated, samples_of, variant: str, seed: int) -> None:
    one = simulated(variant, seed, IDEAL)
    samples = biased(in_motion(one, samples_of(one)))
    rests = find_rests(samples)
    assert len(rests.first) == 0
    _, bias, sd = first_guess(samples, rests)
    assert np.degrees(np.linalg.norm(bias - BIAS)) < 0.5
    assert np.abs(bias - BIAS).max() < 3.0 * sd


@pytest.mark.parametrize("variant", ["squat", "touch_and_go_bench", "deadlift"])
def test_the_bar_starts_level_to_within_a_degree(simulated, samples_of, variant: str) -> None:
    one = simulated(variant, 1, IDEAL)
    samples = biased(samples_of(one))
    start, _, _ = first_guess(samples, find_rests(samples))
    assert tilt_error_deg(start, one) < 1.0


def test_a_sensor_at_rest_is_upright_and_unbiased(sampled: Callable[..., Samples]) -> None:
    samples = sampled(5.0, turning=BIAS)
    start, bias, _ = first_guess(samples, find_rests(samples))
    np.testing.assert_allclose(start, [1.0, 0.0, 0.0, 0.0], atol=1e-6)
    np.testing.assert_allclose(bias, BIAS, atol=1e-9)


def test_a_sensor_that_is_turned_in_a_hand_for_long_is_not_biased_by_that(
    sampled: Callable[..., Samples],
) -> None:
    turning = np.zeros((1600, 3))
    turning[:200, 2] = 3.0
    samples = sampled(8.0, turning=turning)
    _, bias, _ = first_guess(samples, find_rests(samples))
    assert np.degrees(np.abs(bias).max()) < 0.1
