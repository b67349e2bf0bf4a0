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
        rows: (n, 5): time, s; three values; whether any of these stood at the end of its range.
    """

    def __init__(self, nominal_period: float) -> None:
        self._nominal = nominal_period
        self._period: float | None = None
        self.forget()

    def forget(self) -> None:
        """Drop all samples; the next frame begins anew."""
        self._last: float | None = None
        self.rows = np.empty((0, 5))

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
        rows = np.empty((n, 5))
        rows[:, 0] = last - self._period * np.arange(n - 1, -1, -1)
        rows[:, 1:4] = values
        rows[:, 4] = clipped
        self.rows = np.concatenate((self.rows, rows))[-_PENDING:]


def paired(
    lead: Track, other: Track, period: float
) -> list[tuple[float, Floats, Floats, NDArray[np.bool_]]]:
    """Take from ``lead`` what ``other`` covers; ``other`` is interpolated linearly.

    Returns:
        Runs without a gap in either, at steps of about ``period`` s: the time of the first
        sample, s, the values of both, (n, 3), and whether either was clipped, (n,).
    """
    known = other.rows[:, 0]
    ready = int(lead.rows[:, 0].searchsorted(known[-1] + _SAME_TIME, "right")) if len(known) else 0
    if not ready or len(known) < 2:
        return []
    rows, lead.rows = lead.rows[:ready], lead.rows[ready:]
    times = rows[:, 0]
    after = known[1:-1].searchsorted(times) + 1
    low, high = other.rows[after - 1], other.rows[after]
    other.rows = other.rows[after[-1] - 1 :]
    steps = high[:, 0] - low[:, 0]
    covered = (steps < 1.5 * period) & (times >= known[0] - _SAME_TIME)
    share = (times - low[:, 0]) / np.where(steps > 0, steps, np.inf)
    partner = low + share[:, None] * (high - low)
    clipped = rows[:, 4] + low[:, 4] + high[:, 4] > 0
    if not covered.all():
        rows, partner, clipped = rows[covered], partner[covered], clipped[covered]
    return [
        (float(rows[run.start, 0]), rows[run, 1:4], partner[run, 1:4], clipped[run])
        for run in runs(rows[:, 0], period)
    ]
