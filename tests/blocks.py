"""Training blocks of known truth, as the logbook has them: no bar, no sensor, no estimator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np

from bargroove.logbook.records import LoggedRep, LoggedSet, SetHead
from velocity.rep import Measured, Rep, Technique

MONDAY = datetime(2026, 1, 5, 17, 0, tzinfo=UTC)


def rep(
    number: int = 1,
    state: str | None = "clean",
    *,
    velocity: float = 0.6,
    loss: float = 0.0,
    score: float = 0.0,
    sign: str = "",
    height: float | None = None,
    mark: str | None = None,
) -> LoggedRep:
    """A rep of which only a few things matter; ``state`` None is one that nobody judged."""

    def measured(value: float) -> Measured:
        return Measured(value, 0.005)

    bare = Rep(
        rep=number,
        set=1,
        start_s=4.0 * number,
        end_s=4.0 * number + 1.0,
        valid=True,
        doubts=(),
        mean_velocity=measured(velocity),
        peak_velocity=measured(1.5 * velocity),
        mean_propulsive_velocity=measured(velocity),
        range_of_motion=measured(0.6),
        duration=measured(0.6 / velocity),
        eccentric_duration=measured(1.2),
        time_to_peak=measured(0.3),
        velocity_loss=measured(loss),
        forward_deviation=measured(0.01),
        lateral_deviation=measured(0.0),
        tilt_range_deg=measured(1.0),
        sticking_velocity=None,
    )
    technique = state and Technique(state, score, 3.0, 4.5, sign, "", height)
    return LoggedRep(replace(bare, technique=technique or None), mark)


def logged(
    states: str | Sequence[LoggedRep],
    *,
    id: int = 1,
    day: float = 0,
    load_kg: float | None = 100.0,
    cue: str = "",
    lift: str = "squat",
) -> LoggedSet:
    """A set; ``states`` has its reps, or a letter for each: clean, sliding, failed or unknown."""
    words = {"c": "clean", "s": "sliding", "f": "failed", "?": None}
    reps = [
        rep(number, words[each]) if isinstance(each, str) else each
        for number, each in enumerate(states, 1)
    ]
    began = (MONDAY + timedelta(days=int(day), minutes=4 * (id % 100))).isoformat()
    head = SetHead("Ada", lift, load_kg, began, cue=cue)
    return LoggedSet(id, 1, int(day), head, True, tuple(reps), ())


def numbered(sets: Sequence[LoggedSet]) -> list[LoggedSet]:
    """The sets, each with an id of its own."""
    return [replace(each, id=number) for number, each in enumerate(sets, 1)]


def clean_range_block(
    rng: np.random.Generator, limit_kg: float, *, width: float = 0.05, luck: float = 1.0
) -> list[LoggedSet]:
    """Eight weeks of six-rep sets whose reps are clean by a logistic curve of load.

    At ``limit_kg`` half of the reps are; ``luck`` is the spread of a set's log odds. One rep in a
    hundred is called sliding for nothing.
    """
    sets = []
    for day in range(0, 56, 4):
        for share in rng.uniform(0.7, 1.12, size=3):
            load = 2.5 * round(share * limit_kg / 2.5)
            odds = (limit_kg - load) / (width * limit_kg) + luck * rng.normal()
            clean = rng.random(6) < 0.99 / (1 + np.exp(-odds))
            sets.append(logged(["c" if each else "s" for each in clean], day=day, load_kg=load))
    return numbered(sets)


def clean_limit(limit_kg: float, *, width: float = 0.05, luck: float = 1.0) -> float:
    """The load at which nine in ten reps of such a block are clean."""
    odds = luck * np.random.default_rng(0).normal(size=4001)
    loads = np.linspace(0.5, 1.1, 1201)
    chance = [np.mean(0.99 / (1 + np.exp(-(1 - x) / width - odds))) for x in loads]
    return limit_kg * float(loads[np.searchsorted(-np.array(chance), -0.9)])


def quality_block(
    rng: np.random.Generator, a_week: float, *, loads: Sequence[float] = (80, 100, 120)
) -> list[LoggedSet]:
    """Ten weeks, two days in each, in which the distance from the groove changes at a known rate.

    Days differ by 0.3 spreads, heavier loads lie further out, and sets are of unlike loads.
    """
    sets = []
    for day in sorted({*range(0, 70, 7), *range(3, 70, 7)}):
        off = 0.3 * rng.normal()
        for load in rng.choice(loads, size=3):
            level = 1.5 + load / 100 + a_week * day / 7 + off + 0.2 * rng.normal()
            scores = level + 0.4 * rng.normal(size=5)
            reps = [
                rep(n, "sliding" if score > 3.0 else "clean", score=score)
                for n, score in enumerate(scores, 1)
            ]
            sets.append(logged(reps, day=day, load_kg=float(load)))
    return numbered(sets)


def signs_block(
    rng: np.random.Generator, shares: dict[str, float], sets: int = 40
) -> list[LoggedSet]:
    """Sets of which half break down, first by a sign drawn with these shares, at 30 % height."""
    names = rng.choice(list(shares), p=list(shares.values()), size=sets)
    made = []
    for day, name in enumerate(names):
        height = float(np.clip(rng.normal(0.3, 0.05), 0, 1))
        broken = [rep(5, "sliding", sign=str(name), height=height), rep(6, "failed")]
        kept = [rep(5), rep(6)]
        made.append(logged([*map(rep, range(1, 5)), *(broken if day % 2 else kept)], day=day))
    return numbered(made)


def cue_block(rng: np.random.Generator, odds: float, sessions: int = 16) -> list[LoggedSet]:
    """Sets of up to eight reps, with a cue or without in turn; tired reps break down more often.

    The cue multiplies the odds of breaking down at each rep by ``odds``. Days have luck of their
    own, and the load differs from day to day.
    """
    sets = []
    for day in range(sessions):
        off, load = 0.4 * rng.normal(), float(rng.choice([90, 100, 110]))
        for number in range(4):
            cue = "spread the floor" if (number + day) % 2 else ""
            reps = _until_it_breaks(rng, off + (load - 100) / 10 + (np.log(odds) if cue else 0))
            sets.append(logged(reps, day=3 * day, load_kg=load, cue=cue))
    return numbered(sets)


def _until_it_breaks(rng: np.random.Generator, off: float) -> list[LoggedRep]:
    reps: list[LoggedRep] = []
    for number in range(1, 9):
        loss = max(0.0, 0.05 * (number - 1) + 0.02 * rng.normal())
        broke = rng.random() < 1 / (1 + np.exp(4.0 - 9 * loss - off))
        reps.append(rep(number, "failed" if broke else "clean", loss=loss))
        if broke:
            break
    return reps


def velocity_block(
    rng: np.random.Generator,
    *,
    one_rm_kg: float = 150.0,
    floor: float = 0.28,
    today: float = 0.0,
    weeks: int = 6,
) -> list[LoggedSet]:
    """Sets of a lifter with a straight load–velocity line; the last day is ``today`` faster.

    Days differ by 4 %, sets by 2 %; each day has a heavy, a middle and a light set.
    """
    sets = []
    dates = [*range(0, 7 * weeks, 4), 7 * weeks]
    for day in dates:
        off = today if day == dates[-1] else 0.04 * rng.normal()
        for share in (0.6, 0.72, 0.85):
            load = 2.5 * round(share * one_rm_kg / 2.5)
            usual = floor + 0.96 * (1 - load / one_rm_kg)
            velocity = usual * (1 + off + 0.02 * rng.normal())
            reps = [rep(n, velocity=velocity * (1 - 0.03 * (n - 1))) for n in range(1, 5)]
            sets.append(logged(reps, day=day, load_kg=load))
    return numbered(sets)
