"""Polar Verity Sense in SDK mode, over BLE: 208 Hz, ±16 g, ±2000 degrees per second.

Accelerometer and gyroscope come in frames and with stamps of their own; the angular rate is
interpolated onto the accelerometer's times. Source: the vendor's published SDK, polar-ble-sdk.
"""

from __future__ import annotations

import struct
from collections.abc import Generator, Sequence
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from firmware_bridge.columns import GRAVITY
from firmware_bridge.drivers.asking import asked
from firmware_bridge.drivers.contract import (
    Action,
    Actions,
    Batch,
    Battery,
    Decoded,
    Driver,
    Identity,
    Reply,
    Subscribe,
    Write,
)
from firmware_bridge.drivers.pairing import Track, paired
from firmware_bridge.drivers.pmd import ACC, GYR, factor, frame, physical
from firmware_bridge.drivers.readings import END
from firmware_bridge.errors import Refused, SensorError, WrongFirmware

SERVICE = "fb005c80-02e7-f387-1cad-8acd2d8df0c8"
CONTROL = "fb005c81-02e7-f387-1cad-8acd2d8df0c8"
DATA = "fb005c82-02e7-f387-1cad-8acd2d8df0c8"
BATTERY = "00002a19-0000-1000-8000-00805f9b34fb"

_START, _STOP, _SDK_MODE = 2, 3, 9
_RATES = (26, 52, 104, 208, 416)
_RANGES = {ACC: 16, GYR: 2000}
_SI = {ACC: GRAVITY, GYR: np.pi / 180}
_NAMES = {ACC: "accelerometer", GYR: "gyroscope", _SDK_MODE: "SDK mode"}
_TIMEOUT = 3.0
_ADVICE = {
    8: "it does not know this sample rate: ask for 208 Hz",
    10: "the connection allows only short packets: use another Bluetooth adapter",
    12: "it is busy: close the app that reads it, or switch it off and on",
    13: "it is in its charger: take it out",
}
_NOTICE = "it sends packets of 0.2 to 0.6 s, so a rep is told that much later than it ended"


class PolarVeritySense(Driver):
    """Polar's optical pulse sensor, for the motion sensors that it also has."""

    key: ClassVar[str] = "polar"
    label: ClassVar[str] = "Polar Verity Sense"
    names: ClassVar[tuple[str, ...]] = ("Polar Sense",)
    services: ClassVar[tuple[str, ...]] = (SERVICE,)

    def __init__(self) -> None:
        super().__init__()
        self._rate = 0.0
        self._factors: dict[int, float] = {}
        self._tracks: dict[int, Track] = {}
        self._origin: int | None = None
        self._session = 0

    def start(self, rate: float) -> Actions:
        """Yield what makes it stream at the nearest of 26, 52, 104, 208 and 416 Hz.

        Raises:
            Refused: it says no; the message says why and what to do.
            WrongFirmware: it knows no SDK mode.
            SensorError: it does not answer.
        """
        nominal = min(_RATES, key=lambda one: abs(one - rate))
        if nominal != self._rate:
            self._tracks = {kind: Track(1 / nominal) for kind in _RANGES}
        self._rate, self._factors = float(nominal), {}
        for channel in (CONTROL, DATA, BATTERY):
            yield Subscribe(channel)
        for kind in _RANGES:  # SDK mode cannot be set while one runs; that none ran is no matter
            yield from _asked(_STOP, kind)
        _granted(_SDK_MODE, (yield from _asked(_START, _SDK_MODE)))
        for kind, limit in _RANGES.items():
            settings = struct.pack("<BBHBBHBBHBBB", 0, 1, nominal, 1, 1, 16, 2, 1, limit, 4, 1, 3)
            unit = factor(_granted(kind, (yield from _asked(_START, kind, settings))))
            if unit is None:
                raise WrongFirmware(
                    f"the Polar's {_NAMES[kind]} does not tell its scale: update it in Polar Flow"
                )
            self._factors[kind] = unit

    def feed(self, channel: str, data: bytes) -> Sequence[Decoded]:
        """Return what a notification means: replies, the battery, samples that both cover."""
        try:
            if channel == DATA:
                return self._readings(data)
            if channel == CONTROL and data[0] == 0xF0:
                reply = Reply(f"{data[1]}-{data[2]}", data[3:])
                return [self._identity(), reply] if reply.kind == "2-9" else [reply]
            if channel == BATTERY and data[0] <= 100:
                return [Battery(percent=float(data[0]))]
        except (ValueError, IndexError):
            self.bad += 1
        return []

    def lost(self) -> None:
        """Forget samples that wait for their partners."""
        for track in self._tracks.values():
            track.forget()

    def stop(self) -> Sequence[Write]:
        """Return what ends both streams."""
        return [Write(CONTROL, bytes((_STOP, kind)), response=True) for kind in _RANGES]

    def _identity(self) -> Identity:
        return Identity(uid="", model=self.label, notices=(_NOTICE,))

    def _readings(self, data: bytes) -> list[Decoded]:
        one = frame(data)
        if one.kind not in self._factors:
            return []
        track, unit = self._tracks[one.kind], self._factors[one.kind]
        values = physical(one, unit)
        end = END * min(_RANGES[one.kind], 2**15 * unit)
        clipped: NDArray[np.bool_] = np.maximum.reduce(np.abs(values), axis=1) >= end
        if self._origin is None:
            self._origin = one.stamp
        last = (one.stamp - self._origin) * 1e-9
        if track.behind(last):
            self.lost()
            self._session += 1
        track.add(last, values * _SI[one.kind], clipped)
        found = paired(self._tracks[ACC], self._tracks[GYR], 1 / self._rate)
        return [
            Batch(self._rate, force, turn, clipped, device_time=time, session=self._session)
            for time, force, turn, clipped in found
        ]


def _asked(op: int, kind: int, settings: bytes = b"") -> Generator[Action, Reply | None, bytes]:
    """Send a command and return the body of its reply: status, more, settings."""
    command = Write(CONTROL, bytes((op, kind)) + settings, response=True)
    reply = yield from asked(command, (f"{op}-{kind}",), _TIMEOUT)
    if reply is None:
        raise SensorError(
            f"the Polar does not answer about its {_NAMES[kind]}: switch it off and on, and close "
            "other apps that may hold it"
        )
    return reply.body


def _granted(kind: int, body: bytes) -> bytes:
    """Return a reply's settings, if it is a yes."""
    status = body[0] if body else 255
    if status in (0, 6):
        return body[2:]
    if kind == _SDK_MODE and status in (1, 2, 3):
        raise WrongFirmware("the Polar has no SDK mode: update it in Polar Flow to 1.1.5 or later")
    advice = _ADVICE.get(status, "switch it off and on, and try again")
    raise Refused(f"the Polar refuses its {_NAMES[kind]} (status {status}): {advice}")
