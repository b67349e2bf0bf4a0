"""The linearised drift is what the integration really does with slightly other constants."""

from dataclasses import replace

import numpy as np
import pytest

from velocity import CLIPPED, MISSING, Samples
from velocity.calibration import ACCEL_BIAS, COUNT, Constants
from velocity.drift import WALK, Sensitivities, answers, sensitivities, values
from velocity.forms import mean_velocity, position_at, velocity_at
from velocity.strapdown import Motion, integrate

RATE, SECONDS = 200.0, 6.0
LEVEL = np.array([1.0, 0.0, 0.0, 0.0])
SOME_TIMES = np.array([0.0, 0.333, 1.0, 2.9, 5.5])


def moving() -> Samples:
    """A sensor that is shaken gently and turned about all its axes."""
    time = np.arange(round(RATE * SECONDS)) / RATE
    waves = np.stack([np.sin(2.0 * np.pi * f * time + f) for f in (0.3, 0.5, 0.7)], axis=1)
    force = np.array([0.0, 0.0, 9.8]) + 2.0 * waves
    return Samples(RATE, force, 0.4 * waves[:, ::-1], np.zeros(len(time), np.uint8))


SAMPLES = moving()
NOMINAL = integrate(SAMPLES, LEVEL, Constants())
LINEAR = sensitivities(NOMINAL, SAMPLES)


def at(motion: Motion, what: str, time: np.ndarray) -> np.ndarray:
    """The velocity or position (3, m) of a motion at times (m,) s."""
    clock = np.arange(len(SAMPLES)) / RATE
    return np.stack([np.interp(time, clock, row) for row in getattr(motion, what)])


@pytest.mark.parametrize("which", range(COUNT))
def test_each_constant_moves_the_motion_as_the_linearisation_says(which: int) -> None:
    size = 1e-4
    other = integrate(SAMPLES, LEVEL, Constants.from_vector(size * np.eye(COUNT)[which]))
    for what, form in (("velocity", velocity_at), ("position", position_at)):
        moved = (at(other, what, SOME_TIMES) - at(NOMINAL, what, SOME_TIMES)) / size
        said = [answers(form(axis, SOME_TIMES), LINEAR)[:, which] for axis in range(3)]
        assert np.abs(moved - said).max() < 0.02 * np.abs(moved).max() + 1e-3


def test_a_start_velocity_goes_on_and_on() -> None:
    start = np.eye(3)
    for axis in range(3):
        fast = answers(velocity_at(axis, SOME_TIMES), LINEAR)[:, -3:]
        far = answers(position_at(axis, SOME_TIMES), LINEAR)[:, -3:]
        np.testing.assert_allclose(fast, np.tile(start[axis], (5, 1)), atol=1e-12)
        np.testing.assert_allclose(far, np.outer(SOME_TIMES, start[axis]), atol=1e-12)


def test_forms_of_the_nominal_motion_have_its_values() -> None:
    for axis in range(3):
        velocity = at(NOMINAL, "velocity", SOME_TIMES)[axis]
        np.testing.assert_allclose(values(velocity_at(axis, SOME_TIMES), LINEAR), velocity)
        way = values(position_at(axis, np.array([1.0, 2.5])), LINEAR)
        mean = values(mean_velocity(axis, np.array([1.0]), np.array([2.5])), LINEAR)
        assert mean == pytest.approx((way[1] - way[0]) / 1.5)


def test_a_bias_at_rest_is_a_straight_velocity() -> None:
    still = replace(SAMPLES, specific_force=np.tile([0.0, 0.0, 9.8], (len(SAMPLES), 1)))
    still = replace(still, angular_rate=np.zeros((len(SAMPLES), 3)))
    linear = sensitivities(integrate(still, LEVEL, Constants()), still)
    along_z = answers(velocity_at(2, SOME_TIMES), linear)[:, ACCEL_BIAS]
    np.testing.assert_allclose(along_z, np.outer(-SOME_TIMES, [0.0, 0.0, 1.0]), atol=1e-12)


def walk_of(flags: np.ndarray, shaking: float = 0.0) -> np.ndarray:
    """The walk's steps of a sensor at rest that is shaken at 40 Hz by so many m/s²."""
    force = np.tile([0.0, 0.0, 9.8], (len(flags), 1))
    force[:, 2] += shaking * np.sin(2.0 * np.pi * 40.0 * np.arange(len(flags)) / RATE)
    still = Samples(RATE, force, np.zeros_like(force), flags)
    return sensitivities(integrate(still, LEVEL, Constants()), still).walk


def test_the_velocity_of_a_quiet_sensor_walks_by_its_noise() -> None:
    steps = walk_of(np.zeros(1200, np.uint8))
    assert steps.sum() == pytest.approx(WALK**2 * SECONDS)


def test_vibration_clipping_and_gaps_let_the_velocity_walk_further() -> None:
    quiet = walk_of(np.zeros(1200, np.uint8))
    assert walk_of(np.zeros(1200, np.uint8), 30.0).min() > 10.0 * quiet.max()
    for flag in (CLIPPED, MISSING):
        flags = np.zeros(1200, np.uint8)
        flags[600:610] = flag
        touched = walk_of(flags) > 1.01 * quiet
        assert touched[30]
        assert touched.sum() == 1


def test_a_noisy_sensors_velocity_walks_by_its_own_noise() -> None:
    noise = 3.0 * np.random.default_rng(0).standard_normal((1200, 3))
    force = noise + np.array([0.0, 0.0, 9.8])
    loud = Samples(RATE, force, np.zeros_like(force), np.zeros(1200, np.uint8))
    steps = sensitivities(integrate(loud, LEVEL, Constants()), loud).walk
    assert steps.sum() == pytest.approx(3.0**2 / RATE * SECONDS, rel=0.2)


def test_a_longer_gap_hides_more() -> None:
    hidden = []
    for length in (2, 5, 10, 15):
        flags = np.zeros(1200, np.uint8)
        flags[601 : 601 + length] = MISSING
        hidden.append(walk_of(flags).sum())
    assert np.all(np.diff(hidden) > 0)


def gapped(seconds: float) -> Sensitivities:
    flags = np.zeros(1200, np.uint8)
    flags[500 : 500 + round(seconds * RATE)] = MISSING
    return sensitivities(NOMINAL, replace(SAMPLES, flags=flags))


def test_a_long_gap_loses_the_attitude_too_a_short_one_does_not() -> None:
    assert gapped(0.02).unknowns == LINEAR.unknowns == COUNT + 3
    assert gapped(0.5).unknowns == COUNT + 6
    assert 0.0 < gapped(0.1).turns.max() < gapped(0.2).turns.max() < gapped(2.0).turns.max() < 0.5


def test_an_attitude_lost_in_a_gap_matters_only_after_it() -> None:
    flags = np.zeros(1200, np.uint8)
    flags[600:700] = MISSING
    linear = sensitivities(NOMINAL, replace(SAMPLES, flags=flags))
    lost = answers(velocity_at(0, np.array([1.0, 2.9, 5.0])), linear)[:, COUNT : COUNT + 3]
    np.testing.assert_array_equal(lost[:2], 0.0)
    assert np.abs(lost[2]).max() > 1.0
