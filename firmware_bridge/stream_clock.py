"""The clock of a running stream: batches in, samples on a uniform clock out.

Everything follows from the batches and from when they came, so that a capture replays alike.
"""

from __future__ import annotations

from dataclasses import replace
from math import hypot, isfinite

import numpy as np
from numpy.typing import NDArray

from firmware_bridge.drivers.contract import Batch
from firmware_bridge.events import Clipped, Event, Lost, Notice, Readings
from firmware_bridge.lateness import Lateness
from firmware_bridge.period import PRIOR, WANDER, ArrivalPeriod, Period
from firmware_bridge.placing import Arrived, Counted, Place, Placing, Timed
from firmware_bridge.skew import Skew
from firmware_bridge.stuck import StuckAxes
from velocity.calibration import Constants
from velocity.samples import CLIPPED, MISSING, Flags, Floats, Samples

LONGEST_FILLED = 10.0
"""Seconds; a longer gap is not filled, the clock jumps."""

_MOST_OFF, _MOST_OFF_UNTIMED = 0.05, 0.03  # share of the nominal rate
_OFF_TIME = 5.0  # s before that is told


class StreamClock:
    """Turns batches into samples on a uniform clock, gaps filled and flagged.

    The rate is nominal at first and the better known the longer the stream runs; it is that of
    the host's clock, which corrects the sensor's own. Time goes on through every interruption,
    by the sensor's clock or counter if it can tell, else by arrival.
    """

    def __init__(self, constants: Constants | None = None) -> None:
        """Apply ``constants`` to the readings; None leaves them as they are."""
        self.constants = constants
        self._end = 0.0  # s of stream time, of the sample to come
        self._last: tuple[Floats, Floats] | None = None
        self._lateness = Lateness()
        self._skew = Skew()
        self._stuck = StuckAxes()
        self._held: list[Batch] = []
        self._held_at = 0.0
        self._rate: float | None = None
        self._cut = self._told_off = False
        self._off_since: float | None = None

    def add(self, batch: Batch, at: float) -> list[Event]:
        """Return the readings of a batch that came at ``at`` s, and what was lost before it.

        Where it cannot be told yet whether a stall has cost samples, they are held back until
        it can, and the list is empty.
        """
        if not len(batch):
            return []
        if batch.rate != self._rate:
            return self._begin(batch, at)
        waiting = len(batch) + sum(map(len, self._held))
        late = self._lateness.of(at, self._end + waiting * self._step)
        place = self._placing.place(batch, at, late, self._cut)
        if place is None:
            self._held.append(batch)
            self._held_at = at
            return []
        if self._held:
            batch, self._held = _joined([*self._held, batch]), []
        self._cut = False
        return self._tell(batch, at, place)

    def interrupted(self, at: float) -> list[Event]:
        """Take note that the link was cut at ``at`` s; return what was held back."""
        self._cut = True
        if not self._held:
            return []
        batch, self._held = _joined(self._held), []
        return self._tell(batch, min(at, self._held_at), Place())

    def _begin(self, batch: Batch, at: float) -> list[Event]:
        """Go on at another nominal rate, of which nothing is known."""
        told = self.interrupted(at)
        gap = self._lateness.of(at, self._end + len(batch) / batch.rate) - self._lateness.usual
        self._rate, self._slot, self._cut = batch.rate, 0, False
        self._timed = batch.device_time is not None
        self._period = Period(1 / batch.rate, 0.0 if self._timed else WANDER)
        self._arrivals = ArrivalPeriod(self._period)
        self._skew.part()
        kind: type[Counted | Timed | Arrived] = Arrived
        if batch.index is not None:
            kind = Counted
        elif batch.device_time is not None:
            kind = Timed
        self._placing: Placing = kind(batch, self._period, self._lateness)
        lost = max(round(gap * batch.rate), 0) if self._last is not None else 0
        return told + self._tell(batch, at, Place(lost))

    def _tell(self, batch: Batch, at: float, place: Place) -> list[Event]:
        if place.known == len(batch):
            return []
        batch = _later_part(batch, place.known)
        self._measure(batch, at, place)
        told: list[Event] = self._off_rate_told()
        if place.restarted:
            told.append(Notice("the sensor restarted; what was lost is counted by the clock"))
        if place.lost:
            told.append(Lost(place.lost, place.lost * self._step, place.exact))
        if clipped := int(np.count_nonzero(batch.clipped)):
            told.append(Clipped(clipped))
        said = self._stuck.add(batch.specific_force, batch.angular_rate, batch.rate)
        told += [Notice(text) for text in said]
        samples = self._samples(batch, place.lost)
        self._end = samples.start + samples.duration
        late = self._lateness.add(at, self._end)
        if batch.device_time is not None:
            self._skew.add(batch.device_time + len(batch) * self._period.value, at, late)
        told.append(Readings(samples, at, late))
        return told

    def _measure(self, batch: Batch, at: float, place: Place) -> None:
        """Move on to the batch's slots and learn from its stamp or its arrival."""
        if place.parted:
            self._period.part()
            self._arrivals.part()
            self._skew.part()
        first = self._slot + place.lost
        self._slot = first + len(batch)
        if not self._timed:
            self._arrivals.add(self._slot - 1, at)
        elif batch.device_time is not None:
            self._period.add(first, batch.device_time)
        self._step = self._period.value * (1 + self._skew.value)  # s of the host's clock

    def _off(self) -> float:
        """Return the share by which the measured rate is off the nominal one."""
        return self._period.nominal / self._step - 1

    def _off_rate_told(self) -> list[Event]:
        if abs(self._off()) <= (_MOST_OFF if self._timed else _MOST_OFF_UNTIMED):
            self._off_since = None
        elif self._off_since is None:
            self._off_since = self._end
        elif self._end > self._off_since + _OFF_TIME and not self._told_off:
            self._told_off = True
            why = "" if self._timed else ", or else its link loses many of them"
            return [
                Notice(
                    f"the sensor sends {1 / self._step:.4g} samples per second where"
                    f" {1 / self._period.nominal:.4g} are set{why}: the measured rate is used"
                )
            ]
        return []

    def _rate_se(self) -> float:
        """Return the standard error of the rate, Hz.

        Where only arrivals were counted, a rate that is off by more than sensors are may as
        well be one at which samples are lost: the excess is an error.
        """
        other = self._skew.se if self._timed else max(abs(self._off()) - PRIOR, 0.0)
        return hypot(self._period.se / self._period.value, other) / self._step

    def _samples(self, batch: Batch, lost: int) -> Samples:
        """Return the batch's samples, behind what was lost unless that is too long to be filled."""
        rate, start = 1 / self._step, self._end
        if lost * self._step > LONGEST_FILLED:
            start, lost = start + lost * self._step, 0
        force, turn = self._corrected(batch, rate)
        flags = batch.clipped * CLIPPED
        if lost or not isfinite(np.vdot(force, force) + np.vdot(turn, turn)):
            force, turn, flags = self._whole(force, turn, flags, lost)
        self._last = force[-1:], turn[-1:]
        return Samples(rate, force, turn, flags, self._rate_se(), start)

    def _whole(
        self, force: Floats, turn: Floats, flags: Flags, lost: int
    ) -> tuple[Floats, Floats, Flags]:
        """Return readings and flags with what is lost before them or no number filled."""
        bad = ~np.isfinite(force.sum(axis=1) + turn.sum(axis=1))
        flags[bad] |= MISSING
        before = self._last or (force[:0], turn[:0])
        return (
            _bridged(before[0], force, lost, bad),
            _bridged(before[1], turn, lost, bad),
            np.concatenate([np.full(lost, MISSING), flags]),
        )

    def _corrected(self, batch: Batch, rate: float) -> tuple[Floats, Floats]:
        force, turn = batch.specific_force, batch.angular_rate
        if self.constants is None:
            return force, turn
        raw = Samples(rate, force, turn, np.zeros(len(batch), np.uint8))
        return self.constants.specific_force(raw).T, self.constants.angular_rate(raw).T


def _bridged(before: Floats, values: Floats, lost: int, bad: NDArray[np.bool_]) -> Floats:
    """Return (lost + n, 3): a straight line from before, over what is lost or no number."""
    whole = np.concatenate([before, np.empty((lost, 3)), values])
    known = np.ones(len(whole), bool)
    known[len(before) : len(before) + lost] = False
    known[len(before) + lost :] = ~bad
    if not known.any():
        return np.zeros((lost + len(values), 3))
    places = np.arange(len(whole))
    for column in whole.T:
        column[~known] = np.interp(places[~known], places[known], column[known])
    return whole[len(before) :]


def _joined(batches: list[Batch]) -> Batch:
    """Return one batch of several that follow each other."""
    return replace(
        batches[0],
        specific_force=np.concatenate([batch.specific_force for batch in batches]),
        angular_rate=np.concatenate([batch.angular_rate for batch in batches]),
        clipped=np.concatenate([batch.clipped for batch in batches]),
    )


def _later_part(batch: Batch, known: int) -> Batch:
    """Return a batch without its first samples, and so without its first one's stamp."""
    if not known:
        return batch
    return replace(
        batch,
        specific_force=batch.specific_force[known:],
        angular_rate=batch.angular_rate[known:],
        clipped=batch.clipped[known:],
        device_time=None,
    )
