"""A simulated x-IMU3 on its serial port.

Source: the vendor's x-IMU3 User Manual.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from hardware.simulated.sensors.contract import Frame, Readings, SimulatedSensor
from hardware.simulated.sensors.sampling import Sampling
from hardware.simulated.strokes import Floats

_APPLIED_AFTER = 2.0
"""s after the last setting at which settings are applied, unless they are before."""
_LONGEST = 1024
_REPLY_DELAY = 0.002
_BINARY, _INERTIAL = "binarymodeenabled", "inertialmessageratedivisor"
_QUATERNION, _BATTERY = "ahrsmessageratedivisor", "batterymessageratedivisor"
_FACTORY: dict[str, object] = {
    _BINARY: False,
    _INERTIAL: 8,
    _QUATERNION: 8,
    _BATTERY: 5,
    "magnetometermessageratedivisor": 0,
    "highgaccelerometermessageratedivisor": 0,
}
_READ_ONLY: dict[str, object] = {
    "firmwareversion": "v1.8.0",
    "serialnumber": "0123-4567-89AB-CDEF",
}
_SOURCES = {_INERTIAL: 400.0, _QUATERNION: 400.0, _BATTERY: 5.0}
_RANGES = np.array([24 * 9.80665] * 3 + [np.radians(2000)] * 3)
_SI = np.array([9.80665] * 3 + [np.pi / 180] * 3)


@dataclass
class _Stream:
    sampling: Sampling
    next: int


class SimulatedXImu3(SimulatedSensor):
    """An x-IMU3 as it leaves the factory: ASCII, inertial messages at 50 Hz, and orientation.

    Args:
        readings: what its chip feels.
        clock: seconds that its clock shows for each true second.
        awake: s since it was switched on.
    """

    name: ClassVar[str] = ""

    def __init__(self, readings: Readings, clock: float = 1.0, awake: float = 1.0) -> None:
        self._readings = readings
        self._clock, self._awake = clock, awake
        self._wanted = dict(_FACTORY)
        self._due = np.inf
        self._open = False
        self._line = b""
        self._frames: list[Frame] = []
        self._apply(0.0)

    def connect(self, at: float, mtu: int = 247) -> None:
        """Learn that the port is open."""
        self._stream(at)
        self._open = True

    def disconnect(self, at: float) -> None:
        """Learn that the port is closed; it streams on, and nobody hears."""
        self._open, self._line = False, b""
        self._frames.clear()

    def write(self, at: float, channel: str, data: bytes) -> None:
        """Take the bytes of commands."""
        self._stream(at)
        *lines, self._line = (self._line + data).split(b"\n")
        self._line = self._line[:_LONGEST]
        for line in lines:
            answer = self._obey(at, line)
            if answer is not None:
                text = json.dumps(answer, separators=(",", ":")).encode() + b"\n"
                self._frames.append(Frame(at + _REPLY_DELAY, "", text))

    def advance(self, to: float) -> list[Frame]:
        """Return the messages until ``to``."""
        self._stream(to)
        ready = sorted((each for each in self._frames if each.at <= to), key=lambda each: each.at)
        self._frames = [each for each in self._frames if each.at > to]
        return ready

    def _obey(self, at: float, line: bytes) -> dict[str, object] | None:
        try:
            ((key, value),) = json.loads(line).items()
        except (ValueError, AttributeError):
            return None
        plain = "".join(filter(str.isalnum, key)).lower()
        if plain == "ping":
            names = {"interface": "Serial", "name": "x-IMU3", "sn": _READ_ONLY["serialnumber"]}
            return {key: names}
        if plain == "apply":
            self._apply(at)
            return {key: None}
        if plain in _READ_ONLY:
            read_only = {"error": "Unable to write read-only setting"}
            return {key: _READ_ONLY[plain] if value is None else read_only}
        if plain not in self._wanted:
            return {key: {"error": "Unknown key"}}
        if value is not None:
            self._wanted[plain] = value
            self._due = at + _APPLIED_AFTER
        return {key: self._wanted[plain]}

    def _apply(self, at: float) -> None:
        self._due = np.inf
        self._binary = bool(self._wanted[_BINARY])
        self._streams: dict[str, _Stream] = {}
        for key, rate in _SOURCES.items():
            divisor = self._wanted[key]
            if isinstance(divisor, int) and divisor > 0:
                sampling = Sampling(self._readings, rate / divisor)
                self._streams[key] = _Stream(sampling, sampling.taken(at))

    def _stream(self, to: float) -> None:
        if self._due <= to:
            due = self._due
            self._send(due)
            self._apply(due)
        self._send(to)

    def _send(self, to: float) -> None:
        for key, stream in self._streams.items():
            first, stream.next = stream.next, max(stream.next, stream.sampling.taken(to))
            if not self._open:
                continue
            for number, values in enumerate(stream.sampling.values(first, stream.next), first):
                at = number / stream.sampling.rate
                self._frames.append(Frame(at, "", self._message(key, at, values)))

    def _message(self, key: str, at: float, values: Floats) -> bytes:
        stamp = round((self._awake + at * self._clock) * 1e6)
        if key == _INERTIAL:
            shown = np.clip(values, -_RANGES, _RANGES) / _SI
            return _message(self._binary, "I", stamp, [*shown[3:], *shown[:3]])
        if key == _BATTERY:
            return _message(self._binary, "B", stamp, [64.0, 3.91, 0.0])
        return _message(self._binary, "Q", stamp, [1.0, 0.0, 0.0, 0.0])


def _message(binary: bool, kind: str, stamp: int, arguments: list[float]) -> bytes:
    if not binary:
        numbers = "".join(f",{each:.4f}" for each in arguments)
        return f"{kind},{stamp}{numbers}\n".encode()
    body = struct.pack(f"<BQ{len(arguments)}f", 0x80 + ord(kind), stamp, *arguments)
    escapes = {0x0A: b"\xdb\xdc", 0xDB: b"\xdb\xdd"}
    return b"".join(escapes.get(byte, bytes((byte,))) for byte in body) + b"\n"
