"""What a sensor sends while it lies still, gathered for its self-test."""

from __future__ import annotations

from contextlib import aclosing

import numpy as np

from firmware_bridge.ble_link import Radio
from firmware_bridge.drivers.contract import Batch, Driver, Identity
from firmware_bridge.errors import BadUrl
from firmware_bridge.events import Disconnected, Event, Lost, Readings
from firmware_bridge.link import Keep
from firmware_bridge.records import Record
from firmware_bridge.session import Session
from firmware_bridge.sources import Header, open_source, parse
from firmware_bridge.stream_clock import StreamClock
from velocity.samples import Floats

SETTLING_S = 1.0
"""What a sensor sends at first is not judged: its link and its chip have yet to settle."""


class Heard:
    """What has come of a sensor so far.

    Attributes:
        clock: of the session that this belongs to; it is to be made with it.
        nominal: samples per second, Hz, that the sensor says it sends; 0 before the first.
        counts, stamps: whether the sensor counts its samples, so that each that is lost is known,
            and whether it tells when they were taken.
        packet_s: the longest time that came in one piece, s.
        arrivals: s of this computer's clock, and how many samples had come or been lost by then.
        lost, clipped, bad: samples, samples, and frames that could not be read.
        delays: s, by how much later than the quickest each piece came.
        cuts: how often the link was lost, and why.
        identity: who the sensor says it is.
    """

    def __init__(self, driver: Driver, seconds: float) -> None:
        """Listen for so many seconds, once it has settled."""
        self.driver = driver
        self.clock = _Tap(self)
        self.nominal, self.packet_s = 0.0, 0.0
        self.counts = self.stamps = False
        self.arrivals: list[tuple[float, int]] = []
        self.lost = self.clipped = 0
        self.delays: list[float] = []
        self.cuts: list[str] = []
        self.identity: Identity | None = None
        self._until = SETTLING_S + seconds
        self._time, self._count, self._bad = 0.0, 0, 0
        self._force: list[Floats] = []
        self._turn: list[Floats] = []

    @property
    def bad(self) -> int:
        """Frames that could not be read since it settled."""
        return self.driver.bad - self._bad

    @property
    def over(self) -> bool:
        """Whether enough has come, or no more will."""
        return self._time >= self._until or bool(self.cuts)

    @property
    def seconds(self) -> float:
        """How long it has been listened to."""
        return max(self._time - SETTLING_S, 0.0)

    @property
    def force(self) -> Floats:
        """(n, 3) m/s²: specific force, as it came."""
        return np.concatenate([np.empty((0, 3)), *self._force])

    @property
    def turn(self) -> Floats:
        """(n, 3) rad/s: angular rate, as it came."""
        return np.concatenate([np.empty((0, 3)), *self._turn])

    def take(self, event: Event) -> None:
        """Take what the source tells."""
        settled = self._time >= SETTLING_S
        match event:
            case Readings():
                self._came(event, settled=settled)
            case Lost():
                self.lost += event.samples if settled else 0
            case Identity():
                self.identity = event
            case Disconnected():
                self.cuts.append(event.why)

    def _came(self, readings: Readings, *, settled: bool) -> None:
        samples = readings.samples
        self._time = samples.start + samples.duration
        self._count += len(samples)
        if settled:
            self.arrivals.append((readings.at, self._count))
            self.delays.append(readings.delay)
        else:
            self._bad = self.driver.bad

    def add(self, batch: Batch) -> None:
        """Take readings as they came, before any gap is filled."""
        self.nominal, self.counts = batch.rate, batch.index is not None
        self.stamps = batch.device_time is not None
        self.packet_s = max(self.packet_s, len(batch) / batch.rate)
        if self._time >= SETTLING_S:
            self._force.append(batch.specific_force)
            self._turn.append(batch.angular_rate)
            self.clipped += int(np.count_nonzero(batch.clipped))


class _Tap(StreamClock):
    """A stream's clock that shows what goes into it."""

    def __init__(self, heard: Heard) -> None:
        super().__init__()
        self._heard = heard

    def add(self, batch: Batch, at: float) -> list[Event]:
        """Do as a stream's clock does."""
        if len(batch):
            self._heard.add(batch)
        return super().add(batch, at)


async def listen(url: str, rate: float, seconds: float, radio: Radio | None = None) -> Heard:
    """Return what a sensor sends in so many seconds, or until its link is lost.

    Args:
        url: the sensor, ``ble:…`` or ``serial:…``.
        rate: samples per second to ask it for, Hz.
        seconds: how long to listen once it has settled.
        radio: the Bluetooth to use, the system's own unless given.

    Raises:
        BridgeError: it cannot be reached, or does not stream.
    """
    if (scheme := parse(url).scheme) not in ("ble", "serial"):
        raise BadUrl(f"{url}: only a sensor is tested, ble:… or serial:…, and no {scheme}:")
    heard: list[Heard] = []

    def session(driver: Driver, rate: float) -> Session:
        heard.append(Heard(driver, seconds))
        return Session(driver, rate, heard[-1].clock)

    async with aclosing(open_source(url, rate, _begun, session=session, radio=radio)) as events:
        async for event in events:
            heard[-1].take(event)
            if heard[-1].over:
                break
    return heard[-1]


def _begun(header: Header) -> Keep:
    return _forgotten


def _forgotten(record: Record) -> None:
    """Keep nothing."""
