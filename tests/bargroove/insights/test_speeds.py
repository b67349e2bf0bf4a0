"""The profile and readiness, on blocks of known velocities."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np
import pytest

from bargroove.insights.lifted import Withheld
from bargroove.insights.profile import LoadVelocity, profile
from bargroove.insights.readiness import Readiness, readiness
from bargroove.insights.speeds import speeds_of
from tests.blocks import logged, numbered, rep, velocity_block
from velocity.rep import Measured

BLOCKS = 40


@cache
def days(today: float) -> list[Readiness]:
    found = [
        readiness(velocity_block(np.random.default_rng(n), today=today)) for n in range(BLOCKS)
    ]
    return [each for each in found if isinstance(each, Readiness)]


@pytest.mark.parametrize("today", [-0.15, 0.0, 0.06])
def test_readiness_is_the_true_difference_within_its_error(today):
    found = [each.difference_percent for each in days(today)]
    assert np.mean([each.value for each in found]) == pytest.approx(100 * today, abs=1.0)
    assert sum(abs(d.value - 100 * today) < 2 * d.se for d in found) >= 0.9 * BLOCKS


def test_a_usual_day_is_called_so():
    assert sum(each.unusual for each in days(0.0)) <= 0.05 * BLOCKS


def test_a_bad_day_is_called_so():
    found = days(-0.2)
    assert sum(each.unusual for each in found) >= 0.8 * BLOCKS
    assert next(each for each in found if each.unusual).told.startswith("Slower than usual: -")


def test_readiness_compares_the_latest_day():
    found = days(0.0)[0]
    assert found.day == date(2026, 2, 16)
    assert found.load_kg == 127.5


def test_readiness_compares_the_load_that_is_usual():
    usual = [logged([rep(1, velocity=0.5)], day=day) for day in range(5)]
    today = [logged([rep(1, velocity=0.4)], day=6, load_kg=kg) for kg in (60, 102, 140)]
    found = readiness(numbered([*usual, *today]))
    assert isinstance(found, Readiness)
    assert found.load_kg == 102


def test_readiness_needs_past_days():
    found = readiness([logged("ccc")])
    assert isinstance(found, Withheld)
    assert "needs 3 past days near 100 kg, has 0" in found.told


def test_readiness_needs_a_load():
    assert "No set has both" in readiness([logged("ccc", load_kg=None)]).told


def test_the_profile_finds_the_maximum_within_its_error():
    found = [profile("squat", velocity_block(np.random.default_rng(n))) for n in range(BLOCKS)]
    told = [each.one_rm_kg for each in found if isinstance(each, LoadVelocity)]
    assert len(told) == BLOCKS
    assert np.mean([each.value for each in told]) == pytest.approx(150, abs=4)
    assert sum(abs(each.value - 150) < 2 * each.se for each in told) >= 0.95 * BLOCKS


def test_the_profile_shows_its_sets_beside_the_line():
    found = profile("squat", velocity_block(np.random.default_rng(1)))
    assert isinstance(found, LoadVelocity)
    assert [point.load_kg for point in found.points] == [90.0, 107.5, 127.5]
    assert all(point.days == 12 for point in found.points)
    assert all(point.usual <= point.best for point in found.points)
    assert all(abs(point.usual - point.line.value) < 0.05 for point in found.points)


def test_the_profile_says_what_is_missing():
    found = profile("squat", [logged("ccc")])
    assert isinstance(found, Withheld)
    assert "needs 3 loads over 20% of the heaviest, has 1" in found.told
    assert "--load" in found.told


def test_only_reps_that_can_be_trusted_count():
    doubtful = rep(1, velocity=2.0)
    doubtful = replace(doubtful, rep=replace(doubtful.rep, valid=False))
    assert speeds_of([logged([doubtful, rep(2)])]).velocities == (Measured(0.6, 0.005),)
    assert speeds_of([logged([doubtful])]).days == ()


def test_a_reading_without_an_error_is_given_a_wide_one():
    told = rep(1)
    told = replace(told, rep=replace(told.rep, mean_velocity=Measured(0.6, float("nan"))))
    assert speeds_of([logged([told])]).velocities == (Measured(0.6, 0.03),)


def test_sets_of_one_day_are_of_one_day():
    sets = numbered([logged("c"), logged("c"), logged("c", day=1)])
    first, second, third = speeds_of(sets).days
    assert first == second == third - 1
