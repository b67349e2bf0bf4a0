"""A concentric over its height."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from tests.reps import rep
from velocity.course import courses
from velocity.rep import HEIGHTS, Course
from velocity.samples import Floats
from velocity.spans import Span

RATE = 100.0
STEPS = np.arange(101) / 100.0  # one second, and some rest before and after


def lift(height: Floats, forward: Floats | float = 0.0, tilt_deg: Floats | float = 0.0) -> Course:
    """Return the course of a bar that goes through these heights, m, at RATE."""
    flat = np.zeros_like(height)
    position = np.stack([flat + forward, flat, height])
    tilt = np.radians(flat + tilt_deg)
    estimate = SimpleNamespace(
        samples=SimpleNamespace(rate=RATE),
        track=SimpleNamespace(position=position, velocity=np.gradient(position, 1 / RATE, axis=1)),
        left=np.stack([flat, np.cos(tilt), np.sin(tilt)]),
        posterior=SimpleNamespace(
            standard_error=lambda forms: np.sqrt(forms.sum(forms.position**2 * forms.time))
        ),
    )
    ends = np.full(3, len(height) - 1.0)
    (found,) = courses(estimate, [Span(np.zeros(3), ends, 50, (0.01, 0.01))])
    return found


def test_a_straight_lift_has_a_straight_course_that_starts_at_nought() -> None:
    course = lift(2.0 + 0.6 * STEPS, 1.0 + 0.03 * STEPS, 2.0)
    np.testing.assert_allclose(course.forward, 0.03 * HEIGHTS, atol=1e-5)
    np.testing.assert_allclose(course.time, HEIGHTS, atol=1e-4)
    np.testing.assert_allclose(course.velocity, 0.6, atol=1e-6)
    for flat in (course.lateral, course.tilt_deg, course.twist_deg):
        np.testing.assert_allclose(flat, 0.0, atol=1e-9)
    assert (course.still_s, course.sunk) == (0.0, 0.0)


def test_a_course_counts_heights_and_not_time() -> None:
    slow_start = 0.6 * STEPS**2
    course = lift(slow_start, 0.03 * STEPS**2)
    np.testing.assert_allclose(course.forward, 0.03 * HEIGHTS, atol=1e-4)
    np.testing.assert_allclose(course.time, np.sqrt(HEIGHTS), atol=0.01)


def test_tilt_is_positive_with_the_left_end_up() -> None:
    assert lift(0.6 * STEPS, tilt_deg=3.0 * STEPS).tilt_deg[-1] == pytest.approx(3.0, abs=1e-4)


def test_a_path_is_less_sure_the_further_it_is_from_its_start() -> None:
    error = lift(0.6 * STEPS).forward_se
    assert error[0] == 0.0
    assert (np.diff(error[:6]) > 0.0).all()


def test_a_bar_that_stands_half_way_is_seen_to_stand_and_for_how_long() -> None:
    stood = np.concatenate([0.6 * STEPS[:50], np.full(40, 0.3), 0.3 + 0.6 * STEPS[:51]])
    assert lift(stood).still_s == pytest.approx(0.4, abs=0.03)
    assert lift(stood).sunk == pytest.approx(0.0, abs=0.007)


def test_a_bar_that_sinks_is_seen_to_sink_and_the_course_goes_on_upwards() -> None:
    down = 0.3 - 0.02 * np.sin(np.pi * STEPS[::5])
    sank = np.concatenate([0.6 * STEPS[:50], down, 0.3 + 0.6 * STEPS[:51]])
    course = lift(sank)
    assert course.sunk == pytest.approx(0.02, abs=0.001)
    assert (np.diff(course.time) > 0.0).all()


def test_rest_at_either_end_is_no_stand() -> None:
    waited = np.concatenate([np.zeros(50), 0.6 * STEPS, np.full(50, 0.6)])
    assert lift(waited).still_s == 0.0


def test_without_a_span_there_is_no_course() -> None:
    assert courses(SimpleNamespace(), []) == []


def test_courses_are_equal_where_all_their_numbers_are() -> None:
    one = rep().course
    assert one is not None
    assert one == rep().course
    assert one != replace(one, sunk=0.001)
    assert one != "a course"
