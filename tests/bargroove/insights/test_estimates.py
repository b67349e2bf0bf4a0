from __future__ import annotations

import numpy as np
import pytest

from bargroove.insights.estimates import even_chance, jackknife, left_out, student, wilson


def test_a_share_of_none_of_ten_may_be_a_quarter():
    share = wilson(0, 10)
    assert (share.value, share.low) == (0.0, 0.0)
    assert share.high == pytest.approx(0.278, abs=0.001)


def test_half_of_a_hundred_is_ten_percent_sure():
    share = wilson(50, 100)
    assert (share.low, share.high) == pytest.approx((0.404, 0.596), abs=0.001)


def test_six_of_six_are_hardly_by_chance():
    assert even_chance(6, 0) == 2 / 64
    assert even_chance(3, 3) == 1.0


@pytest.mark.parametrize(("freedom", "t"), [(3, 3.182), (5, 2.571), (10, 2.228), (100, 1.984)])
def test_students_t_is_that_of_the_tables(freedom, t):
    assert student(freedom) == pytest.approx(t, rel=0.02)


def test_leaving_out_one_at_a_time_gives_the_standard_error_of_a_mean():
    values = np.random.default_rng(1).normal(size=20)
    found = jackknife(
        [[value] for value in values], lambda all_of_them: float(np.mean(all_of_them))
    )
    assert found.value == pytest.approx(values.mean())
    assert found.se == pytest.approx(values.std(ddof=1) / np.sqrt(20))


def test_what_hangs_together_counts_once():
    values = np.random.default_rng(1).normal(size=20)
    mean = lambda of: float(np.mean(of))  # noqa: E731
    once = jackknife([[value] for value in values], mean)
    fourfold = jackknife([[value] * 4 for value in values], mean)
    assert fourfold.se == pytest.approx(once.se)


def test_counts_left_out_are_clusters_left_out():
    counts = np.random.default_rng(1).poisson(5.0, size=(12, 2)).astype(float)
    rows = [[row] for row in counts]
    share = lambda some: float(np.sum(some, axis=0)[0] / np.sum(some))  # noqa: E731
    found = left_out(counts, lambda total: float(total[0] / total.sum()))
    whole = jackknife(rows, share)
    assert (found.value, found.se) == pytest.approx((whole.value, whole.se))
