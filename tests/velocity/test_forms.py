"""Linear forms weigh positions and velocities."""

import numpy as np

from velocity.forms import Forms, forms_of, joined, mean_velocity, position_at, velocity_at


def value(forms: Forms, speed: float) -> np.ndarray:
    """The forms' values where the bar rises steadily from 0."""
    return forms.sum(forms.position * speed * forms.time + forms.velocity * speed)


def test_the_mean_velocity_of_a_steady_rise_is_its_speed() -> None:
    forms = mean_velocity(2, np.array([0.0, 1.0, 3.0]), np.array([0.5, 4.0, 3.1]))
    np.testing.assert_allclose(value(forms, 0.7), 0.7)
    assert len(forms) == 3
    assert forms.axis == 2


def test_positions_and_velocities_are_what_they_say() -> None:
    time = np.array([0.5, 2.0])
    np.testing.assert_allclose(value(position_at(0, time), 3.0), 3.0 * time)
    np.testing.assert_allclose(value(velocity_at(0, time), 3.0), 3.0)


def test_terms_without_weight_are_left_out() -> None:
    forms = forms_of(
        1,
        np.array([[1.0, 2.0], [3.0, 4.0]]),
        np.array([[0.0, 5.0], [6.0, 0.0]]),
        np.array([[0.0, 0.0], [0.0, 7.0]]),
    )
    np.testing.assert_array_equal(forms.row, [0, 1, 1])
    np.testing.assert_array_equal(forms.time, [2.0, 3.0, 4.0])
    np.testing.assert_array_equal(forms.position, [5.0, 6.0, 0.0])
    np.testing.assert_array_equal(forms.velocity, [0.0, 0.0, 7.0])


def test_joined_forms_are_those_of_every_list_in_order() -> None:
    time = np.array([1.0, 2.0])
    parts = [mean_velocity(2, time, time + 1.0), position_at(2, time), velocity_at(2, time)]
    forms = joined(parts)
    assert len(forms) == 6
    expected = np.concatenate([value(part, 0.3) for part in parts])
    np.testing.assert_allclose(value(forms, 0.3), expected)


def test_sums_keep_the_other_axes_of_the_terms() -> None:
    forms = mean_velocity(2, np.array([0.0, 1.0]), np.array([2.0, 3.0]))
    terms = np.arange(12.0).reshape(4, 3)
    np.testing.assert_array_equal(forms.sum(terms), [terms[:2].sum(axis=0), terms[2:].sum(axis=0)])


def test_no_forms_are_no_forms() -> None:
    nothing = position_at(2, np.zeros(0))
    assert len(nothing) == 0
    assert nothing.sum(np.zeros((0, 4))).shape == (0, 4)
