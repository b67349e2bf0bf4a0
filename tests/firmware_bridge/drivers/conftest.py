from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np
import pytest

from firmware_bridge.drivers.contract import Batch, Baud, Driver, Order, Subscribe, Write
from firmware_bridge.events import Event, Failed
from firmware_bridge.records import Kind, Record
from firmware_bridge.session import Session
from firmware_bridge.stream_clock import StreamClock
from hardware.simulated.sensors.contract import Frame, Readings, SimulatedSensor

STEP = 0.005


class KeptBatches(StreamClock):
    """A clock that only keeps what it is given."""

    def __init__(self) -> None:
        super().__init__()
        self.batches: list[Batch] = []

    def add(self, batch: Batch, at: float) -> list[Event]:
        self.batches.append(batch)
        return []

    def interrupted(self, at: float) -> list[Event]:
        return []


@dataclass
class Talk:
    """A sensor and a session that talk in virtual time."""

    driver: Driver
    sensor: SimulatedSensor
    rate: float = 208.0
    now: float = 0.0
    alter: Callable[[Frame], Iterable[bytes]] = lambda frame: (frame.data,)
    events: list[Event] = field(default_factory=list)
    received: list[tuple[str, bytes]] = field(default_factory=list)
    ordered: list[Order] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.clock = KeptBatches()
        self.session = Session(self.driver, self.rate, self.clock)
        self.subscribed: set[str] = set()

    @property
    def batches(self) -> list[Batch]:
        return self.clock.batches

    @property
    def error(self) -> Exception | None:
        return next((event.error for event in self.events if isinstance(event, Failed)), None)

    def connect(self, mtu: int = 247, baud: int | None = None) -> Talk:
        self.sensor.connect(self.now, mtu)
        self.subscribed = {""} if self.driver.bauds else set()
        if self.driver.bauds:
            self.sensor.baud(self.now, baud or self.driver.bauds[0])
        self._take(Record(self.now, Kind.CONNECTED))
        return self

    def cut(self) -> Talk:
        self.sensor.disconnect(self.now)
        self._take(Record(self.now, Kind.DISCONNECTED, data=b"cut"))
        return self

    def run(self, seconds: float) -> Talk:
        end = self.now + seconds
        while self.now < end:
            self.now += STEP
            for frame in self.sensor.advance(self.now):
                if frame.channel in self.subscribed:
                    for data in self.alter(frame):
                        self.received.append((frame.channel, data))
                        self._take(Record(self.now, Kind.RECEIVED, frame.channel, data))
            deadline = self.session.deadline
            if deadline is not None and self.now >= deadline:
                self._take(Record(self.now, Kind.TIMER))
        return self

    def until_settled(self, within: float = 25.0) -> Talk:
        """Run until the sensor streams or has been given up."""
        end = self.now + within
        while not self.session.streaming and self.error is None:
            self.run(0.1)
            assert self.now < end, "neither streams nor is given up"
        return self

    def until_streaming(self) -> Talk:
        known = len(self.batches)
        self.until_settled()
        assert self.error is None, str(self.error)
        end = self.now + 2.0
        while len(self.batches) == known and self.now < end:
            self.run(0.1)
        return self

    def _take(self, record: Record) -> None:
        self.events += self.session.take(record)
        if orders := self.session.orders():
            self.ordered += orders
            for order in orders:
                match order:
                    case Subscribe(channel):
                        self.subscribed.add(channel)
                    case Write(channel, data):
                        self.sensor.write(self.now, channel, data)
                    case Baud(rate):
                        self.sensor.baud(self.now, rate)
            self._take(Record(self.now, Kind.SENT))


@pytest.fixture(scope="session")
def talk() -> type[Talk]:
    """What lets a driver and a simulated sensor talk in virtual time."""
    return Talk


@pytest.fixture(scope="session")
def shaken() -> Callable[..., Readings]:
    """Make readings of a sensor that is shaken about, no two alike."""

    def made(rate: float, seconds: float = 20.0, size: float = 1.0, seed: int = 1) -> Readings:
        rng = np.random.default_rng(seed)
        n = int(rate * seconds)
        force = rng.normal((0, 0, 9.81), 15.0 * size, (n, 3)).clip(-70 * size, 70 * size)
        turn = rng.normal(0, 8.0 * size, (n, 3)).clip(-30 * size, 30 * size)
        return Readings(rate, force, turn)

    return made


@pytest.fixture(scope="session")
def joined() -> Callable[[Iterable[Batch]], np.ndarray]:
    """Put batches together: (n, 7) force, rate and clipping."""

    def together(batches: Iterable[Batch]) -> np.ndarray:
        rows = [
            np.column_stack((batch.specific_force, batch.angular_rate, batch.clipped))
            for batch in batches
        ]
        return np.concatenate([np.zeros((0, 7)), *rows])

    return together
