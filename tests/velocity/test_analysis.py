"""The whole way from samples to reps: clocks, sets, traces, and what is no set at all."""

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from velocity import LIFTS, Analysis, Limits, Measured, Samples, analyze, usual_alert
from velocity.samples import Floats

UP = np.array([0.0, 0.0, 9.80665])
OFF = Limits(None, None, technique=False)
ONLY_LOSS = replace(OFF, velocity_loss=0.1)


def means(result: Analysis) -> Floats:
    return np.array([rep.mean_velocity.value for rep in result.reps])


def starts(result: Analysis) -> Floats:
    return np.array([rep.start_s for rep in result.reps])


def turned(samples: Samples, turn: Floats) -> Samples:
    """Return what a sensor mounted otherwise would have read."""
    return replace(
        samples,
        specific_force=samples.specific_force @ turn.T,
        angular_rate=samples.angular_rate @ turn.T,
    )


def joined(*parts: Samples) -> Samples:
    """Return parts one after the other on the first one's clock."""
    return replace(
        parts[0],
        specific_force=np.concatenate([part.specific_force for part in parts]),
        angular_rate=np.concatenate([part.angular_rate for part in parts]),
        flags=np.concatenate([part.flags for part in parts]),
    )


def resting(samples: Samples, seconds: float) -> Samples:
    """Return the sensor at rest as it is at the start of these samples, for so long."""
    n = round(seconds * samples.rate)
    before = round(0.5 * samples.rate)
    return Samples(
        samples.rate,
        np.tile(samples.specific_force[:before].mean(axis=0), (n, 1)),
        np.tile(samples.angular_rate[:before].mean(axis=0), (n, 1)),
        np.zeros(n, np.uint8),
    )


@pytest.fixture(scope="module")
def squats(simulated, samples_of) -> Samples:
    return samples_of(simulated("squat", 2))


@pytest.fixture(scope="module")
def result(squats: Samples) -> Analysis:
    return analyze(squats, LIFTS["squat"], trace=True)


def test_a_set_is_told_as_it_was(result: Analysis, simulated, squats: Samples) -> None:
    truth = simulated("squat", 2).truth.sensor_reps
    assert result.lift == "squat"
    assert result.sample_rate == squats.rate
    assert result.notices == ()
    assert [rep.rep for rep in result.reps] == list(range(1, len(truth) + 1))
    assert {rep.set for rep in result.reps} == {1}
    assert all(a.end_s < b.start_s for a, b in zip(result.reps, result.reps[1:], strict=False))


def test_a_longer_rest_before_the_set_only_shifts_the_times(
    squats: Samples, result: Analysis
) -> None:
    later = analyze(joined(resting(squats, 5.0), squats), LIFTS["squat"])
    shift = round(5.0 * squats.rate) / squats.rate
    np.testing.assert_allclose(starts(later), starts(result) + shift, atol=0.01)
    np.testing.assert_allclose(means(later), means(result), atol=0.003)


def test_times_count_from_the_first_sample(squats: Samples, result: Analysis) -> None:
    dated = analyze(replace(squats, start=1e4), LIFTS["squat"], trace=True)
    np.testing.assert_allclose(starts(dated), starts(result), atol=1e-6)
    assert dated.trace is not None
    assert dated.trace.time[0] == 0.0


def test_an_error_of_the_clock_is_an_error_of_every_velocity(
    squats: Samples, result: Analysis
) -> None:
    unsure = analyze(replace(squats, rate_se=0.02 * squats.rate), LIFTS["squat"])
    for sure, rep in zip(result.reps, unsure.reps, strict=True):
        shared = 0.02 * rep.mean_velocity.value
        assert rep.mean_velocity.se == pytest.approx(np.hypot(sure.mean_velocity.se, shared))


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
@pytest.mark.parametrize("variant", ["squat", "touch_and_go_bench", "deadlift"])
def test_it_does_not_matter_what_the_sensors_axes_are_called(
    simulated, samples_of, variant: str, order: tuple[int, ...]
) -> None:
    one = simulated(variant, 3)
    samples, lift = samples_of(one), LIFTS[one.lift]
    turn = np.eye(3)[list(order)]
    other = analyze(turned(samples, turn * np.linalg.det(turn)), lift)
    np.testing.assert_allclose(means(other), means(analyze(samples, lift)), atol=0.003)


@pytest.mark.parametrize("angle", [0.7, 2.0, 4.0])
@pytest.mark.parametrize("variant", ["squat", "touch_and_go_bench", "deadlift"])
def test_it_does_not_matter_how_the_sensor_is_turned_about_the_bar(
    simulated, samples_of, variant: str, angle: float
) -> None:
    one = simulated(variant, 3)
    samples, lift = samples_of(one), LIFTS[one.lift]
    c, s = np.cos(angle), np.sin(angle)
    other = analyze(turned(samples, np.array([[c, 0, -s], [0, 1, 0], [s, 0, c]])), lift)
    np.testing.assert_allclose(means(other), means(analyze(samples, lift)), atol=0.003)


def test_two_sets_are_numbered_and_lose_velocity_each_on_its_own(
    squats: Samples, result: Analysis
) -> None:
    both = analyze(joined(squats, resting(squats, 70.0), squats), LIFTS["squat"])
    n = len(result.reps)
    assert [rep.set for rep in both.reps] == [1] * n + [2] * n
    assert [rep.rep for rep in both.reps] == [*range(1, n + 1)] * 2
    assert [one.reps for one in both.sets] == [n, n]
    assert [one.set for one in both.sets] == [1, 2]
    assert both.reps[n].velocity_loss.value == 0.0
    np.testing.assert_allclose(means(both)[n:], means(result), atol=0.005)


def test_the_loss_counts_from_the_best_rep_so_far(result: Analysis) -> None:
    speeds = means(result)
    expected = 1.0 - speeds / np.maximum.accumulate(speeds)
    found = [rep.velocity_loss.value for rep in result.reps]
    np.testing.assert_allclose(found, expected, atol=1e-12)


def test_the_summary_tells_of_the_best_rep_the_loss_and_where_to_stop(squats: Samples) -> None:
    strict = analyze(squats, LIFTS["squat"], alert=usual_alert(LIFTS["squat"], ONLY_LOSS))
    (summary,) = strict.sets
    best = summary.best_mean_velocity
    assert best is not None
    assert best.value == means(strict).max()
    assert summary.velocity_loss == strict.reps[-1].velocity_loss
    verdicts = [rep.verdict for rep in strict.reps]
    assert summary.stop_after_rep == verdicts.index("rack") + 1
    assert summary.stop_reasons == ("velocity_loss",)


def test_the_floor_is_the_lifts_own_unless_given(simulated, samples_of) -> None:
    samples = samples_of(simulated("squat", 2))
    never = analyze(samples, LIFTS["squat"], alert=usual_alert(LIFTS["squat"], OFF))
    assert {rep.verdict for rep in never.reps} == {"ok"}
    always = analyze(
        samples, LIFTS["squat"], alert=usual_alert(LIFTS["squat"], replace(OFF, velocity_floor=2.0))
    )
    names = {tuple(reason.name for reason in rep.reasons) for rep in always.reps}
    assert names == {("velocity_floor",)}


def test_a_trace_is_as_long_as_the_recording(result: Analysis, squats: Samples) -> None:
    assert result.trace is not None
    for name, values in vars(result.trace).items():
        assert values.shape == (len(squats),), name
    np.testing.assert_allclose(result.trace.time, np.arange(len(squats)) / squats.rate)


def test_a_trace_is_the_sensors_true_way(result: Analysis, simulated) -> None:
    truth, trace = simulated("squat", 2).truth.sensor_track, result.trace
    assert trace is not None
    for name, true, most in (
        ("vertical_velocity", truth.vertical_velocity, 0.01),
        ("height", truth.height, 0.015),
        ("tilt", truth.tilt, 0.005),
    ):
        away = getattr(trace, name) - np.interp(trace.time, truth.time, true)
        assert np.nanstd(away) < most, name
    assert np.nanmax(trace.vertical_velocity_se) < 0.05


def test_a_trace_says_nothing_where_nothing_moves(squats: Samples) -> None:
    rested = joined(resting(squats, 60.0), squats)
    trace = analyze(rested, LIFTS["squat"], trace=True).trace
    assert trace is not None
    assert np.isfinite(trace.time).all()
    known = np.isfinite(trace.vertical_velocity)
    assert not known[: round(55.0 * squats.rate)].any()
    assert known[-round(20.0 * squats.rate) :].all()
    for values in (trace.height, trace.forward, trace.lateral, trace.tilt):
        np.testing.assert_array_equal(np.isfinite(values), known)


def test_no_trace_is_made_unless_asked_for(squats: Samples) -> None:
    assert analyze(squats, LIFTS["squat"]).trace is None


def recording(force: Floats, turning: Floats, rate: float = 208.0) -> Samples:
    return Samples(rate, force, turning, np.zeros(len(force), np.uint8))


@pytest.mark.parametrize("n", [0, 1, 5, 50])
@pytest.mark.parametrize("lift", ["squat", "deadlift", "generic"])
def test_a_moment_has_no_reps(n: int, lift: str) -> None:
    still = recording(np.tile(UP, (n, 1)), np.zeros((n, 3)))
    result = analyze(still, LIFTS[lift], trace=True)
    assert (result.reps, result.sets, result.notices) == ((), (), ())
    assert result.trace is not None
    assert len(result.trace.time) == n


@pytest.mark.parametrize("n", [1, 2, 5])
def test_a_sensor_that_reads_once_a_second_has_no_reps(n: int) -> None:
    still = recording(np.tile(UP, (n, 1)), np.zeros((n, 3)), rate=1.0)
    assert analyze(still, LIFTS["squat"], trace=True).reps == ()


N = 4160
NOISE = np.random.default_rng(0).standard_normal((2, N, 3))
ODD: dict[str, Callable[[], tuple[Floats, Floats]]] = {
    "all zero": lambda: (np.zeros((N, 3)), np.zeros((N, 3))),
    "at rest": lambda: (np.tile(UP, (N, 1)), np.zeros((N, 3))),
    "at rest upside down": lambda: (np.tile(-UP, (N, 1)), np.zeros((N, 3))),
    "gravity in g": lambda: (np.tile(UP / 9.80665, (N, 1)), np.zeros((N, 3))),
    "gravity in mg": lambda: (np.tile(UP * 102.0, (N, 1)), np.zeros((N, 3))),
    "stuck": lambda: (np.tile([3.0, -5.0, 7.0], (N, 1)), np.full((N, 3), 3.0)),
    "saturated": lambda: (np.full((N, 3), 156.9), np.full((N, 3), 34.9)),
    "noise": lambda: (30.0 * NOISE[0], 3.0 * NOISE[1]),
    "noise on gravity": lambda: (UP + 3.0 * NOISE[0], 0.3 * NOISE[1]),
    "a gyro that is dead": lambda: (UP + 3.0 * NOISE[0], np.zeros((N, 3))),
    "an accelerometer that is dead": lambda: (np.zeros((N, 3)), 0.3 * NOISE[1]),
    "falling": lambda: (1e-6 * NOISE[0], 1e-6 * NOISE[1]),
}


@pytest.mark.parametrize("lift", ["squat", "deadlift", "generic"])
@pytest.mark.parametrize("odd", ODD)
def test_what_is_no_set_has_no_valid_reps(odd: str, lift: str) -> None:
    result = analyze(recording(*ODD[odd]()), LIFTS[lift], trace=True)
    assert not any(rep.valid for rep in result.reps)


@pytest.mark.parametrize("lift", ["squat", "deadlift", "generic"])
def test_noise_is_no_set(lift: str) -> None:
    for seed in range(6):
        force, turning = np.random.default_rng(seed).standard_normal((2, N, 3))
        result = analyze(recording(UP + 3.0 * force, 0.3 * turning), LIFTS[lift])
        assert not any(rep.valid for rep in result.reps), seed


def test_a_deadlift_read_by_a_gyro_that_is_dead_does_not_crash(simulated, samples_of) -> None:
    samples = samples_of(simulated("deadlift", 1))
    dead = replace(samples, angular_rate=np.zeros_like(samples.angular_rate))
    for rep in analyze(dead, LIFTS["deadlift"]).reps:
        assert np.isfinite(rep.mean_velocity.value)


READING = st.floats(-200.0, 200.0, width=32)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(
    st.sampled_from([10.0, 52.0, 104.0]),
    st.sampled_from(sorted(LIFTS)),
    st.integers(0, 12).flatmap(lambda n: arrays(np.float64, (n, 6), elements=READING)),
    st.integers(1, 60),
)
def test_whatever_is_read_is_analysed(rate: float, lift: str, knots: Floats, hold: int) -> None:
    """Readings that are held for a while, or go from one to the next in straight lines."""
    values = np.repeat(knots, hold, axis=0)
    smooth = np.cumsum(values - values.mean(axis=0), axis=0) / rate if len(values) else values
    for readings in (values, smooth + np.append(UP, np.zeros(3))):
        result = analyze(
            recording(readings[:, :3], readings[:, 3:] / 20.0, rate), LIFTS[lift], trace=True
        )
        for rep in result.reps:
            assert rep.duration.value > 0.0
            for number in vars(rep).values():
                if isinstance(number, Measured):
                    assert np.isfinite([number.value, number.se]).all()
                    assert number.se >= 0.0


@settings(derandomize=True, deadline=None, max_examples=25)
@given(st.integers(0, 10**6), st.floats(0.1, 8.0), st.floats(0.0, 2.0))
def test_wild_motion_is_analysed(seed: int, force: float, turning: float) -> None:
    """Slow waves of any size about all axes, with samples missing and clipped."""
    rng = np.random.default_rng(seed)
    time = np.arange(int(rng.integers(1, 20) * 52)) / 52.0
    waves = np.sin(np.outer(time, rng.uniform(0.5, 9.0, 6)) + rng.uniform(0.0, 6.0, 6))
    flags = rng.choice([0, 0, 0, 1, 2, 3], 1 + len(time) // 20).repeat(20)[: len(time)]
    samples = Samples(
        52.0, UP + force * waves[:, :3], turning * waves[:, 3:], flags.astype(np.uint8)
    )
    result = analyze(samples, LIFTS["generic"], trace=True)
    for rep in result.reps:
        assert rep.start_s < rep.end_s
        assert rep.mean_velocity.value > 0.0
