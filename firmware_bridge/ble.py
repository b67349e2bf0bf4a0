"""Finding sensors on Bluetooth Low Energy. bleak is loaded when it is first used."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from firmware_bridge import drivers
from firmware_bridge.ble_errors import bluetooth
from firmware_bridge.ble_link import BleLink, Radio
from firmware_bridge.drivers.bvm import SERVICE as BVM
from firmware_bridge.drivers.bvm1 import advertised
from firmware_bridge.errors import LinkError, NoSuchSensor, SeveralSensors
from firmware_bridge.link import Found

if TYPE_CHECKING:
    from bleak.backends.device import BLEDevice
    from bleak.backends.scanner import AdvertisementData

SEARCH_S = 10.0
"""How long a sensor is looked for."""
NAMESAKE_S = 1.0
"""How long one goes on looking for a second sensor of the same name."""
SYSTEM_S = 5.0


ADDRESS = re.compile(
    "(?:[0-9a-f]{2}:){5}[0-9a-f]{2}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE
)
"""A Bluetooth address, or the UUID that stands for one on macOS."""


@dataclass
class Sighting:
    """A device that advertises; what it says may be spread over several advertisements."""

    device: BLEDevice
    name: str = ""
    services: set[str] = field(default_factory=set)
    rssi: int = -127
    bvm: bytes = b""

    @property
    def address(self) -> str:
        """Its Bluetooth address; on macOS a UUID that holds on this machine alone."""
        return self.device.address

    def add(self, device: BLEDevice, said: AdvertisementData) -> None:
        """Take in one more advertisement."""
        self.device = device
        said_name = said.local_name or self.name or device.name or ""
        # A stranger's name goes to a terminal: no characters that could command it.
        self.name = "".join(filter(str.isprintable, said_name))
        self.services |= {uuid.lower() for uuid in said.service_uuids}
        self.rssi = said.rssi
        self.bvm = said.service_data.get(BVM, self.bvm)

    def __str__(self) -> str:
        return f"{self.name or 'nameless'} ({self.address})"


Sightings = dict[str, Sighting]


async def scan(seconds: float, radio: Radio | None = None) -> list[Found]:
    """Return what advertises within ``seconds``: known sensors first, then by signal strength.

    Raises:
        LinkError: Bluetooth cannot be used; the message says what to do.
    """
    sightings = (await _look(radio or Radio(), seconds, lambda _: False)).values()
    names = [sighting.name for sighting in sightings]
    found = [_found(sighting, alone=names.count(sighting.name) == 1) for sighting in sightings]
    named = [one for one in found if one.name or one.driver]
    return sorted(named, key=lambda one: (one.driver is None, -(one.rssi or 0), one.name))


def _found(sighting: Sighting, *, alone: bool) -> Found:
    fitting = drivers.for_ble(sighting.name, sorted(sighting.services))
    place = sighting.name if sighting.name and alone else sighting.address
    key = fitting[0].key if fitting else None
    firmware, battery = advertised(sighting.bvm) or ("", None)
    found = (f"ble:{place}", sighting.name, sighting.address, key, sighting.rssi)
    return Found(*found, firmware, battery)


async def _look(
    radio: Radio, seconds: float, enough: Callable[[Sightings], object], linger: float = 0.0
) -> Sightings:
    """Return what advertises within ``seconds``, or until ``linger`` s after it is enough."""
    from bleak import BleakScanner

    seen: Sightings = {}
    satisfied = asyncio.Event()

    def note(device: BLEDevice, said: AdvertisementData) -> None:
        seen.setdefault(device.address, Sighting(device)).add(device, said)
        if enough(seen):
            satisfied.set()

    async with bluetooth("switching the radio on to look for sensors", seconds=SYSTEM_S):
        scanner = BleakScanner(note, backend=radio.scanner)
        await scanner.start()
    try:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await satisfied.wait()
                await asyncio.sleep(linger)
    finally:
        with suppress(LinkError):  # what has been seen is seen
            async with bluetooth("ending the search for sensors", seconds=SYSTEM_S):
                await scanner.stop()
    return seen


class BleDial:
    """Finds one sensor, by address or by the beginning of its name, and opens links to it.

    Once found it is known by its address, so that a later dial reaches the same sensor.
    """

    def __init__(self, place: str, radio: Radio | None = None) -> None:
        self._place = place
        self._radio = radio or Radio()
        self._fresh: Sighting | None = None

    async def find(self) -> Sighting:
        """Return the sensor, which the next dial will not look for again.

        Raises:
            NoSuchSensor: it is not in reach; the message names what is.
            SeveralSensors: more than one answers to the name; the message has their addresses.
            LinkError: Bluetooth cannot be used.
        """
        linger = 0.0 if ADDRESS.fullmatch(self._place) else NAMESAKE_S
        seen = await _look(
            self._radio, SEARCH_S, lambda seen: _answering(seen, self._place), linger
        )
        answering = _answering(seen, self._place)
        if not answering:
            raise NoSuchSensor(_nothing_there(self._place, seen))
        if len(answering) > 1:
            raise SeveralSensors(
                f"several sensors answer to {self._place}: {_listed(answering)}; "
                f"say which by its address, as in ble:{answering[0].address}"
            )
        self._fresh = answering[0]
        self._place = self._fresh.address
        return self._fresh

    async def __call__(self) -> BleLink:
        """Open a link, after a search unless the sensor has just been found.

        Raises:
            LinkError: what is in the way, and what to do.
        """
        sighting = self._fresh or await self.find()
        self._fresh = None
        return await BleLink.open(sighting.device, sighting.name or sighting.address, self._radio)


def _answering(seen: Sightings, place: str) -> list[Sighting]:
    """Return whose address or whole name it is, or else whose name begins like that."""
    wanted = place.casefold()
    ways: tuple[Callable[[Sighting], bool], ...] = (
        lambda one: one.address.casefold() == wanted,
        lambda one: one.name.casefold() == wanted,
        lambda one: one.name.casefold().startswith(wanted),
    )
    answering = ([one for one in seen.values() if fits(one)] for fits in ways)
    return next(filter(None, answering), [])


def _nothing_there(place: str, seen: Sightings) -> str:
    named = [sighting for sighting in seen.values() if sighting.name]
    there = f"in reach are {_listed(named[:6])}" if named else "nothing else is in reach either"
    return (
        f"no sensor {place} was found in {SEARCH_S:.0f} s; switch it on, bring it near, and see "
        f"that no phone is connected to it ({there})"
    )


def _listed(sightings: list[Sighting]) -> str:
    return ", ".join(map(str, sightings))
