"""Where a concentric begins and ends, on velocities whose answer is known by hand."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from hardware.simulated.rise import rise
from velocity.legs import Leg, find_legs
from velocity.samples import Floats
from velocity.spans import NODES, Span, average, find_span

RATE = 200.0
Course = Callable[..., tuple[Floats, Floats]]


def span_of(course: Course, *corners: tuple[float, float]) -> tuple[float, float]:
    """Start and end, s, of the span of straight lines between (s, m/s) corners."""
    velocity, height = course(*corners)
    leg = Leg(0, len(height) - 1, float(height.max() - height.min()))
    span = find_span(velocity, height, leg, RATE)
    assert span is not None
    return span.start / RATE, span.end / RATE


def test_it_lasts_while_the_bar_is_faster_than_two_centimetres_per_second(course: Course) -> None:
    start, end = span_of(course, (0.0, 0.0), (1.0, 0.0), (1.5, 1.0), (2.0, 0.0), (3.0, 0.0))
    assert (start, end) == pytest.approx((1.01, 1.99), abs=1e-6)


def test_the_crossing_is_found_between_the_samples(course: Course) -> None:
    start, end = span_of(course, (0.0, -0.303), (0.303, 0.0), (0.703, 0.4), (1.4037, -0.3007))
    assert (start, end) == pytest.approx((0.323, 1.083), abs=1e-6)


@pytest.mark.parametrize("depth", [-0.05, 0.0, 0.015])
def test_a_short_and_shallow_dip_is_inside(course: Course, depth: float) -> None:
    dip = ((1.0, 0.0), (1.1, 0.4), (1.5, 0.4), (1.55, depth), (1.65, depth), (1.7, 0.4))
    start, end = span_of(course, (0.0, 0.0), *dip, (2.2, 0.4), (2.3, 0.0), (3.0, 0.0))
    assert (start, end) == pytest.approx((1.005, 2.295), abs=1e-3)


def test_a_longer_dip_ends_it(course: Course) -> None:
    dip = ((1.0, 0.0), (1.1, 0.5), (2.0, 0.5), (2.05, 0.0), (2.4, 0.0), (2.45, 0.4))
    start, end = span_of(course, (0.0, 0.0), *dip, (2.8, 0.4), (2.9, 0.0), (4.0, 0.0))
    assert (start, end) == pytest.approx((1.004, 2.048), abs=1e-3)


def test_a_dip_that_loses_much_height_ends_it(course: Course) -> None:
    dip = ((1.0, 0.0), (1.1, 0.5), (2.0, 0.5), (2.05, -0.4), (2.2, -0.4), (2.25, 0.4))
    start, end = span_of(course, (0.0, 0.0), *dip, (2.8, 0.4), (2.9, 0.0), (4.0, 0.0))
    assert start == pytest.approx(1.004, abs=1e-3)
    assert end == pytest.approx(2.0 + 0.05 * 0.48 / 0.9, abs=1e-3)


def test_a_bounce_with_no_real_rise_beyond_it_ends_it(course: Course) -> None:
    bounce = ((1.0, 0.0), (1.1, 0.5), (2.0, 0.5), (2.05, -0.1), (2.1, 0.1), (2.15, 0.0))
    _, end = span_of(course, (0.0, 0.0), *bounce, (3.0, 0.0))
    assert end == pytest.approx(2.04, abs=1e-3)


def test_a_creep_at_the_top_does_not_belong_to_it(course: Course) -> None:
    creep = ((1.0, 0.0), (1.1, 0.6), (2.0, 0.6), (2.1, 0.03), (2.6, 0.03), (2.61, 0.0))
    start, end = span_of(course, (0.0, 0.0), *creep, (4.0, 0.0))
    assert start == pytest.approx(1.0 + 0.02 / 6.0, abs=1e-3)
    assert end == pytest.approx(2.1 - 0.03 / 5.7, abs=1e-3)


def test_a_creep_at_the_bottom_does_not_belong_to_it(course: Course) -> None:
    creep = ((0.5, 0.0), (0.51, 0.03), (1.0, 0.03), (1.1, 0.6), (2.0, 0.6), (2.1, 0.0))
    start, end = span_of(course, (0.0, 0.0), *creep, (3.0, 0.0))
    assert start == pytest.approx(1.0 + 0.03 / 5.7, abs=1e-3)
    assert end == pytest.approx(2.1 - 0.02 / 6.0, abs=1e-3)


def test_a_brief_slow_end_does_belong_to_it(course: Course) -> None:
    slow = ((1.0, 0.0), (1.1, 0.6), (2.0, 0.6), (2.1, 0.03), (2.2, 0.03), (2.21, 0.0))
    _, end = span_of(course, (0.0, 0.0), *slow, (4.0, 0.0))
    assert end == pytest.approx(2.203, abs=2e-3)


@pytest.mark.parametrize("seconds", [0.5, 2.0, 5.0])
def test_a_sticking_region_however_long_belongs_to_it(course: Course, seconds: float) -> None:
    after = 1.6 + seconds
    stall = ((1.0, 0.0), (1.1, 0.5), (1.5, 0.5), (1.6, 0.03), (after, 0.03), (after + 0.1, 0.5))
    rest = ((after + 0.5, 0.5), (after + 0.6, 0.0), (after + 1.6, 0.0))
    start, end = span_of(course, (0.0, 0.0), *stall, *rest)
    assert end - start == pytest.approx(1.192 + seconds, abs=5e-3)


def test_shaking_before_it_does_not_belong_to_it(course: Course) -> None:
    velocity, height = course((0, 0), (1, 0), (1.1, 0.5), (2, 0.5), (2.1, 0), (3, 0))
    time = np.arange(len(velocity)) / RATE
    velocity = velocity + np.where(time < 1.0, 0.03 * np.sin(2.0 * np.pi * 8.0 * time), 0.0)
    span = find_span(velocity, height, Leg(0, len(time) - 1, float(height[-1])), RATE)
    assert span is not None
    assert span.start / RATE == pytest.approx(1.004, abs=1e-3)


def test_a_way_that_never_passes_the_threshold_has_no_span(course: Course) -> None:
    velocity, height = course((0.0, 0.0), (1.0, 0.018), (9.0, 0.018), (10.0, 0.0))
    assert find_span(velocity, height, Leg(0, len(height) - 1, float(height[-1])), RATE) is None


def test_a_way_that_the_recording_cuts_ends_with_it(course: Course) -> None:
    assert span_of(course, (0.0, 0.5), (1.0, 0.5)) == (0.0, 1.0)


def test_it_is_the_same_backward_as_forward(course: Course) -> None:
    corners = ((0.0, 0.0), (0.5, 0.0), (0.6, 0.7), (1.0, 0.1), (1.4, 0.05), (1.6, 0.4), (1.9, 0.0))
    start, end = span_of(course, *corners, (2.5, 0.0))
    back, front = span_of(course, *((2.5 - t, v) for t, v in reversed([*corners, (2.5, 0.0)])))
    assert (2.5 - front, 2.5 - back) == pytest.approx((start, end), abs=1e-9)


def random_rise(rng: np.random.Generator) -> list[tuple[float, float]]:
    """Corners of a way up with fast, slow and falling stretches between two rests."""
    corners = [(0.0, 0.0), (1.0, 0.0)]
    for i in range(rng.integers(1, 5)):
        slow = rng.choice([rng.uniform(-0.08, 0.08), rng.uniform(0.0, 0.15), rng.uniform(0.2, 0.8)])
        speed = rng.uniform(0.3, 0.8) if i == 0 else float(slow)
        begin = corners[-1][0] + rng.uniform(0.02, 0.2)
        corners += [(begin, speed), (begin + rng.uniform(0.05, 0.6), speed)]
    last = corners[-1][0] + rng.uniform(0.02, 0.2)
    return [*corners, (last, 0.0), (last + 1.0, 0.0)]


def test_it_agrees_with_the_definition_as_written_down_for_the_simulator() -> None:
    """Two programs that share no code; a dip near a limit may fall on either side of it."""
    rng, rate = np.random.default_rng(0), 2000.0
    same = []
    for _ in range(200):
        times, speeds = np.array(random_rise(rng)).T
        time = np.arange(round(times[-1] * rate)) / rate
        velocity = np.interp(time, times, speeds)
        height = np.cumsum(velocity) / rate
        leg = max(find_legs(height, velocity, 0.02), key=lambda leg: leg.travel)
        span = find_span(velocity, height, leg, rate)
        assert span is not None
        start, end = rise(time, velocity, leg.start / rate, leg.end / rate)
        same.append(abs(span.start / rate - start) < 0.003 > abs(span.end / rate - end))
    assert np.mean(same) > 0.98


SIZE = len(NODES)
EVEN = Span(np.zeros(SIZE), np.zeros(SIZE), 0, (0.01, 0.02))


def test_without_doubt_about_the_velocity_there_is_none_about_the_ends(course: Course) -> None:
    velocity, height = course((0, 0), (1, 0), (1.5, 1), (2, 0), (3, 0))
    span = find_span(velocity, height, Leg(0, len(height) - 1, 0.5), RATE)
    assert span is not None
    assert np.ptp(span.starts) == np.ptp(span.ends) == 0.0


def test_a_doubt_about_the_velocity_moves_an_end_by_it_over_the_acceleration(
    course: Course,
) -> None:
    velocity, height = course((0, 0), (1, 0), (1.5, 1), (2, 0), (3, 0))
    span = find_span(velocity, height, Leg(0, len(height) - 1, 0.5), RATE, (0.003, 0.005))
    assert span is not None
    np.testing.assert_allclose(span.starts / RATE, 1.01 - NODES * 0.003 / 2.0, atol=1e-9)
    np.testing.assert_allclose(span.ends / RATE, 1.99 + NODES * 0.005 / 2.0, atol=1e-9)


def test_the_average_of_a_straight_function_is_its_value_and_its_slopes() -> None:
    start_error, end_error = 0.01 * NODES[:, None], 0.02 * NODES
    moments = average(3.0 + 5.0 * start_error - 7.0 * end_error, EVEN)
    assert moments.mean == pytest.approx(3.0)
    assert moments.slopes == pytest.approx((5.0, -7.0))
    assert moments.rest == pytest.approx(0.0, abs=1e-12)


def test_what_is_not_straight_is_left_as_variance() -> None:
    moments = average(np.repeat(NODES[:, None] ** 2, SIZE, axis=1), EVEN)
    assert moments.mean == pytest.approx(1.0)
    assert moments.slopes == pytest.approx((0.0, 0.0), abs=1e-12)
    assert moments.rest == pytest.approx(2.0)


def test_ends_that_are_certain_have_no_slope() -> None:
    moments = average(np.full((SIZE, SIZE), 4.0), replace(EVEN, se=(0.0, 0.0)))
    assert moments.slopes == (0.0, 0.0)
    assert (moments.mean, moments.rest) == pytest.approx((4.0, 0.0))
