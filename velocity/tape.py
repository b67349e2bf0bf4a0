"""The tape: the last samples of a stream, as many as are still needed."""

from __future__ import annotations

import numpy as np

from velocity.samples import Flags, Floats, Samples

SAME_TIME = 1e-9  # s: closer than this, two times differ by rounding alone


class Tape:
    """Samples with a number each that stays the same while older ones are let go.

    Attributes:
        first: number of the oldest sample kept.
        rate: samples per second, Hz, as last told.
        rate_se: its standard error, Hz.
    """

    def __init__(self, samples: Samples, first: int = 0) -> None:
        self.first = self._since = first
        self.rate, self.rate_se, self._since_s = samples.rate, samples.rate_se, samples.start
        self._size = 0
        self._force: Floats = np.zeros((len(samples), 3))
        self._turn: Floats = np.zeros((len(samples), 3))
        self._flags: Flags = np.zeros(len(samples), np.uint8)
        self.append(samples)

    def append(self, samples: Samples) -> None:
        """Put samples that follow the last at the end; their rate is taken for that of all."""
        expected = self.time(self.last)
        if samples.rate != self.rate or abs(samples.start - expected) > SAME_TIME:
            self._since, self._since_s = self.last, samples.start
            self.rate, self.rate_se = samples.rate, samples.rate_se
        size = self._size + len(samples)
        if size > len(self._flags):
            self._resize(max(size, 2 * self._size))
        self._force[self._size : size] = samples.specific_force
        self._turn[self._size : size] = samples.angular_rate
        self._flags[self._size : size] = samples.flags
        self._size = size

    @property
    def last(self) -> int:
        """The number after the newest sample's."""
        return self.first + self._size

    def time(self, number: float) -> float:
        """Return the time of a sample, s."""
        return self._since_s + (number - self._since) / self.rate

    def part(self, first: int, last: int) -> Samples:
        """Return samples by their numbers; the arrays are views."""
        cut = slice(first - self.first, last - self.first)
        return Samples(
            self.rate,
            self._force[cut],
            self._turn[cut],
            self._flags[cut],
            self.rate_se,
            self.time(first),
        )

    def drop_before(self, first: int) -> None:
        """Let go of the samples before a number."""
        gone = first - self.first
        if gone <= 0:
            return
        # New arrays, since parts that were handed out are views of the old ones.
        kept = slice(gone, self._size)
        self._force, self._turn = self._force[kept].copy(), self._turn[kept].copy()
        self._flags = self._flags[kept].copy()
        self._size -= gone
        self.first = first

    def _resize(self, room: int) -> None:
        self._force = np.resize(self._force, (room, 3))
        self._turn = np.resize(self._turn, (room, 3))
        self._flags = np.resize(self._flags, room)
