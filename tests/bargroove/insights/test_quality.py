from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from bargroove.insights.lifted import Withheld
from bargroove.insights.quality import Quality, quality
from tests.blocks import logged, numbered, quality_block, rep

BLOCKS = 40


@cache
def blocks(a_week: float) -> list[Quality]:
    found = [quality(quality_block(np.random.default_rng(n), a_week)) for n in range(BLOCKS)]
    return [each for each in found if isinstance(each, Quality)]


@pytest.mark.parametrize("a_week", [-0.15, 0.0])
def test_the_change_in_four_weeks_is_the_true_one_within_its_error(a_week):
    found = [each.distance for each in blocks(a_week)]
    assert np.mean([each.change.value for each in found]) == pytest.approx(4 * a_week, abs=0.06)
    held = sum(abs(each.change.value - 4 * a_week) <= each.noise for each in found)
    assert held >= 0.9 * BLOCKS


def test_a_lifter_who_does_not_change_is_not_told_of_progress():
    found = blocks(0.0)
    assert sum(each.distance.better is not None for each in found) <= 0.1 * BLOCKS
    assert sum(each.clean_reps.better is not None for each in found) <= 0.1 * BLOCKS


def test_progress_that_is_there_is_told():
    found = blocks(-0.15)
    assert sum(each.distance.better is True for each in found) >= 0.95 * BLOCKS
    assert "better by 0.70 ± 0.11 spreads in four weeks" in found[0].told


def test_getting_worse_is_told_as_such():
    found = blocks(0.15)
    assert sum(each.distance.better is False for each in found) >= 0.95 * BLOCKS


def test_lifting_heavier_is_not_getting_worse():
    sets = [
        logged(
            [rep(n, score=load / 40 + 0.1 * np.sin(day + n)) for n in range(1, 6)],
            day=day,
            load_kg=load,
        )
        for day, load in zip(range(0, 84, 3), np.repeat([80, 100, 120, 140], 7), strict=True)
    ]
    found = quality(numbered(sets))
    assert isinstance(found, Quality)
    assert found.distance.better is None
    assert found.loads_kg == (80, 100, 120, 140)


def test_a_load_that_never_comes_back_says_nothing():
    sets = [logged("ccccc", id=day, day=7 * day, load_kg=80 * 1.06**day) for day in range(10)]
    found = quality(sets)
    assert isinstance(found, Withheld)
    assert "0 of at least 6 sessions" in found.told


def test_two_weeks_say_nothing():
    found = quality(numbered([logged("ccccc", day=day) for day in range(14)]))
    assert "over 13 of at least 21 days" in found.told


def test_what_the_bar_did_not_see_has_no_distance():
    seen, unseen = [rep(1, score=2.0)] * 5, [rep(1, "unsure", score=0.0, mark="clean")] * 5
    sets = [logged(unseen if day % 2 else seen, day=7 * day) for day in range(16)]
    found = quality(numbered(sets))
    assert isinstance(found, Quality)
    assert found.sets == 8
    assert found.distance.first == found.distance.last == 2.0
