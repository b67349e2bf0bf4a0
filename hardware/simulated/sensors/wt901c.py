"""WitMotion's WT901C on a serial port: frames of 11 bytes, ``55 51`` and their like."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hardware.simulated.sensors.contract import Frame, Readings, SimulatedSensor
from hardware.simulated.sensors.int16 import int16
from hardware.simulated.sensors.sampling import Sampling
from hardware.simulated.sensors.witmotion import RATES, SCALE, WitRegisters, angles, numbers
from hardware.simulated.strokes import Floats

OUTPUTS, RATE, BAUD, BANDWIDTH, AXES = 0x02, 0x03, 0x04, 0x1F, 0x24
BAUDS = {2: 9600, 3: 19200, 4: 38400, 5: 57600, 6: 115200, 7: 230400, 8: 460800, 9: 921600}
FACTORY = {OUTPUTS: 0x1E, RATE: 6, BAUD: 2, BANDWIDTH: 4, AXES: 0} | numbers(b"WT9000004321")
FLUSHES_PER_SECOND = 200.0
MOST_BACKLOG_SECONDS = 0.1


class SimulatedWt901c(SimulatedSensor):
    """The sensor, at 9600 baud and 10 Hz until it is told otherwise.

    A host that listens at another speed hears noise and is not heard. What the port is too slow
    for is left out, sample by sample.
    """

    name = ""

    def __init__(self, readings: Readings) -> None:
        self.registers = WitRegisters(FACTORY)
        self._readings = readings
        self._rate = 0.0
        self._set_rate(0.0)
        self._host_baud: int | None = None
        self._linked = False
        self._out: list[Frame] = []
        self._flushes = 0
        self._busy_until = 0.0

    @property
    def _baud(self) -> int:
        return BAUDS.get(self.registers.values[BAUD], 9600)

    @property
    def _understood(self) -> bool:
        return self._host_baud in (None, self._baud)

    def connect(self, at: float, mtu: int = 247) -> None:
        """Send, as it always does, but to someone."""
        self._run(at)
        self._linked = True

    def disconnect(self, at: float) -> None:
        """Go on sampling."""
        self._run(at)
        self._linked = False

    def baud(self, at: float, rate: int) -> None:
        """Learn the speed of the host's port."""
        self._run(at)
        self._host_baud = rate

    def advance(self, to: float) -> list[Frame]:
        """Return the frames handed over until ``to`` s, in order."""
        self._run(to)
        out = [frame for frame in self._out if frame.at <= to]
        del self._out[: len(out)]
        return out

    def write(self, at: float, channel: str, data: bytes) -> None:
        """Take a command."""
        self._run(at)
        if not self._understood:
            return
        asked = self.registers.write(at, data)
        if asked is not None:
            self._send(at, framed(0x5F, np.frombuffer(self.registers.told(asked, 4), "<i2")[None]))
        self._set_rate(at)

    def _set_rate(self, at: float) -> None:
        rate = RATES.get(self.registers.values[RATE], 10.0)
        if rate != self._rate:
            self._rate, self._sampling = rate, Sampling(self._readings, rate)
            self._taken = self._sampling.taken(at)

    def _run(self, to: float) -> None:
        while (now := (self._flushes + 1) / FLUSHES_PER_SECOND) <= to:
            self._flushes += 1
            first, self._taken = self._taken, self._sampling.taken(now)
            for sample in self._sampling.values(first, self._taken):
                self._send(now, self._frames(sample[None]))

    def _frames(self, values: Floats) -> NDArray[np.uint8]:
        imu, empty = int16(values, SCALE), np.zeros((len(values), 1), np.int16)
        turned = angles(values)
        parts = {2: (0x51, imu[:, :3]), 4: (0x52, imu[:, 3:]), 8: (0x53, turned)}
        parts[16] = (0x54, 0 * turned)
        chosen = [part for bit, part in parts.items() if self.registers.values[OUTPUTS] & bit]
        return np.concatenate(
            [np.zeros((0, 11), np.uint8)]
            + [framed(kind, np.hstack((part, empty))) for kind, part in chosen]
        )

    def _send(self, now: float, frames: NDArray[np.uint8]) -> None:
        if now + MOST_BACKLOG_SECONDS < self._busy_until or not self._linked:
            return
        self._busy_until = max(now, self._busy_until) + 10 * frames.size / self._baud
        if not self._understood:
            frames = frames[:, ::2] ^ np.uint8(0xA5)
        self._out.append(Frame(self._busy_until, "", frames.tobytes()))


def framed(kind: int, words: NDArray[np.int16]) -> NDArray[np.uint8]:
    """Return (n, 11) bytes: frames of a kind with (n, 4) words, each with its sum at the end."""
    n = len(words)
    frames = np.empty((n, 11), np.uint8)
    frames[:, :2] = 0x55, kind
    frames[:, 2:10] = words.astype("<i2").view(np.uint8).reshape(n, 8)
    frames[:, 10] = frames[:, :10].sum(axis=1, dtype=np.uint8)
    return frames
