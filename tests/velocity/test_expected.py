"""What calls are to be expected of the charts."""

import numpy as np
import pytest

from velocity import LIFTS
from velocity.expected import Expected, expected_calls
from velocity.features import SIGNS
from velocity.signs import prior_weights

USUAL = prior_weights(LIFTS["squat"])
EVEN = np.full(len(SIGNS), 1.0 / len(SIGNS))
SURE = np.where(np.arange(len(SIGNS)) == 0, 0.9, 0.1 / (len(SIGNS) - 1))


def expected(budget: float = 0.05, weights: np.ndarray = USUAL) -> Expected:
    return expected_calls(weights, budget)


def test_the_same_question_has_the_same_answer() -> None:
    assert expected() == expected()


def test_shares_are_shares_and_each_size_has_its_own() -> None:
    answer = expected_calls(USUAL, 0.05, (1.0, 2.5))
    assert set(answer.late) == {1.0, 2.5}
    assert all(0.0 < share < 1.0 for share in (answer.false, *answer.late.values()))


@pytest.mark.parametrize("budget", [0.01, 0.05, 0.2])
@pytest.mark.parametrize("weights", [USUAL, EVEN, SURE], ids=["usual", "even", "sure"])
def test_false_calls_stay_within_what_was_asked_for(budget: float, weights: np.ndarray) -> None:
    assert expected(budget, weights).false <= 1.3 * budget + 0.005


def test_the_larger_a_slide_the_seldomer_it_is_called_late() -> None:
    late = list(expected_calls(USUAL, 0.05, (0.0, 1.0, 2.0, 3.0, 5.0)).late.values())
    assert late == sorted(late, reverse=True)
    assert late[0] > 0.75  # clean reps are warned of now and then
    assert late[-1] < 0.05


def test_who_allows_more_false_calls_has_fewer_late_ones() -> None:
    careful, bold = expected(0.01), expected(0.3)
    assert careful.false < bold.false
    assert all(bold.late[size] < careful.late[size] for size in careful.late)


def test_a_lifter_whose_first_sign_is_known_is_called_sooner() -> None:
    assert expected(weights=SURE).late[2.0] < expected(weights=EVEN).late[2.0]
