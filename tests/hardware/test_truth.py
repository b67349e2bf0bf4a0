"""The truth follows the definition of a rep on motions whose answer is known by hand."""

from dataclasses import replace

import numpy as np
import pytest

from hardware.simulated.rise import crossings, rise
from hardware.simulated.strokes import DENSE_RATE
from hardware.simulated.truth import RepPhases, Track, TrueRep, measure


def course(*corners: tuple[float, float]) -> tuple[np.ndarray, np.ndarray]:
    """Time and velocity of a course that is straight between (s, m/s) corners."""
    times, velocities = np.array(corners).T
    time = np.arange(round(times[-1] * DENSE_RATE)) / DENSE_RATE
    return time, np.interp(time, times, velocities)


def track(time: np.ndarray, velocity: np.ndarray) -> Track:
    rest = np.zeros_like(time)
    height = np.cumsum(velocity) / DENSE_RATE
    return Track(time, velocity, np.gradient(velocity, time), height, rest, rest, rest)


def only_rep(
    of: Track, up: tuple[float, float], down: tuple[float, float] | None = None
) -> TrueRep:
    (rep,) = measure(of, [RepPhases(*up, *(down or (None, None)))])
    return rep


CONSTANT = ((0.0, 0.0), (1.0, 0.0), (1.001, 0.5), (2.0, 0.5), (2.001, 0.0), (4.0, 0.0))


def test_a_rise_at_constant_speed_has_that_mean_velocity() -> None:
    rep = only_rep(track(*course(*CONSTANT)), (1.0, 2.0))
    assert rep.mean_velocity == pytest.approx(0.5, abs=2e-3)
    assert rep.peak_velocity == pytest.approx(0.5)
    assert rep.duration == pytest.approx(1.0, abs=2e-3)
    assert rep.range_of_motion == pytest.approx(0.5, abs=2e-3)
    assert rep.eccentric_duration is None
    assert rep.velocity_loss == 0.0


def test_start_and_end_are_where_the_velocity_passes_two_centimetres_per_second() -> None:
    time, velocity = course((0.0, 0.0), (1.0, 0.0), (1.5, 1.0), (2.0, 0.0), (4.0, 0.0))
    start, end = rise(time, velocity, 1.0, 2.0)
    assert start == pytest.approx(1.01, abs=1e-6)
    assert end == pytest.approx(1.99, abs=1e-6)


def test_a_crossing_lies_between_the_points() -> None:
    assert crossings(np.array([0.0, 1.0, 2.0]), np.array([-1.0, 3.0, 2.0])) == pytest.approx([0.25])


def test_a_short_dip_inside_a_rep_does_not_end_it() -> None:
    dip = ((1.0, 0.0), (1.1, 0.4), (1.5, 0.4), (1.55, -0.05), (1.65, -0.05), (1.7, 0.4))
    time, velocity = course((0.0, 0.0), *dip, (2.2, 0.4), (2.3, 0.0), (4.0, 0.0))
    start, end = rise(time, velocity, 1.0, 2.3)
    assert start == pytest.approx(1.005, abs=1e-3)
    assert end == pytest.approx(2.295, abs=1e-3)


def test_a_long_dip_ends_a_rep() -> None:
    dip = ((1.0, 0.0), (1.1, 0.4), (1.5, 0.4), (1.55, 0.0), (1.95, 0.0), (2.0, 0.5))
    time, velocity = course((0.0, 0.0), *dip, (2.5, 0.5), (2.6, 0.0), (4.0, 0.0))
    start, _ = rise(time, velocity, 1.0, 2.6)
    assert start == pytest.approx(1.952, abs=1e-3)


def test_a_dip_that_loses_much_height_ends_a_rep() -> None:
    dip = ((1.0, 0.0), (1.1, 0.4), (1.5, 0.4), (1.55, -0.4), (1.7, -0.4), (1.75, 0.5))
    time, velocity = course((0.0, 0.0), *dip, (2.5, 0.5), (2.6, 0.0), (4.0, 0.0))
    start, _ = rise(time, velocity, 1.0, 2.6)
    assert start > 1.7


def test_shaking_before_a_rep_does_not_belong_to_it() -> None:
    time, velocity = course((0.0, 0.0), (1.0, 0.0), (1.1, 0.5), (2.0, 0.5), (2.1, 0.0), (4.0, 0.0))
    shaking = np.where(time < 1.0, 0.03 * np.sin(2.0 * np.pi * 8.0 * time), 0.0)
    start, _ = rise(time, velocity + shaking, 1.0, 2.1)
    assert start == pytest.approx(1.004, abs=1e-3)


def test_a_creep_at_the_top_does_not_belong_to_the_rep() -> None:
    creep = ((1.0, 0.0), (1.1, 0.6), (2.0, 0.6), (2.1, 0.03), (2.6, 0.03), (2.61, 0.0))
    start, end = rise(*course((0.0, 0.0), *creep, (4.0, 0.0)), 1.0, 2.1)
    assert start == pytest.approx(1.0 + 0.02 / 6.0, abs=1e-3)
    assert end == pytest.approx(2.1 - 0.03 / 5.7, abs=1e-3)


def test_a_brief_slow_end_does_belong_to_the_rep() -> None:
    slow = ((1.0, 0.0), (1.1, 0.6), (2.0, 0.6), (2.1, 0.03), (2.2, 0.03), (2.21, 0.0))
    _, end = rise(*course((0.0, 0.0), *slow, (4.0, 0.0)), 1.0, 2.1)
    assert end == pytest.approx(2.203, abs=2e-3)


def test_a_slow_sticking_region_however_long_belongs_to_the_rep() -> None:
    stall = ((1.0, 0.0), (1.1, 0.5), (1.5, 0.5), (1.6, 0.03), (3.6, 0.03), (3.7, 0.5))
    time, velocity = course((0.0, 0.0), *stall, (4.1, 0.5), (4.2, 0.0), (6.0, 0.0))
    start, end = rise(time, velocity, 1.0, 4.2)
    assert end - start == pytest.approx(3.19, abs=5e-3)
    rep = only_rep(track(time, velocity), (1.0, 4.2))
    assert rep.sticking_velocity == pytest.approx(0.03, abs=1e-6)


def test_nothing_that_rises_is_an_error() -> None:
    time, velocity = course((0.0, 0.0), (4.0, 0.0))
    with pytest.raises(ValueError, match="does not rise"):
        rise(time, velocity, 1.0, 2.0)


def test_the_eccentric_is_the_way_down() -> None:
    down = ((0.5, 0.0), (0.501, -0.4), (1.5, -0.4), (1.501, 0.0), (2.0, 0.0))
    up = ((2.001, 0.4), (3.0, 0.4), (3.001, 0.0), (4.0, 0.0))
    rep = only_rep(track(*course((0.0, 0.0), *down, *up)), (2.0, 3.0), (0.5, 1.5))
    assert rep.eccentric_duration == pytest.approx(1.0, abs=3e-3)


def test_the_propulsive_phase_ends_where_the_bar_falls_freely() -> None:
    throw = ((1.0, 0.0), (1.5, 1.5), (1.6, 0.4), (2.0, 0.0), (4.0, 0.0))
    rep = only_rep(track(*course((0.0, 0.0), *throw)), (1.0, 2.0))
    assert rep.mean_propulsive_velocity == pytest.approx(0.76, abs=5e-3)
    gentle = only_rep(
        track(*course(*((t, 0.3 * v) for t, v in CONSTANT[:3]), (2.0, 0.1), (4.0, 0.0))), (1.0, 2.0)
    )
    assert gentle.mean_propulsive_velocity == gentle.mean_velocity


def test_deviations_and_tilt_are_those_within_the_way_up() -> None:
    rising = track(*course(*CONSTANT))
    leaning = replace(
        rising,
        forward=0.2 + 0.04 * np.sin(np.pi * (rising.time - 1.0)),
        lateral=-0.01 * (rising.time - 1.0),
        tilt=np.radians(3.0) * rising.time,
    )
    rep = only_rep(leaning, (1.0, 2.0))
    assert rep.forward_deviation == pytest.approx(0.04, abs=1e-4)
    assert rep.lateral_deviation == pytest.approx(-0.01, abs=1e-4)
    assert rep.tilt_range_deg == pytest.approx(3.0, abs=0.01)


def test_velocity_loss_counts_from_the_best_rep_so_far() -> None:
    time, velocity = course(*CONSTANT)
    parts = [track(time, velocity * share) for share in (0.8, 1.0, 0.75)]
    whole = np.concatenate([part.vertical_velocity for part in parts])
    reps = measure(
        track(np.arange(len(whole)) / DENSE_RATE, whole),
        [RepPhases(start, start + 1.0, None, None) for start in (1.0, 5.0, 9.0)],
    )
    assert [rep.velocity_loss for rep in reps] == pytest.approx([0.0, 0.0, 0.25], abs=3e-3)
