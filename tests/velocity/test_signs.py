"""Which signs of breakdown are usual."""

import numpy as np
import pytest

from velocity import LIFTS
from velocity.features import SIGNS
from velocity.signs import _USUAL, USUAL_SHARE, prior_weights


@pytest.mark.parametrize("lift", LIFTS.values(), ids=LIFTS.keys())
def test_every_sign_is_possible_in_every_lift_and_they_add_up_to_one(lift) -> None:
    weights = prior_weights(lift)
    assert weights.shape == (len(SIGNS),)
    assert weights.min() > 0.0
    assert weights.sum() == pytest.approx(1.0)


def test_the_signs_that_a_lift_is_known_for_have_most_of_the_weight() -> None:
    weights = dict(zip([s.name for s in SIGNS], prior_weights(LIFTS["squat"]), strict=True))
    usual = [weights[name] for name in _USUAL["squat"]]
    assert sum(usual) == pytest.approx(USUAL_SHARE + (1.0 - USUAL_SHARE) * len(usual) / len(SIGNS))
    assert weights["forward_low+"] > 3.0 * weights["forward_low-"]


def test_of_a_lift_that_is_not_known_every_sign_is_alike() -> None:
    assert np.ptp(prior_weights(LIFTS["generic"])) == 0.0


@pytest.mark.parametrize("lift", _USUAL)
def test_usual_signs_are_signs_of_lifts(lift: str) -> None:
    assert lift in LIFTS
    assert set(_USUAL[lift]) <= {sign.name for sign in SIGNS}
