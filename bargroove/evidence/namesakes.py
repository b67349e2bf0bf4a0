"""Two sensors that answer to one name: what the search for it says."""

from __future__ import annotations

import asyncio
from typing import Any

from firmware_bridge.ble import BleDial
from firmware_bridge.ble_link import Radio
from firmware_bridge.errors import SeveralSensors

NAME = "BVM-51ab"
_ADDRESSES = ("C0:FF:EE:00:00:01", "C0:FF:EE:00:00:02")


def refusal() -> str:
    """Return the words with which a search refuses to choose; "" if it chose."""
    try:
        asyncio.run(BleDial(NAME, _radio()).find())
    except SeveralSensors as error:
        return str(error)
    return ""


def _radio() -> Radio:
    """Return a radio on which both sensors advertise."""
    from bleak.backends.scanner import AdvertisementData, BaseBleakScanner

    class Scanner(BaseBleakScanner):
        def __init__(self, callback: Any, uuids: Any, *_: Any, **__: Any) -> None:
            super().__init__(callback, uuids)

        async def start(self) -> None:
            self.seen_devices = {}
            said = AdvertisementData(NAME, {}, {}, [], None, -50, ())
            for address in _ADDRESSES:
                device = self.create_or_update_device(address, address, NAME, None, said)
                self.call_detection_callbacks(device, said)

        async def stop(self) -> None: ...

    return Radio(scanner=Scanner)
