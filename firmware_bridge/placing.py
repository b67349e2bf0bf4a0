"""Where a batch belongs: how many samples were lost before it, and how many are known already.

A sensor that counts says so itself; one that stamps, by steps of its clock; of any other only
the arrivals speak, and they speak late: a delay is made good, a loss is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from firmware_bridge.drivers.contract import Batch
from firmware_bridge.lateness import WINDOW, Lateness
from firmware_bridge.period import Period

RESENT = 30.0
"""Seconds that a counter may step back for samples sent once more; further is a restart."""

_EARLY, _EARLY_COUNT = 0.25, 2.0  # s before it can have been taken that a sample may seem to come
_DOUBTS = 3  # stamps in a row that a sensor must repeat to be believed against all else
_SMOOTHED = 8  # batches over which a stamp's jitter is averaged
_LAGS = 6  # standard errors of the rate by which a batch may lag, in halves of a period
_SET_BACK = 1.0  # s by which a sensor's clock steps back when it has restarted
_STALL, _CAUGHT_UP = 0.2, 0.1  # s of lateness
_CATCH_UP = 0.5  # s within which a delay must shrink, or it is a loss
_SHRINKS = 0.05  # s
_LONGEST_DOUBT = 5.0  # s


@dataclass(frozen=True)
class Place:
    """Where a batch belongs after those before it.

    Attributes:
        lost: samples that never came, before this batch.
        known: samples at its beginning that came before.
        exact: whether the sensor itself has counted.
        parted: whether slots and stamps do not continue those before.
        restarted: whether that is because the sensor has begun anew.
    """

    lost: int = 0
    known: int = 0
    exact: bool = False
    parted: bool = False
    restarted: bool = False


class Placing(Protocol):
    """One way to place batches."""

    def place(self, batch: Batch, at: float, late: float, cut: bool) -> Place | None:
        """Return where a batch belongs, or None while that is open.

        Args:
            batch: it, not the stream's first.
            at: s, when it came.
            late: s, how late its last sample would be if nothing was lost, see ``Lateness``.
            cut: whether the link was cut before it.
        """


def by_arrival(late: float, usual: float, period: Period, *, restarted: bool = False) -> Place:
    """Return what only the host's clock can tell: how many samples fit into the time since."""
    lost = max(round((late - usual) / period.value), 0)
    return Place(lost, parted=True, restarted=restarted)


class Counted:
    """For a sensor that counts its samples."""

    def __init__(self, first: Batch, period: Period, lateness: Lateness) -> None:
        self._period, self._lateness = period, lateness
        self._go_on(first)

    def _go_on(self, batch: Batch) -> None:
        self._next = (batch.index or 0) + len(batch)
        self._session = batch.session

    def place(self, batch: Batch, at: float, late: float, cut: bool) -> Place | None:
        """Place by the counter; what cannot be, or is another session, is a restart."""
        ahead = (batch.index or 0) - self._next
        since = ahead * self._period.value
        possible = -RESENT <= since <= max(late, 0.0) + _EARLY_COUNT
        if batch.session != self._session or not possible:
            self._go_on(batch)
            return by_arrival(late, self._lateness.usual, self._period, restarted=True)
        known = min(max(-ahead, 0), len(batch))
        if known < len(batch):
            self._go_on(batch)
        return Place(max(ahead, 0), known, exact=True)


class Timed:
    """For a sensor that stamps its samples and does not count them."""

    def __init__(self, first: Batch, period: Period, lateness: Lateness) -> None:
        self._period, self._lateness = period, lateness
        self._session = first.session
        self._go_on(first, first.device_time or 0.0)

    def place(self, batch: Batch, at: float, late: float, cut: bool) -> Place | None:
        """Place by the stamp, unless it is absurd: before its time, or back and forth."""
        period, time = self._period.value, batch.device_time or 0.0
        off = time - self._expected
        unsure = 0.5 * period + 3 * self._period.se * len(batch) * _SMOOTHED
        anew = cut or batch.session != self._session
        self._session = batch.session
        if abs(off) <= unsure:
            self._go_on(batch, self._expected + off * self._believed(len(batch)))
            return Place()
        if off > 0 and late - off >= -_EARLY:
            self._go_on(batch, time)
            return Place(lost=round(off / period))
        self._doubts += 1
        if not anew and self._doubts < _DOUBTS:
            self._expected += len(batch) * period
            return Place()
        self._go_on(batch, time)
        if abs(off) < _SET_BACK:
            return Place(parted=True)
        return by_arrival(late, self._lateness.usual, self._period, restarted=True)

    def _believed(self, n: int) -> float:
        """Return the share of a stamp's deviation, after ``n`` samples, that is not jitter.

        The less the rate is known the larger it is, lest what is expected lag behind the stamps
        and a loss be counted short.
        """
        return min(max(_LAGS * n * self._period.se / self._period.value, 1 / _SMOOTHED), 1.0)

    def _go_on(self, batch: Batch, time: float) -> None:
        self._doubts = 0
        self._expected = time + len(batch) * self._period.value


class Arrived:
    """For a sensor that neither counts nor stamps."""

    def __init__(self, first: Batch, period: Period, lateness: Lateness) -> None:
        self._period, self._lateness = period, lateness
        self._since: float | None = None
        self._judged = self._least = self._mark = self._unsure = 0.0

    def place(self, batch: Batch, at: float, late: float, cut: bool) -> Place | None:
        """Place next to the one before; after a stall wait and see whether it is made good."""
        if cut:
            self._since = None
            return by_arrival(late, self._lateness.usual, self._period)
        if self._since is not None:
            return self._judge(at, late)
        self._unsure = 3 * self._period.se / self._period.value * WINDOW
        if late <= _STALL + self._unsure:
            return Place()
        self._since = self._judged = at
        self._least = self._mark = late
        return None

    def _judge(self, at: float, late: float) -> Place | None:
        self._least = min(self._least, late)
        assert self._since is not None
        if self._least <= _CAUGHT_UP + self._unsure:
            self._since = None
            return Place()
        if at < self._judged + _CATCH_UP:
            return None
        if self._least < self._mark - _SHRINKS and at < self._since + _LONGEST_DOUBT:
            self._judged, self._mark = at, self._least
            return None
        self._since = None
        return Place(lost=round(self._least / self._period.value), parted=True)
