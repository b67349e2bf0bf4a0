"""Two instruments with stamps of their own, brought onto the times of one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from firmware_bridge.drivers.stamps import runs
from velocity.samples import Floats

_PENDING = 2048
"""Samples kept of an instrument while the other is silent."""
_SAME_TIME = 1e-6
"""Stamps closer than this are one time, s."""
_STEADY = 0.1
"""Share by which the step between two frames may miss the nominal one if none was lost between."""


class Track:
    """One instrument's latest samples.

    Attributes:
        times: (n,) s.
        values: (n, 3) in the instrument's unit.
        clipped: (n,) whether any axis stood at the end of its range.
    """

    def __init__(self, nominal_period: float) -> None:
        self._nominal = nominal_period
        self._period: float | None = None
        self.forget()

    def forget(self) -> None:
        """Drop all samples; the next frame begins anew."""
        self._last: float | None = None
        self.times, self.values = np.empty(0), np.empty((0, 3))
        self.clipped = np.empty(0, np.bool_)

    def behind(self, last: float) -> bool:
        """Return whether a frame that ends at ``last`` s would not come after the one before."""
        return self._last is not None and last <= self._last

    def add(self, last: float, values: Floats, clipped: NDArray[np.bool_]) -> None:
        """Take a frame whose last sample is of ``last`` s.

        The step from the frame before tells the true sample period, unless frames are missing;
        before it is known no sample but the last has a time, so the frame is not used.
        """
        n = len(values)
        if self._last is not None:
            step = (last - self._last) / n
            if abs(step / self._nominal - 1) < _STEADY:
                self._period = step
        self._last = last
        if self._period is None:
            return
        times = last - self._period * np.arange(n - 1, -1, -1)
        self.times = np.concatenate((self.times, times))[-_PENDING:]
        self.values = np.concatenate((self.values, values))[-_PENDING:]
        self.clipped = np.concatenate((self.clipped, clipped))[-_PENDING:]

    def drop(self, count: int) -> None:
        """Forget the first ``count`` samples."""
        self.times, self.values = self.times[count:], self.values[count:]
        self.clipped = self.clipped[count:]


def paired(
    lead: Track, other: Track, period: float
) -> list[tuple[float, Floats, Floats, NDArray[np.bool_]]]:
    """Take from ``lead`` what ``other`` covers; ``other`` is interpolated linearly.

    Returns:
        Runs without a gap in either, at steps of about ``period`` s: the time of the first
        sample, s, the values of both, (n, 3), and whether either was clipped, (n,).
    """
    if len(other.times) < 2:
        return []
    ready = int(np.searchsorted(lead.times, other.times[-1] + _SAME_TIME, "right"))
    if not ready:
        return []
    times, values, clipped = lead.times[:ready], lead.values[:ready], lead.clipped[:ready]
    after = np.searchsorted(other.times, times).clip(1, len(other.times) - 1)
    gaps = other.times[after] - other.times[after - 1]
    covered = (gaps < 1.5 * period) & (times >= other.times[0] - _SAME_TIME)
    partner = _between(times, other)
    clipped = clipped | other.clipped[after] | other.clipped[after - 1]
    lead.drop(ready)
    other.drop(max(int(after[-1]) - 1, 0))
    pieces = (each[covered] for each in (times, values, partner, clipped))
    times, values, partner, clipped = pieces
    return [
        (float(times[run.start]), values[run], partner[run], clipped[run])
        for run in runs(times, period)
    ]


def _between(times: Floats, track: Track) -> Floats:
    return np.stack([np.interp(times, track.times, axis) for axis in track.values.T], axis=1)
