"""Streams of bytes: what sensors would send, and a host that takes them in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from bargroove.bench.session import LIFT, RATE, long_session
from bargroove.evidence.radio import USUAL, Talk
from firmware_bridge import drivers
from firmware_bridge.capture import CaptureWriter
from firmware_bridge.events import Readings
from firmware_bridge.records import Record
from firmware_bridge.replay import retold
from firmware_bridge.session import Session
from hardware.simulated.sensors import SENSORS
from hardware.simulated.sensors.contract import Readings as Felt
from velocity import LIFTS, Monitor
from velocity.events import MonitorEvent


def felt(minutes: float, rest_s: float) -> Felt:
    """Return what a chip feels in so many minutes of sets with rests between them."""
    force, turn = long_session(minutes, rest_s).readings
    return Felt(RATE, force, turn)


def talk(readings: Felt, key: str = "bvm", seed: int = 0) -> Talk:
    """Return a host's conversation with a sensor that feels the readings."""
    session = Session(drivers.find(key)(), readings.rate)
    return Talk(SENSORS[key](readings), session, USUAL, np.random.default_rng(seed))


def sent(readings: Felt, key: str = "bvm", seed: int = 0) -> list[Record]:
    """Return all that happens to the link of a sensor that feels the readings."""
    talking = talk(readings, key, seed)
    for _ in talking.run(len(readings.specific_force) / readings.rate):
        pass
    return talking.records


class Host:
    """One sensor's way through the program: capture, session, monitor."""

    def __init__(self, path: Path, lift: str = LIFT) -> None:
        self.capture = CaptureWriter(path, {"driver": "bvm", "rate": RATE})
        self.session = Session(drivers.find("bvm")(), RATE)
        self.monitor = Monitor(LIFTS[lift])

    def take(self, record: Record) -> list[MonitorEvent]:
        """Return what the monitor says when a record has been taken in."""
        self.capture.write(record)
        told = retold(self.session, record)
        return [
            said
            for event in told
            if isinstance(event, Readings)
            for said in self.monitor.feed(event.samples)
        ]


@contextmanager
def hosts() -> Iterator[Callable[..., Host]]:
    """Give what makes hosts, whose captures are thrown away at the end."""
    made: list[Host] = []
    with TemporaryDirectory() as folder:

        def host(lift: str = LIFT) -> Host:
            made.append(Host(Path(folder, f"{len(made)}.capture"), lift))
            return made[-1]

        try:
            yield host
        finally:
            for one in made:
                one.capture.close()
