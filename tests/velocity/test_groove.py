"""The mean path of clean reps, and its band."""

from dataclasses import replace

import numpy as np
import pytest

from tests.reps import GROOVE, SPREAD, rep
from velocity.groove import USUAL_BAND, groove_of


def reps(count: int, spread: float, path_se: float = 0.002):
    rng = np.random.default_rng(2)
    tops = GROOVE["lockout"] + spread * rng.standard_normal(count)
    return [rep(lockout=top, path_se=path_se) for top in tops]


def test_without_a_clean_rep_there_is_no_groove() -> None:
    assert groove_of([]) is None
    assert groove_of([replace(rep(), course=None)]) is None


def test_the_groove_of_one_rep_is_its_path_with_the_usual_band() -> None:
    one = rep()
    groove = groove_of([one])
    np.testing.assert_allclose(groove.forward, one.course.forward)
    assert groove.forward_band[-1] == pytest.approx(USUAL_BAND)
    assert groove.forward_band[0] == 0.0  # where every path starts


def test_the_groove_of_many_reps_is_the_lifters_own() -> None:
    groove = groove_of(reps(300, SPREAD["lockout"]))
    assert groove.forward[-1] == pytest.approx(GROOVE["lockout"] / 0.975, abs=0.002)
    assert groove.forward_band[-1] == pytest.approx(SPREAD["lockout"] / 0.975, rel=0.1)


def test_a_wide_lifter_has_a_wide_band_and_the_side_has_its_own() -> None:
    wide, narrow = groove_of(reps(40, 0.03)), groove_of(reps(40, 0.003))
    assert wide.forward_band[-1] > 2.0 * narrow.forward_band[-1]
    np.testing.assert_allclose(wide.lateral_band, narrow.lateral_band)


def test_no_band_is_narrower_than_the_paths_are_known() -> None:
    assert groove_of(reps(200, 0.0, path_se=0.05)).forward_band[-1] == pytest.approx(0.025)
