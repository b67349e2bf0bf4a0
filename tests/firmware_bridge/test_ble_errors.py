"""Whatever ails Bluetooth is said in our own words, with what to do."""

from __future__ import annotations

import asyncio
import sys

import pytest
from bleak import exc

from firmware_bridge import ble_errors
from firmware_bridge.ble import scan
from firmware_bridge.ble_link import Radio
from firmware_bridge.errors import (
    BridgeError,
    LinkLost,
    NoBluetooth,
    NotPermitted,
)
from tests.radio.air import Air
from tests.radio.backend import backends

REASON = exc.BleakBluetoothNotAvailableReason
TROUBLES = [
    (exc.BleakBluetoothNotAvailableError("", REASON.NO_BLUETOOTH), NoBluetooth, "no Bluetooth"),
    (exc.BleakBluetoothNotAvailableError("", REASON.POWERED_OFF), NoBluetooth, "switched off"),
    (exc.BleakBluetoothNotAvailableError("", REASON.DENIED_BY_USER), NotPermitted, "let this"),
    (exc.BleakDBusError("org.bluez.Error.NotReady", []), NoBluetooth, "power on"),
    (
        exc.BleakDBusError("org.freedesktop.DBus.Error.ServiceUnknown", []),
        NoBluetooth,
        "does not run",
    ),
    (
        exc.BleakDBusError("org.freedesktop.DBus.Error.AccessDenied", []),
        NotPermitted,
        "usermod",
    ),
    (FileNotFoundError(2, "no such file"), NoBluetooth, "systemctl start bluetooth"),
    (PermissionError(13, "denied"), NotPermitted, "log in anew"),
    (TimeoutError(), LinkLost, "took longer"),
    (OSError("the adapter hangs"), LinkLost, "the adapter hangs"),
    (exc.BleakError("something new"), LinkLost, "something new"),
]


@pytest.mark.parametrize(("trouble", "kind", "words"), TROUBLES)
def test_whatever_ails_bluetooth_is_said_with_what_to_do(
    trouble: Exception, kind: type[BridgeError], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanner, _ = backends(Air())

    class Broken(scanner):  # type: ignore[misc, valid-type]
        async def start(self) -> None:
            raise trouble

    monkeypatch.setattr(ble_errors.platform, "system", lambda: "Linux")
    with pytest.raises(kind, match=words):
        asyncio.run(scan(0.1, Radio(scanner=Broken)))


@pytest.mark.parametrize("system", ["Linux", "Darwin", "Windows", "Plan 9"])
def test_every_system_has_its_remedies(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ble_errors.platform, "system", lambda: system)
    for state in ble_errors.REMEDIES:
        assert len(ble_errors._remedy(state)) > 10


@pytest.mark.skipif(sys.platform != "linux", reason="D-Bus is Linux's")
def test_a_linux_without_dbus_has_no_bluetooth(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere")
    with pytest.raises(NoBluetooth, match="service does not run"):
        asyncio.run(scan(0.1))
