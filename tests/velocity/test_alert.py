"""When to rack the bar, and when to stay silent."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.alerts import (
    KNOWN,
    ONLY_SPEED,
    SLIDES,
    SQUAT,
    TECHNIQUE,
    alert,
    course_of,
    names,
    off,
    verdicts,
)
from tests.reps import lifted, rep
from velocity import Limits, Rep, usual_alert
from velocity.alert import Judge
from velocity.policies import POLICIES


def losing(*losses: float, **more: object) -> list[Rep]:
    return [rep(number, loss=loss, **more) for number, loss in enumerate(losses, 1)]


def test_a_fast_set_is_ok() -> None:
    judged = alert(ONLY_SPEED).judge(losing(0.0, 0.05, 0.1))
    assert [one.verdict for one in judged] == ["ok"] * 3
    assert all(one.reasons == () for one in judged)


def test_the_first_rep_beyond_the_loss_warns_and_the_second_in_a_row_racks() -> None:
    judged = alert(ONLY_SPEED).judge(losing(0.1, 0.21, 0.22, 0.25))
    assert [one.verdict for one in judged] == ["ok", "near", "rack", "rack"]
    assert [names(one) for one in judged[1:]] == [["velocity_loss"]] * 3


def test_a_better_rep_in_between_starts_the_count_again() -> None:
    assert verdicts(losing(0.21, 0.1, 0.21, 0.21), ONLY_SPEED) == ["near", "ok", "near", "rack"]


def test_a_loss_close_to_the_limit_is_near_it_however_often() -> None:
    assert verdicts(losing(*[0.16] * 4), ONLY_SPEED) == ["near"] * 4


def test_the_floor_racks_at_once() -> None:
    (judged,) = alert(ONLY_SPEED).judge([rep(velocity=0.25)])
    assert (judged.verdict, names(judged)) == ("rack", ["velocity_floor"])


def test_a_velocity_that_may_be_above_the_floor_does_not_rack() -> None:
    assert verdicts([rep(velocity=0.298)], ONLY_SPEED) == ["ok"]


def test_an_invalid_rep_is_neither_judged_nor_counted() -> None:
    wild = [rep(loss=0.5, valid=False), rep(velocity=0.1, valid=False)]
    assert verdicts(wild, ONLY_SPEED) == ["ok", "ok"]
    between = [rep(loss=0.21), rep(valid=False), rep(loss=0.21)]
    assert verdicts(between, ONLY_SPEED) == ["near", "ok", "rack"]


def test_a_reading_too_uncertain_to_decide_stays_silent_and_does_not_count() -> None:
    unsure = rep(velocity=0.1, loss=0.5, loss_se=0.2)
    assert verdicts([unsure] * 3, ONLY_SPEED) == ["ok"] * 3
    assert verdicts([unsure, rep(loss=0.21)], ONLY_SPEED) == ["ok", "near"]


def test_with_all_limits_off_nothing_ends_a_set() -> None:
    nothing = Limits(None, None, technique=False)
    assert verdicts([rep(velocity=0.05, loss=0.9, still_s=2.0)] * 3, nothing) == ["ok"] * 3


@pytest.mark.parametrize("loss", [0.1, 0.3, 0.4])
def test_the_limit_of_loss_is_the_lifters_own(loss: float) -> None:
    reps = losing(loss - 0.06, loss + 0.01, loss + 0.01)
    assert verdicts(reps, replace(ONLY_SPEED, velocity_loss=loss)) == ["ok", "near", "rack"]


def tiring(count: int, per_rep: float = 0.028) -> list[Rep]:
    first = 0.6
    speeds = [first - per_rep * number for number in range(count)]
    return [rep(n, v, 1.0 - v / first) for n, v in enumerate(speeds, 1)]


def test_the_buffer_racks_where_the_lifters_own_slides_stand_behind_it() -> None:
    judged = alert(Limits(None, None, buffer=2), habit=KNOWN).judge(tiring(5))
    assert judged[-1].verdict == "rack"
    assert names(judged[-1]) == ["reps_left"]
    told = [one.verdict for one in judged]
    assert told.index("near") < told.index("rack")  # the first crossing warns


def test_the_buffer_only_warns_while_it_rests_on_what_is_usual() -> None:
    stranger = replace(KNOWN, slides=1)
    judged = alert(Limits(None, None, buffer=2), habit=stranger).judge(tiring(6))
    assert {one.verdict for one in judged} == {"ok", "near"}


def test_without_a_buffer_the_forecast_is_shown_and_ends_nothing() -> None:
    judged = alert(Limits(None, None, buffer=0), habit=KNOWN).judge(tiring(5))
    assert {one.verdict for one in judged} == {"ok"}
    assert judged[-1].left_technical is not None


def test_reps_left_shrink_as_a_set_goes_on_and_are_none_once_it_slides() -> None:
    tired = tiring(6)
    judged = alert(TECHNIQUE, habit=KNOWN).judge([*tired[:4], off(5, SLIDES, velocity=0.49)])
    likely = [one.left_technical.likely for one in judged[1:]]
    assert likely == sorted(likely, reverse=True)
    assert (judged[-1].left_technical.least, judged[-1].left_technical.most) == (0, 0)


@pytest.mark.parametrize("unsure", [{"path_se": 0.1}, {"valid": False}])
def test_an_unsure_rep_does_not_set_the_forecasts_count_back(unsure: dict[str, object]) -> None:
    limits = Limits(None, None, buffer=2)
    reps = tiring(6)
    plain = verdicts(reps, limits, habit=KNOWN)
    at = plain.index("rack")
    between = [*reps[:at], rep(at + 1, reps[at].mean_velocity.value, **unsure), *reps[at:]]
    assert verdicts(between, limits, habit=KNOWN)[at + 1] == "rack"


def test_an_empty_set_is_empty_and_judging_changes_nothing_else() -> None:
    assert alert(Limits()).judge([]) == []
    (judged,) = alert(Limits()).judge([rep(loss=0.3)])
    assert replace(judged, verdict="ok", reasons=(), technique=None) == rep(loss=0.3)


def drawn_set(seed: int, count: int) -> list[Rep]:
    """Return a set in which anything may happen."""
    rng = np.random.default_rng(seed)
    reps = lifted(rng, count, slide="forward_low+", size=rng.uniform(0, 6), begins=count // 2)
    odd = [{}, {}, {}, {"valid": False}]
    return [
        replace(
            one,
            **rng.choice(odd),
            course=replace(one.course, still_s=float(rng.choice([0.0, 0.0, 0.0, 0.2, 0.5]))),
        )
        for one in reps
    ]


@settings(max_examples=15, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    count=st.integers(1, 9),
    policy=st.sampled_from(sorted(POLICIES)),
    data=st.data(),
)
def test_a_rep_is_judged_by_what_came_before_it_alone(
    seed: int, count: int, policy: str, data: st.DataObject
) -> None:
    reps, judge = drawn_set(seed, count), alert(Limits(policy=policy), habit=KNOWN)
    whole = judge.judge(reps)
    upto = data.draw(st.integers(0, count))
    assert judge.judge(reps[:upto]) == whole[:upto]
    assert judge.judge(reps) == whole  # nothing has stayed from before


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10**6), cuts=st.lists(st.integers(0, 7), max_size=4))
def test_a_set_that_grows_and_is_revised_is_judged_as_if_it_were_new(
    seed: int, cuts: list[int]
) -> None:
    one = alert(Limits())
    growing = Judge(one)
    for number, cut in enumerate(cuts):
        reps = drawn_set(seed, 7)[:cut] + drawn_set(seed + number, 7)[cut:]
        assert growing.judge(reps) == one.judge(reps)


def test_a_set_knows_nothing_of_the_set_before() -> None:
    judge = Judge(alert(TECHNIQUE))
    fresh = judge.judge(course_of([0, 0, 0, SLIDES]))
    judge.judge(course_of([0, SLIDES, SLIDES, SLIDES]))
    assert judge.judge(course_of([0, 0, 0, SLIDES])) == fresh


def test_a_clean_set_of_a_stranger_and_of_a_known_lifter_is_left_alone() -> None:
    rng = np.random.default_rng(20)
    racks = {"stranger": 0, "known": 0}
    for _ in range(40):
        reps = lifted(rng, 8)
        racks["stranger"] += any(
            one.verdict == "rack" for one in usual_alert(SQUAT, Limits(None, None)).judge(reps)
        )
        racks["known"] += any(verdict == "rack" for verdict in verdicts(reps, TECHNIQUE))
    assert racks["stranger"] <= 5
    assert racks["known"] <= 5
