"""Any simulated sensor as a GATT peripheral, run in real time."""

from __future__ import annotations

import asyncio
import itertools
from contextlib import suppress

from bumble.controller import Controller
from bumble.core import UUID, AdvertisingData
from bumble.device import Connection, Device
from bumble.gatt import Characteristic, CharacteristicValue, Service
from bumble.hci import Address
from bumble.host import Host
from bumble.transport.common import AsyncPipeSink

from hardware.simulated.sensors.contract import SimulatedSensor
from tests.radio.air import Air

_ADVERTISING_MS = 20
_TICK_S = 0.004
_NOTHING = "00000000-0000-4000-8000-000000000000"
_numbers = itertools.count(1)


def device_on(air: Air, name: str) -> tuple[Device, Controller]:
    """Return a powered-off device and its controller, of an address nobody else has."""
    number = next(_numbers)
    address = Address(f"F0:F0:F0:F0:{number >> 8:02X}:{number & 255:02X}")
    controller = Controller(name, link=air)
    host = Host(controller_source=controller, controller_sink=AsyncPipeSink(controller))
    device = Device(name=name, address=address, host=host)
    return device, controller


class Peripheral:
    """A simulated sensor on the air.

    Args:
        name: what it advertises; the simulator's own name where None.
        mtu: the most that it agrees to.
    """

    def __init__(
        self, air: Air, sensor: SimulatedSensor, name: str | None = None, mtu: int = 247
    ) -> None:
        self.sensor, self._air = sensor, air
        self.name = sensor.name if name is None else name
        self._device, self._controller = device_on(air, self.name)
        self._device.gatt_server.max_mtu = mtu
        self._characteristics = {
            uuid: self._characteristic(uuid) for uuid in {*sensor.notify, *sensor.writable}
        }
        service = UUID(sensor.services[0] if sensor.services else _NOTHING)
        self._device.add_service(Service(service, list(self._characteristics.values())))
        self._device.on("connection", self._connected)
        self._link: Connection | None = None
        self._told = self._reachable = False

    @property
    def address(self) -> str:
        return str(self._device.random_address).removesuffix("/P")

    async def switch_on(self) -> None:
        await self._device.power_on()
        self._since = asyncio.get_running_loop().time()
        self._running = asyncio.create_task(self._run())
        self._turned = asyncio.create_task(self._advertise())
        await self._turned

    async def switch_off(self) -> None:
        self._reachable = False
        self._running.cancel()
        with suppress(asyncio.CancelledError):
            await self._running
        self._air.cut(self._controller)
        await self._turned
        await self._device.stop_advertising()

    async def vanish(self, seconds: float) -> None:
        """Be out of reach for so long; the sensor goes on meanwhile."""
        self._reachable = False
        self._air.cut(self._controller)
        await asyncio.sleep(seconds)
        await self._advertise()

    async def _advertise(self) -> None:
        self._reachable = True
        said: list[tuple[int, bytes]] = [
            (AdvertisingData.COMPLETE_LOCAL_NAME, self.name.encode()),
        ]
        # This radio has no scan responses; what would be one stands where the services would.
        for uuid in () if self.sensor.scan_response else self.sensor.services:
            kind = AdvertisingData.COMPLETE_LIST_OF_128_BIT_SERVICE_CLASS_UUIDS
            said.append((kind, UUID(uuid).to_bytes(force_128=True)))
        await self._device.start_advertising(
            advertising_data=bytes(AdvertisingData(said)) + self.sensor.scan_response,
            advertising_interval_min=_ADVERTISING_MS,
            advertising_interval_max=_ADVERTISING_MS,
        )

    def _characteristic(self, uuid: str) -> Characteristic[bytes]:
        properties = Characteristic.Properties(0)
        if uuid in self.sensor.notify:
            properties |= Characteristic.Properties.NOTIFY
        if uuid in self.sensor.writable:
            properties |= Characteristic.Properties.WRITE
            properties |= Characteristic.Properties.WRITE_WITHOUT_RESPONSE
        made: Characteristic[bytes] = Characteristic(
            uuid,
            properties,
            Characteristic.READABLE | Characteristic.WRITEABLE,
            CharacteristicValue(
                write=lambda _, data: self._written(uuid, data), read=lambda _: b""
            ),
        )
        made.on(Characteristic.EVENT_SUBSCRIPTION, lambda *_: self._tell_sensor())
        return made

    def _now(self) -> float:
        return asyncio.get_running_loop().time() - self._since

    def _connected(self, link: Connection) -> None:
        self._link, self._told = link, False
        link.on("disconnection", self._disconnected)

    def _disconnected(self, _reason: int) -> None:
        self._link = None
        if self._told:
            self.sensor.disconnect(self._now())
        if self._reachable:
            self._turned = asyncio.create_task(self._advertise())

    def _tell_sensor(self) -> None:
        """The sensor learns of a link when its MTU is settled, which is before it is used."""
        if self._link is not None and not self._told:
            self._told = True
            self.sensor.connect(self._now(), self._link.att_mtu)

    def _written(self, uuid: str, data: bytes) -> None:
        self._tell_sensor()
        self.sensor.write(self._now(), uuid, bytes(data))

    async def _run(self) -> None:
        while True:
            for frame in self.sensor.advance(self._now()):
                await self._device.notify_subscribers(
                    self._characteristics[frame.channel], frame.data
                )
            await asyncio.sleep(_TICK_S)
