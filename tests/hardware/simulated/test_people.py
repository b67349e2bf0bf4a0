"""People do what they are known to do: the exact motion shows groove, luck, drift and breakdown."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from hardware.simulated import (
    UNCALIBRATED,
    USUAL_DAY,
    VARIANTS,
    Breakdown,
    Gross,
    Person,
    PersonSet,
    Sign,
    draw_day,
    draw_person,
    set_of,
    simulate,
)
from hardware.simulated.bar import Motion, move
from hardware.simulated.people import USUAL_LOAD
from hardware.simulated.truth import TrueRep, measure, track_of
from velocity import LIFTS, Samples, analyze

Floats = np.ndarray
SEEN = [sign for sign in Sign if sign not in (Sign.DIP, Sign.SKEW, Sign.TEMPO)]
MAIN = ["squat", "bench", "deadlift", "overhead_press"]


def person_of(variant: str, seed: int = 0) -> Person:
    return draw_person(variant, np.random.default_rng(seed))


def a_set(person: Person, seed: int = 0, reps: int | None = 8, **others: object) -> PersonSet:
    day = others.pop("day", USUAL_DAY)
    rng = np.random.default_rng(seed)
    return set_of(person, day, rng, reps=reps, **others)  # type: ignore[arg-type]


def moved(done: PersonSet) -> tuple[Motion, tuple[TrueRep, ...]]:
    motion = move(done.plan)
    return motion, measure(track_of(motion, motion.position), done.plan.reps)


def seen(done: PersonSet) -> Floats:
    """Return (reps, 10): the signs as the exact motion shows them; NaN for what it does not."""
    motion, reps = moved(done)
    return np.array([signs_of(motion, rep, done.person.places) for rep in reps])


def signs_of(motion: Motion, rep: TrueRep, places: tuple[float, float, float]) -> Floats:
    inside = slice(*np.searchsorted(motion.time, [rep.start_s, rep.end_s]))
    courses = np.concatenate((motion.position, motion.angles))[:, inside]
    forward, left, up, twist, tilt, _ = courses - courses[:, :1]
    height = np.maximum.accumulate(up) / up[-1]

    def at(share: float, course: Floats) -> float:
        return float(np.interp(share, height, course))

    loops = [at(share, forward) - share * forward[-1] for share in (0.3, 0.7)]
    turns = [at(*pair) for pair in zip(places, (left, tilt, twist), strict=True)]
    return np.array([*loops, forward[-1], *turns, rep.range_of_motion, *[np.nan] * 3])


def middle_speeds(motion: Motion, rep: TrueRep) -> Floats:
    """Return the vertical speeds, m/s, of a rep without its first and last fifth."""
    edge = 0.2 * rep.duration
    inside = slice(*np.searchsorted(motion.time, [rep.start_s + edge, rep.end_s - edge]))
    return np.gradient(motion.position[2], motion.time)[inside]


def test_the_same_seed_gives_the_same_set() -> None:
    one, two = (a_set(person_of("squat", 3), 5, breakdown=Breakdown(4)) for _ in range(2))
    assert one.plan == two.plan
    assert np.array_equal(one.reps[-1].signs, two.reps[-1].signs)


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_rep_is_one_by_the_definition_and_as_fast_as_told(variant: str) -> None:
    for seed in range(3):
        done = a_set(person_of(variant, seed), seed)
        _, reps = moved(done)
        told = [rep.velocity for rep in done.reps]
        assert len(reps) == len(done.reps) == 8
        assert [rep.mean_velocity for rep in reps] == pytest.approx(told, rel=0.08)


@pytest.mark.parametrize("variant", MAIN)
def test_clean_reps_vary_by_the_persons_own_spreads(variant: str) -> None:
    person = person_of(variant, 1)
    sets = [a_set(person, seed) for seed in range(12)]
    off = np.concatenate([seen(one) - [rep.groove for rep in one.reps] for one in sets])
    spreads = (off / person.spread)[:, SEEN]
    assert spreads.std(axis=0) == pytest.approx(np.ones(len(SEEN)), abs=0.25)  # 96 reps: ± 0.07
    assert spreads.mean(axis=0) == pytest.approx(np.zeros(len(SEEN)), abs=0.5)


def test_a_clean_set_has_no_slide_and_the_bar_never_all_but_stands() -> None:
    for variant in MAIN:
        done = a_set(person_of(variant, 2), reps=None)
        motion, reps = moved(done)
        assert not any(rep.bad for rep in done.reps)
        assert done.left_technical is None
        for rep in reps:
            assert middle_speeds(motion, rep).min() > 0.06


@pytest.mark.parametrize("seed", range(6))
def test_breakdown_shows_from_its_rep_on_in_the_persons_own_sign(seed: int) -> None:
    person = person_of("bench", seed)
    lead, way = person.breaks[0]
    clean, broken = a_set(person, 9), a_set(person, 9, breakdown=Breakdown(4, 3.0, growth=0.5))
    left = np.array([way * rep.slides[lead] for rep in broken.reps])
    assert left == pytest.approx([0, 0, 0, 3, 3.5, 4, 4.5, 5])
    assert [rep.bad for rep in broken.reps] == [False] * 3 + [True] * 5
    if lead in SEEN:
        shown = way * (seen(broken) - seen(clean))[:, lead] / person.spread[lead]
        assert shown == pytest.approx(left, abs=1.0)


def test_the_further_signs_follow_one_rep_later_each() -> None:
    person = person_of("squat", 4)
    slides = np.array([rep.slides for rep in a_set(person, breakdown=Breakdown(3)).reps])
    firsts = [int(np.flatnonzero(slides[:, sign])[0]) + 1 for sign, _ in person.breaks]
    assert firsts == [3, 4, 5]
    assert len({sign for sign, _ in person.breaks}) == 3


def test_the_groove_drifts_in_a_straight_line_as_reps_slow_down() -> None:
    person = person_of("deadlift", 1)
    fresh = person.first_velocity(USUAL_LOAD)
    drifts = [
        (person.groove(USUAL_DAY, USUAL_LOAD, (1.0 - lost) * fresh) - person.usual) / person.spread
        for lost in (0.0, 0.2, 0.4)
    ]
    assert drifts[0] == pytest.approx(np.zeros(len(Sign)))
    assert drifts[1] == pytest.approx(0.5 * person.drift)
    assert drifts[2] == pytest.approx(person.drift)
    assert np.abs(person.drift).max() <= 3.0


def test_the_bar_shows_the_drift_of_slow_reps() -> None:
    person = person_of("squat", 2)
    still = replace(person, spread=1e-3 * person.spread, drift=1e3 * person.drift, luck=0.0)
    for done in (a_set(still, load=0.75), a_set(still, load=0.6, reps=2)):
        grooves = np.array([rep.groove for rep in done.reps])
        off = (seen(done) - grooves)[:, SEEN] / person.spread[SEEN]
        assert np.abs(off).max() < 1.5


def test_a_day_moves_all_its_reps_by_as_much() -> None:
    person = replace(person_of("overhead_press", 1), drift=np.zeros(len(Sign)))
    day = draw_day(person, np.random.default_rng(1))
    shown = seen(a_set(person, 1, day=replace(day, readiness=0.0))) - seen(a_set(person, 1))
    for sign in (Sign.FORWARD_LOW, Sign.LEAN, Sign.TILT, Sign.RANGE):
        assert shown[:, sign].mean() == pytest.approx(
            day.shift[sign], abs=0.3 * person.spread[sign]
        )


def test_a_ready_day_is_a_faster_one() -> None:
    person = person_of("squat")
    usual, ready = a_set(person), a_set(person, day=replace(USUAL_DAY, readiness=0.04))
    assert ready.reps[0].velocity == pytest.approx(1.04 * usual.reps[0].velocity)


def test_the_reps_left_are_those_that_would_follow() -> None:
    person = person_of("bench", 3)
    whole = a_set(person, 6, reps=None, breakdown=Breakdown())
    part = a_set(person, 6, reps=3, breakdown=Breakdown())
    broken = [rep.rep for rep in whole.reps if rep.bad]
    assert part.left_muscular == (len(whole.reps) - 1, len(whole.reps) - 2, len(whole.reps) - 3)
    assert part.left_technical == tuple(broken[0] - 1 - rep for rep in (1, 2, 3))
    assert whole.left_muscular[-1] == whole.left_technical[-1] == 0  # type: ignore[index]
    assert min(rep.velocity for rep in whole.reps) >= person.at_failure


def test_a_set_stops_with_the_rep_that_has_lost_enough() -> None:
    done = a_set(person_of("squat", 5), reps=None, loss=0.2)
    losses = [rep.velocity_loss for rep in done.reps]
    assert losses[-1] >= 0.2
    assert max(losses[:-1]) < 0.2


@pytest.mark.parametrize("variant", MAIN)
@pytest.mark.parametrize(
    ("kind", "shows"),
    [
        ("stall", lambda speeds, rep, full: 0.3 < (speeds < 0.03).sum() / 2000.0 < 1.3),
        ("hitch", lambda speeds, rep, full: speeds.min() < 0.0),
        ("tilt", lambda speeds, rep, full: rep.tilt_range_deg > 2.5),
        ("depth", lambda speeds, rep, full: 0.55 < rep.range_of_motion / full < 0.8),
    ],
)
def test_a_gross_event_is_in_its_rep_alone_and_does_not_end_it(
    variant: str, kind: str, shows: Callable[[Floats, TrueRep, float], bool]
) -> None:
    person = replace(person_of(variant, 1), spread=np.full(len(Sign), 1e-6))
    person = replace(person, usual=np.where(np.arange(10) == Sign.TILT, 0.0, person.usual))
    done = a_set(person, 1, reps=4, gross=[Gross(kind, 3)])  # type: ignore[arg-type]
    motion, reps = moved(done)
    full = float(person.usual[Sign.RANGE])
    shown = [shows(middle_speeds(motion, rep), rep, full) for rep in reps]
    assert shown == [rep.bad for rep in done.reps] == [False, False, True, False]
    if kind != "depth":
        assert reps[2].range_of_motion == pytest.approx(full, abs=0.02)


@pytest.mark.parametrize("variant", MAIN)
def test_the_estimator_finds_every_rep(variant: str) -> None:
    done = a_set(person_of(variant, 7), 7, breakdown=Breakdown(5))
    sim = simulate(done.plan, UNCALIBRATED, np.random.default_rng(7))
    flags = np.zeros(len(sim.times), np.uint8)
    samples = Samples(sim.rate, sim.specific_force, sim.angular_rate, flags)
    assert len(analyze(samples, LIFTS[sim.lift], offset_m=0.0).reps) == len(done.reps)
