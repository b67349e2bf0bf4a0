"""A feature as a line in slowness and load, learnt rep by rep."""

import numpy as np
import pytest

from velocity.normal import from_t
from velocity.regression import DAY_SHIFT, PRIOR_FREEDOM, Line, design, learnt, prior
from velocity.samples import Floats

SPREAD = 0.01
USUAL = prior(SPREAD, 0.0)
TABLE = {3: 10.2, 5: 4.7, 8: 3.5, 10: 3.3, 20: 2.8, 30: 2.7}
"""k of "mean + k spreads" for 5 % false alarms in a set of 8, where only m reps are known."""
DEVIATE = 2.49  # of one rep in 8 with 5 % for all


def rows(count: int, slowness: float = 0.0, load: float = 0.0) -> Floats:
    return design(np.full(count, slowness), load)


def like(count: int, spread: float = SPREAD, mean: float = 0.0) -> Floats:
    """Return values with exactly this mean and sample spread."""
    if count < 2:
        return np.full(count, mean)
    values = np.linspace(-1.0, 1.0, count)
    return np.asarray(mean + spread * values / values.std(ddof=1))


def after(count: int, spread: float = SPREAD, mean: float = 0.0) -> Line:
    return USUAL.with_set(rows(count), like(count, spread, mean))


def k(count: int) -> float:
    """Return by how many spreads a further rep of the same set may be off its mean."""
    _, width, freedom = USUAL.expected(rows(1)[0], rows(count), like(count))
    wide = np.linspace(1.0, 20.0, 4000)
    return float(np.interp(DEVIATE, from_t(wide * SPREAD / width, freedom), wide))


def test_before_the_first_rep_the_spread_is_the_usual_one() -> None:
    assert USUAL.spread == pytest.approx(SPREAD)
    assert prior(2.0, 0.0).spread == pytest.approx(2.0)


@pytest.mark.parametrize("count", [3, 5, 8, 10, 20, 30])
@pytest.mark.parametrize("own", [0.5, 1.0, 2.0])
def test_the_spread_is_shrunk_to_the_usual_one(count: int, own: float) -> None:
    """spread² = (ν₀s₀² + (m − 1)s²) / (ν₀ + m − 1), but for the one rep that the mean costs."""
    squares = PRIOR_FREEDOM + (count - 1) * own**2
    expected = SPREAD * np.sqrt(squares / (PRIOR_FREEDOM + count - 1))
    assert after(count, own * SPREAD).spread == pytest.approx(expected, rel=0.05)


@pytest.mark.parametrize("own", [0.5, 2.0])
def test_many_reps_give_the_lifters_own_spread_whatever_is_usual(own: float) -> None:
    sets = [(rows(8), like(8, own * SPREAD)) for _ in range(50)]
    assert learnt(USUAL, sets).spread == pytest.approx(own * SPREAD, rel=0.1)


def test_limits_narrow_with_each_rep_towards_those_of_the_normal_distribution() -> None:
    found = [k(count) for count in (1, 2, *TABLE, 100, 400)]
    assert found == sorted(found, reverse=True)
    assert found[-1] == pytest.approx(DEVIATE, abs=0.05)


def test_limits_are_those_of_the_table_for_many_reps_and_milder_for_few() -> None:
    """What is usual counts for ten reps: three reps alone would need ten spreads."""
    assert k(3) < 0.4 * TABLE[3]
    for count in (3, 5, 8, 10):
        assert DEVIATE < k(count) < TABLE[count]
    for count in (20, 30):
        assert k(count) == pytest.approx(TABLE[count], rel=0.06)


def test_a_days_shift_is_learnt_from_the_days_first_reps() -> None:
    known = learnt(USUAL, [(rows(8), like(8))] * 10)
    shift = 2.0 * SPREAD
    expected = [
        known.expected(rows(1)[0], rows(count), like(count, mean=shift))[0]
        for count in (0, 1, 3, 8)
    ]
    assert expected[0] == pytest.approx(0.0, abs=0.1 * SPREAD)
    assert expected == sorted(expected)
    assert 0.4 * shift < expected[1] < 0.95 * shift  # it may have been that rep alone
    assert expected[3] == pytest.approx(shift, rel=0.2)


def test_the_first_rep_of_a_day_may_be_off_by_the_day_too() -> None:
    known = learnt(USUAL, [(rows(8), like(8))] * 30)
    _, first, _ = known.expected(rows(1)[0], rows(0), np.zeros(0))
    _, later, _ = known.expected(rows(1)[0], rows(8), like(8))
    assert first == pytest.approx(known.spread * np.hypot(1.0, DAY_SHIFT), rel=0.05)
    assert later < 1.1 * known.spread


def test_what_is_expected_is_what_the_full_covariance_says() -> None:
    """The short form against the long one: a rep given the rest, all jointly normal."""
    rng = np.random.default_rng(4)
    seen = design(rng.normal(size=5), 0.3)
    row = design(np.array([0.7]), 0.3)[0]
    values = rng.normal(size=5)
    line = prior(1.0, 0.5)
    beyond = np.linalg.inv(line.precision)
    everything = np.vstack([seen, row])
    cov = everything @ beyond @ everything.T + np.eye(6) + DAY_SHIFT**2
    pull = np.linalg.solve(cov[:5, :5], cov[:5, 5])
    mean, width, freedom = line.expected(row, seen, values)
    left = values - seen @ line.mean
    squares = line.squares + left @ np.linalg.solve(cov[:5, :5], left)
    assert mean == pytest.approx(row @ line.mean + pull @ left)
    assert freedom == PRIOR_FREEDOM + 5
    assert width == pytest.approx(np.sqrt(squares / freedom * (cov[5, 5] - pull @ cov[:5, 5])))


def test_a_slope_over_slowness_and_one_over_load_are_learnt() -> None:
    rng = np.random.default_rng(3)
    sets = []
    for load in rng.normal(scale=0.2, size=60):
        slow = np.linspace(-0.2, 0.3, 8)
        value = 0.03 * slow - 0.02 * load + SPREAD * 0.3 * rng.standard_normal(8)
        sets.append((design(slow, load), value))
    line = learnt(USUAL, sets)
    assert line.mean[1] == pytest.approx(0.03, abs=0.006)
    assert line.mean[3] == pytest.approx(-0.02, abs=0.012)


def test_slower_reps_than_were_ever_seen_may_be_further_off() -> None:
    known = learnt(USUAL, [(design(np.linspace(-0.1, 0.1, 8), 0.0), like(8))] * 10)
    widths = [known.expected(rows(1, slow)[0], rows(0), np.zeros(0))[1] for slow in (0, 0.5, 1)]
    assert widths == sorted(widths)
    assert widths[2] > 1.3 * widths[0]


def test_what_was_not_measured_teaches_nothing() -> None:
    nothing = np.full(4, np.nan)
    assert USUAL.with_set(rows(4), nothing) is USUAL
    some = np.array([0.01, np.nan, 0.02])
    one, other = USUAL.with_set(rows(3), some), USUAL.with_set(rows(2), some[[0, 2]])
    assert one.spread == other.spread
    np.testing.assert_array_equal(one.mean, other.mean)
    assert USUAL.expected(rows(1)[0], rows(3), some) == USUAL.expected(
        rows(1)[0], rows(2), some[[0, 2]]
    )


def test_the_order_of_sets_does_not_matter() -> None:
    sets = [(rows(4, 0.1 * i, 0.05 * i), like(4, mean=0.01 * i)) for i in range(5)]
    there, back = learnt(USUAL, sets), learnt(USUAL, sets[::-1])
    np.testing.assert_allclose(there.mean, back.mean)
    assert there.spread == pytest.approx(back.spread)
