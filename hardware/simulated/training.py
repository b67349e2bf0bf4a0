"""A block of training: a person's sets over weeks, of which everything is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from hardware.simulated.people import Day, Person, draw_day
from hardware.simulated.person_sets import Breakdown, PersonSet, set_of

USUAL = 0.65
"""Share of the first week's maximum that each day begins with: the same weight all through."""
_STEP_KG = 2.5


@dataclass(frozen=True, eq=False)
class TrainedSet:
    """One set of a block.

    Attributes:
        day: days since the block began; ``week`` counts from 0.
        load_kg: as loaded, in steps of 2.5 kg.
        cue: what the lifter kept in mind, "" for nothing.
        done: the set; its person has the strength of that week, its day the readiness.
    """

    day: int
    week: int
    load_kg: float
    cue: str
    done: PersonSet


def training_block(
    person: Person,
    rng: np.random.Generator,
    weeks: int,
    *,
    sets_a_day: int = 4,
    gain_a_week: float = 0.005,
    slide: float = 2.5,
    cues: Mapping[str, float] | None = None,
) -> tuple[TrainedSet, ...]:
    """Return the sets of two days a week, oldest first.

    Each day begins with three reps of the usual weight; the other sets are of 60 to 92 % of the
    week's maximum, and end after 8 reps, at 35 % velocity loss or where no further rep gets up.
    Technique goes only above the person's clean load, by ``slide`` spreads.

    ``gain_a_week`` is the share by which the maximum grows each week, ``cues`` tells of each cue
    that is tried by which share it lowers the slide.
    """
    effects = {"": 0.0, **(cues or {})}
    usual_kg = _loaded(USUAL * person.one_rm_kg)
    sets: list[TrainedSet] = []
    for week in range(weeks):
        now = replace(person, one_rm_kg=person.one_rm_kg * (1.0 + gain_a_week) ** week)
        for day in (7 * week, 7 * week + 3):
            today = draw_day(now, rng)
            light = set_of(now, today, rng, reps=3, load=usual_kg / now.one_rm_kg)
            sets.append(TrainedSet(day, week, usual_kg, "", light))
            for _ in range(sets_a_day - 1):
                load_kg = _loaded(rng.uniform(0.60, 0.92) * now.one_rm_kg)
                cue = str(rng.choice(list(effects)))
                done = _work(now, today, load_kg, slide * (1.0 - effects[cue]), rng)
                sets.append(TrainedSet(day, week, load_kg, cue, done))
    return tuple(sets)


def _work(
    person: Person, day: Day, load_kg: float, slide: float, rng: np.random.Generator
) -> PersonSet:
    load = load_kg / person.one_rm_kg
    breakdown = Breakdown(slide=slide) if load > person.clean_load and slide > 0.0 else None
    return set_of(person, day, rng, loss=0.35, reps=8, load=load, breakdown=breakdown)


def _loaded(load_kg: float) -> float:
    return _STEP_KG * round(load_kg / _STEP_KG)
