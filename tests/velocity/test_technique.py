"""How the reps of a set stand beside the lifter's clean ones."""

from collections.abc import Sequence
from functools import cache

import numpy as np
import pytest

from tests.reps import GROOVE, SPREAD, lifted, rep
from velocity import LIFTS, Rep
from velocity.features import SIGNS
from velocity.signature import SHIFT, PastSet, Signature, learn
from velocity.technique import Charts, Standing, limit_of_slide

SQUAT = LIFTS["squat"]
LOAD = 100.0
BUDGET = 0.05


@cache
def lifter(sets: int, seed: int = 0, slope: float = 0.0, loss: float = 0.015) -> Signature:
    """Return the signature of a lifter with so many sets of six clean reps."""
    rng = np.random.default_rng(seed)
    past = [
        PastSet(
            tuple(lifted(rng, 6, day=rng.standard_normal(), slope=slope, loss_per_rep=loss)),
            ("clean",) * 6,
            LOAD,
        )
        for _ in range(sets)
    ]
    return learn(SQUAT, past)


def stand(reps: Sequence[Rep], signature: Signature, budget: float = BUDGET) -> list[Standing]:
    """Return how each rep of a set stands."""
    charts, stood = Charts(), list[Standing]()
    for one in reps:
        charts, standing = charts.after(one, signature, LOAD, budget)
        stood.append(standing)
    return stood


def slides(reps: Sequence[Rep], signature: Signature, budget: float = BUDGET) -> list[bool]:
    return [one.evidence >= 1.0 for one in stand(reps, signature, budget)]


def still(count: int, **features: float) -> list[Rep]:
    """Return reps without any luck, all alike."""
    return [tired(number, **features) for number in range(1, count + 1)]


def tired(number: int, **features: float) -> Rep:
    """Return a rep that is as slow as technique needs to go, but for its velocity itself."""
    return rep(number, loss=0.3, **features)


def off(sign: str, spreads: float) -> dict[str, float]:
    """Return the feature that is so many spreads out in the direction of a sign."""
    name, way = sign[:-1], 1.0 if sign[-1] == "+" else -1.0
    return {name: GROOVE[name] + way * spreads * SPREAD[name]}


def test_a_rep_in_the_groove_has_nothing_to_say() -> None:
    for standing in stand(still(6), lifter(10)):
        assert standing.evidence == 0.0
        assert max(standing.score(sign) for sign in range(len(SIGNS))) < 0.6
        assert standing.distance <= 0.0


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.name)
def test_a_slide_in_one_sign_is_told_with_its_words_and_which_way(sign) -> None:
    bad = off(sign.name, 8.0)
    last = stand([*still(5), tired(6, **bad)], lifter(10))[-1]
    assert last.evidence >= 1.0
    assert SIGNS[last.sign] == sign
    assert last.score(last.sign) == pytest.approx(7.0, abs=2.0)
    assert last.told(last.sign).startswith(sign.told)


def test_words_say_by_how_much_in_units_that_people_use() -> None:
    bad = {"forward_low": GROOVE["forward_low"] + 0.04}
    last = stand([*still(5), tired(6, **bad)], lifter(10))[-1]
    words, number, unit = last.told(last.sign).rsplit(" ", 2)
    assert (words, unit) == ("bar forward", "cm")
    assert float(number) == pytest.approx(4.0, abs=0.5)


def test_a_small_slide_is_found_after_some_reps_and_a_large_one_at_once() -> None:
    found = {}
    for size in (3.0, 6.0):
        bad = [tired(number, **off("forward_low+", size)) for number in range(6, 16)]
        found[size] = [*slides([*still(5), *bad], lifter(10)), True].index(True) - 4
    assert found[6.0] == 1
    assert 1 <= found[3.0] <= 3


def test_a_sign_that_is_usual_for_the_lift_needs_less() -> None:
    usual, odd = (
        stand([*still(5), tired(6, **off(sign, 2.5))], lifter(10))[-1].evidence
        for sign in ("forward_low+", "forward_low-")
    )
    assert usual > odd


def test_the_limit_told_is_where_a_rep_begins_to_slide() -> None:
    signature = lifter(10)
    before = stand([*still(5), tired(6, **off("forward_low+", 2.5))], signature)[-1]
    above = before.score(before.sign) - before.limits[before.sign]
    assert (before.evidence >= 1.0) == (above >= 0.0)
    assert before.evidence - 1.0 == pytest.approx(SHIFT * above / limit_of_slide(BUDGET), rel=0.05)


def test_a_slide_that_ends_is_over_with_the_first_rep_in_the_groove() -> None:
    """However far and long it went: the next rep was what it should be."""
    bad = [tired(number, **off("forward_low+", 5.0)) for number in range(6, 10)]
    assert slides([*still(5), *bad, tired(10)], lifter(10))[-2:] == [True, False]


def test_a_rep_that_slides_teaches_nothing_of_the_days_baseline() -> None:
    signature = lifter(10)
    charts = Charts()
    for one in [*still(4), tired(5, **off("tilt+", 6.0)), tired(6, **off("tilt+", 6.0))]:
        charts, _ = charts.after(one, signature, LOAD, BUDGET)
    assert [one.rep for one in charts.clean] == [1, 2, 3, 4]


def test_a_day_off_the_usual_by_two_spreads_is_a_day_and_no_slide() -> None:
    day = [
        tired(n, forward_low=GROOVE["forward_low"] + 2.0 * SPREAD["forward_low"]) for n in range(8)
    ]
    assert not any(slides(day, lifter(15)))


def test_a_lifter_who_only_slows_down_along_their_own_slope_stays_clean() -> None:
    signature = lifter(20, slope=3.0, loss=0.03)
    rng = np.random.default_rng(9)
    called = [
        any(slides(lifted(rng, 7, slope=3.0, loss_per_rep=0.04), signature)) for _ in range(100)
    ]
    assert np.mean(called) <= 0.12


@pytest.mark.parametrize("sets", [0, 1, 6, 15])
def test_clean_sets_are_called_in_about_their_share(sets: int) -> None:
    """A stranger is not called more often than a lifter who is well known."""
    rng = np.random.default_rng(10)
    called = [
        any(slides(lifted(rng, 8, day=rng.standard_normal()), lifter(sets, seed % 8)))
        for seed in range(200)
    ]
    assert np.mean(called) <= 2.5 * BUDGET


def test_a_larger_budget_of_false_calls_finds_slides_sooner() -> None:
    rng = np.random.default_rng(11)
    sets = [lifted(rng, 8, slide="forward_low+", size=2.0, begins=5) for _ in range(60)]
    found = [
        np.mean([any(slides(reps, lifter(10), budget)) for reps in sets])
        for budget in (0.01, 0.05, 0.3)
    ]
    assert found == sorted(found)
    assert found[2] > found[0]


@pytest.mark.parametrize(("size", "least"), [(2.0, 0.15), (3.0, 0.5), (4.0, 0.85)])
def test_the_larger_a_slide_the_more_often_its_second_rep_finds_it(
    size: float, least: float
) -> None:
    rng = np.random.default_rng(12)
    found = [
        any(slides(lifted(rng, 7, slide="forward_low+", size=size, begins=6), lifter(10, seed % 8)))
        for seed in range(150)
    ]
    assert np.mean(found) > least


def test_distances_of_clean_reps_are_normal_deviates() -> None:
    """T² follows F: its deviate is 0 ± 1, whatever the lifter's spreads are."""
    rng = np.random.default_rng(13)
    far = np.array(
        [
            [one.distance for one in stand(lifted(rng, 8), lifter(15, seed % 8))]
            for seed in range(100)
        ]
    )[:, 3:]
    assert abs(far.mean()) < 0.35
    assert far.std() == pytest.approx(1.0, abs=0.2)
    assert np.mean(far > 2.33) < 0.04


def test_a_rep_that_is_odd_in_everything_a_little_is_far_off() -> None:
    """Seen by the distance, by no single sign."""
    odd = {name: GROOVE[name] + 1.9 * SPREAD[name] for name in GROOVE}
    before, last = stand([*still(5), tired(6, **odd)], lifter(15))[-2:]
    assert last.distance > 2.3 > before.distance
    assert last.evidence < 1.0
