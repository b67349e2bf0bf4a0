"""The estimate of a set: its track, its frame, and where on the bar the sensor sits."""

from itertools import pairwise

import numpy as np
import pytest

from hardware.simulated import IDEAL, UNCALIBRATED, Place
from velocity import LIFTS, Measured, analyze, parse_axis
from velocity.bar_frame import heading
from velocity.estimate import Estimate, estimate


@pytest.fixture(scope="module")
def ideal_squat(simulated, samples_of) -> Estimate:
    return estimate(samples_of(simulated("squat", 2, IDEAL)), LIFTS["squat"])


@pytest.fixture(scope="module")
def far_press(simulated):
    """A press with a sensor on the right sleeve, the bar tilting by 3° in every rep."""
    return simulated("overhead_press", 3, UNCALIBRATED, Place(offset_m=-1.0), 3.0)


def test_the_track_is_the_sensors_way(ideal_squat: Estimate, simulated) -> None:
    truth = simulated("squat", 2, IDEAL).truth.sensor_track
    time = np.arange(len(ideal_squat.samples)) / ideal_squat.samples.rate
    velocity = ideal_squat.track.velocity[2] - np.interp(time, truth.time, truth.vertical_velocity)
    height = ideal_squat.track.position[2] - np.interp(time, truth.time, truth.height)
    assert np.sqrt(np.mean(velocity**2)) < 0.01
    assert np.std(height) < 0.02


def test_velocity_is_the_slope_of_position(ideal_squat: Estimate) -> None:
    track, dt = ideal_squat.track, 1.0 / ideal_squat.samples.rate
    slope = np.diff(track.position, axis=1) / dt
    middle = 0.5 * (track.velocity[:, 1:] + track.velocity[:, :-1])
    np.testing.assert_allclose(slope, middle, atol=1e-9)


def test_legs_follow_each_other_and_reps_are_some_of_those_up(ideal_squat: Estimate) -> None:
    legs, reps = ideal_squat.legs, ideal_squat.reps
    assert all(a.end == b.start for a, b in pairwise(legs))
    assert all(legs[i].travel > 0.0 for i in reps)
    assert len(reps) == len(set(reps))


def test_the_bar_lies_along_the_worlds_y_over_the_reps(ideal_squat: Estimate) -> None:
    legs, reps = ideal_squat.legs, ideal_squat.reps
    span = slice(legs[reps[0]].start, legs[reps[-1]].end)
    left = ideal_squat.left[:, span]
    np.testing.assert_allclose(np.linalg.norm(left, axis=0), 1.0)
    assert abs(np.degrees(heading(left).mean())) < 1.0


def test_a_resting_bar_neither_moves_nor_turns(simulated, samples_of) -> None:
    one = simulated("deadlift", 1)
    view = estimate(samples_of(one), LIFTS["deadlift"])
    second = slice(round(0.3 * one.rate), round(1.3 * one.rate))
    assert np.abs(view.track.velocity[:, second].mean(axis=1)).max() < 2e-3
    assert np.degrees(np.abs(view.motion.angular_rate[:, second].mean(axis=1)).max()) < 0.1


def test_the_axis_may_be_given_and_is_then_believed(simulated, samples_of) -> None:
    samples = samples_of(simulated("bench", 1))
    view = estimate(samples, LIFTS["bench"], axis=parse_axis("-y"))
    np.testing.assert_array_equal(view.axis.direction, [0.0, -1.0, 0.0])
    assert view.axis.sd == 0.0


@pytest.mark.parametrize("variant", ["squat", "bench", "deadlift", "overhead_press"])
@pytest.mark.parametrize("side", [0.9, -0.9], ids=["left", "right"])
def test_a_sensor_on_the_sleeve_tells_of_the_bars_middle_if_its_place_is_given(
    simulated, samples_of, variant: str, side: float
) -> None:
    one = simulated(variant, 3, UNCALIBRATED, Place(offset_m=side), 3.0)
    result = analyze(samples_of(one), LIFTS[one.lift], offset_m=side)
    errors = [
        rep.mean_velocity.value - true.mean_velocity
        for rep, true in zip(result.reps, one.truth.reps, strict=True)
    ]
    ignored = [
        beside.mean_velocity - true.mean_velocity
        for beside, true in zip(one.truth.sensor_reps, one.truth.reps, strict=True)
    ]
    assert np.sqrt(np.mean(np.square(errors))) < 0.008
    assert np.sqrt(np.mean(np.square(ignored))) > 0.01
    assert result.notices == ()


def test_a_far_sensor_is_found(far_press, samples_of) -> None:
    view = estimate(samples_of(far_press), LIFTS["overhead_press"])
    arm = view.posterior.lever.along(view.axis)
    assert abs(arm.value + 1.0) < 3.0 * arm.se
    assert arm.se < 0.2
    assert view.lever.along(view.axis) == arm


def test_a_far_sensor_that_was_found_is_told_and_taken_into_account(far_press, samples_of) -> None:
    result = analyze(samples_of(far_press), LIFTS["overhead_press"])
    (notice,) = result.notices
    assert "right of the bar's middle" in notice
    errors = [
        rep.mean_velocity.value - true.mean_velocity
        for rep, true in zip(result.reps, far_press.truth.reps, strict=True)
    ]
    assert np.sqrt(np.mean(np.square(errors))) < 0.015


def test_a_sensor_in_the_middle_is_not_taken_for_a_far_one(simulated, samples_of) -> None:
    for variant in ("squat", "bench", "deadlift", "overhead_press"):
        one = simulated(variant, 3, UNCALIBRATED, Place(), 3.0)
        view = estimate(samples_of(one), LIFTS[one.lift])
        assert view.lever.along(view.axis) == Measured(0.0, 0.0)


def test_a_set_without_any_rest_is_estimated_too(simulated, samples_of) -> None:
    one = simulated("touch_and_go_bench", 2)
    reps = one.truth.sensor_reps
    first, last = reps[0].start_s - 2.0, reps[-1].end_s + 0.3
    part = samples_of(one).part(round(first * one.rate), round(last * one.rate))
    result = analyze(part, LIFTS["bench"])
    errors = [
        rep.mean_velocity.value - true.mean_velocity
        for rep, true in zip(result.reps, reps, strict=True)
    ]
    assert np.sqrt(np.mean(np.square(errors))) < 0.02
