from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from bargroove.insights.lifted import Withheld
from bargroove.insights.weak_point import WeakPoint, weak_point
from tests.blocks import logged, numbered, rep, signs_block

BLOCKS = 40
TRUE = ("forward_low+", 0.7), ("tilt+", 0.2), ("early-", 0.1)
EVEN = ("forward_low+", 0.5), ("tilt+", 0.5)


@cache
def blocks(*shares: tuple[str, float]) -> list[WeakPoint]:
    found = [weak_point(signs_block(np.random.default_rng(n), dict(shares))) for n in range(BLOCKS)]
    return [each for each in found if isinstance(each, WeakPoint)]


def test_the_sign_that_comes_first_most_often_is_found_with_its_share():
    found = blocks(*TRUE)
    firsts = [each.signs[0] for each in found]
    assert sum(each.name == "forward_low+" for each in firsts) >= 0.95 * BLOCKS
    assert sum(each.share.low <= 0.7 <= each.share.high for each in firsts) >= 0.87 * BLOCKS
    assert sum(each.leads for each in found) >= 0.5 * BLOCKS


def test_none_leads_where_all_come_alike():
    assert sum(each.leads for each in blocks(*EVEN)) <= 0.1 * BLOCKS


def test_the_height_is_that_of_the_sign():
    height = blocks(*TRUE)[0].signs[0].height
    assert height is not None
    assert height.value == pytest.approx(0.3, abs=0.03)
    assert 0.2 < height.low < height.value < height.high < 0.4


def test_it_is_told_in_words():
    assert blocks(("forward_low+", 1.0))[0].told.startswith(
        "Bar forward low in the lift goes first"
    )


def test_what_a_person_saw_and_the_bar_did_not_is_counted_apart():
    seen = [logged([rep(1), rep(2, "failed", sign="tilt+")])] * 6
    unseen = [logged([rep(1), rep(2, mark="broke")])] * 2
    found = weak_point(numbered([*seen, *unseen]))
    assert isinstance(found, WeakPoint)
    assert (found.sets, found.broke, found.unseen) == (8, 8, 2)
    assert found.signs[0].height is None


def test_a_rep_off_the_groove_and_back_is_no_breakdown():
    found = weak_point([logged([rep(1), rep(2, "sliding", sign="tilt+"), rep(3)])] * 20)
    assert isinstance(found, Withheld)
    assert "0 of at least 6 sets" in found.told
