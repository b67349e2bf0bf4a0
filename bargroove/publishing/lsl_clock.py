"""Where a stream's time lies on the clock of the Lab Streaming Layer."""

from __future__ import annotations

from math import inf
from typing import TypeVar

import numpy as np

from firmware_bridge.events import Readings
from velocity.samples import Floats

_SETTLING = 0.5  # s of LSL's clock over which the way from clock to clock is measured
_SETTLING_STREAM = 5.0  # s of the stream's time, where a recording runs faster than it was made
_SLEWING = 0.01  # s per s of the stream by which stamps may give way

_Time = TypeVar("_Time", float, Floats)


class LslClock:
    """Stamps a stream's times on LSL's clock, as if the quickest of late arrivals took no time.

    Stamps are as regular as the rebuilt clock, within 1 %: what is learned later of the offset
    moves them no faster. What a recording tells keeps the recording's pace.

    Attributes:
        settled: whether there are stamps; it takes the first half second.
        newest: stamp of the newest sample, s.
    """

    def __init__(self) -> None:
        self.settled = False
        self.newest = 0.0
        self._shift = self._floor = inf  # s: from the link's clock to LSL's, from stream to link's
        self._offset = self._before = 0.0  # s from stream to LSL's: now, and one reading ago
        self._last_s = self._before_s = -inf  # stream times of the newest sample likewise
        self._begun: tuple[float, float] | None = None  # s, on LSL's clock and the link's

    def is_over(self, readings: Readings) -> bool:
        """Return whether readings belong to another stream, whose time began anew."""
        return _last_s(readings) <= self._last_s

    def hear(self, readings: Readings, now: float) -> None:
        """Take note of readings that have come by ``now``, s on LSL's clock."""
        last_s = _last_s(readings)
        self._before_s, self._last_s = self._last_s, last_s
        self._before = self._offset
        if self.settled:
            self._slew(self._shift + readings.at - readings.delay - last_s)
        else:
            self._measure(readings.at, now)
        self.newest = last_s + self._offset

    def settle(self) -> None:
        """Let what is known of the offset hold."""
        self.settled = True
        self._offset = self._before = self._shift + self._floor
        self.newest = self._last_s + self._offset

    def stamp(self, time_s: _Time) -> _Time:
        """Return the stamps of times of the stream."""
        offsets = self._before, self._offset
        return time_s + np.interp(time_s, (self._before_s, self._last_s), offsets)

    def _measure(self, at: float, now: float) -> None:
        """Take the least of what is seen: readings may have been held up on their way here."""
        self._begun = self._begun or (now, at)
        self._shift = min(self._shift, now - at)
        self._floor = min(self._floor, at - self._last_s)
        if now - self._begun[0] >= _SETTLING or at - self._begun[1] >= _SETTLING_STREAM:
            self.settle()

    def _slew(self, aim: float) -> None:
        most = _SLEWING * (self._last_s - self._before_s)
        self._offset += min(max(aim - self._offset, -most), most)


def _last_s(readings: Readings) -> float:
    samples = readings.samples
    return samples.start + (len(samples) - 1) / samples.rate
