"""The constants of a set are one vector and four corrections."""

import numpy as np
import pytest

from velocity import Samples
from velocity.calibration import (
    ACCEL_BIAS,
    ACCEL_MATRIX,
    COUNT,
    GYRO_BIAS,
    GYRO_MATRIX,
    TILT,
    Constants,
)

RNG = np.random.default_rng(0)
SAMPLES = Samples(
    100.0, RNG.standard_normal((5, 3)), RNG.standard_normal((5, 3)), np.zeros(5, np.uint8)
)


def test_constants_and_their_vector_say_the_same() -> None:
    vector = RNG.standard_normal(COUNT)
    np.testing.assert_array_equal(Constants.from_vector(vector).vector(), vector)


def test_every_constant_has_its_own_place_in_the_vector() -> None:
    parts = (TILT, GYRO_BIAS, GYRO_MATRIX, ACCEL_BIAS, ACCEL_MATRIX)
    places = np.concatenate([np.arange(COUNT)[part] for part in parts])
    np.testing.assert_array_equal(places, np.arange(COUNT))


def test_a_perfect_sensor_is_left_alone() -> None:
    np.testing.assert_array_equal(Constants().angular_rate(SAMPLES), SAMPLES.angular_rate.T)
    np.testing.assert_array_equal(Constants().specific_force(SAMPLES), SAMPLES.specific_force.T)


@pytest.mark.parametrize("what", ["gyro", "accel"])
def test_scale_misalignment_and_bias_are_taken_off(what: str) -> None:
    bias, matrix = RNG.standard_normal(3), 0.01 * RNG.standard_normal((3, 3))
    constants = Constants(**{f"{what}_bias": bias, f"{what}_matrix": matrix})
    read = SAMPLES.angular_rate if what == "gyro" else SAMPLES.specific_force
    corrected = {"gyro": constants.angular_rate, "accel": constants.specific_force}[what](SAMPLES)
    np.testing.assert_allclose(corrected[:, 2], read[2] - matrix @ read[2] - bias)
