"""The stream's clock where arrivals must tell: no clock of the sensor's own, or a wrong one."""

from __future__ import annotations

import numpy as np
import pytest

from firmware_bridge.events import Lost, Notice, Readings
from firmware_bridge.stream_clock import StreamClock
from tests.streams import (
    assert_continuous,
    batch,
    bursts,
    of,
    run,
    slots,
)


class TestASensorThatOnlySends:
    @pytest.mark.parametrize("interval", [0.0075, 0.03, 0.045, 0.06])
    @pytest.mark.parametrize("true_rate", [197.0, 198.61, 200.0, 203.0])
    def test_is_timed_by_its_earliest_arrivals(self, interval, true_rate):
        events = run(bursts(40, true_rate, interval=interval))
        assert not of(Lost, events)
        assert_continuous(events)
        last = events[-1].samples
        assert last.rate == pytest.approx(true_rate, rel=1e-3)
        assert abs(last.rate - true_rate) < 3 * last.rate_se < 1

    def test_loses_nothing_in_a_stall_that_is_made_good(self):
        sent = bursts(40, 198.6, stall=(20.0, 20.8))
        events = run(sent)
        assert not of(Lost, events)
        np.testing.assert_array_equal(slots(events), np.arange(8 * len(sent)))
        assert max(reading.delay for reading in of(Readings, events)) < 0.9

    @pytest.mark.parametrize("seconds", [0.6, 1.0, 5.0])
    def test_shows_a_lasting_stall_as_a_gap(self, seconds):
        events = run(bursts(40, 198.6, lost=[(20.0, 20.0 + seconds)]))
        (lost,) = of(Lost, events)
        assert not lost.exact
        assert lost.seconds == pytest.approx(seconds, abs=0.1)
        found = slots(events)
        assert np.flatnonzero(found < 0)[0] == np.flatnonzero(np.diff(found) != 1)[0] + 1
        assert events[-1].samples.rate == pytest.approx(198.6, rel=2e-3)

    @pytest.mark.parametrize("seconds", [1.0, 5.0, 60.0])
    def test_shows_a_cut_link_as_a_gap(self, seconds):
        sent = bursts(40 + seconds, 198.6, lost=[(20.0, 20.0 + seconds)])
        clock = StreamClock()
        events = run((pair for pair in sent if pair[1] < 20.1), clock)
        assert clock.interrupted(20.1) == []
        events += run((pair for pair in sent if pair[1] > 20.1), clock)
        (lost,) = of(Lost, events)
        assert lost.seconds == pytest.approx(seconds, abs=0.1)
        end = events[-1].samples
        assert end.start + end.duration == pytest.approx(40 + seconds, abs=0.3)

    def test_gives_what_is_held_back_when_the_link_is_cut(self):
        sent = bursts(40, 198.6, lost=[(20.0, 21.0)])
        before = sum(at < 20.5 for _, at in sent)
        clock = StreamClock()
        run(sent[:before], clock)
        assert clock.add(*sent[before]) == []
        (held,) = clock.interrupted(21.2)
        assert len(held.samples) == 8

    def test_that_loses_packet_after_packet_is_told_and_its_rate_is_in_doubt(self):
        rng = np.random.default_rng(5)
        events = run(pair for pair in bursts(40, 200.0) if rng.uniform() > 0.06)
        (notice,) = of(Notice, events)
        assert "loses" in notice.text
        last = events[-1].samples
        assert abs(last.rate - 200.0) < 3 * last.rate_se

    def test_that_sends_at_another_rate_than_it_says_is_told_once(self):
        events = run(bursts(40, 180.0))
        (notice,) = of(Notice, events)
        assert "200" in notice.text
        assert events[-1].samples.rate == pytest.approx(180, rel=2e-3)


class TestASensorWhoseClocksAreAllSlow:
    """Its clock shows 0.993 s after a second, and a sample is taken every 1/207 s."""

    @staticmethod
    def sent(seconds, *, away=(0.0, 0.0), seed=1):
        """Batches of ten on a radio of 30 ms; what is taken while away comes quickly after it."""
        rng = np.random.default_rng(seed)
        came, sent = 0.0, []
        for first in range(0, int(seconds * 207.0), 10):
            ready = (first + 10) / 207.0
            if away[0] <= ready < away[1]:
                ready = away[1]
            came = max(came + 0.004, np.ceil(ready / 0.03) * 0.03 + rng.exponential(0.002))
            own = {"index": first, "device_time": 0.993 * first / 207.0}
            sent.append((batch(first, **own), came))
        return sent

    def test_is_corrected_by_the_clock_of_the_host(self):
        events = run(self.sent(60))
        assert_continuous(events)
        for reading in of(Readings, events):
            off = abs(reading.samples.rate / 207.0 - 1)
            assert reading.at < 20 or off < 5e-4
            assert reading.at < 20 or off < 3 * reading.samples.rate_se / 207.0
        assert off < 2e-4
        assert reading.samples.start == pytest.approx(60, abs=0.15)

    def test_is_corrected_through_a_cut_and_what_is_sent_again(self):
        events = run(self.sent(60, away=(25.0, 30.0)))
        assert not of(Lost, events)
        for reading in of(Readings, events):
            assert reading.at < 20 or abs(reading.samples.rate / 207.0 - 1) < 5e-4

    def test_is_corrected_without_a_counter_too(self):
        sent = self.sent(60)
        for one, _ in sent:
            one.index = None
        events = run(sent)
        assert not of(Lost, events)
        assert events[-1].samples.rate == pytest.approx(207.0, rel=2e-4)

    def test_stays_corrected_at_another_rate(self):
        clock = StreamClock()
        run(self.sent(40), clock)
        anew = batch(0, rate=104.0, index=0, device_time=100.0)
        (reading,) = of(Readings, clock.add(anew, 40.1))
        assert reading.samples.rate == pytest.approx(0.993 * 104.0, rel=5e-4)
