"""A live set on the Lab Streaming Layer; ``docs/streams.md`` has the streams."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from time import sleep
from typing import Any

import numpy as np
import pylsl

from bargroove.publishing.lsl_clock import LslClock
from bargroove.publishing.lsl_streams import Streams, quieten
from bargroove.publishing.messages import message
from firmware_bridge.drivers.contract import Identity
from firmware_bridge.events import Connected, Event, Readings
from gui.live_state import LiveState
from velocity.events import MonitorEvent, Moved
from velocity.samples import MISSING, Samples

_LAST = 0.3  # s that listeners are given to fetch what was sent last: nothing tells that they have
_TIMES = ("time_s", "start_s", "end_s")


class LslPublisher:
    """Sends samples, velocity and events, each with its time on LSL's clock.

    The streams are there once a sensor sends, and stay until another session begins.
    """

    name = "lsl"

    def __init__(self) -> None:
        quieten()
        self._sensor: Identity | None = None
        self._streams: Streams | None = None
        self._clock = LslClock()
        self._rate = 0.0  # Hz; 0 before anything was read
        self._held: list[Callable[[Streams], None]] = []  # until the clock has settled

    def take(self, event: Event, state: LiveState) -> None:
        """Send the samples of readings."""
        match event:
            case Connected(resumed=False):
                self._sensor = None
            case Identity():
                self._sensor = event
            case Readings():
                self._read(event)

    def tell(self, event: MonitorEvent, state: LiveState) -> None:
        """Send the bar's velocity, or what has happened."""
        if isinstance(event, Moved):
            self._send(partial(self._move, event))
        elif told := message(event, state):
            self._send(partial(self._tell, told))

    def news(self) -> list[str]:
        """Return nothing: nobody has to listen."""
        return []

    def close(self) -> None:
        """Send what is held back, and withdraw the streams."""
        self._flush()
        if self._streams and self._streams.have_listeners:
            sleep(_LAST)
        self._streams = None

    def _read(self, readings: Readings) -> None:
        if self._clock.is_over(readings):
            self._flush()
            self._streams, self._clock, self._rate = None, LslClock(), 0.0
        self._rate = self._rate or readings.samples.rate  # the nominal one: none is measured yet
        self._clock.hear(readings, pylsl.local_clock())
        self._send(partial(self._push, readings.samples))

    def _send(self, do: Callable[[Streams], None]) -> None:
        self._held.append(do)
        if self._clock.settled:
            self._flush()

    def _flush(self) -> None:
        """Send what was held back, if anything was ever read."""
        if not self._held or not self._rate:
            return
        if not self._clock.settled:
            self._clock.settle()
        streams = self._streams = self._streams or Streams(self._sensor, self._rate)
        for do in self._held:
            do(streams)
        self._held.clear()

    def _push(self, samples: Samples, streams: Streams) -> None:
        """Send what was really received; what is missing leaves a gap."""
        there = (samples.flags & MISSING) == 0
        values = np.hstack([samples.specific_force, samples.angular_rate])[there]
        streams.push_samples(values, self._clock.stamp(samples.time)[there])

    def _move(self, moved: Moved, streams: Streams) -> None:
        streams.push_velocity(moved.velocity, moved.height, self._clock.stamp(moved.time_s))

    def _tell(self, told: dict[str, Any], streams: Streams) -> None:
        """Send an event as it is known by the newest sample, its times also on LSL's clock."""
        stamped = self._stamped(told)
        if "all_reps" in told:
            stamped["all_reps"] = [self._stamped(rep) for rep in told["all_reps"]]
        streams.push_event(json.dumps(stamped, allow_nan=False), self._clock.newest)

    def _stamped(self, told: dict[str, Any]) -> dict[str, Any]:
        known = {key: told[key] for key in _TIMES if told.get(key) is not None}
        stamps = {f"lsl_{key}": round(self._clock.stamp(at), 6) for key, at in known.items()}
        return told | stamps
