"""A simulated Movella DOT that streams "rate quantities".

Source: Movella DOT BLE Service Specification XD0506P, revision C.
"""

from __future__ import annotations

import struct
from typing import ClassVar

import numpy as np

from hardware.simulated.sensors.contract import Frame, Readings, SimulatedSensor
from hardware.simulated.sensors.sampling import Sampling

_BASE = "1517{}-4947-11e9-8646-d663bd873d93"
SETTINGS, SERVICE, CONTROL, PAYLOAD, BATTERY = (
    _BASE.format(short) for short in ("1002", "2000", "2001", "2003", "3001")
)

_RATES = (1, 4, 10, 12, 15, 20, 30, 60)
_SETTINGS_SIZE, _RATE_FLAG, _RATE_AT = 32, 1 << 4, 24
_RATE_QUANTITIES = 21
_RANGES = np.array([16 * 9.80665] * 3 + [np.radians(2000)] * 3)


class SimulatedDot(SimulatedSensor):
    """A Movella DOT that was last used at 30 Hz.

    Args:
        readings: what its chip feels.
        clock: seconds that its clock shows for each true second.
        awake: s since it was switched on.
        recording: whether it is recording, and so does not measure for a host.
    """

    name: ClassVar[str] = "Movella DOT"
    services: ClassVar[tuple[str, ...]] = ()
    notify: ClassVar[tuple[str, ...]] = (PAYLOAD, BATTERY)
    writable: ClassVar[tuple[str, ...]] = (SETTINGS, CONTROL)

    def __init__(
        self,
        readings: Readings,
        clock: float = 1.0,
        awake: float = 5.0,
        recording: bool = False,
    ) -> None:
        self._readings = readings
        self._clock, self._awake, self._recording = clock, awake, recording
        self._rate = 30
        self._room = 0
        self._sampling: Sampling | None = None
        self._next = 0
        self._battery: list[Frame] = []

    def connect(self, at: float, mtu: int = 247) -> None:
        """Learn that a link stands; packets are cut to what it carries."""
        self._room = mtu - 3
        self._battery = [Frame(at + 1.0, BATTERY, bytes((71, 0)))]

    def disconnect(self, at: float) -> None:
        """End the measurement."""
        self._sampling = None
        self._battery.clear()

    def write(self, at: float, channel: str, data: bytes) -> None:
        """Take settings, or the command to start or stop."""
        if channel == SETTINGS and len(data) == _SETTINGS_SIZE and data[0] & _RATE_FLAG:
            rate = int.from_bytes(data[_RATE_AT : _RATE_AT + 2], "little")
            if self._sampling is None and rate in _RATES:
                self._rate = rate
        elif channel == CONTROL and len(data) == 3 and data[0] == 1:
            self._measure(at, on=data[1] == 1, mode=data[2])

    def advance(self, to: float) -> list[Frame]:
        """Return the packets until ``to``."""
        frames = [each for each in self._battery if each.at <= to]
        self._battery = [each for each in self._battery if each.at > to]
        if self._sampling is not None:
            first, self._next = self._next, max(self._next, self._sampling.taken(to))
            values = self._sampling.values(first, self._next)
            shown = np.clip(values, -_RANGES, _RANGES)
            shown[:, 3:] *= 180 / np.pi
            for number, each in enumerate(shown, first):
                frames.append(self._packet(number / self._sampling.rate, each.tolist()))
        return sorted(frames, key=lambda each: each.at)

    def _measure(self, at: float, on: bool, mode: int) -> None:
        if not on or self._recording or mode != _RATE_QUANTITIES:
            self._sampling = None
        elif self._sampling is None:
            self._sampling = Sampling(self._readings, self._rate)
            self._next = self._sampling.taken(at)

    def _packet(self, at: float, values: list[float]) -> Frame:
        stamp = round((self._awake + at * self._clock) * 1e6) % 2**32
        return Frame(at, PAYLOAD, struct.pack("<I6f", stamp, *values)[: self._room])
