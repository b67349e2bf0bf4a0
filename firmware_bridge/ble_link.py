"""Links to sensors on Bluetooth Low Energy. bleak is loaded when it is first used."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from firmware_bridge.ble_errors import bluetooth
from firmware_bridge.errors import LinkError, LinkLost
from firmware_bridge.inbox import Inbox
from firmware_bridge.link import Arrival

if TYPE_CHECKING:
    from bleak import BleakClient
    from bleak.backends.client import BaseBleakClient
    from bleak.backends.device import BLEDevice
    from bleak.backends.scanner import BaseBleakScanner

CONNECT_S = 10.0
ANSWER_S = 5.0


@dataclass(frozen=True)
class Radio:
    """The bleak backends to use; the system's own where None."""

    scanner: type[BaseBleakScanner] | None = None
    client: type[BaseBleakClient] | None = None


class BleLink:
    """A link to one sensor over GATT. The MTU is the system's affair and is never asked for."""

    def __init__(self, name: str, client: BleakClient, inbox: Inbox) -> None:
        self._name, self._client, self._inbox = name, client, inbox

    @classmethod
    async def open(cls, device: BLEDevice, name: str, radio: Radio) -> BleLink:
        """Connect to a sensor that was seen a moment ago.

        Raises:
            LinkError: what is in the way, and what to do.
        """
        try:
            return await cls._open(device, name, radio)
        except LinkLost:  # a first attempt that the radio itself breaks off is nothing rare
            return await cls._open(device, name, radio)

    @classmethod
    async def _open(cls, device: BLEDevice, name: str, radio: Radio) -> BleLink:
        from bleak import BleakClient

        inbox = Inbox()
        async with bluetooth(f"connecting to {name}", seconds=CONNECT_S):
            client = BleakClient(
                device,
                lambda _: inbox.cut(f"the connection to {name} was cut"),
                timeout=CONNECT_S,
                backend=radio.client,
            )
            await client.connect()
        return cls(name, client, inbox)

    def now(self) -> float:
        """Return s on the host's steady clock."""
        return perf_counter()

    async def subscribe(self, channel: str) -> None:
        """Let a characteristic's notifications come; those that come at once are kept as well."""
        async with bluetooth(f"subscribing to {self._name}", seconds=ANSWER_S):
            await self._client.start_notify(
                channel, lambda _, data: self._inbox.put(perf_counter(), channel, bytes(data))
            )

    async def write(self, channel: str, data: bytes, response: bool) -> None:
        """Send bytes, acknowledged where asked for or where the characteristic allows no other."""
        from bleak.exc import BleakCharacteristicNotFoundError

        async with bluetooth(f"writing to {self._name}", seconds=ANSWER_S):
            characteristic = self._client.services.get_characteristic(channel)
            if characteristic is None:
                raise BleakCharacteristicNotFoundError(channel)
            acknowledged = response or "write-without-response" not in characteristic.properties
            await self._client.write_gatt_char(characteristic, data, response=acknowledged)

    async def set_baud(self, rate: int) -> None:
        """Do nothing: a radio has no baud rate."""

    async def receive(self, until: float | None) -> Arrival | None:
        """Return the next notification, or None once ``until`` s has passed without any."""
        return await self._inbox.receive(until)

    async def close(self) -> None:
        """Disconnect."""
        self._inbox.cut("the link was closed")
        with suppress(LinkError):
            async with bluetooth(f"disconnecting {self._name}", seconds=ANSWER_S):
                await self._client.disconnect()
