"""WitMotion's BLE 5 sensors (frames ``55 61``) and the same on their USB port."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from hardware.simulated.sensors.contract import Frame, Readings, SimulatedSensor
from hardware.simulated.sensors.int16 import int16
from hardware.simulated.sensors.sampling import Sampling
from hardware.simulated.strokes import Floats

SERVICE, NOTIFY, WRITE = (
    f"0000{part}-0000-1000-8000-00805f9a34fb" for part in ("ffe5", "ffe4", "ffe9")
)
SCALE: Floats = np.repeat((16 * 9.80665, np.radians(2000.0)), 3) / 32768
"""(6,) m/s² and rad/s per count."""
RATES = {6: 10.0, 7: 20.0, 8: 50.0, 9: 100.0, 11: 200.0}
RATE, OUTPUT, BANDWIDTH, AXES, READ, KEY = 0x03, 0x0E, 0x1F, 0x24, 0x27, 0x69
VERSION, BATTERY, NUMBER = 0x2E, 0x64, 0x7F


def numbers(text: bytes) -> dict[int, int]:
    """Return the six registers that hold a sensor's number, twelve letters."""
    return {NUMBER + i: int.from_bytes(text[2 * i : 2 * i + 2], "little") for i in range(6)}


FACTORY = {RATE: 6, OUTPUT: 0x61, BANDWIDTH: 4, AXES: 0, VERSION: 10000, BATTERY: 391} | numbers(
    b"WT5500001234"
)
UNLOCKED_SECONDS = 10.0
MOST_BYTES = 160


class WitRegisters:
    """Registers behind a lock that opens for ten seconds."""

    def __init__(self, values: Mapping[int, int]) -> None:
        self.values = dict(values)
        self._locked_from = 0.0

    def write(self, at: float, data: bytes) -> int | None:
        """Take ``FF AA register low high``; return the register to be told, if one was asked."""
        if len(data) != 5 or data[:2] != b"\xff\xaa":
            return None
        register, value = data[2], int.from_bytes(data[3:], "little")
        if register == READ:
            return value
        if register == KEY:
            self._locked_from = at + UNLOCKED_SECONDS if value == 0xB588 else at
        elif at < self._locked_from:
            self.values[register] = value
        return None

    def told(self, first: int, many: int) -> bytes:
        """Return ``many`` registers from ``first`` on, 16 bits each."""
        values = (self.values.get(register, 0) for register in range(first, first + many))
        return b"".join(value.to_bytes(2, "little") for value in values)


class SimulatedWitMotion(SimulatedSensor):
    """The sensor on BLE; it keeps its settings when a link is cut.

    About 25 times a second it sends what it has, in notifications of at most eight frames, as
    was measured on a real one. Frames straddle notifications that are no multiple of 20 bytes.
    """

    name = "WT901BLE68"
    services: ClassVar[tuple[str, ...]] = (SERVICE,)
    notify: ClassVar[tuple[str, ...]] = (NOTIFY,)
    writable: ClassVar[tuple[str, ...]] = (WRITE,)
    sends: ClassVar[str] = NOTIFY
    listens: ClassVar[str] = WRITE
    flushes_per_second: ClassVar[float] = 24.87

    def __init__(self, readings: Readings, settings: Mapping[int, int] = FACTORY) -> None:
        self.registers = WitRegisters(settings)
        self._readings = readings
        self._rate = 0.0
        self._set_rate(0.0)
        self._stream = bytearray()
        self._out: list[Frame] = []
        self._flushes, self._room = 0, 0

    def connect(self, at: float, mtu: int = 247) -> None:
        """Begin to send what is sampled from now on."""
        self._run(at)
        self._room = min(mtu - 3, MOST_BYTES)

    def disconnect(self, at: float) -> None:
        """Go on sampling."""
        self._run(at)
        self._room = 0

    def advance(self, to: float) -> list[Frame]:
        """Return the frames handed over until ``to`` s, in order."""
        self._run(to)
        out, self._out = self._out, []
        return out

    def write(self, at: float, channel: str, data: bytes) -> None:
        """Take a command."""
        self._run(at)
        self._sample(at)
        if channel != self.listens:
            return
        asked = self.registers.write(at, data)
        if asked is not None:
            head = b"\x55\x71" + asked.to_bytes(2, "little")
            self._stream += head + self.registers.told(asked, 8)
        self._set_rate(at)

    def _set_rate(self, at: float) -> None:
        rate = RATES.get(self.registers.values[RATE], 10.0)
        if rate != self._rate:
            self._rate, self._sampling = rate, Sampling(self._readings, rate)
            self._taken = self._sampling.taken(at)

    def _run(self, to: float) -> None:
        while (now := (self._flushes + 1) / self.flushes_per_second) <= to:
            self._flushes += 1
            self._sample(now)
            for at in range(0, len(self._stream), self._room) if self._room else ():
                piece = bytes(self._stream[at : at + self._room])
                self._out.append(Frame(now, self.sends, piece))
            self._stream.clear()

    def _sample(self, to: float) -> None:
        first, self._taken = self._taken, self._sampling.taken(to)
        values = self._sampling.values(first, self._taken)
        self._stream += self._frames(int16(values, SCALE), angles(values))

    def _frames(self, imu: NDArray[np.int16], turned: NDArray[np.int16]) -> bytes:
        """Return frames of what the output register's bits choose; what is no such mask is 61."""
        n, mask = len(imu), self.registers.values[OUTPUT]
        mask = mask if mask & 0xE0 else 0x61
        unused = np.zeros((n, 4), np.int16)
        parts = {0x80: unused, 0x40: imu[:, :3], 0x20: imu[:, 3:], 4: unused, 1: turned}
        words = np.hstack([part for bit, part in parts.items() if mask & bit]).astype("<i2")
        head = np.full((n, 2), (0x55, mask), np.uint8)
        return np.hstack((head, words.view(np.uint8))).tobytes()


class SimulatedWitMotionUsb(SimulatedWitMotion):
    """The same sensor on its USB port."""

    name = ""
    services: ClassVar[tuple[str, ...]] = ()
    notify: ClassVar[tuple[str, ...]] = ()
    writable: ClassVar[tuple[str, ...]] = ()
    sends = listens = ""
    flushes_per_second = 250.0


def angles(values: Floats) -> NDArray[np.int16]:
    """Return (n, 3) counts of roll, pitch and yaw as gravity would have them."""
    x, y, z = values[:, 0], values[:, 1], values[:, 2]
    turned = np.stack((np.arctan2(y, z), np.arctan2(-x, np.hypot(y, z)), 0 * z), axis=1)
    return int16(turned, np.pi / 32768)
