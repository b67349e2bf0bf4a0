"""Velocity at the same load."""

from __future__ import annotations

import numpy as np
import pytest

from bargroove.insights.lifted import Withheld
from bargroove.insights.pace import Pace, comparable, pace
from tests.blocks import logged, numbered, rep


def block(rng, a_week, *, weeks=10, loads=(80, 100)):
    """Sets of which the best rep changes at a known rate, heavier ones being slower."""
    sets = []
    for day in range(0, 7 * weeks, 7):
        off = 0.01 * rng.normal()
        for load in loads:
            best = 1.2 - load / 150 + a_week * day / 7 + off + 0.005 * rng.normal()
            for lost in (0.0, 0.05):  # the second set is tired
                reps = [rep(n, velocity=best - lost - 0.02 * n) for n in range(3)]
                sets.append(logged(reps, day=day, load_kg=float(load)))
    return numbered(sets)


@pytest.mark.parametrize("a_week", [0.01, -0.01])
def test_a_change_is_told_within_its_error(a_week):
    found = pace(block(np.random.default_rng(1), a_week))
    assert isinstance(found, Pace)
    change = found.velocity.change
    assert abs(change.value - 4 * a_week) < 3 * change.se
    assert found.velocity.better is (a_week > 0)
    assert (found.sessions, found.sets, found.loads_kg) == (10, 20, (80.0, 100.0))


def test_nothing_is_made_of_noise():
    changes = [pace(block(np.random.default_rng(seed), 0.0)).velocity for seed in range(20)]
    assert sum(change.better is not None for change in changes) <= 3


def test_only_the_fastest_set_of_a_session_counts():
    groups = comparable(block(np.random.default_rng(1), 0.0))
    assert [len(group) for group in groups] == [10, 10]
    assert all(each.velocity.value > 0.4 for each in groups[0])


@pytest.mark.parametrize("sets", [[], [logged("ccc")], [logged("ccc", load_kg=None)]])
def test_too_little_is_told_with_what_is_missing(sets):
    found = pace(sets)
    assert isinstance(found, Withheld)
    assert "with --load" in found.told


def test_other_loads_every_day_say_nothing():
    sets = numbered([logged("ccc", day=7 * week, load_kg=80.0 + week) for week in range(10)])
    assert isinstance(pace(sets), Withheld)
