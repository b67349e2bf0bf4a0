"""The monitor: live and offline are one estimate, whatever the pieces the samples come in."""

from __future__ import annotations

import pickle
from dataclasses import replace
from itertools import repeat

import numpy as np
import pytest

from hardware.simulated import UNCALIBRATED, random_plan, simulate
from velocity import LIFTS, Measured, Monitor, Samples, analyze, usual_alert
from velocity.events import (
    Moved,
    RepFinished,
    RepRevised,
    RepStarted,
    RepWithdrawn,
    SetEnded,
    SetStarted,
)
from velocity.forecast import PastCourse, learn_courses
from velocity.marking import Mark, teach
from velocity.signature import PastSet, learn

PACKET = 10
FLOOR = Measured(0.17, 0.04)


def simulated(variant: str, seed: int):
    rng = np.random.default_rng(seed)
    return simulate(random_plan(variant, rng), UNCALIBRATED, rng)


def samples_of(sim, start: float = 0.0) -> Samples:
    n = len(sim.times)
    return Samples(
        sim.rate, sim.specific_force, sim.angular_rate, np.zeros(n, np.uint8), start=start
    )


def fed(monitor: Monitor, samples: Samples, sizes=PACKET):
    """All events of samples that come in pieces, and those of the end."""
    events, first = [], 0
    pieces = repeat(sizes) if isinstance(sizes, int) else iter(sizes)
    while first < len(samples):
        last = min(first + next(pieces), len(samples))
        events += monitor.feed(samples.part(first, last))
        first = last
    return events + monitor.finish()


def of(kind, events):
    return [event for event in events if isinstance(event, kind)]


@pytest.fixture(scope="module")
def bench():
    return simulated("bench", 5)


@pytest.fixture(scope="module")
def bench_events(bench):
    return fed(Monitor(LIFTS["bench"]), samples_of(bench))


def test_every_rep_of_a_set_is_told_once_and_in_order(bench, bench_events):
    told = [event.rep for event in of(RepFinished, bench_events)]
    assert [rep.rep for rep in told] == list(range(1, len(bench.truth.sensor_reps) + 1))
    assert not of(RepWithdrawn, bench_events)


def test_a_rep_is_told_within_a_third_of_a_second(bench):
    monitor, samples, late = Monitor(LIFTS["bench"]), samples_of(bench), []
    ends = [rep.end_s for rep in bench.truth.sensor_reps]
    for first in range(0, len(samples), PACKET):
        events = monitor.feed(samples.part(first, min(first + PACKET, len(samples))))
        late += [
            (first + PACKET) / samples.rate - ends[event.rep.rep - 1]
            for event in of(RepFinished, events)
        ]
    assert np.percentile(late, 90) < 0.35


def test_a_rep_starts_before_it_finishes_and_a_set_with_its_first_rep(bench_events):
    kinds = [type(e) for e in bench_events if isinstance(e, SetStarted | RepStarted | RepFinished)]
    assert kinds.index(RepStarted) < kinds.index(SetStarted) < kinds.index(RepFinished)
    assert kinds.count(SetStarted) == 1


@pytest.mark.parametrize("variant", ["squat", "touch_and_go_bench", "deadlift", "overhead_press"])
def test_the_last_word_is_what_the_recording_says(variant):
    sim = simulated(variant, 3)
    events = fed(Monitor(LIFTS[sim.lift]), samples_of(sim))
    offline = analyze(samples_of(sim), LIFTS[sim.lift])
    (ended,) = of(SetEnded, events)
    assert len(ended.reps) == len(offline.reps)
    for live, after in zip(ended.reps, offline.reps, strict=True):
        assert live.mean_velocity.value == pytest.approx(after.mean_velocity.value, abs=2e-4)
        assert live.verdict == after.verdict


def test_what_was_told_at_once_agrees_with_the_last_word_within_its_error(bench_events):
    (ended,) = of(SetEnded, bench_events)
    told = [event.rep for event in of(RepFinished, bench_events)]
    off = [
        (a.mean_velocity.value - b.mean_velocity.value) / a.mean_velocity.se
        for a, b in zip(told, ended.reps, strict=True)
    ]
    assert np.sqrt(np.mean(np.square(off))) < 2.0


def test_the_pieces_that_samples_come_in_change_nothing(bench, bench_events):
    sizes = np.random.default_rng(1).integers(1, 400, 10_000).tolist()
    assert fed(Monitor(LIFTS["bench"]), samples_of(bench), sizes) == bench_events
    assert fed(Monitor(LIFTS["bench"]), samples_of(bench), 10**6) == bench_events


@pytest.mark.parametrize("share", [0.02, 0.31, 0.5, 0.77, 0.99])
def test_a_restored_monitor_goes_on_as_if_nothing_had_been(bench, bench_events, share):
    samples, monitor = samples_of(bench), Monitor(LIFTS["bench"])
    cut = int(share * len(samples))
    before = monitor.feed(samples.part(0, cut))
    restored = Monitor.restored(monitor.state())
    after = fed(restored, samples.part(cut, len(samples)))
    assert before + after == bench_events


def test_a_restored_monitor_judges_by_the_same_lifter(bench):
    """Signature, habit, marks and the set's own course go through the bytes."""
    lift, samples = LIFTS["bench"], samples_of(bench)
    learnt = alert_of_a_lifter(lift, analyze(samples, lift).reps)
    whole = Monitor(lift, alert=learnt)
    expected = fed(whole, samples)
    monitor = Monitor(lift, alert=learnt)
    cut = len(samples) // 2
    before = monitor.feed(samples.part(0, cut))
    restored = Monitor.restored(monitor.state())
    after = fed(restored, samples.part(cut, len(samples)))
    assert before + after == expected
    assert any(event.rep.technique.state == "clean" for event in of(RepFinished, expected))


def alert_of_a_lifter(lift, reps):
    """What judges a lifter who has lifted these reps three times, and marked some."""
    past = [PastSet(tuple(reps), ("clean",) * len(reps), 80.0)] * 3
    signature = learn(lift, past)
    course = PastCourse(np.array([0.6, 0.5, 0.4]), np.full(3, 0.01), slide_at=2)
    out = np.eye(len(signature.weights))
    marks = [Mark(size * out[0], size > 3.0) for size in np.linspace(0.0, 6.0, 12)]
    return replace(
        usual_alert(lift, load_kg=80.0),
        signature=signature,
        habit=learn_courses([course], FLOOR),
        recent=tuple(reps),
        taught=teach(marks, [], signature.weights, 0.05),
    )


class Trap:
    def __reduce__(self):
        return (print, ("a state that runs code",))


@pytest.mark.parametrize(
    "state",
    [b"", b"not a state", pickle.dumps(7), pickle.dumps((1, Trap())), pickle.dumps((99, {}))],
)
def test_bytes_that_are_no_state_are_refused_and_run_nothing(state, capsys):
    with pytest.raises(ValueError, match="state"):
        Monitor.restored(state)
    assert capsys.readouterr().out == ""


def test_a_set_ends_when_the_bar_has_lain_still_for_a_while():
    sim = simulated("squat", 2)
    samples = resting(samples_of(sim), 30.0)
    monitor = Monitor(LIFTS["squat"])
    events = [e for i in range(0, len(samples), 50) for e in monitor.feed(samples.part(i, i + 50))]
    assert len(of(SetEnded, events)) == 1
    assert monitor.finish() == []


def still(samples: Samples, seconds: float) -> Samples:
    """The bar lying still as it does in these samples."""
    rng, n = np.random.default_rng(0), round(seconds * samples.rate)
    force = samples.specific_force.mean(axis=0) + 0.01 * rng.standard_normal((n, 3))
    turn = samples.angular_rate.mean(axis=0) + 1e-3 * rng.standard_normal((n, 3))
    return Samples(samples.rate, force, turn, np.zeros(n, np.uint8))


def resting(samples: Samples, seconds: float) -> Samples:
    """The samples, and the bar lying still behind them."""
    return joined(samples, still(samples.part(len(samples) - 100, len(samples)), seconds))


def joined(*parts: Samples) -> Samples:
    return Samples(
        parts[0].rate,
        np.concatenate([p.specific_force for p in parts]),
        np.concatenate([p.angular_rate for p in parts]),
        np.concatenate([p.flags for p in parts]),
        start=parts[0].start,
    )


def test_sets_far_apart_are_numbered_and_each_ends():
    one, two = samples_of(simulated("bench", 5)), samples_of(simulated("bench", 6))
    between = still(two.part(0, 100), 80.0)
    two = joined(resting(one, 10.0), between, two, still(two.part(len(two) - 100, len(two)), 20.0))
    events = fed(Monitor(LIFTS["bench"]), two, 1000)
    assert [event.summary.set for event in of(SetEnded, events)] == [1, 2]
    assert {event.set for event in of(SetStarted, events)} == {1, 2}


def test_memory_stays_bounded_through_an_hour_of_rest_and_of_handling():
    rng, rate = np.random.default_rng(0), 208.0
    monitor = Monitor(LIFTS["squat"])
    up = np.array([0.0, 0.0, 9.81])
    for minute in range(20):
        n = round(60 * rate)
        shaking = 0.01 if minute % 2 else 1.0
        force = up + shaking * rng.standard_normal((n, 3))
        turn = 0.1 * shaking * rng.standard_normal((n, 3))
        start = minute * n / rate
        monitor.feed(Samples(rate, force, turn, np.zeros(n, np.uint8), start=start))
    assert len(monitor.state()) < 40e6


def test_a_long_gap_ends_the_bout_and_the_reps_before_it_stay(bench, bench_events):
    samples = samples_of(bench)
    cut = int(bench.truth.sensor_reps[3].end_s * samples.rate) + 150
    late = Samples(
        samples.rate,
        samples.specific_force[cut:],
        samples.angular_rate[cut:],
        samples.flags[cut:],
        start=cut / samples.rate + 20.0,
    )
    monitor = Monitor(LIFTS["bench"])
    before = monitor.feed(samples.part(0, cut))
    after = fed(monitor, late)
    assert len(of(RepFinished, before)) == 4
    (ended,) = of(SetEnded, after)[-1:]
    assert len(ended.reps) >= len(bench.truth.sensor_reps) - 1


def test_nothing_is_told_of_a_bar_that_nobody_lifts():
    racked = resting(samples_of(simulated("bench", 5)).part(0, 400), 60.0)
    events = fed(Monitor(LIFTS["bench"]), racked)
    assert not of(RepFinished, events)
    assert not of(SetEnded, events)


def test_live_velocity_and_height_follow_the_bar(bench, bench_events):
    track = bench.truth.sensor_track
    moved = of(Moved, bench_events)
    first, last = bench.truth.sensor_reps[1].start_s, bench.truth.sensor_reps[-1].end_s
    times = np.array([m.time_s for m in moved])
    inside = (times > first) & (times < last)
    true = np.interp(times[inside], track.time, track.vertical_velocity)
    seen = np.array([m.velocity for m in moved])[inside]
    assert np.sqrt(np.mean((seen - true) ** 2)) < 0.05


def test_later_reps_may_revise_earlier_ones_but_not_move_them_away(bench_events):
    first = {event.rep.rep: event.rep for event in of(RepFinished, bench_events)}
    for event in of(RepRevised, bench_events):
        assert event.rep.end_s == pytest.approx(first[event.rep.rep].end_s, abs=0.3)
