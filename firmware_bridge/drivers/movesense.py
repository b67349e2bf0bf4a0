"""Movesense sensors that run the GATT sensor-data application, over BLE.

Commands are ``command | reference | payload``; notifications ``1 | reference | answer``,
``2 | reference | data`` and ``3 | reference | rest of the data``. Motion data: u32 ms of the
first sample, n accelerations (3 × float32, m/s²), n angular rates (3 × float32, degrees per
second), little-endian. Source: movesense.com, GATT SensorData Protocol specification.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import numpy as np

from firmware_bridge.columns import GRAVITY
from firmware_bridge.drivers.asking import Asking, asked
from firmware_bridge.drivers.contract import (
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
from firmware_bridge.drivers.readings import FullScale
from firmware_bridge.drivers.stamps import Stamps
from firmware_bridge.errors import Refused, SensorError, WrongSensor

SERVICE = "34802252-7185-4d5d-b431-630e7050e8f0"
COMMAND = "34800001-7185-4d5d-b431-630e7050e8f0"
NOTIFY = "34800002-7185-4d5d-b431-630e7050e8f0"

_HELLO, _SUBSCRIBE, _UNSUBSCRIBE, _GET = 0, 1, 2, 4
_ANSWER, _DATA, _REST = 1, 2, 3
_HELLO_REF, _BATTERY_REF, _MOTION_REF = 1, 2, 3
_RATES = (208, 104, 52)
_TIMEOUT = 3.0
_HELD = 512
"""Longest motion data, bytes."""
_RANGE = FullScale((8 * GRAVITY, 2000), (1, np.pi / 180))
_NOTICE = (
    "its range cannot be asked for: ±8 g and ±2000 °/s are assumed (not verified), readings "
    "beyond count as clipped"
)


class Movesense(Driver):
    """Movesense HR2, HR+, MD and Flash."""

    key: ClassVar[str] = "movesense"
    label: ClassVar[str] = "Movesense"
    names: ClassVar[tuple[str, ...]] = ("Movesense",)
    services: ClassVar[tuple[str, ...]] = (SERVICE,)

    def __init__(self) -> None:
        super().__init__()
        self._rate = 0.0
        self._stamps = Stamps(1e-3)
        self.lost()

    def start(self, rate: float) -> Actions:
        """Yield what makes it stream at 208 Hz, or at the most that it will below the wish.

        Raises:
            WrongSensor: it does not answer.
            Refused: it gives no such motion data.
            SensorError: it falls silent.
        """
        self._rate = 0.0
        yield Subscribe(NOTIFY)
        hello = yield from _asked(_HELLO, _HELLO_REF)
        if hello is None:
            raise WrongSensor(
                "the Movesense does not answer: it needs the application gatt_sensordata_app, "
                "which the Movesense app for phones can load"
            )
        if _tells(hello.body):  # what reads to this application makes older ones erase their log
            yield _command(_GET, _BATTERY_REF, b"/System/Energy/Level")
        for one in [each for each in _RATES if each <= rate * 1.1] or _RATES[-1:]:
            reply = yield from _asked(_SUBSCRIBE, _MOTION_REF, f"/Meas/IMU6/{one}".encode())
            if reply is None:
                raise SensorError("the Movesense does not start: take its battery out and in")
            status = _status(reply.body)
            if status in (200, 201):
                self._rate = float(one)
                return
        raise Refused(
            f"the Movesense refuses motion data (status {status}): end its logging in its app, or "
            "take its battery out and in; a model without a gyroscope cannot be used"
        )

    def feed(self, channel: str, data: bytes) -> Sequence[Decoded]:
        """Return what a notification means."""
        if channel != NOTIFY or len(data) < 3:
            self.bad += 1
            return []
        kind, reference, payload = data[0], data[1], data[2:]
        if kind == _ANSWER:
            return self._answer(reference, payload)
        if kind in (_DATA, _REST) and reference == _MOTION_REF:
            whole = self._first(payload) if kind == _DATA else self._second(payload)
            return [batch for each in whole for batch in self._batch(each)]
        self.bad += 1
        return []

    def lost(self) -> None:
        """Forget half a packet, and whether packets come in halves."""
        self._held: bytes | None = None
        self._halved: bool | None = None

    def stop(self) -> Sequence[Write]:
        """Return what ends the stream."""
        return [_command(_UNSUBSCRIBE, _MOTION_REF)]

    def _answer(self, reference: int, payload: bytes) -> list[Decoded]:
        reply = Reply(f"{reference}", payload)
        if reference == _BATTERY_REF:
            full = len(payload) >= 3 and _status(payload) == 200 and payload[2] <= 100
            return [Battery(percent=float(payload[2]))] if full else []
        return [_identity(payload), reply] if reference == _HELLO_REF else [reply]

    def _first(self, payload: bytes) -> list[bytes]:
        """Return the packets that are whole now that the next one begins.

        A packet of two halves cannot be told from a whole one by its length, only by what
        follows; all packets of a stream are alike.
        """
        held, self._held = self._held, None
        whole = []
        if held is not None:
            self._halved = bool(self._halved) or not _fits(held)
            if self._halved:
                self.bad += 1  # its second half has not come
            else:
                whole.append(held)
        if self._halved is False and _fits(payload):
            return [*whole, payload]
        self._held = payload[:_HELD]
        return whole

    def _second(self, payload: bytes) -> list[bytes]:
        held, self._held = self._held, None
        self._halved = True
        if held is None or not _fits(held + payload):
            self.bad += 1
            return []
        return [held + payload]

    def _batch(self, packet: bytes) -> list[Decoded]:
        values = np.frombuffer(packet, "<f4", offset=4).reshape(2, -1, 3)
        read = _RANGE.read(values.transpose(1, 0, 2).reshape(-1, 6))
        if read is None:
            self.bad += 1
            return []
        if not self._rate:
            return []
        time = self._stamps.seconds(int.from_bytes(packet[:4], "little"))
        readings, clipped = read
        force, turn = readings[:, :3], readings[:, 3:]
        return [Batch(self._rate, force, turn, clipped, None, time, self._stamps.session)]


def _command(command: int, reference: int, path: bytes = b"") -> Write:
    return Write(COMMAND, bytes((command, reference)) + path, response=True)


def _asked(command: int, reference: int, path: bytes = b"") -> Asking:
    return asked(_command(command, reference, path), (f"{reference}",), _TIMEOUT)


def _fits(packet: bytes) -> bool:
    return 28 <= len(packet) <= _HELD and (len(packet) - 4) % 24 == 0


def _status(payload: bytes) -> int:
    """Return an answer's status; some applications send its bytes the other way round."""
    status = int.from_bytes(payload[:2], "little")
    return status if status < 600 else int.from_bytes(payload[:2], "big")


def _tells(payload: bytes) -> bool:
    """Return whether an answer to HELLO tells of the sensor; older applications only greet."""
    return b"\0" in payload


def _identity(payload: bytes) -> Identity:
    """Return who answers: version, then serial number, product, address, application, version."""
    told = payload[1:].split(b"\0") if _tells(payload) else []
    words = [each.decode("utf-8", "replace") for each in told] + [""] * 5
    return Identity(words[0], words[1] or "Movesense", f"{words[3]} {words[4]}".strip(), (_NOTICE,))
