"""Movella (once Xsens) DOT, over BLE, 60 Hz: payload mode 21, "rate quantities".

A packet is u32 µs, acceleration (3 × float32, m/s²), angular rate (3 × float32, degrees per
second), little-endian. Source: Movella DOT BLE Service Specification XD0506P, revision C.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from itertools import pairwise
from typing import ClassVar

import numpy as np

from firmware_bridge.columns import GRAVITY
from firmware_bridge.drivers.contract import (
    Actions,
    Batch,
    Battery,
    Decoded,
    Driver,
    Expect,
    Identity,
    Reply,
    Subscribe,
    Write,
)
from firmware_bridge.drivers.readings import FullScale
from firmware_bridge.drivers.stamps import Stamps
from firmware_bridge.errors import Refused, SensorError


def _uuid(short: str) -> str:
    return f"1517{short}-4947-11e9-8646-d663bd873d93"


SETTINGS, SERVICE, CONTROL = _uuid("1002"), _uuid("2000"), _uuid("2001")
PAYLOAD, BATTERY = _uuid("2003"), _uuid("3001")

_RATE = 60.0
_RATE_QUANTITIES = 21
_SIZE = 28
_SET_RATE = struct.pack("<B23xH6x", 1 << 4, int(_RATE))
_RANGE = FullScale((16 * GRAVITY, 2000), (1, np.pi / 180))
_NOTICE = (
    "60 Hz is little for a bar: a turnaround is known to 17 ms and impacts are not seen, so "
    "expect larger standard errors than from a sensor of 200 Hz"
)


class MovellaDot(Driver):
    """Movella DOT, also sold as Xsens DOT."""

    key: ClassVar[str] = "dot"
    label: ClassVar[str] = "Movella DOT"
    names: ClassVar[tuple[str, ...]] = ("Movella DOT", "Xsens DOT")
    services: ClassVar[tuple[str, ...]] = (SERVICE,)

    def __init__(self) -> None:
        super().__init__()
        self._streaming = False
        self._known = False
        self._stamps = Stamps(1e-6)

    def start(self, rate: float) -> Actions:
        """Yield what makes it stream at 60 Hz, the most that it can.

        Raises:
            Refused: it streams at another rate.
            SensorError: it does not stream.
        """
        self._streaming = self._known = False
        yield Subscribe(PAYLOAD)
        yield Subscribe(BATTERY)
        yield from self.stop()  # the rate cannot be changed while it measures
        yield Write(SETTINGS, _SET_RATE, response=True)
        yield Write(CONTROL, bytes((1, 1, _RATE_QUANTITIES)), response=True)
        stamps: list[int] = []
        while len(stamps) < 6:
            reply = yield Expect(("payload",), 3.0)
            if reply is None:
                raise SensorError(
                    "the Movella DOT sends nothing: end a recording or a synchronisation in its "
                    "app, or hold its button to switch it off and on"
                )
            stamps.append(int.from_bytes(reply.body, "little"))
        steps = [(b - a) % 2**32 for a, b in pairwise(stamps)]
        measured = 1e6 / max(min(steps), 1)
        if abs(measured / _RATE - 1) > 0.1:
            raise Refused(
                f"the Movella DOT streams at {measured:.0f} Hz, not at 60: set 60 Hz in its app"
            )
        self._streaming = True

    def feed(self, channel: str, data: bytes) -> Sequence[Decoded]:
        """Return what a notification means; the first ones answer ``start``."""
        if channel == BATTERY and len(data) >= 2 and data[0] <= 100:
            return [Battery(percent=float(data[0]))]
        if channel != PAYLOAD or len(data) < _SIZE:  # cut by a small connection, for one
            self.bad += 1
            return []
        read = _RANGE.read(np.frombuffer(data, "<f4", 6, 4).reshape(1, 6))
        if read is None:
            self.bad += 1
            return []
        if not self._streaming:
            return self._starting(data[:4])
        time = self._stamps.seconds(int.from_bytes(data[:4], "little"))
        readings, clipped = read
        force, turn = readings[:, :3], readings[:, 3:]
        return [Batch(_RATE, force, turn, clipped, None, time, self._stamps.session)]

    def stop(self) -> Sequence[Write]:
        """Return what ends the measurement."""
        return [Write(CONTROL, bytes((1, 0, _RATE_QUANTITIES)), response=True)]

    def _starting(self, stamp: bytes) -> list[Decoded]:
        reply = Reply("payload", stamp)
        if self._known:
            return [reply]
        self._known = True
        return [Identity(uid="", model=self.label, notices=(_NOTICE,)), reply]
