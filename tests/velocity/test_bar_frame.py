"""Which way the bar lies in the sensor, and how it tilts."""

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest

from hardware.simulated import UNCALIBRATED
from velocity import Samples, parse_axis
from velocity.attitude import from_rotation_vector, rotation_matrix
from velocity.bar_frame import find_bar_axis, heading, tilt

ORDERS = list(permutations(range(3)))


def reordered(samples: Samples, order: tuple[int, ...]) -> Samples:
    """Return what a sensor whose axes are named in another order reads; right-handed."""
    turn = np.eye(3)[list(order)]
    turn *= np.linalg.det(turn)
    return replace(
        samples,
        specific_force=samples.specific_force @ turn.T,
        angular_rate=samples.angular_rate @ turn.T,
    )


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: "".join("xyz"[i] for i in order))
@pytest.mark.parametrize("variant", ["squat", "touch_and_go_bench", "deadlift", "overhead_press"])
def test_the_bars_axis_is_found_whatever_it_is_called(
    simulated, samples_of, variant: str, order: tuple[int, ...]
) -> None:
    samples = reordered(samples_of(simulated(variant, 3, UNCALIBRATED)), order)
    axis = find_bar_axis(samples)
    assert axis.direction @ np.eye(3)[order.index(1)] > np.cos(np.radians(1.0))
    assert np.linalg.norm(axis.direction) == pytest.approx(1.0)
    assert 0.0 < axis.sd < np.radians(1.0)


def test_a_skew_mount_is_seen_where_the_bar_spins_much() -> None:
    rng = np.random.default_rng(0)
    skew = np.array([np.sin(0.1), np.cos(0.1), 0.0])
    spin = np.sin(2.0 * np.pi * np.arange(4000) / 400.0)
    turning = np.outer(spin, skew) + 0.005 * rng.standard_normal((4000, 3))
    force = np.tile([0.0, 0.0, 9.8], (4000, 1))
    axis = find_bar_axis(Samples(200.0, force, turning, np.zeros(4000, np.uint8)))
    assert np.degrees(np.arccos(axis.direction @ skew)) < 0.5


def test_a_bar_that_does_not_spin_lies_along_an_axis_of_the_sensor() -> None:
    force = np.tile([9.8, 0.0, 1.0], (1000, 1))
    still = Samples(200.0, force, np.zeros((1000, 3)), np.zeros(1000, np.uint8))
    np.testing.assert_array_equal(find_bar_axis(still).direction, [0.0, 1.0, 0.0])


@pytest.mark.parametrize(
    ("text", "axis"),
    [("x", (1, 0, 0)), ("+y", (0, 1, 0)), ("-y", (0, -1, 0)), ("z", (0, 0, 1)), ("-z", (0, 0, -1))],
)
def test_axes_have_names(text: str, axis: tuple[int, ...]) -> None:
    np.testing.assert_array_equal(parse_axis(text), axis)


@pytest.mark.parametrize("text", ["", "-", "+", "w", "xy", "--x", "+-x", "x-", "-1", " x", "X"])
def test_other_names_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="an axis is x, y or z"):
        parse_axis(text)


def turned(*vector: float) -> np.ndarray:
    """The bar's left end (3, 1) after a turn by a rotation vector."""
    return (rotation_matrix(from_rotation_vector(np.array(vector))) @ [0.0, 1.0, 0.0])[:, None]


def test_the_tilt_is_positive_when_the_left_end_is_higher() -> None:
    assert tilt(turned(0.05, 0.0, 0.0)) == pytest.approx(0.05)
    assert tilt(turned(0.0, 1.0, 0.0)) == pytest.approx(0.0)
    assert tilt(turned(0.0, 0.0, 1.0)) == pytest.approx(0.0)
    assert tilt(np.array([[0.0], [0.0], [1.0 + 1e-12]])) == pytest.approx(np.pi / 2)


def test_the_heading_goes_on_past_half_a_turn() -> None:
    angles = np.linspace(0.0, 7.0, 50)
    left = np.concatenate([turned(0.0, 0.0, angle) for angle in angles], axis=1)
    np.testing.assert_allclose(heading(left), angles, atol=1e-9)
