"""What is known of the bar's motion without measuring it."""

import numpy as np
import pytest

from velocity import anchors
from velocity.anchors import ASIDE, BOTTOM, TOP, Turnarounds
from velocity.attitude import from_rotation_vector, rotation_matrix
from velocity.posterior import Anchors
from velocity.rests import Rests

RATE = 100.0
TILTING = np.outer([1.0, 0.0, 0.0], np.linspace(0.0, 0.1, 1000))
ROTATION = rotation_matrix(from_rotation_vector(TILTING))


def rests(*stretches: tuple[int, int]) -> Rests:
    first, last = np.array(stretches, np.int64).reshape(-1, 2).T
    none = np.zeros((len(first), 3))
    return Rests(first, last, none, none)


def value(anchor: Anchors, speed: float) -> np.ndarray:
    """What the anchor's forms are on a steady rise."""
    forms = anchor.forms
    return forms.sum(forms.position * speed * forms.time + forms.velocity * speed)


def test_a_rest_says_that_the_mean_velocity_is_zero_on_every_axis() -> None:
    found = anchors.at_rest(rests((0, 250), (700, 790)), RATE)
    assert [a.forms.axis for a in found] == [0, 1, 2]
    for anchor in found:
        np.testing.assert_array_equal(anchor.target, 0.0)
        np.testing.assert_allclose(value(anchor, 0.3), 0.3)


def test_the_pieces_of_a_rest_cover_it_and_are_about_a_second_long() -> None:
    forms = anchors.at_rest(rests((100, 470), (700, 750)), RATE)[2].forms
    starts, ends = forms.time[::2], forms.time[1::2]
    np.testing.assert_allclose(ends - starts, [3.7 / 3] * 3 + [0.5])
    np.testing.assert_allclose(starts[1:3], ends[:2])
    assert (starts[0], ends[2], starts[3], ends[3]) == pytest.approx((1.0, 4.7, 7.0, 7.5))


def test_without_rest_nothing_is_known_of_it() -> None:
    assert anchors.at_rest(rests(), RATE) == []


@pytest.mark.parametrize("duration", [0.5, 2.0, 31.0])
def test_the_room_is_asked_for_within_the_set_however_short(duration: float) -> None:
    found = anchors.in_room(duration)
    assert [a.place for a in found] == [0, 1, 2]
    for anchor in found:
        assert len(anchor.sd) == len(anchor.target) == len(anchor.forms) >= 1
        assert anchor.forms.time.min() >= 0.0
        assert anchor.forms.time.max() <= duration


def test_a_bar_on_the_floor_lies_where_its_reps_begin() -> None:
    (lying,) = anchors.on_floor(rests((0, 200), (600, 800)), ROTATION, RATE, 0.004)
    np.testing.assert_allclose(lying.forms.time, [1.0, 7.0])
    assert (lying.forms.axis, lying.place) == (2, BOTTOM)
    assert anchors.on_floor(rests(), ROTATION, RATE, 0.004) == []


def test_a_hold_says_that_the_bars_middle_stays_whatever_a_far_sensor_does() -> None:
    found = anchors.held(np.array([[1.0, 2.0], [4.0, 6.0]]), ROTATION, RATE, 1.0)
    assert [a.forms.axis for a in found] == [0, 1, 2]
    for axis, anchor in enumerate(found):
        np.testing.assert_allclose(value(anchor, 0.2), 0.2)
        turned = (ROTATION[axis, :, [200, 600]] - ROTATION[axis, :, [100, 400]]) / [[1.0], [2.0]]
        np.testing.assert_allclose(anchor.lever, turned)
        assert anchor.sd[0] == pytest.approx(2.0 * anchor.sd[1])
    assert anchors.held(np.zeros((0, 2)), ROTATION, RATE, 1.0) == []


def test_returns_are_to_one_place_for_tops_one_for_bottoms_one_for_each_side() -> None:
    turns = Turnarounds(
        np.array([1.0, 3.0]), np.array([2.0]), np.array([1.5, 2.0]), np.zeros((0, 2))
    )
    found = anchors.returns(turns, ROTATION, RATE, (0.01, 0.02), 1.0)
    tops, bottoms = found[:2]
    assert (tops.place, bottoms.place) == (TOP, BOTTOM)
    np.testing.assert_array_equal(tops.forms.time, turns.tops)
    np.testing.assert_array_equal(tops.sd, 0.01)
    np.testing.assert_array_equal(bottoms.sd, 0.02)
    np.testing.assert_allclose(tops.lever, ROTATION[2, :, [100, 300]])
    aside = found[2:]
    assert {(a.forms.axis, a.place) for a in aside} == {(0, ASIDE[0]), (1, ASIDE[1])}


def test_a_looser_lift_holds_and_returns_more_loosely() -> None:
    holds, turns = np.array([[1.0, 2.0]]), Turnarounds(*np.ones((3, 1)), np.zeros((0, 2)))
    usual, loose = (anchors.held(holds, ROTATION, RATE, looser) for looser in (1.0, 5.0))
    assert loose[0].sd == pytest.approx(5.0 * usual[0].sd)
    usual, loose = (
        anchors.returns(turns, ROTATION, RATE, (0.01, 0.02), looser) for looser in (1.0, 5.0)
    )
    assert [(b.sd / a.sd).item() for a, b in zip(usual, loose, strict=True)] == pytest.approx(
        [1.0, 1.0, 5.0, 5.0, 5.0, 5.0]
    )
