"""The numbers of a rep that technique is judged by."""

from dataclasses import replace

import numpy as np
import pytest

from tests.reps import GROOVE, rep
from velocity.features import (
    COUNT,
    FEATURES,
    NAMES,
    SIGNS,
    errors_of,
    features_of,
    signed,
    slowness,
)
from velocity.rep import HEIGHTS


def shown(one=None, **features: float) -> dict[str, float]:
    (found,) = features_of([one or rep(**features)])
    return dict(zip(NAMES, found.tolist(), strict=True))


def test_a_rep_shows_the_features_that_it_was_made_with() -> None:
    assert shown() == pytest.approx(GROOVE)


@pytest.mark.parametrize("name", NAMES)
def test_each_feature_is_seen_by_itself(name: str) -> None:
    """A change of one leaves the others alone."""
    step = 3.0 * next(feature.spread for feature in FEATURES if feature.name == name)
    assert shown(**{name: GROOVE[name] + step}) == pytest.approx(
        {
            **GROOVE,
            name: GROOVE[name] + step,
        }
    )


def test_where_the_top_is_and_how_the_way_there_bends_are_features_apart() -> None:
    """A path that drifts off in a straight line moves the top and bends nothing."""
    one = rep()
    drifted = replace(one, course=replace(one.course, forward=one.course.forward + 0.04 * HEIGHTS))
    before, after = shown(one), shown(drifted)
    assert after["lockout"] - before["lockout"] == pytest.approx(0.039)
    for name in ("forward_low", "forward_high"):
        assert after[name] == pytest.approx(before[name])


def test_what_was_not_measured_is_no_number() -> None:
    assert np.isnan(features_of([replace(rep(), course=None)])).all()
    assert np.isnan(errors_of([replace(rep(), course=None)])).all()
    lowered = shown(replace(rep(), eccentric_duration=None))
    assert [name for name, value in lowered.items() if np.isnan(value)] == ["tempo"]


def test_no_reps_have_no_features() -> None:
    assert features_of([]).shape == errors_of([]).shape == (0, COUNT)


def test_a_path_less_sure_makes_its_features_less_sure() -> None:
    sure, unsure = errors_of([rep(path_se=0.002), rep(path_se=0.02)])
    grown = [NAMES[i] for i in np.flatnonzero(unsure > sure)]
    assert grown == ["forward_low", "forward_high", "lockout"]


def test_half_the_usual_velocity_is_slower_by_half_and_a_bar_that_stands_by_all() -> None:
    reps = [rep(velocity=v) for v in (0.5, 0.25, 1e-9)]
    assert slowness(reps, 0.5) == pytest.approx([0.0, 0.5, 1.0])


def test_a_sign_is_a_feature_with_the_way_it_leaves() -> None:
    names = [sign.name for sign in SIGNS]
    assert len(set(names)) == len(names)
    assert "forward_low+" in names
    assert "forward_low-" in names
    assert "range+" not in names  # going deeper is no breakdown
    assert all(sign.told for sign in SIGNS)


def test_signs_count_in_their_own_direction() -> None:
    z = np.arange(1.0, COUNT + 1.0)
    out = dict(zip([sign.name for sign in SIGNS], signed(z), strict=True))
    assert out["forward_low+"] == 1.0
    assert out["forward_low-"] == -1.0
    assert out["range-"] == -8.0
    assert signed(np.zeros((4, 3, COUNT))).shape == (4, 3, len(SIGNS))


def test_left_and_right_are_told_as_they_are_seen() -> None:
    """The left end up means that the right side is late."""
    told = {sign.name: sign.told for sign in SIGNS}
    assert told["tilt+"] == "right side late"
    assert told["tilt-"] == "left side late"
    assert told["lockout+"] == "top forward"
