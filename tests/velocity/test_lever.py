"""A sensor beside the bar's middle moves otherwise than the middle."""

import numpy as np
import pytest

from velocity import lever
from velocity.attitude import from_rotation_vector, rotation_matrix
from velocity.bar_frame import BarAxis
from velocity.lever import Lever
from velocity.rep import Measured

ALONG_Z = BarAxis(np.array([0.0, 0.0, 1.0]), 0.01)
TURNS = rotation_matrix(from_rotation_vector(np.outer([1.0, 0.0, 0.0], [0.0, 0.1])))


def test_a_measured_offset_is_known_along_the_bar_and_a_bars_radius_across() -> None:
    known = lever.beforehand(ALONG_Z, -0.9)
    assert known.along(ALONG_Z) == Measured(pytest.approx(-0.9), pytest.approx(lever.TAPE_SD))
    np.testing.assert_allclose(known.mean, [0.0, 0.0, -0.9])
    across = BarAxis(np.array([1.0, 0.0, 0.0]), 0.01)
    assert known.along(across) == Measured(0.0, pytest.approx(lever.RADIUS_SD))


def test_an_offset_that_is_not_given_may_be_anywhere_on_the_bar() -> None:
    unknown = lever.beforehand(ALONG_Z, None).along(ALONG_Z)
    assert unknown.value == 0.0
    assert unknown.se > 0.5


def test_a_far_sensor_rises_with_the_bars_tilt() -> None:
    far = Lever(np.array([0.0, 1.0, 0.0]), np.diag([0.0, 1e-4, 0.0]))
    np.testing.assert_allclose(far.offset(TURNS)[2], [0.0, np.sin(0.1)], atol=1e-12)
    assert far.se(TURNS[2, :, 1] - TURNS[2, :, 0]) == pytest.approx(0.01 * np.sin(0.1))


def test_a_sensor_whose_own_point_is_reported_has_no_lever() -> None:
    np.testing.assert_array_equal(lever.NONE.offset(TURNS), 0.0)
    assert lever.NONE.along(ALONG_Z) == Measured(0.0, 0.0)


@pytest.mark.parametrize(
    ("value", "se", "reps", "clear"),
    [
        (1.0, 0.1, 8, True),
        (-1.0, 0.1, 8, True),
        (1.0, 0.1, 3, False),
        (1.0, 0.4, 8, False),
        (0.3, 0.01, 8, False),
        (2.0, 0.1, 8, False),
    ],
)
def test_a_far_sensor_is_taken_for_found_only_beyond_doubt(
    value: float, se: float, reps: int, clear: bool
) -> None:
    assert lever.is_clear(Measured(value, se), reps) is clear
