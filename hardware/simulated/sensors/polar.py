"""A simulated Polar Verity Sense: its control point, SDK mode, and two packed streams.

Source: the vendor's published SDK, polar-ble-sdk.
"""

from __future__ import annotations

import struct
from typing import ClassVar

import numpy as np

from hardware.simulated.sensors.contract import Frame, Readings, SimulatedSensor
from hardware.simulated.sensors.polar_frames import Counts, fill, frame
from hardware.simulated.sensors.sampling import Sampling

SERVICE = "fb005c80-02e7-f387-1cad-8acd2d8df0c8"
CONTROL = "fb005c81-02e7-f387-1cad-8acd2d8df0c8"
DATA = "fb005c82-02e7-f387-1cad-8acd2d8df0c8"
BATTERY = "00002a19-0000-1000-8000-00805f9b34fb"

ACC, GYR, SDK_MODE = 2, 5, 9
OK, BAD_OP, BAD_TYPE, BAD_LENGTH, SAME_STATE = 0, 1, 2, 4, 6
BAD_RESOLUTION, BAD_RATE, BAD_RANGE, BAD_MTU, BAD_CHANNELS, BAD_STATE, IN_CHARGER = range(7, 14)

_RATES = {False: {52}, True: {26, 52, 104, 208, 416}}
_RANGES = {ACC: {2, 4, 8, 16}, GYR: {250, 500, 1000, 2000}}
_NORMAL_RANGES = {ACC: {8}, GYR: {2000}}
_SI = {ACC: 9.80665, GYR: np.pi / 180}
_SIZES = {0: 2, 1: 2, 2: 2, 4: 1}
_LONGEST = 228
_SHORTEST_MTU = 70
_EPOCH_NS = 820_000_000_000_000_000
"""ns since 2000 that the sensor's clock shows when it is switched on."""
_REPLY_DELAY = 0.03


class _Stream:
    """One running instrument."""

    def __init__(self, kind: int, sampling: Sampling, full: int, first: int, room: int) -> None:
        self.kind, self.sampling, self.room = kind, sampling, room
        self.factor = np.float32(full / 2**15)
        self._next = first
        self._pending: Counts = np.empty((0, 3), np.int64)

    def frames(self, to: float, late: float, clock: float) -> list[tuple[float, bytes]]:
        """Return the frames filled until ``to`` s, with the times at which they are full."""
        last = self.sampling.taken(to - late)
        values = self.sampling.values(self._next, last, late)
        part = values[:, :3] if self.kind == ACC else values[:, 3:]
        counts = np.rint(part / _SI[self.kind] / float(self.factor))
        counts = np.clip(counts, -(2**15), 2**15 - 1).astype(np.int64)
        self._pending = np.concatenate((self._pending, counts))
        self._next = max(self._next, last)
        return self._full(late, clock)

    def _full(self, late: float, clock: float) -> list[tuple[float, bytes]]:
        done = []
        while len(self._pending) and (n := fill(self._pending, self.room)) is not None:
            newest = self._next - len(self._pending) + n - 1
            time = newest / self.sampling.rate + late
            stamp = _EPOCH_NS + round(time * clock * 1e9)
            known = time + 8 / self.sampling.rate  # the block that did not fit any more
            done.append((known, frame(self.kind, stamp, self._pending[:n])))
            self._pending = self._pending[n:]
        return done


class SimulatedPolar(SimulatedSensor):
    """A Polar Verity Sense.

    Args:
        readings: what its chip feels.
        clock: seconds that its clock shows for each true second.
        gyro_late: how much later than the accelerometer the gyroscope samples, s.
        charging: whether it sits in its charger, where it refuses to measure.
    """

    name: ClassVar[str] = "Polar Sense 12345678"
    services: ClassVar[tuple[str, ...]] = (SERVICE,)
    notify: ClassVar[tuple[str, ...]] = (CONTROL, DATA, BATTERY)
    writable: ClassVar[tuple[str, ...]] = (CONTROL,)

    def __init__(
        self,
        readings: Readings,
        clock: float = 1.0,
        gyro_late: float = 0.0,
        charging: bool = False,
    ) -> None:
        self._readings = readings
        self._clock = clock
        self._late = {ACC: 0.0, GYR: gyro_late}
        self._charging = charging
        self._mtu = 0
        self._sdk_mode = False
        self._streams: dict[int, _Stream] = {}
        self._replies: list[Frame] = []

    def connect(self, at: float, mtu: int = 247) -> None:
        """Learn that a link stands."""
        self._mtu = mtu

    def disconnect(self, at: float) -> None:
        """Stop the streams; SDK mode stays."""
        self._streams.clear()
        self._replies.clear()

    def write(self, at: float, channel: str, data: bytes) -> None:
        """Take a command and prepare its reply."""
        if channel != CONTROL or len(data) < 2:
            return
        op, kind = data[0], data[1]
        status, more = self._obey(at, op, kind, data[2:])
        reply = bytes((0xF0, op, kind, status)) + more
        self._replies.append(Frame(at + _REPLY_DELAY, CONTROL, reply))

    def advance(self, to: float) -> list[Frame]:
        """Return replies and the frames filled until ``to``."""
        frames = [each for each in self._replies if each.at <= to]
        self._replies = [each for each in self._replies if each.at > to]
        for kind, stream in self._streams.items():
            filled = stream.frames(to, self._late[kind], self._clock)
            frames += [Frame(min(known, to), DATA, data) for known, data in filled]
        return sorted(frames, key=lambda each: each.at)

    def _obey(self, at: float, op: int, kind: int, settings: bytes) -> tuple[int, bytes]:
        if op not in (2, 3):
            return BAD_OP, b""
        if kind == SDK_MODE:
            return self._switch(op == 2), b"\0"
        if kind not in _RANGES:
            return BAD_TYPE, b""
        if op == 3:
            return (OK if self._streams.pop(kind, None) else BAD_STATE), b"\0"
        status = self._refusal(kind, settings)
        if status != OK:
            return status, b""
        stream = self._begin(at, kind, settings)
        self._replies.append(Frame(at + 2 * _REPLY_DELAY, BATTERY, bytes((87,))))
        return OK, b"\0\x05\x01" + struct.pack("<f", stream.factor)

    def _switch(self, on: bool) -> int:
        if self._streams:
            return BAD_STATE
        if self._sdk_mode == on:
            return SAME_STATE
        self._sdk_mode = on
        return OK

    def _refusal(self, kind: int, settings: bytes) -> int:
        wish = _settings(settings)
        ranges = _RANGES if self._sdk_mode else _NORMAL_RANGES
        checks = (
            (self._charging, IN_CHARGER),
            (self._mtu < _SHORTEST_MTU, BAD_MTU),
            (wish is None, BAD_LENGTH),
            (kind in self._streams, SAME_STATE),
            ((wish or {}).get(0) not in _RATES[self._sdk_mode], BAD_RATE),
            ((wish or {}).get(1) != 16, BAD_RESOLUTION),
            ((wish or {}).get(2) not in ranges[kind], BAD_RANGE),
            ((wish or {}).get(4) != 3, BAD_CHANNELS),
        )
        return next((status for wrong, status in checks if wrong), OK)

    def _begin(self, at: float, kind: int, settings: bytes) -> _Stream:
        wish = _settings(settings) or {}
        sampling = Sampling(self._readings, wish[0])
        room = min(_LONGEST, self._mtu - 3)
        first = sampling.taken(at - self._late[kind])
        stream = _Stream(kind, sampling, wish[2], first, room)
        self._streams[kind] = stream
        return stream


def _settings(data: bytes) -> dict[int, int] | None:
    """Return the values of ``id | 1 | value`` settings, None if they are torn."""
    found: dict[int, int] = {}
    while data:
        if len(data) < 2 or data[0] not in _SIZES or data[1] != 1:
            return None
        end = 2 + _SIZES[data[0]]
        if len(data) < end:
            return None
        found[data[0]] = int.from_bytes(data[2:end], "little")
        data = data[end:]
    return found
