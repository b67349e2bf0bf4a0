"""What anchors say of the drift, where the answer is known by hand."""

import numpy as np
import pytest

from velocity import Samples
from velocity.anchors import spread_of
from velocity.calibration import ACCEL_BIAS, COUNT, GRAVITY, Constants
from velocity.drift import WALK, sensitivities
from velocity.forms import mean_velocity, position_at, velocity_at
from velocity.lever import Lever
from velocity.posterior import NOISE_ROUNDS, Anchors, Posterior, solve
from velocity.strapdown import integrate

RATE, SECONDS = 200.0, 8.0
N = round(RATE * SECONDS)
STILL = Samples(RATE, np.tile([0.0, 0.0, GRAVITY], (N, 1)), np.zeros((N, 3)), np.zeros(N, np.uint8))
LINEAR = sensitivities(integrate(STILL, np.array([1.0, 0.0, 0.0, 0.0]), Constants()), STILL)
PERFECT = np.full(COUNT, 1e-9)
AT_THE_MIDDLE = Lever(np.zeros(3), 1e-12 * np.eye(3))
TIMES = np.arange(0.0, 7.6, 0.5)
BETWEEN = position_at(2, np.array([4.25]))


def known(*anchors: Anchors, sd: np.ndarray = PERFECT, rounds: int = 0) -> Posterior:
    """The posterior of a sensor that lay still by its readings."""
    return solve(LINEAR, anchors, np.zeros(COUNT), sd, AT_THE_MIDDLE, rounds)


def still_at(*times: float) -> Anchors:
    return Anchors(velocity_at(2, np.array(times)), np.zeros(len(times)), np.full(len(times), 1e-6))


def heights(target: np.ndarray, sd: float = 0.005) -> Anchors:
    return Anchors(position_at(2, TIMES), target, np.full(len(TIMES), sd))


def mean(seconds: float):
    return mean_velocity(2, np.array([0.0]), np.array([seconds]))


@pytest.mark.parametrize("seconds", [0.5, 1.0])
def test_a_walk_between_two_stops_is_a_brownian_bridge(seconds: float) -> None:
    posterior = known(still_at(0.0, seconds))
    assert posterior.estimate(mean(seconds)) == pytest.approx(0.0, abs=1e-9)
    expected = WALK * np.sqrt(seconds / 12.0)
    assert posterior.standard_error(mean(seconds)) == pytest.approx(expected, rel=0.03)


@pytest.mark.parametrize("seconds", [0.5, 1.0])
def test_a_walk_after_one_stop_is_free(seconds: float) -> None:
    expected = WALK * np.sqrt(seconds / 3.0)
    posterior = known(still_at(0.0))
    assert posterior.standard_error(mean(seconds)) == pytest.approx(expected, rel=0.03)


def test_a_bias_shows_between_two_stops() -> None:
    """The sensor reads g, but its velocity changed: then it reads too little by that."""
    loose = PERFECT.copy()
    loose[ACCEL_BIAS] = 0.2
    reached = Anchors(velocity_at(2, np.array([0.0, 4.0])), np.array([0.0, 0.4]), np.full(2, 1e-6))
    posterior = known(reached, sd=loose)
    assert posterior.mean[ACCEL_BIAS][2] == pytest.approx(-0.1, rel=0.01)
    assert posterior.estimate(velocity_at(2, np.array([2.0]))) == pytest.approx(0.2, rel=0.01)


def test_the_drift_is_what_the_estimate_adds_to_the_nominal_motion() -> None:
    posterior = known(still_at(0.0, 7.5), heights(0.05 * np.sin(TIMES)))
    said = posterior.estimate(velocity_at(2, LINEAR.time[:-1]))
    error = posterior.drift(2)[:-1] - said
    assert np.abs(error).max() < 0.03 * np.abs(said).max()


def test_standard_errors_are_the_diagonal_of_the_spread() -> None:
    posterior = known(still_at(0.0, 3.0), heights(np.zeros(len(TIMES))), sd=np.full(COUNT, 1e-3))
    forms = mean_velocity(2, np.array([0.5, 2.0, 4.0]), np.array([1.0, 3.5, 6.0]))
    spread = posterior.spread(forms)
    np.testing.assert_allclose(np.sqrt(np.diag(spread)), posterior.standard_error(forms))
    assert np.linalg.eigvalsh(spread)[0] > 0.0


def test_a_wrong_anchor_is_thrown_out_by_the_robust_rounds() -> None:
    wrong = np.zeros(len(TIMES))
    wrong[8] = 0.1
    stops = still_at(0.0, 7.9)
    rounds = (NOISE_ROUNDS, NOISE_ROUNDS + 4)
    believed, robust = (known(stops, heights(wrong), rounds=n) for n in rounds)
    there = position_at(2, TIMES[8:9])
    assert believed.estimate(there) > 0.02
    assert abs(robust.estimate(there)) < 0.005
    assert abs(robust.estimate(position_at(2, TIMES[6:7]))) < 0.002


def test_anchors_that_disagree_raise_the_noise_those_that_agree_do_not_lower_it() -> None:
    rng = np.random.default_rng(0)
    spread = rng.standard_normal(len(TIMES))
    errors = [
        known(still_at(0.0, 7.9), heights(size * spread), rounds=NOISE_ROUNDS)
        .standard_error(BETWEEN)
        .item()
        for size in (0.0, 0.004, 0.02, 0.1)
    ]
    assert errors[0] == errors[1] < errors[2] < errors[3]
    assert known(still_at(0.0, 7.9), heights(0.0 * spread)).standard_error(BETWEEN) == errors[0]


def test_an_axis_of_which_nothing_is_known_keeps_its_prior() -> None:
    posterior = known(still_at(0.0, 4.0))
    aside = velocity_at(0, np.array([1.0, 2.0]))
    np.testing.assert_array_equal(posterior.estimate(aside), 0.0)
    np.testing.assert_allclose(posterior.standard_error(aside), 2.0, rtol=1e-3)
    np.testing.assert_allclose(posterior.spread(aside), 4.0, rtol=1e-3)
    np.testing.assert_array_equal(posterior.drift(0), 0.0)


def test_nothing_known_at_all_is_the_nominal_motion() -> None:
    posterior = known(rounds=4)
    np.testing.assert_array_equal(posterior.estimate(BETWEEN), 0.0)
    assert posterior.standard_error(BETWEEN) > 1.0


def test_returns_to_a_place_do_not_say_where_it_is() -> None:
    place = Anchors(position_at(2, TIMES), np.zeros(len(TIMES)), np.full(len(TIMES), 0.005), 0)
    posterior = known(place)
    back = posterior.spread(position_at(2, TIMES[:2]))
    assert back[0, 0] < 1e-4  # positions count from the start
    far = Anchors(place.forms, place.target + 3.0, place.sd, 0)
    np.testing.assert_allclose(
        known(far).estimate(position_at(2, TIMES)), posterior.estimate(place.forms), atol=1e-4
    )


def test_a_lever_is_found_where_the_tilt_explains_the_heights() -> None:
    tilt = 0.05 * np.sin(2.0 * TIMES)
    rows = np.stack([np.zeros_like(tilt), tilt, np.ones_like(tilt)], axis=1)
    seen = Anchors(position_at(2, TIMES), -0.9 * tilt, np.full(len(TIMES), 1e-3), 0, rows)
    anywhere = Lever(np.zeros(3), np.diag([1e-4, 0.49, 1e-4]))
    posterior = solve(LINEAR, [still_at(*TIMES), seen], np.zeros(COUNT), PERFECT, anywhere, 0)
    assert posterior.lever.mean[1] == pytest.approx(0.9, abs=0.05)
    assert np.sqrt(posterior.lever.covariance[1, 1]) < 0.05


def test_a_sets_own_returns_say_how_well_it_returns_but_never_all_of_it() -> None:
    usual = 0.006
    scatter = np.random.default_rng(1).standard_normal(len(TIMES))
    anchors = heights(np.zeros(len(TIMES)), 10.0)

    def spread(size: float) -> float:
        seen = Anchors(position_at(2, TIMES), size * scatter, np.full(len(TIMES), 1e-5))
        return spread_of(known(seen), anchors, usual)

    assert 0.4 * usual < spread(0.0) < 0.7 * usual
    assert spread(usual) == pytest.approx(usual, rel=0.3)
    assert usual < spread(0.1) < 3.0 * usual


def test_a_set_without_returns_returns_as_usual() -> None:
    nothing = Anchors(position_at(2, np.zeros(0)), np.zeros(0), np.zeros(0))
    assert spread_of(known(), nothing, 0.006) == pytest.approx(0.006)
