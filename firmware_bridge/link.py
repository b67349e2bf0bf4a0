"""Links: what carries a sensor's bytes, and the one runner of a session over any of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing, suppress
from dataclasses import dataclass
from typing import Protocol

from firmware_bridge.drivers.contract import Baud, Order, Subscribe
from firmware_bridge.errors import BridgeError, LinkLost
from firmware_bridge.events import Event, Failed, Readings
from firmware_bridge.records import Kind, Record
from firmware_bridge.session import Session

SILENCE_S = 3.0
"""A streaming sensor of which nothing usable is heard for so long is taken for lost."""
FIRST_PAUSE_S = 0.2
LONGEST_PAUSE_S = 5.0
FAREWELL_S = 1.0
LATE_S = 0.05
"""A timer that is later than this was held up by this program itself."""

Arrival = tuple[float, str, bytes]
"""When bytes came, s on the link's clock; the channel; the bytes."""
Keep = Callable[[Record], None]
"""Takes each record before it is judged, to write it down."""


@dataclass(frozen=True)
class Found:
    """A sensor, or what may be one, that a scan has found.

    Attributes:
        url: the source to open it by.
        name: what it calls itself.
        address: of the radio or the port; on macOS a UUID that holds on this machine alone.
        driver: key of the likeliest driver, None where none knows it.
        rssi: strength of the radio signal, dBm, None on a port.
        firmware: version that it advertises, "" where it does not.
        battery: %, where it advertises that.
    """

    url: str
    name: str
    address: str
    driver: str | None
    rssi: int | None = None
    firmware: str = ""
    battery: int | None = None


class Link(Protocol):
    """An open way to one sensor. Every method may raise ``LinkLost``."""

    def now(self) -> float:
        """Return s on the link's own steady clock, the same for every link of a source."""

    async def subscribe(self, channel: str) -> None:
        """Let a BLE characteristic's notifications come."""

    async def write(self, channel: str, data: bytes, response: bool) -> None:
        """Send bytes."""

    async def set_baud(self, rate: int) -> None:
        """Change the speed of a serial port, bits per second."""

    async def receive(self, until: float | None) -> Arrival | None:
        """Return the next bytes to come, or None once ``until`` s has passed without any."""

    async def close(self) -> None:
        """Let go of the adapter or the port; never raises."""


Dial = Callable[[], Awaitable[Link]]
"""Opens a link, or raises a ``LinkError`` that says what to do."""


class _Call:
    """One link from its opening to its end: happenings become records, and these events."""

    def __init__(self, link: Link, session: Session, keep: Keep) -> None:
        self._link, self._session, self._keep = link, session, keep
        self._heard = link.now()

    async def talk(self) -> AsyncGenerator[Event, None]:
        """Yield events until the link is lost or the sensor fails; closing stops the sensor.

        Raises:
            BridgeError: what ended it.
        """
        ended = False
        try:
            told = self._take(Kind.CONNECTED, self._link.now())
            while True:
                for event in told:
                    yield event
                    if isinstance(event, Failed):
                        raise event.error
                    if isinstance(event, Readings):
                        self._heard = self._link.now()
                told = await self._step()
        except BridgeError:
            ended = True
            raise
        finally:
            await self._hang_up(farewell=not ended)

    def end(self, why: str) -> list[Event]:
        """Return what the end of the link tells."""
        return self._take(Kind.DISCONNECTED, self._link.now(), data=why.encode())

    async def _step(self) -> list[Event]:
        if orders := self._session.orders():
            for order in orders:
                await _perform(self._link, order)
            return self._take(Kind.SENT, self._link.now())
        deadline = self._session.deadline
        silent = self._heard + SILENCE_S if self._session.streaming else None
        until = min((time for time in (deadline, silent) if time is not None), default=None)
        if arrival := await self._link.receive(until):
            return self._take(Kind.RECEIVED, *arrival)
        if deadline is not None and deadline == until:
            return self._take(Kind.TIMER, deadline)
        return self._silence(silent)

    def _silence(self, since: float | None) -> list[Event]:
        now = self._link.now()
        if since is None or now - since < LATE_S:
            raise LinkLost(
                f"the sensor has sent no readings for {SILENCE_S:.0f} s; switch it off and on"
            )
        # This program itself stood still, and what came meanwhile has yet to be handed over.
        self._heard = now
        return []

    def _take(self, kind: Kind, at: float, channel: str = "", data: bytes = b"") -> list[Event]:
        record = Record(at, kind, channel, data)
        self._keep(record)
        streamed = self._session.streaming
        told = self._session.take(record)
        if self._session.streaming and not streamed:
            self._heard = self._link.now()
        return told

    async def _hang_up(self, *, farewell: bool) -> None:
        try:
            if farewell:
                await self._stop_sensor()
        finally:
            await self._link.close()

    async def _stop_sensor(self) -> None:
        with suppress(Exception):  # whatever fails in parting, the link is let go of
            async with asyncio.timeout(FAREWELL_S):
                for write in self._session.driver.stop():
                    await self._link.write(write.channel, write.data, write.response)


async def _perform(link: Link, order: Order) -> None:
    match order:
        case Subscribe():
            await link.subscribe(order.channel)
        case Baud():
            await link.set_baud(order.rate)
        case _:
            await link.write(order.channel, order.data, order.response)


async def run(dial: Dial, session: Session, keep: Keep) -> AsyncGenerator[Event, None]:
    """Yield what a session tells, over as many links as it takes, until the caller closes this.

    Once readings have come, whatever ends a link is told and the sensor dialled again, for ever:
    at first after 0.2 s, then after pauses that double up to 5 s. Why it cannot be reached is
    told as the reason of its being disconnected, once for each kind of error in a row. Closing
    stops the sensor.

    Args:
        dial: opens a link.
        session: the sensor's driver and clock.
        keep: is given each record before it is judged.

    Raises:
        BridgeError: the sensor could not be reached or made to stream in the first place.
    """
    streamed, pause = False, FIRST_PAUSE_S
    call: _Call | None = None
    told: type[BridgeError] | None = None
    while True:
        try:
            link = await dial()
            call, told = _Call(link, session, keep), None
            async with aclosing(call.talk()) as events:
                async for event in events:
                    yield event
                    if isinstance(event, Readings) and session.streaming:
                        streamed, pause = True, FIRST_PAUSE_S
        except BridgeError as error:
            if call is None or not streamed:
                raise
            if type(error) is not told:
                told = type(error)
                for event in call.end(str(error)):
                    yield event
        await asyncio.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE_S)
