"""A sensor's clock that is wrong is found by its arrivals; a right one is left alone."""

from __future__ import annotations

import numpy as np
import pytest

from firmware_bridge.skew import Skew

RATE = 208.0


def link(share, seconds, interval, *, n=10, retry=0.05, seed=0):
    """What the sensor's clock shows, (k,) s, and when its packets come; one of 20 waits longer."""
    rng = np.random.default_rng(seed)
    taken = np.arange(1, int(seconds * RATE / n)) * n / (RATE * (1 + rng.normal(0, 0.01)))
    fails = rng.random(int(2 * seconds / interval)) < retry
    free = np.flatnonzero(~fails)
    event = np.ceil(np.ceil(taken / 0.01) * 0.01 / interval + rng.random())
    event = free[np.searchsorted(free, event)]
    return taken / (1 + share), event * interval + rng.exponential(0.002, len(event))


def known(times, arrivals, late=0.0):
    skew = Skew()
    for time, at in zip(times, arrivals, strict=True):
        skew.add(time, at, late)
    return skew


@pytest.mark.parametrize("share", [0.007, -0.007, 0.004])
@pytest.mark.parametrize("interval", [0.0075, 0.015, 0.03, 0.06])
def test_a_poor_clock_is_known_in_time(share, interval):
    for seed in range(4):
        after_20, after_60 = (
            known(*link(share, seconds, interval, n=8, seed=seed)) for seconds in (20, 60)
        )
        if abs(share) > 0.005:
            assert after_20.value == pytest.approx(share, abs=5e-4)
        assert abs(after_20.value - share) < 3 * after_20.se
        assert after_60.value == pytest.approx(share, abs=2e-4)
        assert after_60.se < 5e-4


@pytest.mark.parametrize("share", [0.0, 1e-4, -1e-4])
@pytest.mark.parametrize("interval", [0.0075, 0.03, 0.0481, 0.06])
@pytest.mark.parametrize("n", [8, 10, 19])
def test_a_crystal_is_left_alone_however_packets_beat_with_the_radio(share, interval, n):
    times, arrivals = link(share, 60, interval, n=n)
    for seconds in (5, 10, 20, 40, 60):
        few = arrivals < seconds
        skew = known(times[few], arrivals[few])
        assert skew.value == 0
        assert skew.se > 0.9e-4
    assert skew.se < 2e-4


def test_what_is_not_yet_known_is_stated():
    assert Skew().value == 0
    assert 4e-4 < Skew().se < 1e-3


@pytest.mark.parametrize("growth", [0.02, 0.05, 0.5])
def test_a_link_too_slow_is_no_slow_clock(growth):
    times, arrivals = link(0.0, 60, 0.03)
    assert known(times, arrivals + growth * times).value == 0


def test_a_delay_that_grows_from_some_time_on_is_no_slow_clock():
    times, arrivals = link(0.0, 60, 0.03)
    for growth in (0.003, 0.01, 0.03):
        grown = arrivals + growth * np.clip(times - 40, 0, 10)
        assert abs(known(times, grown).value) < 5e-4


def test_what_comes_late_says_nothing():
    times, arrivals = link(0.007, 30, 0.03)
    assert known(times, arrivals, late=0.3).value == 0


@pytest.mark.parametrize("jump", [7.5, -7.5, 1e6])
def test_a_clock_that_is_set_anew_costs_little(jump):
    times, arrivals = link(0.007, 60, 0.03)
    set_anew = np.where(times > 30, times + jump, times)
    assert known(set_anew, arrivals).value == pytest.approx(0.007, abs=5e-4)


def test_absurd_stamps_cost_little():
    times, arrivals = link(0.007, 60, 0.03)
    times[300::400] += 4294.97
    times[500::400] -= 4294.97
    assert known(times, arrivals).value == pytest.approx(0.007, abs=2e-4)


def test_stretches_do_not_continue_each_other():
    times, arrivals = link(0.007, 60, 0.03)
    skew = known(times[:600], arrivals[:600])
    skew.part()
    for time, at in zip(times[600:] - 100, arrivals[600:], strict=True):
        skew.add(time, at, 0.0)
    assert skew.value == pytest.approx(0.007, abs=2e-4)
