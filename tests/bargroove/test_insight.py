"""``bargroove insight``, as a person calls it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from bargroove.logbook import LoggedSet, open_logbook
from tests.blocks import (
    clean_range_block,
    cue_block,
    logged,
    quality_block,
    signs_block,
    velocity_block,
)

ALL = ("clean-range", "quality", "weak-point", "cues", "ledger", "readiness", "profile")


def keep(sets: Sequence[LoggedSet], lift: str = "squat") -> None:
    """Put sets in the logbook as those of Ada."""
    with open_logbook() as book:
        if not book.lifters():
            book.add_lifter("Ada")
        for each in sets:
            number = book.begin_set(replace(each.head, lift=lift))
            book.end_set(number, [one.rep for one in each.reps], ())


@pytest.mark.parametrize(
    ("what", "block", "told"),
    [
        ("clean-range", lambda rng: clean_range_block(rng, 120), "Your reps stay clean up to"),
        ("quality", lambda rng: quality_block(rng, -0.2), "At like load, beyond noise: better by"),
        ("weak-point", lambda rng: signs_block(rng, {"tilt+": 1.0}), "Right side late goes first"),
        ("cues", lambda rng: cue_block(rng, 0.2), "“spread the floor” keeps technique longer"),
        ("ledger", lambda rng: cue_block(rng, 1.0), "judged reps in the cycle up to"),
        ("readiness", lambda rng: velocity_block(rng, today=-0.25), "Slower than usual"),
        ("profile", velocity_block, "Estimated one-repetition maximum"),
    ],
)
def test_each_insight_is_a_table_and_a_sentence(bargroove, what, block, told):
    keep(block(np.random.default_rng(2)))
    result = bargroove("insight", what, "ada", "squat")
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith("Squat, Ada\n")
    assert told in result.out
    assert "nan" not in result.out
    assert max(map(len, result.out.splitlines())) <= 100


@pytest.mark.parametrize("what", ALL)
def test_each_is_there_for_programs(bargroove, what):
    keep(clean_range_block(np.random.default_rng(2), 120))
    result = bargroove("insight", what, "Ada", "squat", "--json")
    found = json.loads(result.out)
    assert (found["schema"], found["insight"], found["lifter"]) == (1, what, "Ada")
    [squat] = found["results"]
    assert squat["lift"] == "squat"
    assert squat["told"]


@pytest.mark.parametrize("what", ALL)
def test_one_set_that_nobody_judged_is_too_little_and_no_trouble(bargroove, what):
    keep([logged("???", load_kg=None)])
    result = bargroove("insight", what, "Ada", "squat")
    assert (result.status, result.err) == (0, "")
    assert len(result.out.splitlines()) >= 2


def test_a_measured_value_has_its_error_and_an_interval_its_ends(bargroove):
    keep(clean_range_block(np.random.default_rng(2), 120))
    [found] = json.loads(bargroove("insight", "clean-range", "Ada", "--json").out)["results"]
    assert found["load_kg_low"] < found["load_kg"] < found["load_kg_high"]
    [found] = json.loads(bargroove("insight", "readiness", "Ada", "--json").out)["results"]
    assert found["difference_percent_se"] > 0


def test_without_a_lift_all_lifts_are_told(bargroove):
    keep([logged("ccc")])
    keep([logged("ccc", day=1)], "bench")
    out = bargroove("insight", "ledger", "Ada").out
    assert "Squat, Ada" in out
    assert "Bench, Ada" in out


def test_only_the_days_that_are_asked_for_count(bargroove):
    keep([logged("ccc", id=day, day=day) for day in range(14)])
    out = bargroove(
        "insight", "clean-range", "Ada", "--since", "2026-01-08", "--until", "2026-01-12"
    ).out
    assert "5 of at least 8 sets" in out


def test_the_ledger_keeps_the_lifters_cap(bargroove):
    keep([logged("ccss", day=day, id=day) for day in range(4)])
    with open_logbook() as book:
        book.set_overrides("Ada", "squat", "", cap=8, cycle_days=14)
    out = bargroove("insight", "ledger", "Ada", "squat").out
    assert "The cap is reached: 8 of 8" in " ".join(out.split())
    assert "2026-01-18" in out


def test_a_ledgers_cycles_stay_where_they_are(bargroove):
    keep([logged("ccc", id=day, day=day) for day in range(0, 42, 7)])
    out = bargroove("insight", "ledger", "Ada", "--since", "2026-02-10").out
    assert "cycle  2026-02-02" in out
    assert "2026-01-05" not in out


def test_an_unknown_lifter_is_told_the_nearest(bargroove):
    keep([logged("ccc")])
    result = bargroove("insight", "quality", "Adda")
    assert result.status == 1
    assert "'Adda'" in result.err
    assert "'Ada'" in result.err


@pytest.mark.parametrize(
    ("words", "near"),
    [(("quality", "Ada", "sqat"), "squat"), (("qualty", "Ada"), "quality")],
)
def test_an_unknown_lift_or_insight_is_told_the_nearest(bargroove, words, near):
    result = bargroove("insight", *words)
    assert result.status == 2
    assert f"did you mean {near}" in result.err


def test_no_sets_say_how_to_get_some(bargroove):
    with open_logbook() as book:
        book.add_lifter("Bo B")
    result = bargroove("insight", "quality", "bo b", "squat")
    assert result.status == 0
    assert "bargroove live SOURCE --lift squat --lifter 'Bo B' --load KG" in result.out
