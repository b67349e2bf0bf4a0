"""Physics that the integration has to keep."""

from collections.abc import Callable

import numpy as np
import pytest

from velocity import Samples
from velocity.attitude import from_rotation_vector, rotation_matrix, upright
from velocity.calibration import Constants
from velocity.strapdown import cumulative_integral, integrate

LEVEL = np.array([1.0, 0.0, 0.0, 0.0])
GRAVITY = np.array([0.0, 0.0, 9.80665])


def test_nothing_in_nothing_out(sampled: Callable[..., Samples]) -> None:
    motion = integrate(sampled(2.0), LEVEL, Constants())
    for still in (motion.acceleration, motion.velocity, motion.position, motion.angular_rate):
        np.testing.assert_allclose(still, 0.0, atol=1e-12)


def test_a_constant_acceleration_gives_a_straight_velocity(sampled: Callable[..., Samples]) -> None:
    pull = np.array([0.3, -0.2, 0.5])
    samples = sampled(2.0, pull)
    motion = integrate(samples, LEVEL, Constants())
    time = samples.time
    np.testing.assert_allclose(motion.velocity, pull[:, None] * time, atol=1e-12)
    np.testing.assert_allclose(motion.position, 0.5 * pull[:, None] * time**2, atol=1e-12)


def test_a_spinning_sensor_at_rest_stays_at_rest(sampled: Callable[..., Samples]) -> None:
    turning = np.array([0.5, 3.0, -1.0])
    samples = sampled(5.0, turning=turning)
    turned = rotation_matrix(from_rotation_vector(turning[:, None] * samples.time))
    force = np.einsum("jin,j->ni", turned, GRAVITY)
    spinning = Samples(samples.rate, force, samples.angular_rate, samples.flags)
    motion = integrate(spinning, LEVEL, Constants())
    np.testing.assert_allclose(motion.velocity, 0.0, atol=1e-9)
    np.testing.assert_allclose(motion.rotation, turned, atol=1e-9)


def test_a_skew_start_is_set_right_by_its_tilt(sampled: Callable[..., Samples]) -> None:
    samples = sampled(1.0)
    motion = integrate(
        samples, from_rotation_vector(np.array([0.2, 0.0, 0.0])), Constants(np.array([-0.2, 0.0]))
    )
    np.testing.assert_allclose(motion.velocity, 0.0, atol=1e-12)


def test_a_sensor_lying_on_its_side_is_at_rest_too(sampled: Callable[..., Samples]) -> None:
    on_its_side = np.array([6.0, -7.0, 3.0]) * 9.80665 / np.linalg.norm([6.0, -7.0, 3.0])
    samples = sampled(1.0, on_its_side - GRAVITY)
    motion = integrate(samples, upright(on_its_side), Constants())
    np.testing.assert_allclose(motion.velocity, 0.0, atol=1e-12)


def test_known_errors_of_the_sensor_are_taken_off(sampled: Callable[..., Samples]) -> None:
    gyro, accel = np.array([0.02, -0.01, 0.03]), np.array([0.1, 0.2, -0.1])
    known = Constants(gyro_bias=gyro, accel_bias=accel)
    motion = integrate(sampled(2.0, accel, gyro), LEVEL, known)
    np.testing.assert_allclose(motion.velocity, 0.0, atol=1e-12)


def test_the_integral_of_a_straight_line_is_exact() -> None:
    time = np.arange(11) * 0.1
    np.testing.assert_allclose(cumulative_integral(2.0 * time, 0.1), time**2, atol=1e-15)
    assert cumulative_integral(np.array([[3.0], [4.0]]), 0.1) == pytest.approx(0.0)
