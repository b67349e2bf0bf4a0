"""What a person may change of the running sets: who lifts, what ends a set, what was a rep."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hardware.simulated import UNCALIBRATED, random_plan, simulate
from velocity import LIFTS, Monitor, Samples, usual_alert
from velocity.events import RepFinished, RepRevised, SetEnded, SetStarted
from velocity.limits import usual_limits
from velocity.rep import DISCARDED

BENCH = LIFTS["bench"]


@pytest.fixture(scope="module")
def bench():
    rng = np.random.default_rng(5)
    return simulate(random_plan("bench", rng), UNCALIBRATED, rng)


@pytest.fixture(scope="module")
def samples(bench):
    n = len(bench.times)
    return Samples(bench.rate, bench.specific_force, bench.angular_rate, np.zeros(n, np.uint8))


def of(kind, events):
    return [event for event in events if isinstance(event, kind)]


def losing(share):
    return usual_alert(BENCH, replace(usual_limits(BENCH), velocity_loss=share))


def shifted(samples, start):
    return Samples(
        samples.rate, samples.specific_force, samples.angular_rate, samples.flags, start=start
    )


def test_the_next_lifters_set_is_another_one_however_soon_it_comes(samples):
    monitor = Monitor(BENCH)
    first = monitor.feed(samples)
    first += monitor.turn(BENCH, usual_alert(BENCH))
    second = monitor.feed(shifted(samples, samples.duration)) + monitor.finish()
    counts = [len(of(RepFinished, events)) for events in (first, second)]
    assert counts[0] == counts[1] > 0
    assert {event.rep.set for event in of(RepFinished, first)} == {1}
    assert {event.rep.set for event in of(RepFinished, second)} == {2}
    assert [event.set for event in of(SetStarted, first + second)] == [1, 2]
    assert [event.summary.set for event in of(SetEnded, first + second)] == [1, 2]


def test_a_turn_in_which_nobody_lifts_uses_up_no_set(samples):
    monitor = Monitor(LIFTS["squat"])
    monitor.feed(samples.part(0, 600))
    assert monitor.turn(BENCH, usual_alert(BENCH)) == []
    events = monitor.feed(samples.part(600, len(samples))) + monitor.finish()
    assert {event.rep.set for event in of(RepFinished, events)} == {1}


def test_a_turn_may_come_before_the_first_sample(samples):
    monitor = Monitor(LIFTS["squat"])
    assert monitor.turn(BENCH, usual_alert(BENCH)) == []
    assert of(RepFinished, monitor.feed(samples) + monitor.finish())


def in_the_set(samples, bench):
    """A monitor as it is after most of the set's reps, and what it has told."""
    monitor = Monitor(BENCH, alert=losing(None))
    end = round((bench.truth.sensor_reps[-1].start_s) * samples.rate)
    return monitor, monitor.feed(samples.part(0, end)), end


def test_another_limit_holds_for_the_running_set_at_once(samples, bench):
    monitor, told, end = in_the_set(samples, bench)
    assert {event.rep.verdict for event in of(RepFinished, told)} <= {"ok", "near"}
    strict = monitor.judge_by(losing(0.01))
    assert any(event.rep.verdict == "rack" for event in of(RepRevised, strict))
    lenient = monitor.judge_by(losing(None))
    assert not any(event.rep.verdict == "rack" for event in of(RepRevised, lenient))
    assert len(of(RepRevised, lenient)) == len(of(RepRevised, strict))
    assert of(SetEnded, monitor.feed(samples.part(end, len(samples))) + monitor.finish())


def test_another_limit_leaves_a_set_that_is_over_as_it_was(samples):
    monitor = Monitor(BENCH, alert=losing(None))
    monitor.feed(samples)
    monitor.finish()
    assert monitor.judge_by(losing(0.01)) == []


def test_a_discarded_rep_is_never_the_best_and_stops_no_set(samples, bench):
    monitor, told, end = in_the_set(samples, bench)
    best = max((e.rep for e in of(RepFinished, told)), key=lambda rep: rep.mean_velocity.value)
    revised = of(RepRevised, monitor.discard(best.rep))
    mine = next(event.rep for event in revised if event.rep.rep == best.rep)
    assert not mine.valid
    assert not mine.counts
    assert mine.doubts == (DISCARDED,)
    events = monitor.feed(samples.part(end, len(samples))) + monitor.finish()
    (ended,) = of(SetEnded, events)
    assert ended.reps[best.rep - 1].doubts == (DISCARDED,)
    assert ended.summary.reps == len(ended.reps) - 1
    assert ended.summary.best_mean_velocity.value < best.mean_velocity.value


def test_a_rep_that_was_discarded_by_mistake_comes_back(samples):
    monitor = Monitor(BENCH)
    (ended,) = of(SetEnded, monitor.feed(samples) + monitor.finish())
    gone = of(SetEnded, monitor.discard(1))[-1]
    assert gone.summary.reps == ended.summary.reps - 1
    back = of(SetEnded, monitor.discard(1, gone=False))[-1]
    assert back == ended


def test_a_rep_that_is_not_there_cannot_be_discarded(samples):
    monitor = Monitor(BENCH)
    assert monitor.discard(1) == []
    monitor.feed(samples)
    assert monitor.discard(99) == []


def test_what_was_discarded_survives_in_the_monitors_state(samples, bench):
    monitor, _, end = in_the_set(samples, bench)
    monitor.discard(1)
    restored = Monitor.restored(monitor.state())
    rest = samples.part(end, len(samples))
    assert monitor.feed(rest) + monitor.finish() == restored.feed(rest) + restored.finish()
