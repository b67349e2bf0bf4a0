"""Gross events: seen in one rep, and named with numbers."""

from dataclasses import replace

import numpy as np
import pytest

from tests.reps import GROOVE, lifted, rep
from velocity import Measured, Rep
from velocity.gross import gross_events
from velocity.rep import HEIGHTS, Reason

CLEAN = tuple(lifted(np.random.default_rng(1), 8, loss_per_rep=0.0))


def tilted(degrees: float, within: float = 0.1) -> Rep:
    """Return a rep that tilts at half height, within a share of the range of motion."""
    one = rep()
    step = degrees * np.clip((HEIGHTS - 0.5) / within, 0.0, 1.0)
    return replace(one, course=replace(one.course, tilt_deg=one.course.tilt_deg + step))


def only(one: Rep, clean: tuple[Rep, ...] = CLEAN) -> Reason:
    (reason,) = gross_events(one, clean)
    return reason


def test_a_clean_rep_shows_nothing() -> None:
    for i, one in enumerate(CLEAN):
        assert gross_events(one, CLEAN[:i]) == ()


def test_a_bar_that_stands_has_stalled_for_so_long() -> None:
    reason = only(rep(still_s=0.6))
    assert (reason.name, reason.value, reason.unit) == ("stall", 0.6, "s")
    assert reason.value > reason.limit
    assert reason.told == "the bar stood for 0.6 s"


def test_a_bar_that_stands_for_a_moment_has_hitched() -> None:
    reason = only(rep(still_s=0.2))
    assert (reason.name, reason.value, reason.unit) == ("hitch", 0.2, "s")
    assert reason.value > reason.limit


def test_a_bar_that_sinks_has_hitched_and_its_numbers_say_by_how_much() -> None:
    reason = only(rep(sunk=0.02))
    assert (reason.name, reason.unit) == ("hitch", "cm")
    assert reason.value == pytest.approx(2.0)
    assert reason.value > reason.limit


def test_what_a_bar_sinks_within_its_error_is_no_hitch() -> None:
    assert gross_events(rep(sunk=0.002), CLEAN) == ()
    unsure = replace(rep(sunk=0.02), range_of_motion=Measured(0.6, 0.02))
    assert gross_events(unsure, CLEAN) == ()


def test_a_sudden_tilt_is_named_with_its_degrees() -> None:
    reason = only(tilted(4.0))
    assert (reason.name, reason.unit) == ("sudden_tilt", "°")
    assert reason.value == pytest.approx(4.0, abs=0.4)
    assert reason.told == f"the bar tilted by {reason.value:.1f}° at once"


def test_either_side_may_drop() -> None:
    assert only(tilted(-4.0)).name == "sudden_tilt"


def test_the_same_tilt_by_and_by_is_not_sudden() -> None:
    assert gross_events(tilted(3.0, within=0.5), CLEAN) == ()


def test_a_tilt_that_is_the_lifters_own_is_not_sudden() -> None:
    assert gross_events(tilted(4.0), tuple(tilted(4.0) for _ in range(8))) == ()


def test_a_first_rep_ever_does_not_alarm_for_its_tilt() -> None:
    """Nobody knows yet how this lifter's bar lies; a tilt that nobody means is still seen."""
    assert gross_events(tilted(4.0), ()) == ()
    assert only(tilted(9.0), ()).name == "sudden_tilt"


def test_a_rep_cut_short_is_named_with_its_range_and_the_least() -> None:
    reason = only(rep(range=0.42))
    assert (reason.name, reason.unit) == ("depth", "cm")
    assert reason.value == pytest.approx(42.0)
    assert 45.0 < reason.limit < 52.0
    assert reason.told == "18 cm short of the usual range"


def test_a_range_is_compared_with_its_own_set_alone() -> None:
    """Another day may be another way of lifting."""
    assert gross_events(rep(range=0.42), (), CLEAN) == ()
    assert only(rep(range=0.42), CLEAN[:2]).name == "depth"


def test_a_deeper_rep_and_one_a_little_shorter_are_not_cut() -> None:
    for travel in (0.75, 0.56):
        assert gross_events(rep(range=travel), CLEAN) == ()


def test_a_lifter_whose_range_varies_is_not_told_that_it_is_cut() -> None:
    loose = tuple(rep(range=travel) for travel in (0.5, 0.6, 0.7, 0.5, 0.6, 0.7))
    assert gross_events(rep(range=0.45), loose) == ()


def test_of_a_range_less_than_two_reps_have_shown_nothing_is_told() -> None:
    assert gross_events(rep(range=0.3), CLEAN[:1]) == ()


def test_several_events_of_one_rep_are_all_named() -> None:
    events = gross_events(rep(still_s=0.6, range=GROOVE["range"] / 2), CLEAN)
    assert [event.name for event in events] == ["stall", "depth"]


def test_a_rep_not_to_be_trusted_shows_nothing() -> None:
    assert gross_events(rep(still_s=0.6, valid=False), CLEAN) == ()
    assert gross_events(replace(rep(), course=None), CLEAN) == ()
