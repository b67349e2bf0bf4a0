"""The closed-form covariances of both walks are those of walks made of many small steps."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from velocity.forms import Forms, forms_of, joined, mean_velocity, position_at, velocity_at
from velocity.walk import Walk

STEP, CELLS, FINE = 0.1, 40, 400
STEPS = np.random.default_rng(0).uniform(0.2, 2.0, CELLS) * 1e-5
WALK = Walk.of(STEP, STEPS, 0.0)
WANDER = Walk.of(STEP, np.zeros(CELLS), 4e-6)
BOTH = Walk.of(STEP, STEPS, 4e-6)


def some_forms(seed: int, m: int = 6) -> Forms:
    """Forms of three positions and velocities each, at any times."""
    rng = np.random.default_rng(seed)
    times = rng.uniform(0.0, STEP * CELLS, (m, 3))
    return forms_of(2, times, rng.standard_normal((m, 3)), rng.standard_normal((m, 3)))


def answer(forms: Forms, time: np.ndarray) -> np.ndarray:
    """How much the forms (m,) change by a unit step of the velocity at each time, (m, k)."""
    since = forms.time[:, None] - time
    later = since > 0.0
    return forms.sum(later * (since * forms.position[:, None] + forms.velocity[:, None]))


def answer_of_wander(forms: Forms, time: np.ndarray) -> np.ndarray:
    """Likewise by a unit step of the acceleration."""
    since = np.maximum(forms.time[:, None] - time, 0.0)
    return forms.sum(0.5 * since**2 * forms.position[:, None] + since * forms.velocity[:, None])


def by_steps(walk: Walk, one: Forms, other: Forms) -> np.ndarray:
    """The covariance, summed over many small steps of both walks."""
    time = (np.arange(CELLS * FINE) + 0.5) * STEP / FINE
    walked = (answer(one, time) * np.repeat(walk.steps / FINE, FINE)) @ answer(other, time).T
    wandered = answer_of_wander(one, time) @ answer_of_wander(other, time).T
    return walked + walk.wander * STEP / FINE * wandered


@pytest.mark.parametrize("walk", [WALK, WANDER, BOTH], ids=["walk", "wander", "both"])
def test_the_covariance_of_any_forms_is_that_of_many_small_steps(walk: Walk) -> None:
    one, other = some_forms(1), some_forms(2, 4)
    expected = by_steps(walk, one, other)
    np.testing.assert_allclose(
        walk.covariance(one, other), expected, rtol=0.0, atol=2e-4 * np.abs(expected).max()
    )


@pytest.mark.parametrize(
    "form", [position_at, velocity_at, lambda axis, time: mean_velocity(axis, time, time + 0.3)]
)
def test_the_covariance_of_the_usual_forms_is_that_of_many_small_steps(form) -> None:
    forms, beside = form(2, np.array([0.0, 0.05, 1.0, 2.34, 3.7])), some_forms(3)
    for one, other in ((forms, forms), (forms, beside), (beside, forms)):
        expected = by_steps(BOTH, one, other)
        np.testing.assert_allclose(
            BOTH.covariance(one, other), expected, rtol=0.0, atol=2e-4 * np.abs(expected).max()
        )


@settings(derandomize=True, deadline=None, max_examples=30)
@given(st.integers(0, 10**6))
def test_a_covariance_is_symmetric_and_of_no_negative_variance(seed: int) -> None:
    forms = joined([some_forms(seed), position_at(2, np.linspace(0.0, 4.0, 9))])
    covariance = BOTH.covariance(forms, forms)
    np.testing.assert_allclose(covariance, covariance.T, atol=1e-18)
    eigenvalues = np.linalg.eigvalsh(covariance)
    assert eigenvalues[0] > -1e-12 * eigenvalues[-1]


def test_variances_are_the_diagonal_of_the_covariance() -> None:
    forms = some_forms(4)
    np.testing.assert_array_equal(BOTH.variance(forms), np.diag(BOTH.covariance(forms, forms)))


def test_an_even_walk_grows_as_the_textbook_says() -> None:
    density, time = 9e-6, np.array([3.0])
    even = Walk.of(STEP, np.full(CELLS, density * STEP), 0.0)
    assert even.variance(velocity_at(2, time)) == pytest.approx(density * 3.0)
    assert even.variance(position_at(2, time)) == pytest.approx(density * 3.0**3 / 3.0)


def test_twice_the_variance_is_twice_every_covariance() -> None:
    forms = some_forms(5)
    doubled = BOTH.times(2.0).covariance(forms, forms)
    np.testing.assert_allclose(doubled, 2.0 * BOTH.covariance(forms, forms))


@pytest.mark.parametrize("walk", [WALK, WANDER, BOTH], ids=["walk", "wander", "both"])
def test_the_velocity_that_goes_with_forms_is_its_covariance_with_them(walk: Walk) -> None:
    forms = some_forms(6, 20)
    weights = np.random.default_rng(7).standard_normal(20)
    edges = velocity_at(2, np.arange(CELLS + 1) * STEP)
    expected = walk.covariance(edges, forms) @ weights
    error = walk.velocity(forms, weights) - expected
    assert np.abs(error).max() < 0.03 * np.abs(expected).max()


def test_nothing_has_happened_at_the_start() -> None:
    forms = some_forms(8)
    start = joined([position_at(2, np.zeros(1)), velocity_at(2, np.zeros(1))])
    np.testing.assert_allclose(BOTH.covariance(start, forms), 0.0, atol=1e-20)
    assert BOTH.velocity(forms, np.ones(len(forms)))[0] == 0.0
