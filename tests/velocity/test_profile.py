"""The load–velocity profile, what it foretells and when it keeps silent, and readiness."""

import numpy as np
import pytest

from velocity import Measured
from velocity.profile import Profile, Readiness, TooLittle, fit_profile, readiness

FLOOR = Measured(0.28, 0.03)


def line(load: float, one_rm: float = 150.0) -> float:
    """Return the velocity of a squatter with this maximum, m/s."""
    return 0.28 + 0.96 * (1.0 - load / one_rm)


def read(velocity: float, se: float = 0.01) -> Measured:
    return Measured(velocity, se)


def fitted(loads: list[float], one_rm: float = 150.0, floor: Measured = FLOOR) -> Profile:
    profile = fit_profile(
        loads, [read(line(each, one_rm)) for each in loads], [0] * len(loads), floor
    )
    assert isinstance(profile, Profile)
    return profile


def silent(loads: list[float], velocities: list[float], floor: Measured = FLOOR) -> str:
    answer = fit_profile(loads, [read(each) for each in velocities], [0] * len(loads), floor)
    assert isinstance(answer, TooLittle)
    return answer.reason


def test_a_straight_line_foretells_the_maximum() -> None:
    profile = fitted([75, 100, 120, 135])
    assert profile.one_rm_kg.value == pytest.approx(150.0, abs=0.01)
    assert profile.slope.value == pytest.approx(-0.96 / 150)
    assert profile.at_zero.value == pytest.approx(1.24)
    assert profile.velocity_at(90.0).value == pytest.approx(line(90.0))


def test_the_error_of_the_maximum_holds_that_of_the_floor_and_of_straight_lines() -> None:
    loads = [75.0, 100.0, 120.0, 135.0]
    sure = fitted(loads, floor=Measured(0.28, 0.001)).one_rm_kg.se
    assert sure > 0.04 * 150.0
    assert fitted(loads, floor=Measured(0.28, 0.05)).one_rm_kg.se > sure


def test_a_velocity_far_from_the_loads_is_less_certain() -> None:
    profile = fitted([75, 100, 120, 135])
    assert profile.velocity_at(20.0).se > profile.velocity_at(105.0).se


def test_of_a_day_and_load_the_fastest_set_counts() -> None:
    loads = [75.0, 100.0, 120.0, 120.0]
    velocities = [read(line(75)), read(line(100)), read(line(120) - 0.1), read(line(120))]
    profile = fit_profile(loads, velocities, [0, 0, 0, 0], FLOOR)
    assert isinstance(profile, Profile)
    assert len(profile.loads_kg) == 3
    assert profile.one_rm_kg.value == pytest.approx(150.0, abs=0.01)


def test_the_latest_sets_count_most_for_one_who_grew_stronger() -> None:
    loads = [75.0, 100.0, 120.0]
    then, now = [line(each, 130.0) for each in loads], [line(each, 150.0) for each in loads]
    velocities = [read(each) for each in then + now]
    profile = fit_profile(loads * 2, velocities, [0, 0, 0, 364, 364, 364], FLOOR)
    assert isinstance(profile, Profile)
    assert profile.one_rm_kg.value > 142.0
    assert profile.days == 2


def test_too_little_is_told_with_its_reason() -> None:
    assert "no set" in silent([], [])
    assert "needs 3 loads" in silent([80, 120], [0.7, 0.5])
    assert "over 20%" in silent([110, 115, 120], [0.56, 0.53, 0.5])
    assert "not clearly slower" in silent([80, 100, 120], [0.5, 0.52, 0.5])
    assert "too light" in silent([20, 30, 40], [line(20), line(30), line(40)])
    assert "scatter" in silent([75, 100, 120], [0.75, 0.6, 0.48], Measured(0.25, 0.12))


def test_the_maximum_of_most_lifters_lies_within_its_error() -> None:
    """Of lifters whose line bends down near the maximum, as those of the 52 squatters do."""
    rng = np.random.default_rng(3)
    shares = np.array([0.2, 0.4, 0.6, 0.8, 0.9, 1.0])
    course = np.array([1.07, 0.90, 0.72, 0.51, 0.41, 0.28])
    misses = []
    for _ in range(150):
        floor, days = Measured(0.28, 0.03), rng.integers(0, 4, 8)
        bias = 0.03 * rng.standard_normal()
        loads = rng.choice([0.5, 0.6, 0.7, 0.8, 0.85], 8)
        velocity = np.interp(loads, shares, course) + bias
        velocity *= 1.0 + 0.04 * rng.standard_normal(4)[days]
        velocity *= 1.0 + 0.03 * rng.standard_normal(8)
        best = [read(each) for each in velocity]
        profile = fit_profile(list(100 * loads), best, list(days), floor)
        if isinstance(profile, Profile):
            misses.append((profile.one_rm_kg.value - 100.0) / profile.one_rm_kg.se)
    assert len(misses) > 100
    assert 0.6 < np.mean(np.abs(misses) < 1.0) < 0.9
    assert np.mean(np.abs(misses) < 2.0) > 0.93


def ready(today: float, loads: list[float] | None = None, load: float = 100.0) -> Readiness:
    loads = loads or [100.0] * 6
    past = [read(line(each)) for each in loads]
    answer = readiness(loads, past, [7 * i for i in range(len(loads))], load, read(today))
    assert isinstance(answer, Readiness)
    return answer


def test_a_usual_day_is_no_different() -> None:
    assert ready(line(100.0)).difference.value == pytest.approx(0.0, abs=0.1)


def test_a_fast_day_is_told_by_how_much() -> None:
    answer = ready(1.08 * line(100.0))
    assert answer.difference.value == pytest.approx(8.0, abs=0.2)
    assert 3.0 < answer.usual < 8.0
    assert answer.days == 6


def test_past_sets_at_like_loads_count_along_the_line() -> None:
    answer = ready(line(105.0), [95.0, 100.0, 110.0, 97.5, 102.5, 107.5], 105.0)
    assert answer.difference.value == pytest.approx(0.0, abs=2.0)


def test_readiness_needs_days_and_like_loads() -> None:
    days = [0.0, 7.0, 14.0]
    past = [read(0.5)] * 3
    assert isinstance(readiness([60.0, 60.0, 60.0], past, days, 100.0, read(0.5)), TooLittle)
    assert isinstance(readiness([100.0] * 2, past[:2], days[:2], 100.0, read(0.5)), TooLittle)
    assert isinstance(readiness([], [], [], 100.0, read(0.5)), TooLittle)


def test_readiness_without_a_load_is_that_of_the_lift_alone() -> None:
    assert ready(1.1 * line(0.0), [0.0] * 4, 0.0).difference.value == pytest.approx(10.0, abs=0.2)


def test_most_usual_days_lie_within_the_usual_range() -> None:
    rng = np.random.default_rng(5)
    inside, misses = [], []
    for _ in range(200):
        days = 0.04 * rng.standard_normal(9)
        luck = 0.03 * rng.standard_normal(9)
        speeds = line(100.0) * (1.0 + days) * (1.0 + luck)
        past = [read(each) for each in speeds[:8]]
        answer = readiness([100.0] * 8, past, list(range(8)), 100.0, read(speeds[8]))
        assert isinstance(answer, Readiness)
        inside.append(abs(answer.difference.value) < answer.usual)
        misses.append((answer.difference.value - 100.0 * days[8]) / answer.difference.se)
    assert np.mean(inside) == pytest.approx(0.8, abs=0.08)
    assert np.std(misses) == pytest.approx(1.0, abs=0.2)
