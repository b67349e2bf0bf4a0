"""What goes wrong with Bluetooth, said so that somebody can do something about it."""

from __future__ import annotations

import asyncio
import platform
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from firmware_bridge.errors import (
    BridgeError,
    LinkError,
    LinkLost,
    NoBluetooth,
    NoSuchSensor,
    NotPermitted,
    WrongSensor,
)

REMEDIES: dict[str, dict[str, str]] = {
    "this computer has no Bluetooth that can be used": {
        "Linux": "plug an adapter in; 'bluetoothctl list' shows those that are there",
        "Darwin": "this Mac has none; use the sensor's USB port",
        "Windows": "plug an adapter in, or install its driver in the Device Manager",
    },
    "the Bluetooth service does not run": {
        "Linux": "start it with 'sudo systemctl start bluetooth' (it belongs to the package bluez)",
        "Darwin": "restart the Mac",
        "Windows": "start the 'Bluetooth Support Service' in services.msc",
    },
    "Bluetooth is switched off": {
        "Linux": "switch it on with 'rfkill unblock bluetooth' and 'bluetoothctl power on'",
        "Darwin": "switch it on in the Control Centre",
        "Windows": "switch it on under Settings, Bluetooth & devices",
    },
    "the system does not let this program use Bluetooth": {
        "Linux": "join the group with 'sudo usermod -aG bluetooth $USER' and log in anew",
        "Darwin": "allow your terminal under System Settings, Privacy & Security, Bluetooth",
        "Windows": "allow it under Settings, Privacy & security, Radios",
    },
}
NO_ADAPTER, NO_SERVICE, OFF, DENIED = REMEDIES

_BY_REASON = {
    "NO_BLUETOOTH": NO_ADAPTER,
    "NO_BLE_CENTRAL_ROLE": NO_ADAPTER,
    "POWERED_OFF": OFF,
    "DENIED_BY_USER": DENIED,
    "DENIED_BY_SYSTEM": DENIED,
    "DENIED_BY_UNKNOWN": DENIED,
}
"""By the names of bleak's ``BleakBluetoothNotAvailableReason``."""

_BY_DBUS = {
    "org.freedesktop.DBus.Error.ServiceUnknown": NO_SERVICE,
    "org.freedesktop.DBus.Error.NameHasNoOwner": NO_SERVICE,
    "org.freedesktop.DBus.Error.NoReply": NO_SERVICE,
    "org.freedesktop.DBus.Error.AccessDenied": DENIED,
    "org.bluez.Error.NotReady": OFF,
    "org.bluez.Error.NotPermitted": DENIED,
    "org.bluez.Error.NotAuthorized": DENIED,
}


@asynccontextmanager
async def bluetooth(doing: str, *, seconds: float) -> AsyncIterator[None]:
    """Bound what is done over Bluetooth in time, and turn what it raises into our own errors.

    Args:
        doing: what is being done, as in "connecting to BVM-1".
        seconds: how long it may take.

    Raises:
        NoBluetooth: no adapter, no service, or switched off.
        NotPermitted: the system says no.
        NoSuchSensor: the system has forgotten the sensor.
        WrongSensor: it lacks a characteristic that the driver needs.
        LinkLost: whatever else broke off what was being done.
    """
    try:
        async with asyncio.timeout(seconds):
            yield
    except BridgeError:
        raise
    except TimeoutError as error:
        raise LinkLost(
            f"{doing} took longer than {seconds:.0f} s; come nearer, and see that no phone and no "
            "other program is connected to it"
        ) from error
    except Exception as error:  # the libraries below bleak raise errors of their own kinds
        raise _told(doing, error) from error


def _told(doing: str, error: Exception) -> BridgeError:
    from bleak import exc

    if (state := _state(error)) is not None:
        kind: type[LinkError] = NotPermitted if state == DENIED else NoBluetooth
        return kind(f"{state}; {_remedy(state)}")
    if isinstance(error, exc.BleakCharacteristicNotFoundError):
        return WrongSensor(
            f"{doing}: it has no characteristic {error.char_specifier}, so it is not the sensor "
            "that its name says; name the driver in the source, as in ble:NAME?driver=KEY"
        )
    if isinstance(error, exc.BleakDeviceNotFoundError):
        return NoSuchSensor(f"{doing}: it has gone; switch it on and bring it near")
    return LinkLost(f"{doing} failed: {error or type(error).__name__}")


def _state(error: Exception) -> str | None:
    from bleak import exc

    if isinstance(error, exc.BleakBluetoothNotAvailableError):
        return _BY_REASON.get(error.reason.name, NO_ADAPTER)
    if isinstance(error, exc.BleakDBusError):
        return _BY_DBUS.get(error.dbus_error)
    if isinstance(error, PermissionError):
        return DENIED
    if isinstance(error, FileNotFoundError | ConnectionRefusedError):
        return NO_SERVICE  # there is no D-Bus, so no service can be asked
    return None


def _remedy(state: str) -> str:
    remedies = REMEDIES[state]
    return remedies.get(platform.system(), remedies["Linux"])
