from __future__ import annotations

import numpy as np
import pytest

from firmware_bridge.clock import uniform_clock
from firmware_bridge.errors import BadClock


def arrivals(rng, rate, seconds, packet, interval, host=0.002):
    """Stamps of a radio link: packets wait for the next connection event, and a little longer."""
    taken = np.arange(int(seconds * rate) // packet * packet) / rate + rng.uniform(0, interval)
    sent = np.ceil(taken.reshape(-1, packet)[:, -1] / interval) * interval
    late = np.maximum.accumulate(sent + np.abs(rng.normal(0, host, len(sent))))
    return np.repeat(np.round(late, 3), packet)


def packets_away(stamps, packet, first, count):
    """The rows that are left, and their true slots, when a few packets are lost."""
    lost = slice(first * packet, (first + count) * packet)
    return np.delete(stamps, lost), np.delete(np.arange(len(stamps)), lost)


@pytest.mark.parametrize("rate", [12.5, 50, 104, 208.3, 1000, 4166])
def test_regular_stamps_keep_their_rate_and_every_slot(rate):
    stamps = 3 + np.arange(2000) / rate
    clock = uniform_clock(stamps)
    assert clock.rate == pytest.approx(rate, rel=1e-9)
    assert clock.start == pytest.approx(3)
    assert clock.notices == ()
    np.testing.assert_array_equal(clock.index, np.arange(2000))


@pytest.mark.parametrize("rate", [52, 104, 208.3, 285.7, 416])
def test_stamps_rounded_to_milliseconds_lose_nothing(rate):
    clock = uniform_clock(np.round(np.arange(5000) / rate, 3))
    assert clock.rate == pytest.approx(rate, rel=1e-5)
    np.testing.assert_array_equal(clock.index, np.arange(5000))


def test_jitter_below_a_third_of_a_period_moves_no_sample():
    rng = np.random.default_rng(2)
    stamps = (np.arange(5000) + rng.uniform(-0.15, 0.15, 5000)) / 200
    lost = np.sort(rng.choice(np.arange(1, 4999), 40, replace=False))
    clock = uniform_clock(np.delete(stamps, lost))
    np.testing.assert_array_equal(clock.index, np.delete(np.arange(5000), lost))
    assert abs(clock.rate - 200) < 4 * clock.rate_se < 0.01


def test_a_late_sample_is_no_gap():
    stamps = np.arange(1000) / 100
    stamps[500] += 0.008
    stamps[700:703] = stamps[703] - [0.003, 0.002, 0.001]
    clock = uniform_clock(stamps)
    np.testing.assert_array_equal(clock.index, np.arange(1000))


def test_a_long_outage_of_a_device_clock_is_counted_exactly():
    slots = np.concatenate([np.arange(3000), np.arange(3000, 6000) + 25 * 208])
    clock = uniform_clock(np.round(slots / 208.3, 3))
    np.testing.assert_array_equal(clock.index, slots)
    assert clock.notices == ("5200 samples (46 %) missing in 1 gap, longest 25.0 s: interpolated",)


def test_the_seconds_of_an_epoch_cost_no_precision():
    clock = uniform_clock(1.78e9 + np.round(np.arange(20000) / 104, 3))
    assert clock.rate == pytest.approx(104, rel=1e-6)
    np.testing.assert_array_equal(clock.index, np.arange(20000))


LINKS = [(99.3, 4, 0.03), (208.3, 8, 0.045), (208.3, 8, 0.0075), (416, 16, 0.06), (104, 1, 0.015)]


@pytest.mark.parametrize(("rate", "packet", "interval"), LINKS)
def test_bursts_of_a_sound_link_lose_nothing(rate, packet, interval):
    for seed in range(5):
        stamps = arrivals(np.random.default_rng(seed), rate, 40, packet, interval)
        clock = uniform_clock(stamps)
        np.testing.assert_array_equal(clock.index, np.arange(len(stamps)))
        assert clock.rate == pytest.approx(rate, rel=2e-4)


@pytest.mark.parametrize(("rate", "packet", "interval"), LINKS[:4])
@pytest.mark.parametrize("count", [1, 2, 5, 100])
def test_packets_lost_between_bursts_are_counted(rate, packet, interval, count):
    stamps = arrivals(np.random.default_rng(count), rate, 40, packet, interval)
    stamps, slots = packets_away(stamps, packet, len(stamps) // packet // 2, count)
    clock = uniform_clock(stamps)
    assert clock.index[-1] == slots[-1]
    assert clock.rate == pytest.approx(rate, rel=2e-4)
    wrong = clock.index != slots
    assert wrong.sum() <= 4 * max(packet, rate * interval)


def test_a_delay_that_is_caught_up_is_no_loss():
    stamps = arrivals(np.random.default_rng(4), 99.3, 40, 4, 0.03)
    for start, stall in ((10, 0.3), (20, 0.9), (28, 3.0)):
        held = (stamps > start) & (stamps < start + stall)
        stamps[held] = start + stall
    clock = uniform_clock(stamps)
    np.testing.assert_array_equal(clock.index, np.arange(len(stamps)))
    assert len(clock.notices) == 1


def test_samples_of_one_connection_event_stamped_2_ms_apart_lose_nothing():
    taken = np.arange(8000) / 208
    event = np.ceil(taken / 0.045)
    order = np.arange(8000) - np.searchsorted(event, event)
    clock = uniform_clock(np.round(event * 0.045 + order * 0.002, 3))
    np.testing.assert_array_equal(clock.index, np.arange(8000))
    assert clock.rate == pytest.approx(208, rel=1e-4)


def test_the_standard_error_of_the_rate_says_how_far_it_is_off():
    errors = []
    for seed in range(60):
        clock = uniform_clock(arrivals(np.random.default_rng(seed), 207.9, 30, 8, 0.03))
        errors.append((clock.rate - 207.9) / clock.rate_se)
    assert 0.4 < np.sqrt(np.mean(np.square(errors))) < 2


@pytest.mark.parametrize(
    ("stamps", "reason"),
    [
        (np.arange(5) / 100, "too few"),
        (np.zeros(100), "stands still"),
        (np.arange(100) * -0.01, "stands still"),
        (np.append(np.arange(100) / 100, 0.5), "runs backwards after sample 100"),
        (np.arange(100) * 10.0, "check the unit of time"),
        (np.arange(100) * 1e-5, "check the unit of time"),
        (np.append(np.arange(100) / 100, 9999), "a gap of 2.78 h after sample 100"),
        (np.cumsum(np.tile([0.01] * 9 + [3000], 20)), "have arrived: too few"),
    ],
)
def test_stamps_no_sensor_gives_are_refused(stamps, reason):
    with pytest.raises(BadClock, match=reason):
        uniform_clock(np.asarray(stamps, dtype=float))


@pytest.mark.parametrize(
    ("name", "lost"),
    [
        ("barspeed-field-backsquat-99hz-6rep", 0),
        ("barspeed-field-bench-rotating-6rep-ok", 0),
        ("barspeed-field-ohp-rotating-8rep", 0),
        ("barspeed-field-rdl-3010-10rep", 0),
        ("barspeed-field-still-0rep", 28),
    ],
)
def test_one_real_sensor_has_one_rate_in_all_its_recordings(shared_data, name, lost):
    stamps = np.loadtxt(shared_data / "real" / f"{name}.csv", delimiter=",", skiprows=1)[:, 0]
    clock = uniform_clock(stamps)
    assert clock.rate == pytest.approx(99.304, abs=0.004)
    assert clock.index[-1] + 1 - len(stamps) == lost


@pytest.mark.parametrize(
    ("name", "rate", "gaps"),
    [
        ("mevbt-20260627-IB-4", 200.733, [3]),
        ("mevbt-20260701-SQ-MM-1", 200.727, [5, 6]),
        ("broad-10_undisturbed_slow_translation_A", 285.714, []),
    ],
)
def test_real_device_stamps_lose_what_their_steps_say(shared_data, name, rate, gaps):
    stamps = np.loadtxt(shared_data / "real" / f"{name}.csv", delimiter=",", skiprows=1)[:, 0]
    clock = uniform_clock(stamps)
    assert clock.rate == pytest.approx(rate, abs=0.001)
    steps = np.diff(clock.index)
    assert list(steps[steps > 1] - 1) == gaps
