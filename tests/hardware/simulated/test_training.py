"""A block of training holds what was put into it."""

import numpy as np
import pytest

from hardware.simulated import TrainedSet, draw_person, training_block
from hardware.simulated.training import USUAL

PERSON = draw_person("squat", np.random.default_rng(11))


@pytest.fixture(scope="module")
def block() -> tuple[TrainedSet, ...]:
    rng = np.random.default_rng(1)
    return training_block(PERSON, rng, 10, gain_a_week=0.01, slide=2.0, cues={"spread": 0.5})


def test_technique_goes_only_above_the_clean_load(block: tuple[TrainedSet, ...]) -> None:
    broken = [one.done.load for one in block if any(rep.bad for rep in one.done.reps)]
    assert broken
    assert min(broken) > PERSON.clean_load


def test_a_cue_lowers_the_slide_by_its_share(block: tuple[TrainedSet, ...]) -> None:
    firsts: dict[str, set[float]] = {"": set(), "spread": set()}
    for one in block:
        firsts[one.cue] |= {rep.slide for rep in one.done.reps if rep.bad}
    assert min(firsts[""]) == pytest.approx(2.0)
    assert min(firsts["spread"]) == pytest.approx(1.0)


def test_each_day_begins_with_the_same_weight_and_gets_faster_with_strength(
    block: tuple[TrainedSet, ...],
) -> None:
    usual = {one.day: one for one in reversed(block)}  # the first of each day
    speeds = [usual[day].done.reps[1].velocity for day in sorted(usual)]
    assert len(usual) == 20
    assert len({one.load_kg for one in usual.values()}) == 1
    assert usual[0].load_kg == pytest.approx(USUAL * PERSON.one_rm_kg, abs=1.25)
    assert np.mean(speeds[-6:]) > np.mean(speeds[:6])


def test_the_maximum_grows_by_its_share_each_week(block: tuple[TrainedSet, ...]) -> None:
    last = block[-1]
    assert last.week == 9
    assert last.done.person.one_rm_kg == pytest.approx(PERSON.one_rm_kg * 1.01**9)
    assert last.done.load_kg == pytest.approx(last.load_kg)
