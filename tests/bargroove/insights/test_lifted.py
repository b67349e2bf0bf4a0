from __future__ import annotations

from dataclasses import replace

import pytest

from bargroove.insights.lifted import breakdown, by_load, load, state, states
from tests.blocks import logged, rep
from velocity.rep import DISCARDED


def test_a_persons_mark_goes_before_the_judgement():
    assert state(rep(1, "clean", mark="broke")) == "failed"
    assert state(rep(1, "failed", mark="clean")) == "clean"


def test_a_rep_of_which_the_judge_is_unsure_is_unknown():
    assert state(rep(1, "unsure")) is None
    assert state(rep(1, None)) is None


def test_a_rep_that_was_none_is_none_whatever_it_was_called():
    called = rep(2, "failed", mark="broke")
    none = replace(called, rep=replace(called.rep, valid=False, doubts=(DISCARDED,)))
    reps = [rep(1), none, rep(3), rep(4, "sliding")]
    assert states(logged(reps)) == ["clean", "clean", "sliding"]
    assert breakdown(logged(reps)) == 2


@pytest.mark.parametrize(
    ("reps", "place"),
    [
        ("ccccc", None),
        ("ccsss", 2),
        ("ccscc", None),
        ("ccs?s", 2),
        ("cccfc", 3),
        ("ccccs", 4),
        ("cscsf", 3),
        ("???", None),
    ],
)
def test_technique_breaks_down_where_it_slides_and_does_not_come_back(reps, place):
    assert breakdown(logged(reps)) == place


def test_like_loads_are_within_five_percent_of_the_commonest():
    sets = [logged("c", load_kg=kg) for kg in (100, 100, 104, 97.5, 110, 140)]
    loads = [[load(each) for each in group] for group in by_load(sets)]
    assert loads == [[100, 100, 104, 97.5], [110], [140]]


def test_sets_without_a_load_are_like_no_other():
    assert by_load([logged("c", load_kg=None)]) == []
