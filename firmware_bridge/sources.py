"""Sources: from a URL to events. ``ble:`` and ``serial:`` are opened here, others are handed in."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from functools import partial

from firmware_bridge import drivers
from firmware_bridge.ble import BleDial, Sighting
from firmware_bridge.ble_link import Radio
from firmware_bridge.drivers.contract import Driver
from firmware_bridge.errors import BadUrl, LinkLost, SensorError, WrongSensor
from firmware_bridge.events import Event
from firmware_bridge.link import Dial, Keep, run
from firmware_bridge.records import Record
from firmware_bridge.serial_port import SerialDial
from firmware_bridge.session import Session

FORMS = (
    "ble:NAME or ble:ADDRESS",
    "serial:/dev/ttyACM0",
    "serial:COM3?driver=KEY&baud=RATE",
    "file:PATH?speed=1",
    "sim:squat?seed=1",
)

Header = dict[str, object]
"""What a capture must know for its replay: ``driver``, ``rate`` in Hz, ``source``, ``address``."""
Begin = Callable[[Header], Keep]
"""Opens a capture, once it is clear which driver it is, and returns what takes its records."""


@dataclass(frozen=True)
class Address:
    """A source's URL taken apart; ``place`` stands as it was written, without any decoding."""

    url: str
    scheme: str
    place: str
    options: Mapping[str, str] = field(default_factory=dict)

    def only(self, *known: str) -> Mapping[str, str]:
        """Return the options.

        Raises:
            BadUrl: there is one that is not among ``known``.
        """
        unknown = [name for name in self.options if name not in known]
        if unknown:
            raise BadUrl(
                f"{self.url}: {self.scheme}: has no option {unknown[0]}; "
                f"it has {', '.join(known) or 'none'}"
            )
        return self.options

    def number(self, option: str, otherwise: float) -> float:
        """Return an option's value as a number from 0 to below a thousand millions.

        Raises:
            BadUrl: it is no such number.
        """
        text = self.options.get(option)
        if text is None:
            return otherwise
        if not re.fullmatch(r"\d{1,9}(\.\d*)?", text):
            raise BadUrl(f"{self.url}: {option} must be a number, not {text!r}")
        return float(text)


MakeSession = Callable[[Driver, float], Session]
Opener = Callable[[Address, float, Begin], AsyncGenerator[Event, None]]
"""Yields a source's events; given its address, the wished rate in Hz, and what begins a capture."""


def parse(url: str) -> Address:
    """Take a source's URL apart: ``scheme:place?option=value&option=value``.

    Raises:
        BadUrl: it is not made like that, or an option stands twice.
    """
    match = re.fullmatch(r"([a-z]{2,}):([^?].*?)(?:\?(\w+=[^&?]*(?:&\w+=[^&?]*)*))?", url)
    if match is None:
        raise BadUrl(f"{url!r} is no source; a source is one of {'; '.join(FORMS)}")
    scheme, place, rest = match.groups()
    pairs = [pair.split("=", 1) for pair in rest.split("&")] if rest else []
    options = dict(pairs)
    if len(options) < len(pairs):
        raise BadUrl(f"{url}: an option stands twice; leave one out")
    return Address(url, scheme, place, options)


async def open_source(
    url: str,
    rate: float,
    begin: Begin,
    *,
    session: MakeSession = Session,
    others: Mapping[str, Opener] | None = None,
    radio: Radio | None = None,
) -> AsyncGenerator[Event, None]:
    """Yield a source's events until it ends or the caller closes this.

    Args:
        url: the source.
        rate: samples per second wished for, Hz.
        begin: opens the capture; it is called once, as soon as the sensor streams.
        session: makes a session of a driver and a wished rate.
        others: what opens schemes that are not opened here.
        radio: the Bluetooth to use, the system's own unless given.

    Raises:
        BadUrl: no source is written like that.
        BridgeError: the source cannot be opened; the message says what to do.
    """
    address = parse(url)
    if address.scheme == "ble":
        events = _stream(address, rate, begin, session, await _ble_ways(address, radio))
    elif address.scheme == "serial":
        events = _stream(address, rate, begin, session, _serial_ways(address))
    elif opener := (others or {}).get(address.scheme):
        events = opener(address, rate, begin)
    else:
        raise BadUrl(f"{url}: no source is called {address.scheme}; there are {'; '.join(FORMS)}")
    async with aclosing(events):
        async for event in events:
            yield event


@dataclass(frozen=True)
class _Way:
    """One driver to try, and how to reach the sensor for it."""

    driver: type[Driver]
    dial: Dial
    words: str
    address: str = ""


async def _ble_ways(address: Address, radio: Radio | None) -> list[_Way]:
    key = address.only("driver").get("driver")
    named = [drivers.find(key)] if key else None
    dial = BleDial(address.place, radio)
    sighting = await dial.find()
    fitting = named or drivers.for_ble(sighting.name, sorted(sighting.services))
    if not fitting:
        raise WrongSensor(_unknown(address, sighting))
    return [_Way(driver, dial, driver.key, sighting.address) for driver in fitting]


def _unknown(address: Address, sighting: Sighting) -> str:
    return (
        f"{sighting} is no sensor that is known here; if it is one all the same, say which: "
        f"ble:{address.place}?driver=KEY"
    )


def _serial_ways(address: Address) -> list[_Way]:
    options = address.only("driver", "baud")
    fitting = [drivers.find(options["driver"])] if "driver" in options else drivers.for_serial()
    fixed = int(address.number("baud", 0))
    ways = []
    for driver in fitting:
        for baud in (fixed,) if fixed else driver.bauds:
            dial = SerialDial(address.place, baud)
            ways.append(_Way(driver, dial, f"{driver.key} at {baud} baud"))
    if not ways:
        raise BadUrl(f"{address.url}: the driver {options.get('driver')} is for BLE, not for ports")
    return ways


async def _stream(
    address: Address,
    rate: float,
    begin: Begin,
    session: MakeSession,
    ways: Sequence[_Way],
) -> AsyncGenerator[Event, None]:
    """Yield the events of the first way by which the sensor streams."""
    troubles: list[str] = []
    for way in ways:
        header: Header = {"driver": way.driver.key, "rate": rate, "source": address.url}
        if way.address:
            header["address"] = way.address
        made = session(way.driver(), rate)
        made.address = way.address
        trial = _Trial(made, partial(begin, header))
        try:
            async with aclosing(trial.events(way.dial)) as events:
                async for event in events:
                    yield event
        except (SensorError, LinkLost) as error:
            if trial.streamed or len(ways) == 1:
                raise
            troubles.append(f"{way.words}: {error}")
    raise WrongSensor(
        f"{address.url} answers to no driver; see that it is switched on, or say which sensor it "
        f"is, as in {address.scheme}:{address.place}?driver=KEY (tried {'; '.join(troubles)})"
    )


class _Trial:
    """A session of which nothing is told or kept before it streams, and all of it afterwards."""

    def __init__(self, session: Session, begin: Callable[[], Keep]) -> None:
        self._session, self._begin = session, begin
        self._keep: Keep | None = None
        self._records: list[Record] = []

    @property
    def streamed(self) -> bool:
        """Whether it has ever streamed."""
        return self._keep is not None

    async def events(self, dial: Dial) -> AsyncGenerator[Event, None]:
        """Yield the session's events."""
        told: list[Event] = []
        async with aclosing(run(dial, self._session, self.keep)) as events:
            async for event in events:
                told.append(event)
                if self.streamed or self._session.streaming:
                    for one in told:
                        yield one
                    told.clear()

    def keep(self, record: Record) -> None:
        """Keep a record: in the capture, which the first one after the start opens."""
        if self._keep is None and self._session.streaming:
            self._keep = self._begin()
            for early in self._records:
                self._keep(early)
            self._records.clear()
        (self._keep or self._records.append)(record)
