"""When technique says rack: policies, recovery, gross events, marks."""

from dataclasses import replace

import numpy as np
import pytest

from tests.alerts import (
    FAILS,
    SLIDES,
    SQUAT,
    TECHNIQUE,
    alert,
    course_of,
    names,
    off,
    signature,
    states,
    verdicts,
)
from tests.reps import rep
from velocity import Limits, usual_alert
from velocity.alert import NOT_TRUSTED
from velocity.features import SIGNS
from velocity.marking import Mark, teach
from velocity.policies import POLICIES


def test_with_technique_off_nothing_is_said_of_it() -> None:
    judged = alert(replace(TECHNIQUE, technique=False)).judge(course_of([0, 0, FAILS, FAILS]))
    assert [(one.technique, one.verdict) for one in judged] == [(None, "ok")] * 4


def test_a_set_in_the_groove_is_clean_and_ok() -> None:
    judged = alert(TECHNIQUE).judge(course_of([0.0] * 6))
    assert [one.verdict for one in judged] == ["ok"] * 6
    for one in judged:
        assert one.technique.state == "clean"
        assert (one.technique.sign, one.technique.told, one.technique.height) == ("", "", None)
        assert one.technique.score < one.technique.limit < one.technique.failed_limit


def test_a_rep_that_slides_and_one_that_has_failed_are_told_apart() -> None:
    assert states(course_of([0, 0, 0, SLIDES])) == ["clean"] * 3 + ["sliding"]
    assert states(course_of([0, 0, 0, FAILS])) == ["clean"] * 3 + ["failed"]


def test_what_leaves_the_groove_is_told_with_its_height_and_its_way() -> None:
    (*_, last) = alert(TECHNIQUE).judge(course_of([0, 0, 0, SLIDES]))
    assert last.technique.sign == "forward_low+"
    assert last.technique.height == pytest.approx(0.3)
    assert last.technique.told.startswith("bar forward ")
    (reason,) = last.reasons
    assert (reason.name, reason.unit) == ("technique_slide", "spreads")
    assert reason.value == last.technique.score > reason.limit == last.technique.limit
    assert reason.told == last.technique.told


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("strict", ["ok", "ok", "rack", "rack", "rack"]),
        ("balanced", ["ok", "ok", "near", "rack", "rack"]),
        ("push", ["ok", "ok", "near", "near", "rack"]),
    ],
)
def test_each_policy_has_its_own_end_of_a_slide(policy: str, expected: list[str]) -> None:
    """Strict: the first rep that slides. Balanced: the second. Push: too many of the set's."""
    reps = course_of([0, 0, SLIDES, SLIDES, SLIDES])
    limits = replace(TECHNIQUE, policy=policy, degraded_share=0.5)
    assert verdicts(reps, limits) == expected


def test_push_goes_on_through_a_slide_and_stops_where_it_has_failed() -> None:
    push = replace(TECHNIQUE, policy="push", degraded_share=1.0)
    slide = course_of([0, 0, SLIDES, SLIDES, SLIDES, FAILS])
    assert verdicts(slide, push) == ["ok", "ok", "near", "near", "near", "rack"]
    assert verdicts(course_of([0, 0, FAILS, FAILS]), push) == ["ok", "ok", "near", "rack"]


def test_one_wild_rep_at_the_start_of_a_set_is_no_share_of_it() -> None:
    push = replace(TECHNIQUE, policy="push")
    assert verdicts(course_of([0, FAILS]), push) == ["ok", "near"]


def test_the_first_crossing_warns_even_if_the_rep_before_was_a_little_off() -> None:
    """Balanced: nobody is told to rack by technique who was not warned before."""
    for before in np.arange(0.0, 3.0, 0.25):
        told = verdicts(course_of([0, 0, 0, before, SLIDES]), TECHNIQUE)
        first = next(verdict for verdict in told if verdict != "ok")
        assert first == "near", before


def test_a_rep_back_in_the_groove_is_told_as_recovered_and_ends_the_count() -> None:
    reps = course_of([0, 0, 0, SLIDES, 0, 0])
    judged = alert(TECHNIQUE).judge(reps)
    assert [one.technique.state for one in judged[3:]] == ["sliding", "clean", "clean"]
    assert [one.technique.recovered for one in judged] == [False] * 4 + [True, False]
    assert judged[4].verdict != "rack"
    assert judged[5].verdict == "ok"


def test_a_first_rep_that_is_off_does_not_make_the_others_wrong() -> None:
    """The bar was just un-racked; all that follows lies where this lifter always has it."""
    judged = alert(TECHNIQUE).judge(course_of([SLIDES, 0, 0, 0, 0]))
    assert [one.technique.state for one in judged[1:]] == ["clean"] * 4


def test_a_slide_of_several_reps_that_ends_is_over_with_the_first_good_rep() -> None:
    judged = alert(TECHNIQUE).judge(course_of([0, 0, 0, SLIDES, SLIDES, SLIDES, 0]))
    assert judged[-1].technique.recovered
    assert judged[-1].verdict != "rack"


def test_a_path_that_is_not_trusted_is_unsure_and_says_nothing() -> None:
    judged = alert(TECHNIQUE).judge([off(n, FAILS, path_se=0.1) for n in range(1, 4)])
    for one in judged:
        assert (one.technique.state, one.technique.told) == ("unsure", NOT_TRUSTED)
        assert (one.verdict, one.reasons) == ("ok", ())


@pytest.mark.parametrize("unsure", [{"path_se": 0.1}, {"valid": False}])
def test_unsure_reps_neither_count_nor_reset(unsure: dict[str, object]) -> None:
    one = off(5, 0.0, **unsure)
    reps = [*course_of([0, 0, 0, SLIDES]), one, off(6, SLIDES)]
    assert verdicts(reps, TECHNIQUE) == ["ok", "ok", "ok", "near", "ok", "rack"]
    judged = alert(TECHNIQUE).judge([*reps[:5], off(6, 0.0)])
    assert judged[-1].technique.recovered  # from the slide, not from the unsure rep


@pytest.mark.parametrize("budget", [0.001, 0.05, 0.5])
@pytest.mark.parametrize("sizes", [[0, FAILS], [0, 0, SLIDES, SLIDES, SLIDES, 0]])
def test_a_slide_has_a_limit_of_its_own_below_that_of_failure(
    budget: float, sizes: list[float]
) -> None:
    for judged in alert(Limits(None, None, false_alarms=budget)).judge(course_of(sizes)):
        assert 0.0 < judged.technique.limit <= judged.technique.failed_limit


@pytest.mark.parametrize(
    ("name", "change"),
    [("stall", {"still_s": 0.6}), ("hitch", {"sunk": 0.02}), ("depth", {"range": 0.4})],
)
@pytest.mark.parametrize("policy", POLICIES)
def test_a_gross_event_racks_at_once_under_every_policy(
    name: str, change: dict[str, float], policy: str
) -> None:
    limits = replace(TECHNIQUE, policy=policy)
    (*_, last) = alert(limits).judge([*course_of([0] * 4), rep(5, **change)])
    assert last.verdict == "rack"
    assert name in names(last)
    assert (last.technique.state, last.technique.sign) == ("failed", name)
    assert last.technique.height is None


def test_a_gross_event_is_told_once_and_no_reason_has_a_value_inside_its_limit() -> None:
    """A bar that stands still is no distance from the groove."""
    for policy in POLICIES:
        stalled = [rep(number, still_s=0.6) for number in (5, 6)]
        judged = alert(replace(TECHNIQUE, policy=policy)).judge([*course_of([0] * 4), *stalled])
        for one in judged[-2:]:
            assert names(one) == ["stall"]


def test_a_gross_event_and_the_floor_are_told_together() -> None:
    slow = rep(5, 0.2, still_s=0.6)
    (*_, last) = alert(replace(TECHNIQUE, velocity_floor=0.28)).judge([*course_of([0] * 4), slow])
    assert last.verdict == "rack"
    assert {"velocity_floor", "stall"} <= set(names(last))


def test_a_clean_rep_after_a_stall_has_recovered() -> None:
    judged = alert(TECHNIQUE).judge([*course_of([0] * 3), rep(4, still_s=0.6), rep(5)])
    assert judged[-1].technique.recovered
    assert judged[-1].verdict == "ok"


def test_the_first_rep_ever_does_not_alarm() -> None:
    """Of a stranger nobody knows how the bar lies or how far it goes."""
    stranger = usual_alert(SQUAT, Limits())
    for odd in ({"tilt": 3.0}, {"range": 0.35}, {"lockout": 0.12}, {"early": 0.40}):
        (judged,) = stranger.judge([rep(1, **odd)])
        assert judged.verdict == "ok", odd
        assert judged.technique.state == "clean", odd


def test_marks_move_where_technique_has_failed() -> None:
    """The coach calls three spreads of forward drift broken, and nothing else.

    A rep that slides is held to their level whatever its sign; one that does not, only to their
    sign. With simulated markers that agrees better than to let other slides pass.
    """
    at = [sign.name for sign in SIGNS].index("forward_low+")

    def out(where: int, size: float) -> np.ndarray:
        return np.where(np.arange(len(SIGNS)) == where, size, 0.0)

    marks = [Mark(out(at, size), bool(size > 3.0)) for size in np.linspace(0.0, 6.0, 20)]
    marks += [Mark(out(i, 6.0), False) for i in range(len(SIGNS)) if i != at]
    taught = teach(marks, [], signature().weights, 0.05)
    limits = replace(TECHNIQUE, failed=None)
    fresh, slides = [*course_of([0] * 3), off(4, 4.0, loss=0.0)], course_of([0, 0, 0, 4.5])
    other = [*course_of([0] * 3), off(4, 4.0, "lockout", loss=0.0)]
    kinds = (fresh, slides, other)
    assert [states(reps, limits)[-1] for reps in kinds] == ["clean", "sliding", "clean"]
    by_marks = [states(reps, limits, taught=taught)[-1] for reps in kinds]
    assert by_marks == ["failed", "failed", "clean"]
    far = [*course_of([0] * 3), off(4, FAILS, "lockout")]
    assert states(far, limits, taught=taught)[-1] == "failed"
    assert states(slides, replace(limits, failed=15.0), taught=taught)[-1] == "sliding"


def test_a_stranger_is_warned_and_not_stopped_by_what_only_their_own_reps_could_tell() -> None:
    judged = usual_alert(SQUAT, TECHNIQUE).judge(course_of([0, 0, 0, 4 * FAILS, 4 * FAILS]))
    assert "rack" not in {one.verdict for one in judged}
    assert judged[3].verdict == "near"
    assert {one.technique.state for one in judged if one.technique} == {"clean"}
