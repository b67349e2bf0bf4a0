"""Quaternions turn as rotations do."""

from functools import reduce
from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from velocity.attitude import (
    cumulative_product,
    from_rotation_vector,
    product,
    rotation_matrix,
    upright,
)

RNG = np.random.default_rng(0)
UNIT = np.array([1.0, 0.0, 0.0, 0.0])
DIRECTION = st.tuples(*[st.floats(-1.0, 1.0)] * 3).filter(lambda v: np.linalg.norm(v) > 1e-3)


def turns(n: int, size: float = 1.0) -> np.ndarray:
    return from_rotation_vector(size * RNG.standard_normal((3, n)))


@pytest.mark.parametrize("n", [0, 1, 15, 16, 17, 300])
def test_the_cumulative_product_is_that_of_a_plain_loop(n: int) -> None:
    steps = turns(n)
    plain = np.array(list(accumulate(steps.T, product))).reshape(n, 4).T
    np.testing.assert_allclose(cumulative_product(steps), plain, atol=1e-12)


def test_many_small_steps_stay_a_rotation() -> None:
    last = cumulative_product(turns(100_000, 0.05))[:, -1]
    assert np.linalg.norm(last) == pytest.approx(1.0, abs=1e-12)


def test_rotation_matrices_are_orthonormal_and_keep_the_hand() -> None:
    matrices = np.moveaxis(rotation_matrix(turns(50)), -1, 0)
    np.testing.assert_allclose(matrices @ matrices.transpose(0, 2, 1), [np.eye(3)] * 50, atol=1e-12)
    np.testing.assert_allclose(np.linalg.det(matrices), 1.0)


def test_a_product_of_quaternions_is_the_product_of_their_matrices() -> None:
    p, q, r = turns(3).T
    together = rotation_matrix(reduce(product, (p, q, r)))
    parts = rotation_matrix(p) @ rotation_matrix(q) @ rotation_matrix(r)
    np.testing.assert_allclose(together, parts, atol=1e-12)


def test_a_rotation_vector_turns_about_itself_by_its_length() -> None:
    quarter = rotation_matrix(from_rotation_vector(np.array([0.0, 0.0, np.pi / 2])))
    np.testing.assert_allclose(quarter @ [1.0, 0.0, 0.0], [0.0, 1.0, 0.0], atol=1e-12)
    np.testing.assert_array_equal(from_rotation_vector(np.zeros(3)), UNIT)


@given(DIRECTION)
def test_upright_turns_a_specific_force_to_the_worlds_z(force: tuple[float, ...]) -> None:
    direction = np.array(force) / np.linalg.norm(force)
    turned = rotation_matrix(upright(np.array(force))) @ direction
    np.testing.assert_allclose(turned, [0.0, 0.0, 1.0], atol=2e-3)


def test_upright_turns_no_further_than_it_must() -> None:
    w = upright(np.array([0.0, np.sin(0.3), np.cos(0.3)]))[0]
    assert 2.0 * np.arccos(w) == pytest.approx(0.3)
    np.testing.assert_allclose(upright(np.array([0.0, 0.0, 9.8])), UNIT)


def test_upright_knows_upside_down() -> None:
    turned = rotation_matrix(upright(np.array([0.0, 0.0, -9.8]))) @ [0.0, 0.0, -1.0]
    np.testing.assert_allclose(turned, [0.0, 0.0, 1.0], atol=1e-12)


def test_without_a_force_any_way_may_be_up() -> None:
    np.testing.assert_array_equal(upright(np.zeros(3)), UNIT)
