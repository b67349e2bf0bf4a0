"""Sets of people: how many reps, how fast, which of them break down, and the truth of all that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hardware.simulated.lifter import SetPlan
from hardware.simulated.people import Day, Person
from hardware.simulated.performing import Deed, Event, perform
from hardware.simulated.signs import Sign
from hardware.simulated.strokes import Floats

_MOST = 60  # reps of the longest set


@dataclass(frozen=True)
class Breakdown:
    """How technique goes: from a rep on, by so many spreads, and more with each further rep.

    The person's first sign leaves the groove from ``first_rep`` on, the second one a rep later by
    as much, the third one another rep later.

    Attributes:
        first_rep: from 1; None: where the person has lost as much velocity as breaks them down.
        slide: spreads of the person's own; ``growth``: spreads with each further rep.
    """

    first_rep: int | None = None
    slide: float = 2.0
    growth: float = 0.5


@dataclass(frozen=True)
class Gross:
    """Something that goes grossly wrong in one rep, counted from 1."""

    kind: Event
    rep: int


@dataclass(frozen=True, eq=False)
class PersonRep:
    """The truth of one rep; arrays are (10,), in the order and units of ``Sign``.

    Attributes:
        rep: from 1.
        velocity: mean velocity, m/s, without the time that a stall or a hitch costs.
        velocity_loss: share, below the set's best so far.
        signs: what the rep is; ``groove``: what a clean one is on average.
        slides: spreads by which breakdown moves it, 0 in a clean rep.
        event: what goes grossly wrong in it, "" for nothing.
    """

    rep: int
    velocity: float
    velocity_loss: float
    signs: Floats
    groove: Floats
    slides: Floats
    event: Event

    @property
    def slide(self) -> float:
        """Spreads by which the sign that has left furthest is off."""
        return float(np.abs(self.slides).max())

    @property
    def bad(self) -> bool:
        """Whether it is not the intended movement any more."""
        return bool(self.slide or self.event)


@dataclass(frozen=True, eq=False)
class PersonSet:
    """A set of a person, and what is known of it.

    Attributes:
        load: share of the one-repetition maximum; ``load_kg``: the same in kg.
        plan: what makes the motion.
        left_muscular: for each rep, how many more the person could have done.
        left_technical: how many more of them would have been clean; None: all of them.
    """

    person: Person
    day: Day
    load: float
    load_kg: float
    plan: SetPlan
    reps: tuple[PersonRep, ...]
    left_muscular: tuple[int, ...]
    left_technical: tuple[int, ...] | None


def set_of(
    person: Person,
    day: Day,
    rng: np.random.Generator,
    *,
    loss: float | None = None,
    reps: int | None = None,
    load: float = 0.70,
    breakdown: Breakdown | None = None,
    gross: Sequence[Gross] = (),
) -> PersonSet:
    """Return a set with ``load``, a share of the person's one-repetition maximum.

    It ends with the first rep that has lost ``loss`` (a share) of the best velocity so far, after
    ``reps``, or where the next rep would fall under the velocity at failure: what comes first.
    """
    velocities = draw_velocities(person, day, load, rng)
    losses = 1.0 - velocities / np.maximum.accumulate(velocities)
    first = _first_bad(person, load, breakdown, losses, rng)
    done = _done(losses, loss, reps)
    slides = _slides(person, breakdown, first, done)
    events: dict[int, Event] = {event.rep: event.kind for event in gross}
    truths: list[PersonRep] = []
    for i, velocity in enumerate(velocities[:done].tolist()):
        event = events.get(i + 1, "")
        groove = person.groove(day, load, velocity)
        signs = _signs(person, groove, slides[i], event, rng)
        truths.append(PersonRep(i + 1, velocity, float(losses[i]), signs, groove, slides[i], event))
    fatigue = losses * np.linspace(0.0, 1.0, len(losses))
    deeds = [Deed(one.velocity, one.signs, fatigue[one.rep - 1], one.event) for one in truths]
    return PersonSet(
        person,
        day,
        load,
        load * person.one_rm_kg,
        perform(person, deeds, rng),
        tuple(truths),
        tuple(len(velocities) - one.rep for one in truths),
        None if first is None else tuple(max(first - 1 - one.rep, 0) for one in truths),
    )


def draw_velocities(person: Person, day: Day, load: float, rng: np.random.Generator) -> Floats:
    """Return (n,) m/s: the mean velocity of each rep up to the last one that gets up."""
    first = person.first_velocity(load) * (1.0 + day.readiness)
    lowest = person.at_failure
    # a day on which the bar is fast is one on which it is light
    felt = 1.0 - (first - lowest) / person.slope
    most = max(person.endurance * 30.0 * (1.0 / min(max(felt, 0.3), 0.97) - 1.0), 1.0)
    course = (np.arange(_MOST) / most) ** person.course
    velocities = first - (first - lowest) * course
    if rng.random() < 0.3:  # many lifters find their groove only on the second rep
        velocities[0] *= rng.uniform(0.93, 0.98)
    velocities *= 1.0 + person.luck * rng.standard_normal(_MOST)
    failed = np.flatnonzero(velocities[1:] < lowest)
    velocities[0] = max(velocities[0], lowest)
    return velocities[: 1 + failed[0]] if len(failed) else velocities


def _signs(
    person: Person, groove: Floats, slides: Floats, event: Event, rng: np.random.Generator
) -> Floats:
    """Return a rep's signs, with the luck of that rep."""
    signs = groove + person.spread * (rng.standard_normal(len(Sign)) + slides)
    if event == "depth":
        signs[Sign.RANGE] *= 1.0 - rng.uniform(0.25, 0.40)
    return np.asarray(signs)


def _first_bad(
    person: Person,
    load: float,
    breakdown: Breakdown | None,
    losses: Floats,
    rng: np.random.Generator,
) -> int | None:
    """Return the rep, from 1, at which technique goes; one past the last if strength goes first."""
    if breakdown is None:
        return None
    if breakdown.first_rep is not None:
        return min(breakdown.first_rep, len(losses) + 1)
    broken = np.flatnonzero(losses >= person.breaks_at(load) + rng.normal(0.0, 0.03))
    return int(broken[0]) + 1 if len(broken) else len(losses) + 1


def _done(losses: Floats, loss: float | None, reps: int | None) -> int:
    """Return how many reps are done."""
    done = len(losses) if reps is None else min(reps, len(losses))
    lost = np.flatnonzero(losses >= (1.0 if loss is None else loss))
    return min(done, int(lost[0]) + 1) if len(lost) else done


def _slides(person: Person, breakdown: Breakdown | None, first: int | None, done: int) -> Floats:
    """Return (done, 10) spreads by which breakdown moves each sign of each rep."""
    slides = np.zeros((done, len(Sign)))
    if breakdown is None or first is None:
        return slides
    for later, (sign, way) in enumerate(person.breaks):
        since = np.arange(1, done + 1) - (first + later)
        slides[:, sign] = way * np.where(since < 0, 0.0, breakdown.slide + breakdown.growth * since)
    return slides
