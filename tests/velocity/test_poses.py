from __future__ import annotations

import numpy as np
import pytest

from velocity.calibration import GRAVITY
from velocity.poses import PoseGatherer
from velocity.samples import MISSING, Samples

RATE = 208.0
UP = {"x up": (1, 0, 0), "x down": (-1, 0, 0), "z up": (0, 0, 1), None: (0.7, 0.0, 0.714)}


def held(face, seconds, shaking=0.0, turning=0.0, seed=0):
    rng = np.random.default_rng(seed)
    n = round(seconds * RATE)
    force = np.array(UP[face]) * GRAVITY + (0.01 + shaking) * rng.standard_normal((n, 3))
    rate = np.radians(0.5 + (0.05 + turning) * rng.standard_normal((n, 3)))
    return Samples(RATE, force, rate, np.zeros(n, np.uint8))


def gathered(*parts, chunk=None):
    gatherer = PoseGatherer()
    for part in parts:
        step = chunk or len(part)
        for first in range(0, len(part), step):
            gatherer.feed(part.part(first, min(first + step, len(part))))
    return gatherer


def test_a_pose_held_still_is_taken_and_named():
    gatherer = gathered(held("x up", 4.0))
    assert gatherer.done == ["x up"]
    assert gatherer.left == ["x down", "y up", "y down", "z up", "z down"]
    assert gatherer.holding.face == "x up"
    assert gatherer.holding.share == 1.0
    (still,) = gatherer.stills
    assert still.specific_force == pytest.approx([GRAVITY, 0, 0], abs=0.01)
    assert np.degrees(still.angular_rate) == pytest.approx([0.5] * 3, abs=0.01)


def test_while_it_settles_the_share_grows():
    shares = [gathered(held("x up", seconds)).holding.share for seconds in (0.5, 1.0, 1.5, 2.0)]
    assert shares == sorted(shares)
    assert 0 < shares[-1] < 1


@pytest.mark.parametrize("unrest", [{"shaking": 0.5}, {"turning": 5.0}])
def test_a_hand_that_shakes_is_not_still(unrest):
    gatherer = gathered(held("x up", 6.0, **unrest))
    assert gatherer.stills == []
    assert not gatherer.holding.still


def test_a_slow_turn_is_not_still():
    angle = np.radians(np.linspace(0, 20, round(8 * RATE)))
    force = GRAVITY * np.column_stack([np.sin(angle), 0 * angle, np.cos(angle)])
    slow = Samples(RATE, force, np.zeros_like(force), np.zeros(len(force), np.uint8))
    assert gathered(slow).stills == []


def test_missing_samples_are_not_still():
    part = held("x up", 4.0)
    lost = Samples(RATE, part.specific_force, part.angular_rate, part.flags | MISSING)
    assert gathered(lost).stills == []


def test_the_pose_held_last_is_the_one_that_counts():
    askew = held("x up", 4.0)
    better = Samples(RATE, askew.specific_force + 0.05, askew.angular_rate, askew.flags)
    gatherer = gathered(askew, held("z up", 4.0), better)
    assert sorted(gatherer.done) == ["x up", "z up"]
    assert gatherer.stills[0].specific_force[1] == pytest.approx(0.05, abs=0.01)


def test_a_pose_between_two_axes_is_kept_too_and_once():
    gatherer = gathered(held(None, 4.0), held("x up", 4.0), held(None, 4.0, seed=1))
    assert gatherer.done == ["x up"]
    assert len(gatherer.stills) == 2


@pytest.mark.parametrize("chunk", [1, 7, 10, 51, 52, 53, 500])
def test_how_the_samples_are_cut_changes_nothing(chunk):
    parts = held("x up", 4.0), held("z up", 1.0, shaking=1.0), held("x down", 3.0)
    whole, pieces = gathered(*parts), gathered(*parts, chunk=chunk)
    for one, other in zip(whole.stills, pieces.stills, strict=True):
        assert np.array_equal(one.specific_force, other.specific_force)


def test_hours_of_holding_still_take_no_more_room():
    gatherer = gathered(*[held("x up", 60.0)] * 3)
    assert len(gatherer._run) <= 42
    assert sum(map(len, gatherer._rest)) < RATE
