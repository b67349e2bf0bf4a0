from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firmware_bridge.drivers.contract import Batch
from firmware_bridge.events import Clipped, Lost, Notice, Readings
from firmware_bridge.stream_clock import LONGEST_FILLED, StreamClock
from tests.streams import (
    assert_continuous,
    batch,
    counted,
    expected,
    of,
    run,
    slots,
    stamped,
)
from velocity.calibration import Constants
from velocity.samples import CLIPPED, MISSING


class TestASensorThatCounts:
    def test_gives_every_sample_once_on_its_own_clock(self):
        events = run([counted(first, 208.0 * 1.031) for first in range(0, 2080, 10)])
        assert_continuous(events)
        np.testing.assert_array_equal(slots(events), np.arange(2080))
        last = events[-1].samples
        assert last.rate == pytest.approx(208.0 * 1.031, rel=1e-5)
        assert last.rate_se < 0.05
        assert events[0].samples.rate == 208.0

    @pytest.mark.parametrize("gap", [10, 70, 2000])
    def test_has_gaps_counted_exactly_and_filled_with_a_line(self, gap):
        sent = [counted(first) for first in (*range(0, 500, 10), *range(500 + gap, 3000, 10))]
        events = run(sent)
        assert_continuous(events)
        (lost,) = of(Lost, events)
        assert (lost.samples, lost.exact) == (gap, True)
        assert lost.seconds == pytest.approx(gap / 208)
        np.testing.assert_array_equal(slots(events), expected(3000, (500, 500 + gap)))
        filled = np.concatenate([r.samples.specific_force for r in of(Readings, events)])
        np.testing.assert_allclose(filled, np.repeat(np.arange(3000.0)[:, None], 3, axis=1))

    def test_leaves_a_gap_too_long_to_be_filled_and_jumps(self):
        far = 500 + int((LONGEST_FILLED + 2) * 208)
        events = run([counted(first) for first in (*range(0, 500, 10), far)])
        before, after = of(Readings, events)[-2:]
        assert len(after.samples) == 10
        jump = after.samples.start - before.samples.start - before.samples.duration
        assert jump == pytest.approx((far - 500) / 208, rel=1e-5)

    def test_may_send_samples_once_more(self):
        again = [(one, at + 1) for one, at in map(counted, (450, 470, 480))]
        overlap = (counted(495)[0], 3.6)
        events = run([*map(counted, range(0, 500, 10)), *again, overlap, counted(505)])
        assert not of(Lost, events)
        np.testing.assert_array_equal(slots(events), np.arange(515))

    @pytest.mark.parametrize("zero", [500, 700])
    def test_that_restarts_goes_on_where_the_host_clock_says(self, zero):
        first = [counted(n) for n in range(0, 500, 10)]
        anew = [counted(n, session=1, zero=zero) for n in range(700, 1500, 10)]
        events = run(first + anew)
        (lost,) = of(Lost, events)
        assert not lost.exact
        assert lost.samples == pytest.approx(200, abs=2)
        assert "restarted" in of(Notice, events)[0].text

    def test_that_restarts_without_saying_so_is_found_out_by_a_far_step_back(self):
        sent = [counted(n) for n in range(0, 10_000, 10)]
        sent += [counted(n, zero=10_100) for n in range(10_100, 11_000, 10)]
        (lost,) = of(Lost, run(sent))
        assert (lost.samples, lost.exact) == (pytest.approx(100, abs=2), False)

    def test_whose_counter_leaps_ahead_of_time_is_not_believed(self):
        sent = [counted(n) for n in range(0, 5000, 10)]
        sent += [counted(n, zero=-(2**32) - 1000 * n) for n in range(5000, 6000, 10)]
        events = run(sent)
        assert sum(lost.samples for lost in of(Lost, events)) < 20
        assert len(slots(events)) < 6020

    def test_is_not_disturbed_by_one_absurd_stamp(self):
        sent = [counted(first, 210.0) for first in range(0, 4000, 10)]
        _, at = sent[200]
        sent[200] = (batch(2000, index=2000, device_time=4294.97), at)
        events = run(sent)
        assert not of(Lost, events)
        assert events[-1].samples.rate == pytest.approx(210.0, rel=1e-5)

    def test_keeps_its_rate_when_its_clock_is_set_anew(self):
        sent = [counted(first, 210.0) for first in range(0, 4000, 10)]
        for i, (one, at) in enumerate(sent[200:], 200):
            known = {"index": one.index, "device_time": one.device_time - 7.5}
            sent[i] = (batch(one.index, **known), at)
        for reading in of(Readings, run(sent))[100:]:
            assert reading.samples.rate == pytest.approx(210.0, rel=1e-4)

    def test_is_followed_when_its_rate_drifts(self):
        rng = np.random.default_rng(3)
        times = np.cumsum((1 + 1e-3 * np.arange(125_000) / 125_000) / 208)
        sent = [
            (batch(n, index=n, device_time=times[n] + rng.uniform(0, 0.01)), times[n] + 0.1)
            for n in range(0, 124_990, 10)
        ]
        rate = run(sent)[-1].samples.rate
        assert rate == pytest.approx(208 / 1.001, rel=3e-4)

    def test_without_a_clock_is_timed_by_arrival(self):
        sent = [(batch(n, index=n), (n + 10) / 210) for n in range(0, 4000, 10) if n != 1000]
        events = run(sent)
        np.testing.assert_array_equal(slots(events), expected(4000, (1000, 1010)))
        assert events[-1].samples.rate == pytest.approx(210, rel=1e-3)

    def test_shows_the_delay_of_a_link_that_is_too_slow(self):
        sent = [counted(first, late=0.03 + first * 1e-4) for first in range(0, 2000, 10)]
        delays = [reading.delay for reading in of(Readings, run(sent))]
        assert delays[0] == 0
        assert delays[-1] == pytest.approx(0.199, abs=0.01)

    def test_whose_period_scatters_states_its_error_honestly(self):
        rng = np.random.default_rng(7)
        z = []
        for _ in range(20):
            true = 208 * (1 + rng.normal(0, 0.02))
            polls = [np.ceil(n / true / 0.01) * 0.01 for n in range(0, 2080, 10)]
            sent = [
                (batch(10 * i, index=10 * i, device_time=t), t + 0.1) for i, t in enumerate(polls)
            ]
            samples = run(sent)[-1].samples
            z.append((samples.rate - true) / samples.rate_se)
        assert 0.1 < np.std(z) < 1.5


class TestASensorThatStamps:
    @pytest.mark.parametrize("n", [1, 8, 63])
    @pytest.mark.parametrize("true_rate", [204.0, 208.0, 213.0])
    def test_loses_nothing_where_nothing_is_lost(self, n, true_rate):
        rng = np.random.default_rng(4)
        sent = []
        for first in range(0, 6300, n):
            one, at = stamped(first, n=n, true_rate=true_rate, late=rng.uniform(0, 0.1))
            rounded = np.floor(1000 * (one.device_time + 8e8)) / 1000
            sent.append((batch(first, n, device_time=rounded), at))
        events = run(sent)
        assert not of(Lost, events)
        assert_continuous(events)
        assert events[-1].samples.rate == pytest.approx(true_rate, rel=1e-4)

    @pytest.mark.parametrize("n", [1, 8, 63])
    def test_has_its_gaps_found_by_the_step_of_its_stamps(self, n):
        first_lost, last_lost = 20 * n, 20 * n + max(3, n)
        sent = [stamped(k, n=n, true_rate=205.0) for k in range(0, 20 * n, n)]
        sent += [stamped(k, n=n, true_rate=205.0) for k in range(last_lost, 60 * n, n)]
        events = run(sent)
        (lost,) = of(Lost, events)
        assert lost.samples == last_lost - first_lost
        assert not lost.exact

    @pytest.mark.parametrize("absurd", [1e6, 3.0, -3.0, -1e6])
    def test_is_not_disturbed_by_one_absurd_stamp(self, absurd):
        sent = [stamped(k) for k in range(0, 4000, 8)]
        sent[100] = stamped(800, set_forward=absurd)[0], sent[100][1]
        events = run(sent)
        assert not of(Lost, events)
        np.testing.assert_array_equal(slots(events), np.arange(4000))
        assert events[-1].samples.rate == pytest.approx(208.0, rel=1e-4)

    @pytest.mark.parametrize("true_rate", [208 * 0.97, 208 * 1.03])
    def test_has_its_losses_counted_from_the_start_though_its_rate_is_not_yet_known(
        self, true_rate
    ):
        for seed in range(8):
            came = np.random.default_rng(seed).random(800) > 0.2
            firsts = [0, *(8 * np.flatnonzero(came[1:]) + 8).tolist()]
            events = run([stamped(first, true_rate=true_rate) for first in firsts])
            lost = sum(one.samples for one in of(Lost, events))
            assert lost == pytest.approx(firsts[-1] + 8 - 8 * len(firsts), abs=2)

    def test_keeps_its_clock_through_a_cut_link(self):
        clock = StreamClock()
        events = run((stamped(k) for k in range(0, 800, 8)), clock)
        clock.interrupted(4.0)
        events += run((stamped(k, late=0.3) for k in range(1600, 2400, 8)), clock)
        np.testing.assert_array_equal(slots(events), expected(2400, (800, 1600)))

    def test_that_restarts_goes_on_where_the_host_clock_says(self):
        clock = StreamClock()
        events = run((stamped(k) for k in range(0, 4000, 8)), clock)
        clock.interrupted(20.0)
        sent = [stamped(k, set_forward=-22.0) for k in range(4800, 6000, 8)]
        (lost,) = of(Lost, events + run(sent, clock))
        assert lost.samples == pytest.approx(800, abs=3)


def test_a_link_too_slow_does_not_change_the_rate():
    for growth in (0.012, 0.03, 0.2):
        events = run([counted(n, late=growth * n / 208) for n in range(0, 12_000, 10)])
        assert events[-1].samples.rate == pytest.approx(208.0, rel=2e-4)


def test_a_sensor_set_to_another_rate_goes_on():
    clock = StreamClock()
    events = run(
        [(batch(n, rate=208.0, index=n), (n + 10) / 208) for n in range(0, 500, 10)], clock
    )
    end = events[-1].samples.start + events[-1].samples.duration
    (after,) = run([(batch(0, rate=104.0, index=0), 510 / 208 + 0.05)], clock)
    assert after.samples.rate == 104.0
    assert after.samples.start == pytest.approx(end, abs=0.01)


def test_clipped_samples_are_flagged_and_told():
    one = batch(0)
    one.clipped[3:5] = True
    clipped, reading = StreamClock().add(one, 1.0)
    assert clipped == Clipped(2)
    np.testing.assert_array_equal(np.flatnonzero(reading.samples.flags == CLIPPED), [3, 4])


def test_what_is_no_number_is_missing():
    one, bad, none = batch(0), batch(10), batch(20)
    bad.specific_force[4, 1] = np.nan
    none.angular_rate[:, 0] = np.inf
    events = run([(one, 0.1), (bad, 0.2), (none, 0.3)])
    numbers = np.concatenate([r.samples.specific_force for r in events])
    np.testing.assert_allclose(numbers[:20, 1], np.arange(20.0))
    np.testing.assert_allclose(numbers[20:], 19.0)
    assert (events[2].samples.flags == MISSING).all()


def test_calibration_is_applied_to_what_is_received():
    constants = Constants(gyro_bias=np.full(3, 0.1), accel_matrix=0.01 * np.eye(3))
    (reading,) = StreamClock(constants).add(batch(100), 1.0)
    np.testing.assert_allclose(reading.samples.specific_force, 0.99 * batch(100).specific_force)
    np.testing.assert_allclose(reading.samples.angular_rate, batch(100).angular_rate - 0.1)


def test_an_empty_batch_is_nothing():
    assert StreamClock().add(batch(0, 0), 1.0) == []


def test_three_hours_cost_no_memory_and_no_precision():
    clock, rate = StreamClock(), 208 * 1.0123
    one = batch(0, 416)
    end = 0.0
    tracemalloc.start()
    for first in range(0, 3 * 3600 * 208, 416):
        if first == 416 * 100:
            before = tracemalloc.get_traced_memory()[0]
        known = {"index": first, "device_time": 1e6 + first / rate}
        later = Batch(208.0, one.specific_force, one.angular_rate, one.clipped, **known)
        (reading,) = clock.add(later, (first + 416) / rate)
        end = reading.samples.start + reading.samples.duration
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert grown < 20_000
    assert reading.samples.rate == pytest.approx(rate, rel=1e-7)
    assert end == pytest.approx(3 * 3600 * 208 / rate, abs=0.05)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_whatever_a_sensor_says_the_clock_goes_on_and_never_back(data):
    clock, end, at = StreamClock(), 0.0, 0.0
    wild = st.one_of(st.integers(-100, 5000), st.integers(-(2**40), 2**40))
    for _ in range(data.draw(st.integers(1, 40))):
        at += data.draw(st.floats(0, 3) | st.floats(0, 1e5))
        known = {"index": data.draw(st.none() | wild), "session": data.draw(st.integers(0, 1))}
        known["device_time"] = data.draw(st.none() | st.floats(-1e9, 1e9))
        events = clock.add(batch(0, data.draw(st.integers(0, 20)), **known), at)
        if data.draw(st.integers(0, 9)) == 0:
            events += clock.interrupted(at)
        for reading in of(Readings, events):
            samples = reading.samples
            assert samples.start >= end
            assert 100 < samples.rate < 400
            assert len(samples) <= 21 * 208 + 20 * 60
            assert np.isfinite(samples.specific_force).all()
            end = samples.start + samples.duration


def test_a_stuck_axis_is_told():
    rng = np.random.default_rng(0)
    clock, told = StreamClock(), []
    for k in range(100):
        force, turn = rng.standard_normal((10, 3)), rng.standard_normal((10, 3))
        turn[:, 1] = 0.5
        batch = Batch(200.0, force, turn, np.zeros(10, bool), index=10 * k, device_time=k / 20)
        told += clock.add(batch, k / 20)
    (notice,) = [event for event in told if isinstance(event, Notice)]
    assert notice.text.startswith("y of the gyroscope is stuck")
