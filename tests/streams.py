"""Streams for tests: batches of sensors of every kind, and what a clock makes of them."""

from __future__ import annotations

import numpy as np

from firmware_bridge.drivers.contract import Batch
from firmware_bridge.events import Readings
from firmware_bridge.stream_clock import StreamClock
from velocity.samples import MISSING


def batch(first, n=10, rate=208.0, **known):
    """Samples that carry their own number, in specific force and angular rate alike."""
    numbers = np.repeat(np.arange(first, first + n, dtype=float)[:, None], 3, axis=1)
    return Batch(rate, numbers, numbers / 100, np.zeros(n, bool), **known)


def counted(first, true_rate=208.0, *, n=10, session=0, zero=0, late=0.0):
    """A batch of a sensor that counts and stamps, and when it comes."""
    own = {"index": first - zero, "device_time": first / true_rate, "session": session}
    return batch(first, n, **own), (first + n) / true_rate + late


def stamped(first, *, n=8, true_rate=208.0, set_forward=0.0, late=0.0):
    stamp = first / true_rate + set_forward
    return batch(first, n, device_time=stamp), (first + n) / true_rate + late


def bursts(seconds, true_rate, *, interval=0.06, n=8, lost=(), stall=(0.0, 0.0), seed=1):
    """A sensor that only sends: packets wait for the radio, are lost, or are held up."""
    rng = np.random.default_rng(seed)
    came, sent = 0.0, []
    for first in range(0, int(seconds * true_rate), n):
        taken = (first + n) / true_rate
        if any(a <= taken < b for a, b in lost):
            continue
        if stall[0] <= taken < stall[1]:
            taken = stall[1]
        came = max(came, np.ceil(taken / interval) * interval + abs(rng.normal(0, 0.002)))
        sent.append((batch(first, n, 200.0), came))
    return sent


def run(sent, clock=None):
    clock = clock or StreamClock()
    return [event for one, at in sent for event in clock.add(one, at)]


def of(kind, events):
    return [event for event in events if isinstance(event, kind)]


def slots(events):
    """The number that each sample carries, or -1 where it is missing."""
    readings = of(Readings, events)
    numbers = np.concatenate([r.samples.specific_force[:, 0] for r in readings])
    missing = np.concatenate([r.samples.flags for r in readings]) & MISSING
    return np.where(missing, -1, np.rint(numbers)).astype(int)


def assert_continuous(events):
    end = 0.0
    for reading in of(Readings, events):
        assert reading.samples.start == end
        end = reading.samples.start + reading.samples.duration


def expected(n, *missing):
    numbers = np.arange(n)
    for first, last in missing:
        numbers[first:last] = -1
    return numbers
