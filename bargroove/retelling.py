"""Captures told again: the same samples through the same monitor as when they were made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from bargroove.heads import DEMO, head_of
from bargroove.logbook.records import SetHead
from firmware_bridge.capture_reader import is_capture, read_capture
from firmware_bridge.drivers.contract import Identity
from firmware_bridge.errors import BridgeError
from firmware_bridge.events import Readings
from firmware_bridge.replay import replay
from gui.live_state import reps_after
from velocity import LIFTS
from velocity.alert import Alert
from velocity.events import (
    MonitorEvent,
    RepFinished,
    RepRevised,
    RepWithdrawn,
    SetEnded,
    SetStarted,
)
from velocity.monitor import Monitor
from velocity.rep import Rep

UNSETTLED = 1.0  # s before a capture's end in which the last word on a rep is not to be trusted
_SPILT = 2.0  # s before a capture's end from which a set begins that goes on in the next capture


@dataclass
class Retold:
    """What a capture tells.

    Attributes:
        header: of the capture; ``damage`` what cannot be read of it, None where all can.
        sensor: which it was, as far as it said so.
        ended: the last word on each set, by its number in the capture.
        standing: each set's reps as they stood at the capture's end, before any last word.
        began: when each set was first told of, s.
        end_s: end of the samples, s.
    """

    header: dict[str, Any]
    damage: str | None
    sensor: Identity | None = None
    ended: dict[int, SetEnded] = field(default_factory=dict)
    standing: dict[int, tuple[Rep, ...]] = field(default_factory=dict)
    began: dict[int, float] = field(default_factory=dict)
    end_s: float = 0.0

    def started(self, number: int) -> datetime:
        """Return when a set began.

        A first capture begins with the samples, one that continues another with its set.
        """
        begun = _begun(self.header)
        if "continues" in self.header and number == 1:
            return begun
        return begun + timedelta(seconds=self.began[number])

    def reps(self, number: int) -> tuple[Rep, ...]:
        """Return a set's reps: those that were told, each as the last word has it.

        A capture that was cut short gives the last word less to go by: it may find reps that
        were none, and not find some that were.
        """
        last = self.ended[number].reps if number in self.ended else ()
        return refined(self.standing.get(number, ()), last)

    def take(self, events: Sequence[MonitorEvent]) -> None:
        """Take note of what the monitor tells while there are samples."""
        for event in events:
            match event:
                case SetStarted(set=number):
                    self.began.setdefault(number, self.end_s)
                case RepFinished(rep=Rep(set=number)) | RepRevised(rep=Rep(set=number)):
                    self._follow(number, event)
                case RepWithdrawn(set=number):
                    self._follow(number, event)
                case SetEnded(summary=summary):
                    self.ended[summary.set] = event
                    self._follow(summary.set, event)

    def take_last(self, events: Sequence[MonitorEvent]) -> None:
        """Take note of the last words that come without any more samples."""
        for event in events:
            if isinstance(event, SetStarted):
                self.began.setdefault(event.set, self.end_s)
            elif isinstance(event, SetEnded):
                self.ended[event.summary.set] = event

    def _follow(self, number: int, event: MonitorEvent) -> None:
        self.standing[number] = reps_after(self.standing.get(number, ()), event)


def overlap(one: Rep, other: Rep) -> bool:
    """Return whether two reps are of the same time."""
    return one.start_s < other.end_s and other.start_s < one.end_s


def refined(reps: Sequence[Rep], better: Sequence[Rep]) -> tuple[Rep, ...]:
    """Return reps, each as a better reading has it that is of that rep alone."""
    done = []
    for rep in reps:
        same = [one for one in better if overlap(one, rep)]
        alone = len(same) == 1 and sum(overlap(same[0], other) for other in reps) == 1
        done.append(same[0] if alone else rep)
    return tuple(done)


def described(path: Path) -> SetHead | None:
    """Return what a capture's header says of its sets; None if it is of none that was lifted.

    Raises:
        BadCapture, NoSet: it cannot be read, or not be understood.
    """
    header = read_capture(path).header
    if header.get(DEMO) or not header.get("lift"):
        return None
    return head_of(header, _begun(header), sensor=None, capture=path)


def _begun(header: Mapping[str, Any]) -> datetime:
    """Return when a capture was begun; now, if its header does not say."""
    try:
        return datetime.fromisoformat(str(header.get("started_utc")))
    except ValueError:
        return datetime.now(UTC)


def retold(path: Path, head: SetHead, alert: Alert) -> Retold:
    """Send a capture through a monitor like the one of the live set.

    Raises:
        BridgeError: it cannot be replayed.
    """
    capture = read_capture(path)
    told = Retold(capture.header, capture.damage)
    axis = None if head.bar_axis is None else np.array(head.bar_axis)
    monitor = Monitor(LIFTS[head.lift], offset_m=head.offset_m, bar_axis=axis, alert=alert)
    for event in replay(capture):
        if isinstance(event, Identity):
            told.sensor = event
        elif isinstance(event, Readings):
            told.end_s = event.samples.start + event.samples.duration
            told.take(monitor.feed(event.samples))
    told.take_last(monitor.finish())
    return told


def spilt(path: Path, told: Retold) -> set[int]:
    """Return the number of a set of which only the beginning is here, if there is one.

    A live set that is not the first goes on in a capture of its own once its first rep is told.
    """
    last = max(told.ended, default=1)
    at_the_end = last > 1 and told.end_s - told.began[last] < _SPILT
    return {last} if at_the_end and _goes_on(path) else set()


def _goes_on(path: Path) -> bool:
    for other in path.parent.glob("*.capture"):
        try:
            if is_capture(other) and read_capture(other).header.get("continues") == path.name:
                return True
        except BridgeError:  # what cannot be read does not say so
            continue
    return False
