"""The numbers of the reps against the truth of a simulated sensor that has no errors."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from hardware.simulated import IDEAL, SimulatedSet, TrueRep
from velocity import CLIPPED, LIFTS, MISSING, Measured, Rep, Samples, analyze, parse_axis

LIFTED = [
    "squat",
    "paused_squat",
    "bench",
    "touch_and_go_bench",
    "deadlift",
    "touch_and_go_deadlift",
    "overhead_press",
]
Pairs = list[tuple[Rep, TrueRep]]


@pytest.fixture(scope="module")
def pairs(simulated, samples_of) -> Pairs:
    """The reps of one ideal set of each variant, and what really happened."""
    found: Pairs = []
    for variant in LIFTED:
        one = simulated(variant, 2, IDEAL)
        reps = analyze(samples_of(one), LIFTS[one.lift]).reps
        found += zip(reps, one.truth.sensor_reps, strict=True)
    return found


def errors(pairs: Pairs, name: str) -> np.ndarray:
    """How far the measured values are from the true ones."""
    both = [(getattr(rep, name), getattr(true, name)) for rep, true in pairs]
    return np.array([found.value - real for found, real in both if found is not None])


def usual(values: np.ndarray) -> float:
    return float(np.sqrt(np.mean(values**2)))


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("mean_velocity", 0.004),
        ("peak_velocity", 0.006),
        ("range_of_motion", 0.005),
        ("duration", 0.02),
        ("forward_deviation", 0.008),
        ("lateral_deviation", 0.008),
        ("tilt_range_deg", 0.1),
    ],
)
def test_an_ideal_sensor_leaves_little_error(pairs: Pairs, name: str, most: float) -> None:
    assert usual(errors(pairs, name)) < most


def test_the_propulsive_phase_and_the_peak_are_where_they_are(pairs: Pairs) -> None:
    """But for single reps: with two peaks about as fast, or plates that ring at lift-off."""
    assert np.median(np.abs(errors(pairs, "mean_propulsive_velocity"))) < 0.003
    assert np.median(np.abs(errors(pairs, "time_to_peak"))) < 0.02


@pytest.mark.parametrize("name", ["mean_velocity", "peak_velocity", "range_of_motion"])
def test_standard_errors_of_an_ideal_sensor_are_no_smaller_than_its_errors(
    pairs: Pairs, name: str
) -> None:
    se = np.array([getattr(rep, name).se for rep, _ in pairs])
    assert np.mean(np.abs(errors(pairs, name)) < 2.0 * se) > 0.9


def test_tilt_is_exact_where_the_sensor_is(pairs: Pairs) -> None:
    assert np.abs(errors(pairs, "tilt_range_deg")).max() < 0.1


def test_starts_and_ends_are_those_of_the_truth(pairs: Pairs) -> None:
    starts = np.array([rep.start_s - true.start_s for rep, true in pairs])
    ends = np.array([rep.end_s - true.end_s for rep, true in pairs])
    for away in (starts, ends):
        assert np.median(np.abs(away)) < 0.005
        assert usual(away) < 0.03


def test_eccentrics_are_measured_where_there_is_one(pairs: Pairs) -> None:
    timed = [
        (rep.eccentric_duration.value, true.eccentric_duration)
        for rep, true in pairs
        if rep.eccentric_duration is not None and true.eccentric_duration is not None
    ]
    assert len(timed) > 0.9 * len(pairs)
    assert np.median([abs(found - true) for found, true in timed]) < 0.03


def test_range_of_motion_over_duration_is_the_mean_velocity_to_the_last_digit(
    pairs: Pairs,
) -> None:
    for rep, _ in pairs:
        whole = rep.range_of_motion.value / rep.duration.value
        assert whole == pytest.approx(rep.mean_velocity.value, rel=1e-12)
        assert rep.end_s - rep.start_s == pytest.approx(rep.duration.value, rel=1e-9)


def test_a_sticking_velocity_is_that_of_the_slowest_place_between_two_faster_ones(
    pairs: Pairs,
) -> None:
    both = [
        (rep.sticking_velocity, true.sticking_velocity)
        for rep, true in pairs
        if rep.sticking_velocity is not None or true.sticking_velocity is not None
    ]
    seen = [(a, b) for a, b in both if a is not None and b is not None]
    assert len(seen) >= 0.9 * len(both) > 5
    assert all(abs(a.value - b) < 0.02 for a, b in seen)


def test_every_standard_error_is_a_positive_number(pairs: Pairs) -> None:
    for rep, _ in pairs:
        for name, number in vars(rep).items():
            if isinstance(number, Measured):
                assert np.isfinite([number.value, number.se]).all(), name
                assert number.se > 0.0 or name == "velocity_loss", name


Flagged = Callable[[int, int, int], list[Rep]]


@pytest.fixture(scope="module")
def bench(simulated) -> SimulatedSet:
    return simulated("bench", 1, IDEAL)


@pytest.fixture
def flagged(bench: SimulatedSet, samples_of) -> Flagged:
    """Analyze the set with some samples flagged: how many, counted from the middle of a rep."""

    def analyzed(rep: int, count: int, flag: int) -> list[Rep]:
        samples: Samples = samples_of(bench)
        true = bench.truth.sensor_reps[rep]
        first = round(0.5 * (true.start_s + true.end_s) * bench.rate)
        flags = samples.flags.copy()
        flags[first : first + count] = flag
        return list(analyze(replace(samples, flags=flags), LIFTS["bench"]).reps)

    return analyzed


@pytest.mark.parametrize(
    ("flag", "doubt"), [(MISSING, "samples missing"), (CLIPPED, "sensor clipped")]
)
def test_a_rep_with_missing_or_clipped_samples_is_doubted_the_others_are_not(
    flagged: Flagged, flag: int, doubt: str
) -> None:
    reps = flagged(3, 20, flag)
    assert [rep.doubts for rep in reps] == [(doubt,) if i == 3 else () for i in range(7)]
    assert [rep.valid for rep in reps] == [i != 3 for i in range(7)]


def test_a_few_missing_samples_are_bridged(flagged: Flagged) -> None:
    assert all(rep.valid for rep in flagged(3, 5, MISSING))


def test_what_is_missing_or_clipped_makes_the_error_larger(flagged: Flagged) -> None:
    plain = flagged(3, 0, 0)[3].mean_velocity.se
    for flag in (MISSING, CLIPPED):
        assert flagged(3, 40, flag)[3].mean_velocity.se > plain


def test_a_bar_that_seems_to_stand_on_end_is_doubted(simulated, samples_of) -> None:
    one = simulated("squat", 1, IDEAL)
    reps = analyze(samples_of(one), LIFTS["squat"], bar_axis=parse_axis("z")).reps
    assert len(reps) == len(one.truth.reps)
    assert all(rep.doubts == ("bar not level",) for rep in reps)


def test_a_sensor_in_another_unit_is_doubted(bench: SimulatedSet, samples_of) -> None:
    samples = samples_of(bench)
    half = replace(samples, specific_force=0.8 * samples.specific_force)
    for rep in analyze(half, LIFTS["bench"]).reps:
        assert rep.doubts == ("gravity reads 0.80 g",)


def test_a_sensor_that_turns_round_within_a_rep_is_doubted(bench: SimulatedSet, samples_of) -> None:
    samples = samples_of(bench)
    true = bench.truth.sensor_reps[3]
    inside = (samples.time > true.start_s) & (samples.time < true.end_s)
    angle = np.cumsum(5.0 / true.duration * inside) / samples.rate
    c, s, zero, one = np.cos(angle), np.sin(angle), np.zeros_like(angle), np.ones_like(angle)
    turn = np.array([[c, zero, -s], [zero, one, zero], [s, zero, c]])
    rolled = replace(
        samples,
        specific_force=np.einsum("ijn,nj->ni", turn, samples.specific_force),
        angular_rate=np.einsum("ijn,nj->ni", turn, samples.angular_rate)
        + np.outer(5.0 / true.duration * inside, [0.0, 1.0, 0.0]),
    )
    reps = analyze(rolled, LIFTS["bench"]).reps
    assert [rep.doubts for rep in reps].count(("sensor turned round",)) == 1


def test_a_bar_turned_round_has_its_left_on_the_right(bench: SimulatedSet, samples_of) -> None:
    samples = samples_of(bench)
    left = analyze(samples, LIFTS["bench"], bar_axis=parse_axis("y")).reps
    right = analyze(samples, LIFTS["bench"], bar_axis=parse_axis("-y")).reps
    for one, other in zip(left, right, strict=True):
        assert other.lateral_deviation.value == pytest.approx(
            -one.lateral_deviation.value, abs=1e-3
        )
        assert other.forward_deviation.value == pytest.approx(
            -one.forward_deviation.value, abs=1e-3
        )
        assert other.mean_velocity.value == pytest.approx(one.mean_velocity.value, abs=1e-4)
        assert other.tilt_range_deg.value == pytest.approx(one.tilt_range_deg.value, abs=1e-3)
