"""bleak over the simulated air: its own scanner and client, with bumble for an operating system."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.client import BaseBleakClient
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData, BaseBleakScanner
from bleak.backends.service import BleakGATTService, BleakGATTServiceCollection
from bleak.exc import BleakError
from bumble.core import AdvertisingData
from bumble.device import Advertisement, Connection, Peer

from tests.radio.air import Air
from tests.radio.peripheral import device_on

_LISTS = (
    AdvertisingData.COMPLETE_LIST_OF_128_BIT_SERVICE_CLASS_UUIDS,
    AdvertisingData.COMPLETE_LIST_OF_16_BIT_SERVICE_CLASS_UUIDS,
)


def backends(air: Air, mtu: int = 247) -> tuple[type[BaseBleakScanner], type[BaseBleakClient]]:
    """Return bleak backends of a machine on this air that asks for ``mtu``."""

    class Scanner(BaseBleakScanner):
        def __init__(self, callback: Any, uuids: Any, _mode: str, **_: Any) -> None:
            super().__init__(callback, uuids)

        async def start(self) -> None:
            self.seen_devices = {}
            self._device, self._controller = device_on(air, "scanner")
            self._device.on("advertisement", self._heard)
            await self._device.power_on()
            await self._device.start_scanning()

        async def stop(self) -> None:
            await self._device.stop_scanning()
            air.remove_controller(self._controller)

        def _heard(self, advertisement: Advertisement) -> None:
            address = str(advertisement.address).removesuffix("/P")
            name = advertisement.data.get(AdvertisingData.COMPLETE_LOCAL_NAME)
            uuids = [
                uuid.to_hex_str("-").lower()
                for kind in _LISTS
                for listed in advertisement.data.get_all(kind)
                for uuid in listed
            ]
            service_data = {
                uuid.to_hex_str("-").lower(): data
                for uuid, data in advertisement.data.get_all(
                    AdvertisingData.SERVICE_DATA_128_BIT_UUID
                )
            }
            rssi = advertisement.rssi
            said = AdvertisementData(name, {}, service_data, uuids, None, rssi, ())
            device = self.create_or_update_device(address, address, name, None, said)
            self.call_detection_callbacks(device, said)

    class Client(BaseBleakClient):
        _connection: Connection | None = None

        def __init__(self, device: BLEDevice, **options: Any) -> None:
            super().__init__(device, **options)

        @property
        def mtu_size(self) -> int:
            raise AssertionError("mtu_size is not to be relied on: BlueZ says 23 whatever it is")

        @property
        def is_connected(self) -> bool:
            return self._connection is not None

        async def connect(self, pair: bool, **_: Any) -> None:
            device, self._controller = device_on(air, "client")
            await device.power_on()
            self._connection = await device.connect(f"{self.address}", timeout=self._timeout)
            self._connection.on("disconnection", self._lost)
            self._peer = Peer(self._connection)
            if mtu > 23:
                await self._peer.request_mtu(mtu)
            await self._discover()

        async def _discover(self) -> None:
            self.services = BleakGATTServiceCollection()
            for service in await self._peer.discover_services():
                held = BleakGATTService(service, service.handle, _text(service.uuid))
                self.services.add_service(held)
                for one in await service.discover_characteristics():
                    properties = [
                        flag.name.lower().replace("_", "-")
                        for flag in type(one.properties)
                        if flag in one.properties
                    ]
                    self.services.add_characteristic(
                        BleakGATTCharacteristic(
                            one, one.handle, _text(one.uuid), properties, lambda: mtu - 3, held
                        )
                    )

        def _lost(self, _reason: int) -> None:
            self._connection = self.services = None
            air.remove_controller(self._controller)
            if self._disconnected_callback:
                self._disconnected_callback()

        async def disconnect(self) -> None:
            if self._connection is not None:
                await self._connection.disconnect()

        async def write_gatt_char(
            self, characteristic: BleakGATTCharacteristic, data: Any, response: bool
        ) -> None:
            self._stand()
            await characteristic.obj.write_value(bytes(data), with_response=response)

        async def start_notify(
            self,
            characteristic: BleakGATTCharacteristic,
            callback: Callable[[bytearray], None],
            **_: Any,
        ) -> None:
            self._stand()
            await characteristic.obj.subscribe(lambda data: callback(bytearray(data)))

        async def stop_notify(self, characteristic: BleakGATTCharacteristic) -> None:
            await characteristic.obj.unsubscribe()

        def _stand(self) -> None:
            if self._connection is None:
                raise BleakError("Not connected")

        async def pair(self, *_: Any, **__: Any) -> None:
            raise NotImplementedError

        async def unpair(self) -> None:
            raise NotImplementedError

        async def read_gatt_char(self, *_: Any, **__: Any) -> bytearray:
            raise NotImplementedError

        async def read_gatt_descriptor(self, *_: Any, **__: Any) -> bytearray:
            raise NotImplementedError

        async def write_gatt_descriptor(self, *_: Any, **__: Any) -> None:
            raise NotImplementedError

    return Scanner, Client


def _text(uuid: Any) -> str:
    """Return a UUID as bleak writes it, in full."""
    return (
        str(uuid.to_hex_str("-")).lower()
        if len(uuid.uuid_bytes) == 16
        else (f"0000{uuid.to_hex_str().lower()}-0000-1000-8000-00805f9b34fb")
    )
