"""Lifters who come back: their sets through sensor, file and analysis, beside the truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from bargroove.evidence.cases import paired, recorded
from hardware.simulated import (
    UNCALIBRATED,
    VARIANTS,
    Breakdown,
    Gross,
    Person,
    PersonSet,
    Place,
    draw_day,
    draw_person,
    set_of,
    simulate,
)
from hardware.simulated.performing import Event
from hardware.simulated.truth import TrueRep
from velocity import LIFTS, Rep, analyze
from velocity.lifts import Lift

LIFTED = ("squat", "bench", "deadlift", "overhead_press")
LOADS = (0.65, 0.80)  # share of the one-repetition maximum
PAST, EACH, BREAKING = 6, 7, 9  # sets of a person: of history, of most kinds of test, breaking down
PAST_REPS, PAST_LOSS = (5, 8), 0.25  # of a set of history: what ends it first
SETS_EACH = PAST + 4 * EACH + BREAKING
SLIDES = (2.0, 3.0)  # spreads
SLIDES_AT = (4, 6)  # first rep of a slide
AFTER_FIRST = 2  # bad reps after the first one
EVENTS_AT = (3, 5)
EVENTS: tuple[Event, ...] = ("stall", "hitch", "tilt", "depth")


@dataclass(frozen=True)
class Subject:
    """One lifter in one lift; the same subject always lifts the same sets.

    Attributes:
        lift: one of ``LIFTED``; ``number`` which of its lifters.
        seed: another one gives other lifters.
    """

    lift: str
    number: int
    seed: int

    def generator(self) -> np.random.Generator:
        """Return the generator that all of the lifter is drawn from."""
        kind = list(VARIANTS).index(self.lift)
        return np.random.default_rng([self.seed, self.number, kind, 1])


@dataclass(frozen=True, eq=False)
class Lifted:
    """One set: what was found, and what was done.

    Attributes:
        reps: as analyzed, judged by nobody.
        done: the person's set; ``true`` its reps as measured from the exact motion.
        found: for each rep done, from 0, the index of the one of ``reps`` that it is.
    """

    reps: tuple[Rep, ...]
    done: PersonSet
    true: tuple[TrueRep, ...]
    found: dict[int, int]

    @property
    def load_kg(self) -> float:
        """What was on the bar."""
        return self.done.load_kg

    @property
    def first_bad(self) -> int | None:
        """The first rep done, from 0, that was not the intended movement; None for none."""
        return next((i for i, rep in enumerate(self.done.reps) if rep.bad), None)

    @cached_property
    def done_as(self) -> dict[int, int]:
        """For each of ``reps``, from 0, the index of the rep done that it is."""
        return {found: done for done, found in self.found.items()}

    def bad(self) -> tuple[bool, ...]:
        """Return for each of ``reps`` whether it is one that was done badly."""
        return tuple(
            i in self.done_as and self.done.reps[self.done_as[i]].bad for i in range(len(self.reps))
        )


@dataclass(frozen=True, eq=False)
class Career:
    """All sets of a subject.

    Attributes:
        lift: as the analysis knows it.
        past: clean sets, as most sets are, oldest first.
        deep: clean sets to muscular failure.
        slid: by their size, sets in which technique slides from a rep on.
        breaking: sets in which it does where the person has lost the velocity that breaks them
            down, if strength does not go first.
        gross: sets with one gross event.
        rng: what else is drawn for the subject, is drawn from.
    """

    lift: Lift
    rng: np.random.Generator
    past: list[Lifted] = field(default_factory=list)
    deep: list[Lifted] = field(default_factory=list)
    slid: dict[float, list[Lifted]] = field(default_factory=dict)
    breaking: list[Lifted] = field(default_factory=list)
    gross: list[Lifted] = field(default_factory=list)


def career(subject: Subject) -> Career:
    """Return all sets of a subject; about seven seconds of computing."""
    rng = subject.generator()
    gym = _Gym(draw_person(subject.lift, rng), int(rng.integers(2**31)), rng)
    lives = Career(LIFTS[VARIANTS[subject.lift].lift], rng)
    for _ in range(PAST):
        lives.past.append(gym.lift(loss=PAST_LOSS, reps=gym.between(PAST_REPS)))
    for size in SLIDES:
        lives.slid[size] = [gym.slide(size) for _ in range(EACH)]
    lives.deep.extend(gym.lift() for _ in range(EACH))
    lives.breaking.extend(gym.break_down() for _ in range(BREAKING))
    lives.gross.extend(gym.gross(subject.number + i) for i in range(EACH))
    return lives


@dataclass(frozen=True, eq=False)
class _Gym:
    """Where a person lifts, always with the same sensor, put on anew each day."""

    person: Person
    sensor: int
    rng: np.random.Generator

    def lift(
        self,
        *,
        loss: float | None = None,
        reps: int | None = None,
        breakdown: Breakdown | None = None,
        gross: Sequence[Gross] = (),
    ) -> Lifted:
        """Return a set of another day, read as a user's file is."""
        load = float(self.rng.uniform(*LOADS))
        done = set_of(
            self.person,
            draw_day(self.person, self.rng),
            self.rng,
            loss=loss,
            reps=reps,
            load=load,
            breakdown=breakdown,
            gross=gross,
        )
        return self.record(done)

    def record(self, done: PersonSet) -> Lifted:
        """Return a set as the sensor and the analysis see it."""
        place, faults = Place(mount_angle=done.day.mount_angle), np.random.default_rng(self.sensor)
        sim = simulate(done.plan, UNCALIBRATED, self.rng, place, faults)
        reps = analyze(recorded(sim), LIFTS[sim.lift]).reps
        true = sim.truth.sensor_reps
        pairs = paired(reps, true, float(sim.times[0]))
        return Lifted(reps, done, true, {done: found for found, done in pairs})

    def slide(self, size: float) -> Lifted:
        """Return a set in which technique slides from a rep on."""
        first = self.between(SLIDES_AT)
        return self.lift(reps=first + AFTER_FIRST, breakdown=Breakdown(first, size))

    def break_down(self) -> Lifted:
        """Return a set that breaks down of itself, up to a few reps after that."""
        load, day = float(self.rng.uniform(*LOADS)), draw_day(self.person, self.rng)
        seed = int(self.rng.integers(2**31))

        def done(reps: int | None) -> PersonSet:
            again = np.random.default_rng(seed)  # the same set, however long
            return set_of(self.person, day, again, reps=reps, load=load, breakdown=Breakdown())

        first = next((rep.rep for rep in done(None).reps if rep.bad), None)
        return self.record(done(None if first is None else first + AFTER_FIRST))

    def gross(self, number: int) -> Lifted:
        """Return a set with the gross event whose turn it is."""
        at = self.between(EVENTS_AT)
        return self.lift(reps=at + 1, gross=[Gross(EVENTS[number % len(EVENTS)], at)])

    def between(self, limits: tuple[int, int]) -> int:
        """Return a whole number, both limits included."""
        return int(self.rng.integers(limits[0], limits[1] + 1))
