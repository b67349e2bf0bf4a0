"""x-io x-IMU3, over USB or its serial port: 400 Hz or a whole fraction of it.

Messages end with a line feed. Binary: type, u64 µs, float32 arguments, little-endian, with line
feeds stuffed away as in SLIP; ASCII: the same separated by commas; commands and their answers
are JSON objects of one key. Source: the vendor's x-IMU3 User Manual, "Communication protocol".
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from typing import ClassVar

import numpy as np

from firmware_bridge.columns import GRAVITY
from firmware_bridge.drivers.asking import asked
from firmware_bridge.drivers.contract import (
    STREAM,
    Actions,
    Batch,
    Battery,
    Decoded,
    Driver,
    Identity,
    Reply,
    Write,
)
from firmware_bridge.drivers.readings import FullScale
from firmware_bridge.drivers.stamps import Stamps, runs
from firmware_bridge.errors import Refused, SensorError, WrongSensor

_RATE = 400
_INERTIAL, _BATTERY = 0xC9, 0xC2
_ROW = np.dtype([("time", "<u8"), ("readings", "<f4", 6)])  # angular rate first
_LONGEST = 4096
"""Bytes without a line feed after which the line is not this sensor's."""
_RANGE = FullScale((2000, 24), (np.pi / 180, GRAVITY))
_SETTINGS = {  # only what a bar needs, so that a slow serial port carries it
    "binaryModeEnabled": True,
    "ahrsMessageRateDivisor": 0,
    "highGAccelerometerMessageRateDivisor": 0,
    "magnetometerMessageRateDivisor": 0,
    "batteryMessageRateDivisor": 25,
}


class XImu3(Driver):
    """x-io's research sensor."""

    key: ClassVar[str] = "ximu3"
    label: ClassVar[str] = "x-IMU3"
    bauds: ClassVar[tuple[int, ...]] = (115200, 921600, 460800, 230400)

    def __init__(self) -> None:
        super().__init__()
        self._buffer = b""
        self._rate = 0.0
        self._firmware = ""
        self._stamps = Stamps(1e-6, 2**64)

    def start(self, rate: float) -> Actions:
        """Yield what makes it stream at the nearest of 400, 200, 133.3, 100 … Hz.

        Raises:
            WrongSensor: nothing of the kind answers.
            Refused: it does not take a setting.
            SensorError: it falls silent.
        """
        self._rate = 0.0
        yield _command("firmwareVersion", None)
        if (yield from asked(_command("ping", None), ("ping",), 1.0)) is None:
            raise WrongSensor("no x-IMU3 answers on this port: check the cable and the port")
        divisor = max(1, round(_RATE / rate))
        settings = _SETTINGS | {"inertialMessageRateDivisor": divisor, "apply": None}
        for key, value in settings.items():
            yield from _set(key, value)
        self._rate = _RATE / divisor

    def feed(self, channel: str, data: bytes) -> Sequence[Decoded]:
        """Return what the lines completed by these bytes mean."""
        *lines, self._buffer = (self._buffer + data).split(b"\n")
        if len(self._buffer) > _LONGEST:
            self._buffer = b""
            self.bad += 1
        rows: list[bytes] = []
        told: list[Decoded] = []
        for line in lines:
            try:
                self._line(line, rows, told)
            except (ValueError, struct.error, RecursionError, OverflowError):
                self.bad += 1
        return told + self._batches(rows) if rows and self._rate else told

    def lost(self) -> None:
        """Forget half a line."""
        self._buffer = b""

    def _line(self, line: bytes, rows: list[bytes], told: list[Decoded]) -> None:
        if not line:
            raise ValueError("an empty line")
        kind = line[0]
        if kind == _INERTIAL:
            rows.append(_unstuffed(line, 32))
        elif kind == _BATTERY:
            told.append(_battery(struct.unpack("<8x3f", _unstuffed(line, 20))))
        elif kind == ord("I"):
            _, time, *values = line.split(b",")
            rows.append(struct.pack("<Q6f", int(time), *map(float, values)))
        elif kind == ord("B"):
            told.append(_battery([float(word) for word in line.split(b",")[2:]]))
        elif kind == ord("{"):
            told.extend(self._answer(json.loads(line)))
        elif not (kind > 0x80 or ord("A") <= kind <= ord("Z")):
            raise ValueError("a line of no known kind")

    def _answer(self, answer: dict[str, object]) -> list[Decoded]:
        ((key, value),) = answer.items()
        plain = _plain(key)
        reply = Reply(plain, json.dumps(value).encode())
        if plain == "firmwareversion":
            self._firmware = str(value)
        if plain != "ping" or not isinstance(value, dict):
            return [reply]
        words = {_plain(each): str(word) for each, word in value.items()}
        uid = words.get("sn") or words.get("serialnumber") or ""
        return [Identity(uid, self.label, self._firmware), reply]

    def _batches(self, rows: list[bytes]) -> list[Decoded]:
        table = np.frombuffer(b"".join(rows), _ROW)
        read = _RANGE.read(table["readings"])
        if read is None:
            possible = [row for row in rows if _possible(row)]
            self.bad += len(rows) - len(possible)
            return self._batches(possible) if possible else []
        readings, clipped = read
        batches: list[Decoded] = []
        for run in runs(table["time"], 1e6 / self._rate):
            time = self._stamps.seconds(int(table["time"][run.start]))
            force, turn = readings[run, 3:], readings[run, :3]
            session = self._stamps.session
            batches.append(Batch(self._rate, force, turn, clipped[run], None, time, session))
        return batches


def _possible(row: bytes) -> bool:
    return _RANGE.read(np.frombuffer(row, _ROW)["readings"]) is not None


def _command(key: str, value: object) -> Write:
    return Write(STREAM, json.dumps({key: value}, separators=(",", ":")).encode() + b"\n")


def _set(key: str, value: object) -> Actions:
    reply = yield from asked(_command(key, value), (_plain(key),), 0.5, times=3)
    if reply is None:
        raise SensorError(f"the x-IMU3 does not take {key}: check the cable, or reset it")
    if reply.body.startswith(b"{"):
        raise Refused(f"the x-IMU3 refuses {key}: {reply.body.decode()}; update its firmware")


def _plain(key: str) -> str:
    """Return a key as the sensor reads it: neither case nor punctuation matter."""
    return "".join(filter(str.isalnum, key)).lower()


def _unstuffed(line: bytes, size: int) -> bytes:
    """Return the time and arguments of a binary message."""
    if b"\xdb" in line:
        if line.count(b"\xdb") != line.count(b"\xdb\xdc") + line.count(b"\xdb\xdd"):
            raise ValueError("a stray escape byte")
        line = line.replace(b"\xdb\xdc", b"\n").replace(b"\xdb\xdd", b"\xdb")
    if len(line) != 1 + size:
        raise ValueError("a binary message of another length")
    return line[1:]


def _battery(arguments: Sequence[float]) -> Battery:
    percent, volts, _ = arguments
    if not (-1 < percent < 101 and 0 < volts < 10):
        raise ValueError("an impossible battery")
    return Battery(percent, volts)
