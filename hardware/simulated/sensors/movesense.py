"""A simulated Movesense that runs the GATT sensor-data application.

Source: movesense.com, GATT SensorData Protocol specification.
"""

from __future__ import annotations

import struct
from typing import ClassVar

import numpy as np

from hardware.simulated.sensors.contract import Frame, Readings, SimulatedSensor
from hardware.simulated.sensors.sampling import Sampling

SERVICE = "34802252-7185-4d5d-b431-630e7050e8f0"
COMMAND = "34800001-7185-4d5d-b431-630e7050e8f0"
NOTIFY = "34800002-7185-4d5d-b431-630e7050e8f0"

_RATES = (13, 26, 52, 104, 208)
_PACKET = 8
"""Samples in a packet."""
_MTU = 161
"""The most that the sensor agrees to."""
_ACC_COUNT = 0.244e-3 * 9.80665
"""m/s² per count at ±8 g."""
_GYR_COUNT = 2000 / 2**15
"""Degrees per second per count at ±2000."""
_REPLY_DELAY = 0.02
_OK, _NOT_FOUND, _TOO_MUCH = 200, 404, 507


class SimulatedMovesense(SimulatedSensor):
    """A Movesense of ±8 g and ±2000 degrees per second.

    Args:
        readings: what its chip feels.
        clock: seconds that its clock shows for each true second.
        awake: s since it was switched on.
        fastest: Hz; a faster subscription is refused with status 507.
        big_endian: whether its application sends a status with the high byte first.
        older: whether its application only greets, and by command 4 erases its ``log``.
    """

    name: ClassVar[str] = "Movesense 204730000081"
    services: ClassVar[tuple[str, ...]] = (SERVICE,)
    notify: ClassVar[tuple[str, ...]] = (NOTIFY,)
    writable: ClassVar[tuple[str, ...]] = (COMMAND,)

    def __init__(
        self,
        readings: Readings,
        clock: float = 1.0,
        awake: float = 122.0,
        fastest: int = 208,
        big_endian: bool = False,
        older: bool = False,
    ) -> None:
        self.log = b"a workout"
        self._older = older
        self._readings = readings
        self._clock, self._awake = clock, awake
        self._fastest = fastest
        self._order = ">H" if big_endian else "<H"
        self._room = 0
        self._replies: list[Frame] = []
        self._sampling: Sampling | None = None
        self._reference = 0
        self._next = 0

    def connect(self, at: float, mtu: int = 247) -> None:
        """Learn that a link stands."""
        self._room = min(mtu, _MTU) - 3

    def disconnect(self, at: float) -> None:
        """End the subscription."""
        self._sampling = None
        self._replies.clear()

    def write(self, at: float, channel: str, data: bytes) -> None:
        """Take a command and prepare its answer."""
        if channel != COMMAND or len(data) < 2 or data[1] == 0:
            return
        command, reference, path = data[0], data[1], data[2:].rstrip(b"\0").decode("latin-1")
        if command == 0 and self._older:
            self._reply(at, reference, b"Hello")
        elif command == 4 and self._older:
            self.log = b""
            self._reply(at, reference, bytes((_OK,)))
        elif command == 0:
            words = ("204730000081", "Movesense", "0C:8C:DC:38:72:E8", "gatt_sensordata", "1.3.0")
            self._reply(at, reference, b"\1" + b"".join(each.encode() + b"\0" for each in words))
        elif command == 1:
            self._reply(at, reference, self._status(self._subscribe(at, reference, path)))
        elif command == 2:
            self._sampling = None
            self._reply(at, reference, self._status(_OK))
        elif command == 4 and path == "/System/Energy/Level":
            self._reply(at, reference, self._status(_OK) + bytes((93,)))
        else:
            self._reply(at, reference, self._status(_NOT_FOUND))

    def advance(self, to: float) -> list[Frame]:
        """Return answers and the packets filled until ``to``."""
        frames = [each for each in self._replies if each.at <= to]
        self._replies = [each for each in self._replies if each.at > to]
        while self._sampling and self._next + _PACKET <= self._sampling.taken(to):
            frames += self._packet(self._sampling)
        return sorted(frames, key=lambda each: each.at)

    def _subscribe(self, at: float, reference: int, path: str) -> int:
        known = {f"/Meas/IMU6/{rate}": rate for rate in _RATES}
        if path not in known:
            return _NOT_FOUND
        if known[path] > self._fastest:
            return _TOO_MUCH
        self._sampling = Sampling(self._readings, known[path])
        self._reference = reference
        self._next = self._sampling.taken(at)
        return _OK

    def _packet(self, sampling: Sampling) -> list[Frame]:
        first, self._next = self._next, self._next + _PACKET
        values = sampling.values(first, self._next)
        acc = _counted(values[:, :3], _ACC_COUNT)
        gyr = _counted(np.degrees(values[:, 3:]), _GYR_COUNT)
        stamp = round((self._awake + first / sampling.rate * self._clock) * 1000) % 2**32
        payload = struct.pack("<I", stamp) + acc + gyr
        at, room = (self._next - 1) / sampling.rate, self._room - 2
        parts = [payload[:room], payload[room : 2 * room]]
        return [
            Frame(at, NOTIFY, bytes((kind, self._reference)) + part)
            for kind, part in zip((2, 3), parts, strict=True)
            if part
        ]

    def _reply(self, at: float, reference: int, body: bytes) -> None:
        self._replies.append(Frame(at + _REPLY_DELAY, NOTIFY, bytes((1, reference)) + body))

    def _status(self, status: int) -> bytes:
        return struct.pack(self._order, status)


def _counted(values: np.ndarray, count: float) -> bytes:
    """Return values as the chip's 16 bits give them, in float32."""
    counts = np.clip(np.rint(values / count), -(2**15), 2**15 - 1)
    return (counts * count).astype("<f4").tobytes()
