"""A logbook full of a simulated lifter's sets, as one who never misses a day would have it."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil

import numpy as np

from bargroove.logbook import Logbook, SetHead
from bargroove.logbook.parcels import PackedLifter, PackedMark, PackedSet, Parcel
from hardware.simulated.people import Person, draw_person
from hardware.simulated.person_sets import PersonRep
from hardware.simulated.signs import Sign
from hardware.simulated.training import TrainedSet, training_block
from velocity import LIFTS, Measured, Rep
from velocity.limits import usual_limits
from velocity.rep import HEIGHTS, Course, Reason, Technique

LIFTER = "Ada"
TRAINED = ("squat", "bench", "deadlift", "overhead_press")
_A_DAY, _A_WEEK = 4, 32  # sets: of a lift on a day, of all lifts in a week
_REST = timedelta(minutes=4)
_SLIDES_AT, _FAILS_AT, _LOSS = 2.5, 4.0, 0.20  # spreads, spreads, share of the velocity
_VELOCITY_SE, _PATH_SE = 0.006, 0.003  # m/s, m
_ARCH = 4.0 * HEIGHTS * (1.0 - HEIGHTS)
_SIGNS = {
    Sign.FORWARD_LOW: ("forward_low+", "bar forward", 0.3),
    Sign.FORWARD_HIGH: ("forward_high+", "bar forward", 0.7),
    Sign.LEAN: ("lockout+", "top forward", 1.0),
    Sign.TILT: ("tilt+", "right side late", 0.5),
    Sign.TWIST: ("twist-", "right side back", 0.5),
    Sign.RANGE: ("range-", "range cut", None),
    Sign.DIP: ("sticking-", "deeper sticking point", 0.5),
    Sign.SKEW: ("early+", "slow start", 0.3),
    Sign.TEMPO: ("tempo-", "lowered faster", None),
}


def fill(logbook: Logbook, sets: int, last: datetime, *, seed: int = 1) -> None:
    """Add so many sets of one lifter in several lifts, the last of them on the day ``last``.

    Their reps have courses and technique, as a judge without fault would call them; some are
    marked.
    """
    rng = np.random.default_rng(seed)
    weeks = ceil(sets / _A_WEEK)
    trained = [
        (one.day, order, place % _A_DAY, one)
        for order, lift in enumerate(TRAINED)
        for place, one in enumerate(
            training_block(draw_person(lift, rng), rng, weeks, cues={"brace": 0.5})
        )
    ]
    trained = sorted(trained, key=lambda each: each[:3])[-sets:]
    packed = [
        _packed(TRAINED[order], one, _began(last, one.day - trained[-1][0], order, place), number)
        for number, (_, order, place, one) in enumerate(trained, 1)
    ]
    logbook.unpack(Parcel((PackedLifter(LIFTER),), tuple(packed)))


def _began(last: datetime, day: int, order: int, place: int) -> datetime:
    return last + timedelta(days=day) + (_A_DAY * order + place) * _REST


def _packed(lift: str, one: TrainedSet, began: datetime, number: int) -> PackedSet:
    head = SetHead(
        LIFTER,
        lift,
        one.load_kg,
        began.isoformat(),
        cue=one.cue,
        source="sim:" + lift,
        limits=usual_limits(LIFTS[lift]),
    )
    reps = tuple(_rep(each, one.done.person) for each in one.done.reps)
    marks = [
        PackedMark(each.rep, "broke" if each.bad else "clean", began.isoformat())
        for each in one.done.reps
        if number % 10 == 0
    ]
    return PackedSet(head, reps, tuple(marks), id=number)


def _rep(done: PersonRep, person: Person) -> Rep:
    mean, travel = done.velocity, float(done.signs[Sign.RANGE])
    start, technique = 4.0 * done.rep, _technique(done, person)
    forward = max(done.signs[[Sign.FORWARD_LOW, Sign.FORWARD_HIGH]].tolist(), key=abs)
    return Rep(
        rep=done.rep,
        set=1,
        start_s=start,
        end_s=start + travel / mean,
        valid=True,
        doubts=(),
        mean_velocity=Measured(mean, _VELOCITY_SE),
        peak_velocity=Measured(1.5 * mean, _VELOCITY_SE),
        mean_propulsive_velocity=Measured(mean, _VELOCITY_SE),
        range_of_motion=Measured(travel, 0.004),
        duration=Measured(travel / mean, 0.01),
        eccentric_duration=Measured(float(done.signs[Sign.TEMPO]), 0.02),
        time_to_peak=Measured(0.4 * travel / mean, 0.02),
        velocity_loss=Measured(max(done.velocity_loss, 0.0), 0.01),
        forward_deviation=Measured(forward, _PATH_SE),
        lateral_deviation=Measured(float(done.signs[Sign.LATERAL]), _PATH_SE),
        tilt_range_deg=Measured(float(np.degrees(abs(done.signs[Sign.TILT]))), 0.1),
        sticking_velocity=None,
        verdict="rack" if done.velocity_loss >= _LOSS or technique.state == "failed" else "ok",
        reasons=_reasons(done, technique),
        course=_course(done),
        technique=technique,
    )


def _technique(done: PersonRep, person: Person) -> Technique:
    state = "clean" if not done.slide else "failed" if done.slide >= _FAILS_AT else "sliding"
    score = float(np.abs((done.signs - done.groove) / person.spread).max())
    if state == "clean":
        return Technique(state, min(score, _SLIDES_AT), _SLIDES_AT, _FAILS_AT)
    furthest = Sign(int(np.abs(done.slides).argmax()))
    return Technique(state, score, _SLIDES_AT, _FAILS_AT, *_SIGNS[furthest])


def _reasons(done: PersonRep, technique: Technique) -> tuple[Reason, ...]:
    lost = 100.0 * done.velocity_loss
    found = []
    if done.velocity_loss >= _LOSS:
        told = f"{lost:.0f} % slower"
        found.append(Reason("velocity_loss", lost, 100.0 * _LOSS, "%", told))
    if technique.state == "failed":
        told = technique.told
        found.append(Reason("technique_failed", technique.score, _FAILS_AT, "spreads", told))
    return tuple(found)


def _course(done: PersonRep) -> Course:
    signs = done.signs
    error = _PATH_SE * np.sqrt(HEIGHTS)
    path = signs[Sign.LEAN] * HEIGHTS + signs[Sign.FORWARD_LOW] * _ARCH
    return Course(
        forward=path,
        forward_se=error,
        lateral=signs[Sign.LATERAL] * _ARCH,
        lateral_se=error,
        tilt_deg=np.degrees(signs[Sign.TILT]) * _ARCH,
        twist_deg=np.degrees(signs[Sign.TWIST]) * _ARCH,
        velocity=1.5 * done.velocity * np.sqrt(_ARCH),
        time=HEIGHTS,
    )
