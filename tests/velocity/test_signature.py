"""What is known of how a lifter lifts."""

from dataclasses import replace

import numpy as np
import pytest

from tests.reps import GROOVE, SPREAD, lifted, rep
from velocity import LIFTS, Measured, Rep
from velocity.features import COUNT, FEATURES, NAMES, SIGNS
from velocity.signature import (
    MOST_ERROR,
    SPREADS,
    PastSet,
    Signature,
    can_be_judged,
    learn,
)
from velocity.signs import prior_weights

SQUAT = LIFTS["squat"]
LOAD = 100.0


def clean(reps: list[Rep], load: float | None = LOAD) -> PastSet:
    return PastSet(tuple(reps), ("clean",) * len(reps), load)


def history(sets: int, seed: int = 0, **kinds: float) -> list[PastSet]:
    rng = np.random.default_rng(seed)
    return [clean(lifted(rng, 6, **kinds)) for _ in range(sets)]


def slid(sign: str, seed: int = 0, count: int = 8) -> PastSet:
    reps = lifted(np.random.default_rng(seed), count, slide=sign, size=4.0, begins=6)
    return PastSet(tuple(reps), ("clean",) * 5 + ("sliding",) * (count - 5), LOAD)


def weight(signature: Signature, sign: str) -> float:
    return float(signature.weights[[each.name for each in SIGNS].index(sign)])


@pytest.mark.parametrize("lift", LIFTS.values(), ids=LIFTS.keys())
def test_without_history_the_signature_is_the_lifts(lift) -> None:
    signature = learn(lift)
    usual = [f.spread * SPREADS.get(lift.name, {}).get(f.name, 1.0) for f in FEATURES]
    assert [line.spread for line in signature.lines] == pytest.approx(usual)
    np.testing.assert_allclose(signature.weights, prior_weights(lift))
    assert (signature.groove, signature.reps, signature.sets) == (None, 0, 0)


@pytest.mark.parametrize("lift", ["squat", "bench", "deadlift"])
def test_the_first_rep_ever_is_no_surprise_and_widens_no_limit(lift: str) -> None:
    """Nobody knows yet where this lifter's groove lies, or how far they move the bar."""
    stranger = learn(LIFTS[lift])
    _, z, _ = stranger.away(rep(), [], LOAD)
    assert np.abs(z).max() < 1.0
    once = learn(LIFTS[lift], [clean([rep()])])
    for line, usual in zip(once.lines, stranger.lines, strict=True):
        assert line.spread == pytest.approx(usual.spread, rel=0.1)


def test_the_lifters_own_reps_become_what_is_expected() -> None:
    signature = learn(SQUAT, history(12))
    mean, spread, freedom = signature.expected(rep(), [], LOAD)
    off = np.array([(m - GROOVE[n]) / SPREAD[n] for n, m in zip(NAMES, mean, strict=True)])
    assert np.abs(off).max() < 0.6
    assert (spread > 0.0).all()
    assert (signature.reps, signature.sets) == (72, 12)
    assert (freedom == 82.0).all()


def test_a_lifter_who_varies_little_is_soon_held_to_that() -> None:
    stranger, steady = learn(SQUAT), learn(SQUAT, history(12, luck=0.3))
    for one, other in zip(steady.lines, stranger.lines, strict=True):
        assert one.spread < 0.7 * other.spread


def test_a_feature_two_spreads_off_is_told_as_about_two() -> None:
    signature = learn(SQUAT, history(20))
    before = lifted(np.random.default_rng(7), 5, luck=0.0)
    off = rep(6, 0.53, tilt=GROOVE["tilt"] + 2.0 * SPREAD["tilt"])
    away, z, _ = signature.away(off, before, LOAD)
    at = NAMES.index("tilt")
    assert z[at] == pytest.approx(2.0, abs=0.4)
    assert away[at] == pytest.approx(2.0 * SPREAD["tilt"], rel=0.2)
    assert np.abs(np.delete(z, at)).max() < 0.7


def test_a_lifters_own_slope_is_no_breakdown() -> None:
    """Who always drifts as they slow down is expected to."""
    signature = learn(SQUAT, history(20, slope=4.0, loss_per_rep=0.04))
    hard = lifted(np.random.default_rng(5), 7, slope=4.0, loss_per_rep=0.04, luck=0.0)
    drifted = [rep(r.rep, r.mean_velocity.value) for r in hard]
    out = signature.out(hard[-1], hard[:-1], LOAD)
    assert out.max() < 1.0
    assert signature.out(drifted[-1], hard[:-1], LOAD).max() > 1.0  # it is staying that is odd


def test_reps_that_slid_teach_nothing_of_the_groove() -> None:
    past = [slid("tilt+", seed) for seed in range(6)]
    only_clean = [clean(list(one.reps[:5])) for one in past]
    for one, other in zip(learn(SQUAT, past).lines, learn(SQUAT, only_clean).lines, strict=True):
        np.testing.assert_array_equal(one.mean, other.mean)
        assert one.spread == other.spread


def test_the_sign_that_a_lifter_shows_first_gains_weight() -> None:
    usual = learn(SQUAT, history(6))
    own = learn(SQUAT, history(6) + [slid("tilt+", seed) for seed in range(8)])
    assert weight(own, "tilt+") > 4.0 * weight(usual, "tilt+")
    assert weight(own, "tilt+") > 2.0 * weight(own, "forward_low+")
    assert own.weights.sum() == pytest.approx(1.0)
    assert own.weights.min() > 0.0


def test_one_slide_moves_the_weights_less_than_the_lifts_usual_signs() -> None:
    once = learn(SQUAT, [*history(6), slid("tilt+")])
    assert weight(once, "tilt+") < 0.35


def test_features_that_go_together_are_known_to() -> None:
    rng = np.random.default_rng(6)

    def together(number: int) -> Rep:
        z = rng.standard_normal()
        return rep(
            number,
            tilt=GROOVE["tilt"] + SPREAD["tilt"] * z,
            twist=GROOVE["twist"] + SPREAD["twist"] * z,
            lockout=GROOVE["lockout"] + SPREAD["lockout"] * rng.standard_normal(),
        )

    signature = learn(SQUAT, [clean([together(n) for n in range(1, 7)]) for _ in range(20)])
    tilt, twist, lockout = (NAMES.index(name) for name in ("tilt", "twist", "lockout"))
    assert signature.correlation[tilt, twist] > 0.6
    assert abs(signature.correlation[tilt, lockout]) < 0.25
    np.testing.assert_allclose(np.diag(signature.correlation), 1.0)


def test_reps_that_are_never_lowered_can_be_learnt_from() -> None:
    """A deadlift that is dropped has no eccentric: nothing is known of it, and nothing said."""
    rng = np.random.default_rng(8)
    past = [clean([replace(r, eccentric_duration=None) for r in lifted(rng, 5)]) for _ in range(3)]
    signature = learn(LIFTS["deadlift"], past)
    tempo = NAMES.index("tempo")
    assert signature.lines[tempo].spread == pytest.approx(SPREAD["tempo"])
    assert np.isfinite(signature.correlation).all()
    assert signature.away(past[0].reps[0], [], LOAD)[1][tempo] == 0.0


@pytest.mark.parametrize("load", [None, 0.0, 100.0])
def test_any_load_or_none_can_be_asked_about(load: float | None) -> None:
    signature = learn(SQUAT, [clean([rep(1), rep(2)], load)])
    assert np.isfinite(signature.out(rep(3), [], load)).all()


def test_a_set_of_one_rep_is_a_set() -> None:
    signature = learn(SQUAT, [clean([rep()])] * 3)
    assert (signature.reps, signature.sets) == (3, 3)
    np.testing.assert_allclose(signature.correlation, np.eye(COUNT))


def test_a_path_too_unsure_is_neither_judged_nor_learnt() -> None:
    unsure = rep(path_se=2.0 * MOST_ERROR)
    assert can_be_judged(rep())
    for one in (unsure, rep(valid=False), replace(rep(), course=None), rep(path_se=np.nan)):
        assert not can_be_judged(one)
    assert learn(SQUAT, [clean([unsure] * 4)]).reps == 0


def test_a_reading_less_sure_than_the_lifter_is_steady_has_wider_limits() -> None:
    signature = learn(SQUAT, history(10))
    rough = replace(rep(), range_of_motion=Measured(0.56, 0.03))
    sure = replace(rep(), range_of_motion=Measured(0.56, 0.001))
    at = NAMES.index("range")
    assert abs(signature.away(rough, [], LOAD)[1][at]) < 0.5 * abs(
        signature.away(sure, [], LOAD)[1][at]
    )


def test_what_was_clean_before_a_rep_is_only_what_was_before_it() -> None:
    past = PastSet(tuple(rep(n) for n in (1, 2, 3, 4)), ("clean", "failed", "clean", "unsure"))
    assert [one.rep for one in past.clean()] == [1, 3]
    assert [one.rep for one in past.clean(2)] == [1]
    assert past.bad() == [1]
