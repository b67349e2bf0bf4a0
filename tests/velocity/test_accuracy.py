"""A sample of what the evidence measures at length: one uncalibrated set of each variant."""

import numpy as np
import pytest

from velocity import LIFTS, Rep, analyze

VARIANTS = [
    "squat",
    "paused_squat",
    "bench",
    "touch_and_go_bench",
    "deadlift",
    "touch_and_go_deadlift",
    "overhead_press",
]


@pytest.fixture(scope="module")
def sets(simulated, samples_of):
    """Each variant's measured and true reps."""
    drawn = {variant: simulated(variant, 4) for variant in VARIANTS}
    return {
        variant: (analyze(samples_of(one), LIFTS[one.lift]).reps, one.truth.sensor_reps)
        for variant, one in drawn.items()
    }


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_rep_is_found_and_none_is_added(sets, variant: str) -> None:
    reps, truth = sets[variant]
    assert len(reps) == len(truth)
    for rep, true in zip(reps, truth, strict=True):
        assert rep.start_s == pytest.approx(true.start_s, abs=0.15)
        assert rep.valid


def pooled(sets, name: str) -> tuple[np.ndarray, np.ndarray]:
    """Errors of all reps and their standard errors."""
    both: list[tuple[Rep, object]] = [
        pair for reps, truth in sets.values() for pair in zip(reps, truth, strict=True)
    ]
    values = [(getattr(rep, name), getattr(true, name)) for rep, true in both]
    return (
        np.array([found.value - true for found, true in values]),
        np.array([found.se for found, _ in values]),
    )


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("mean_velocity", 0.008),
        ("peak_velocity", 0.020),
        ("range_of_motion", 0.008),
        ("forward_deviation", 0.015),
        ("tilt_range_deg", 0.3),
    ],
)
def test_numbers_are_as_good_as_they_must_be(sets, name: str, most: float) -> None:
    error, _ = pooled(sets, name)
    assert np.sqrt(np.mean(error**2)) < most


@pytest.mark.parametrize(
    "name",
    [
        "mean_velocity",
        "peak_velocity",
        "range_of_motion",
        "duration",
        "forward_deviation",
        "lateral_deviation",
        "tilt_range_deg",
    ],
)
def test_the_truth_lies_within_two_standard_errors(sets, name: str) -> None:
    error, se = pooled(sets, name)
    assert np.mean(np.abs(error) < 2.0 * se) >= 0.85
    assert np.mean(np.abs(error) < 0.25 * se) < 0.5
