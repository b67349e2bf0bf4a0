"""All insights on ten weeks of simulated people, whose sets are known to the last rep."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest

from bargroove.insights.clean_range import CleanRange, clean_range
from bargroove.insights.cues import Cues, cues
from bargroove.insights.ledger import ledger
from bargroove.insights.profile import LoadVelocity, profile
from bargroove.insights.readiness import Readiness, readiness
from bargroove.insights.weak_point import WeakPoint, weak_point
from bargroove.logbook.records import LoggedSet
from hardware.simulated.people import Person, draw_person
from hardware.simulated.signs import Sign
from hardware.simulated.training import TrainedSet, training_block
from tests.blocks import logged, rep

GAIN = 1.005  # a week
WEEKS = 10


class Trained(NamedTuple):
    person: Person
    block: tuple[TrainedSet, ...]
    sets: list[LoggedSet]


@pytest.fixture(scope="module", params=[9, 4, 7])
def trained(request: pytest.FixtureRequest) -> Trained:
    """A person who keeps technique to the end wherever they brace."""
    rng = np.random.default_rng(request.param)
    person = draw_person("squat", rng)
    block = training_block(person, rng, WEEKS, cues={"brace": 1.0})
    return Trained(person, block, [as_logged(each, n) for n, each in enumerate(block, 1)])


def as_logged(trained: TrainedSet, number: int) -> LoggedSet:
    """A set as a judge without fault would have logged it."""
    reps = [
        rep(
            each.rep,
            "sliding" if each.bad else "clean",
            velocity=each.velocity,
            loss=each.velocity_loss,
            sign=Sign(int(np.abs(each.slides).argmax())).name if each.bad else "",
        )
        for each in trained.done.reps
    ]
    return logged(reps, id=number, day=trained.day, load_kg=trained.load_kg, cue=trained.cue)


def test_the_clean_range_ends_near_the_load_up_to_which_technique_never_goes(trained):
    uncued = [each for each in trained.sets if not each.head.cue]
    found = clean_range(uncued)
    assert isinstance(found, CleanRange)
    person = trained.person
    never = person.clean_load * person.one_rm_kg * GAIN ** (WEEKS / 2)
    # A set just above that load breaks down after its first five reps.
    assert 0.93 * never < found.load_kg.value < 1.12 * never


def test_the_weak_point_is_the_sign_that_the_person_breaks_by(trained):
    found = weak_point(trained.sets)
    assert isinstance(found, WeakPoint)
    assert found.leads
    assert found.signs[0].name == trained.person.breaks[0][0].name


def test_the_ledger_counts_every_rep(trained):
    weeks = ledger(trained.sets).weeks
    for number, week in enumerate(weeks):
        reps = [r for each in trained.block if each.week == number for r in each.done.reps]
        bad = sum(r.bad for r in reps)
        assert (week.clean, week.sliding, week.unknown) == (len(reps) - bad, bad, 0)


def test_a_cue_that_keeps_technique_is_never_told_to_lose_it(trained):
    found = cues(trained.sets)
    assert isinstance(found, Cues)
    difference = found.trials[0].difference
    assert difference is not None
    assert difference.value < 0
    assert difference.low < 0


def test_the_maximum_is_that_of_the_last_week_within_its_error(trained):
    found = profile("squat", trained.sets)
    assert isinstance(found, LoadVelocity)
    truth = trained.person.one_rm_kg * GAIN ** (WEEKS - 1)
    assert abs(found.one_rm_kg.value - truth) < 2 * found.one_rm_kg.se


def test_readiness_is_that_of_the_last_day_within_its_error(trained):
    found = readiness(trained.sets)
    assert isinstance(found, Readiness)
    truth = 100 * trained.block[-1].done.day.readiness
    assert abs(found.difference_percent.value - truth) < 2.5 * found.difference_percent.se
