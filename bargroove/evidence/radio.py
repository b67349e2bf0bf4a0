"""A simulated sensor and a session that talk over a radio, in the simulation's own time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from firmware_bridge.drivers.contract import Baud, Subscribe
from firmware_bridge.events import Event
from firmware_bridge.records import Kind, Record
from firmware_bridge.session import Session
from hardware.simulated.sensors.bvm import SimulatedBvm
from hardware.simulated.sensors.contract import Frame, SimulatedSensor

Alter = Callable[[Frame], Iterable[bytes]]
"""What becomes of a frame on its way: nothing, itself, something else, more."""


@dataclass(frozen=True)
class Cut:
    """A link that is lost at ``at`` s for so many seconds.

    ``restart``: the sensor, which must be a BVM, is switched off meanwhile.
    """

    at: float
    seconds: float
    restart: bool = False


@dataclass(frozen=True)
class Air:
    """How a radio carries frames: together, at connection events ``interval_s`` apart.

    ``retry_share`` of the events fail, and what waits for them goes with the next one;
    ``jitter_s`` is the mean of the host's own, exponential delay.
    """

    interval_s: float = 0.03
    retry_share: float = 0.05
    jitter_s: float = 0.002
    cuts: tuple[Cut, ...] = ()


USUAL = Air()


def untouched(frame: Frame) -> Iterable[bytes]:
    """Let a frame pass."""
    return (frame.data,)


class Talk:
    """The conversation of one sensor and one session.

    Attributes:
        records: all that happened, as a capture would have it.
    """

    def __init__(
        self,
        sensor: SimulatedSensor,
        session: Session,
        air: Air,
        rng: np.random.Generator,
        alter: Alter = untouched,
    ) -> None:
        self.records: list[Record] = []
        self._sensor, self._session, self._air, self._rng = sensor, session, air, rng
        self._alter = alter
        self._linked = False
        self._at = 0.0  # s, of the last record

    def run(self, seconds: float) -> Iterator[Event]:
        """Yield what the session tells until ``seconds`` after the sensor was switched on."""
        air, rng = self._air, self._rng
        cuts = deque(air.cuts)
        yield from self._connect(0.0)
        now = rng.uniform(0.0, air.interval_s)
        while (now := now + air.interval_s) < seconds:
            if cuts and now >= cuts[0].at and self._linked:
                yield from self._cut(now, cuts[0])
            if cuts and now >= cuts[0].at + cuts[0].seconds:
                cuts.popleft()
                yield from self._connect(now)
            if self._linked and rng.random() >= air.retry_share:
                yield from self._event(now)

    def _connect(self, at: float) -> Iterator[Event]:
        self._linked = True
        self._sensor.connect(at)
        yield from self._take(Kind.CONNECTED, at)

    def _cut(self, at: float, cut: Cut) -> Iterator[Event]:
        self._linked = False
        if cut.restart and isinstance(self._sensor, SimulatedBvm):
            self._sensor.restart(at)
        else:
            self._sensor.disconnect(at)
        yield from self._take(Kind.DISCONNECTED, at)

    def _event(self, at: float) -> Iterator[Event]:
        """Carry all that waits."""
        deadline = self._session.deadline
        if deadline is not None and deadline <= at:
            yield from self._take(Kind.TIMER, at)
        for frame in self._sensor.advance(at):
            arrived = at + self._rng.exponential(self._air.jitter_s)
            for data in self._alter(frame):
                yield from self._take(Kind.RECEIVED, arrived, frame.channel, data)

    def _take(self, kind: Kind, at: float, channel: str = "", data: bytes = b"") -> Iterator[Event]:
        self._at = max(self._at, at)  # what waits keeps its order
        record = Record(self._at, kind, channel, data)
        self.records.append(record)
        yield from self._session.take(record)
        if orders := self._session.orders():
            for order in orders:
                if isinstance(order, Baud):
                    self._sensor.baud(at, order.rate)
                elif not isinstance(order, Subscribe):
                    self._sensor.write(at, order.channel, order.data)
            yield from self._take(Kind.SENT, self._at)
