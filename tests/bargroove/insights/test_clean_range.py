from __future__ import annotations

import numpy as np
import pytest

from bargroove.insights.clean_range import CleanRange, clean_range
from bargroove.insights.lifted import Withheld
from tests.blocks import clean_limit, clean_range_block, logged, numbered

BLOCKS = 40


@pytest.mark.parametrize(("width", "luck"), [(0.02, 0.5), (0.05, 1.0)])
def test_the_interval_holds_the_limit_in_nine_blocks_of_ten(width, luck):
    truth = clean_limit(120, width=width, luck=luck)
    found = [
        clean_range(clean_range_block(np.random.default_rng(seed), 120, width=width, luck=luck))
        for seed in range(BLOCKS)
    ]
    told = [each.load_kg for each in found if isinstance(each, CleanRange)]
    assert len(told) == BLOCKS
    held = sum(each.low <= truth <= each.high for each in told)
    assert held >= 0.9 * BLOCKS - 2 * np.sqrt(BLOCKS * 0.9 * 0.1)
    assert np.median([each.high - each.low for each in told]) < 15


def test_the_table_has_what_was_tried():
    found = clean_range(clean_range_block(np.random.default_rng(1), 120))
    assert isinstance(found, CleanRange)
    assert sum(each.sets for each in found.loads) == 42
    lightest, heaviest = found.loads[0], found.loads[-1]
    assert lightest.load_kg < heaviest.load_kg
    assert lightest.clean / lightest.reps > heaviest.clean / heaviest.reps


def test_a_few_sets_say_nothing():
    found = clean_range([logged("ccccc")] * 7)
    assert isinstance(found, Withheld)
    assert "7 of at least 8 sets" in found.told


def test_sets_that_all_stay_clean_put_the_limit_above_them():
    sets = [logged("ccccc", day=day, load_kg=80 + day) for day in range(12)]
    assert "up to 91 kg, began clean" in clean_range(sets).told


def test_sets_that_all_slide_put_the_limit_below_them():
    sets = [logged("cssss", day=day, load_kg=80 + day) for day in range(12)]
    assert "from 80 kg on" in clean_range(sets).told


def test_how_a_long_set_ends_says_nothing_of_the_load():
    sets = [logged("cccccsss", day=day) for day in range(12)]
    assert "began clean" in clean_range(sets).told


def test_scattered_sets_are_too_little():
    rng = np.random.default_rng(3)
    sets = [
        logged("ccccc" if rng.random() < 0.5 else "sssss", day=day, load_kg=load)
        for day, load in enumerate(np.linspace(60, 140, 12))
    ]
    assert "It lies somewhere between" in clean_range(numbered(sets)).told


def test_many_sets_of_one_session_count_as_well():
    """The chance of all of them is less than a float can hold."""
    easy = [logged("ccccc", day=1, load_kg=120)] * 20
    hard = [logged("cscsc", day=day, load_kg=140) for day in range(2, 12)]
    assert isinstance(clean_range(numbered([*easy, *hard])), CleanRange)


def test_a_limit_below_all_that_was_lifted_is_not_guessed():
    sets = [logged("cscsc", day=day, load_kg=80 + day) for day in range(12)]
    sets.append(logged("ccccc", day=12, load_kg=80))
    assert "It lies below 80 kg" in clean_range(numbered(sets)).told


def test_last_years_sets_are_another_lifters():
    old = [logged("sssss", day=day, load_kg=60) for day in range(10)]
    new = [logged("ccccc", day=365 + day, load_kg=100) for day in range(10)]
    assert "Every one of 10 sets" in clean_range(numbered([*old, *new])).told
