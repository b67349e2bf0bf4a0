"""A share of sets, and how sure it is when some sets are of one lifter."""

from __future__ import annotations

import numpy as np
import pytest

from bargroove.evidence.technique_shares import Answers, mean, share


def people(*said: list[float]) -> list[Answers]:
    return [Answers("squat", {"yes": one}) for one in said]


def test_of_strangers_the_interval_is_wilsons() -> None:
    found = share(people(*[[1.0]] * 3, *[[0.0]] * 7), "yes")
    assert (found.value, found.sets, found.people) == (0.3, 10, 10)
    assert (found.low, found.high) == pytest.approx((0.108, 0.603), abs=0.02)


def test_sets_that_are_all_alike_say_no_more_than_one() -> None:
    many = share(people(*[[1.0] * 5] * 3, *[[0.0] * 5] * 7), "yes")
    one = share(people(*[[1.0]] * 3, *[[0.0]] * 7), "yes")
    assert many.value == one.value
    assert many.high - many.low == pytest.approx(one.high - one.low, rel=0.02)


def test_no_call_in_many_sets_is_still_not_never() -> None:
    found = share(people(*[[0.0] * 10] * 10), "yes")
    assert found.value == found.low == 0.0
    assert found.high == pytest.approx(0.037, abs=0.001)


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    rng = np.random.default_rng(5)
    held = 0
    for _ in range(400):
        usual = rng.beta(2.0, 8.0, 40)  # lifters differ
        found = share(people(*[list((rng.random(7) < p).astype(float)) for p in usual]), "yes")
        held += found.low <= 0.2 <= found.high
    assert 0.92 < held / 400 < 0.98


def test_a_mean_is_as_sure_as_people_agree() -> None:
    found = mean(people([2.0, 2.0], [4.0, 4.0]), "yes")
    assert found.value == 3.0
    assert found.low < 2.0 < 4.0 < found.high


def test_what_nobody_said_is_printed_as_a_dash() -> None:
    assert share(people([1.0]), "other").text() == "-"
