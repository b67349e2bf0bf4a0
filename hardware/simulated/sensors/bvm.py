"""Bargroove's own sensor, over BLE and over a serial port (see ``hardware.protocol``)."""

from __future__ import annotations

import struct
from collections import deque
from typing import ClassVar, NamedTuple

import numpy as np

from hardware import protocol
from hardware.protocol import Command
from hardware.simulated.sensors.contract import Frame, Readings, SimulatedSensor
from hardware.simulated.sensors.int16 import int16
from hardware.simulated.sensors.sampling import Sampling
from hardware.simulated.strokes import Floats

SERVICE, SENDS, LISTENS = (
    f"3fbfd8{part}-0f22-4af5-9402-22522fd735f4" for part in ("d4", "d5", "d6")
)
RATES = (104, 208, 416, 833)
SCALE: Floats = np.array([0.488e-3 * 9.80665] * 3 + [np.radians(0.070)] * 3)
"""(6,) m/s² and rad/s per count of an LSM6DS3TR-C at ±16 g, ±2000 °/s."""
MILLIVOLTS, PERCENT = 3900, 80
LOOP_SECONDS = 0.01
REPORT_SECONDS = 10.0
SECONDS_WITHOUT_LINK = 30.0
LARGEST_BATCH = 19
FRAMES_A_LOOP = 4
SMALLEST_MTU = 48


class _Kept(NamedTuple):
    first: int
    end: int
    frame: bytes


class SimulatedBvm(SimulatedSensor):
    """The sensor on BLE.

    ``first_index`` and ``boot_us`` are where its counters stand, to see them wrap; ``ring`` is
    how many frames it keeps for a host that comes back; ``scale`` is that of its chip.
    """

    name = "BVM-51ab"
    services: ClassVar[tuple[str, ...]] = (SERVICE,)
    notify: ClassVar[tuple[str, ...]] = (SENDS,)
    writable: ClassVar[tuple[str, ...]] = (LISTENS,)
    listens: ClassVar[str] = LISTENS

    def __init__(
        self,
        readings: Readings,
        *,
        first_index: int = 0,
        boot_us: int = 0,
        ring: int = 192,
        scale: Floats = SCALE,
        uid: bytes = b"\x51\xab\0\0\0\0\0\1",
    ) -> None:
        self._readings = readings
        self._set_rate(0.0, RATES[0])
        self._first_index, self._boot_us, self._uid = first_index, boot_us, uid
        self._ring: deque[_Kept] = deque(maxlen=ring)
        self._scale = scale
        self._waiting: list[Floats] = []
        self._out: list[Frame] = []
        self._loops = self._seq = self._session = self._unsent = self._drops = 0
        self._index, self._batch, self._mtu = first_index, 1, 0
        self._running = self._sending = False
        self._link_since: float | None = None
        self._cut_at = self._reported = 0.0

    def connect(self, at: float, mtu: int = 247) -> None:
        """Be silent until a host says to go on."""
        self._run(at)
        self._link_since, self._mtu, self._sending = at, mtu, False

    def disconnect(self, at: float) -> None:
        """Go on sampling for a while."""
        self._run(at)
        self._link_since, self._cut_at, self._sending = None, at, False

    def restart(self, at: float) -> None:
        """Be switched off and on, which also cuts the link."""
        self.disconnect(at)
        self._stop()
        self._session += 1000

    def advance(self, to: float) -> list[Frame]:
        """Return the frames handed over until ``to`` s, in order."""
        self._run(to)
        out, self._out = self._out, []
        return out

    def write(self, at: float, channel: str, data: bytes) -> None:
        """Take a command."""
        self._run(at)
        command = Command.read(data)
        if channel != self.listens or command is None:
            return
        match command.kind:
            case _ if self._mtu < SMALLEST_MTU:
                self._respond(at, command.kind, protocol.MTU_TOO_SMALL)
            case protocol.HELLO:
                self._send(at, self._info())
            case protocol.START:
                self._start(at, command.body)
            case protocol.STOP:
                self._stop()
                self._respond(at, command.kind, protocol.OK)
            case protocol.RESEND:
                self._resend(at, command.index)
            case _:
                self._respond(at, command.kind, protocol.UNKNOWN)

    def _start(self, at: float, body: bytes) -> None:
        if len(body) != 6:
            return self._respond(at, protocol.START, protocol.BAD_VALUE)
        rate, g, dps, batch = struct.unpack("<HBHB", body)
        if rate == 0 or (g, dps) != (16, 2000):
            return self._respond(at, protocol.START, protocol.BAD_VALUE)
        self._stop()
        self._set_rate(at, min(RATES, key=lambda known: abs(known - rate)))
        self._session += 1
        self._batch = min(batch or LARGEST_BATCH, LARGEST_BATCH, (self._mtu - 19) // 12)
        self._running = self._sending = True
        self._reported = at
        self._respond(at, protocol.START, protocol.OK)
        return self._send(at, self._info())

    def _set_rate(self, at: float, rate: int) -> None:
        self._rate, self._sampling = rate, Sampling(self._readings, rate)
        self._taken = self._sampling.taken(at)

    def _stop(self) -> None:
        self._running = self._sending = False
        self._ring.clear()
        self._waiting.clear()
        self._unsent, self._index = 0, self._first_index

    def _resend(self, at: float, low: int) -> None:
        next_index = self._ring[-1].end if self._ring else self._index
        wanted = next_index - ((next_index - low) & 0xFFFFFFFF)
        first = self._ring[0].first if self._ring else next_index
        code = protocol.OK if wanted >= first else protocol.TOO_OLD
        self._unsent = sum(kept.end > wanted for kept in self._ring)
        self._sending = self._running
        self._respond(at, protocol.RESEND, code, max(wanted, first))

    def _respond(self, at: float, kind: int, code: int, index: int = 0) -> None:
        self._send(at, self._frame(protocol.RESP, bytes((kind, code)), index))

    def _frame(self, kind: int, body: bytes, index: int = 0) -> bytes:
        self._seq += 1
        return protocol.frame(kind, body, seq=self._seq, index=index)

    def _info(self) -> bytes:
        force, turn = self._scale[0], self._scale[3]
        about = (1, 1, self._rate, force, turn, 16, 2000, MILLIVOLTS, self._uid)
        session = (self._session & 0xFFFF, self._running)
        return self._frame(protocol.INFO, struct.pack("<BBHffHHH8sHB", *about, *session))

    def _status(self) -> bytes:
        body = struct.pack("<HBBhII", MILLIVOLTS, PERCENT, 0, 2500, 0, self._drops)
        return self._frame(protocol.STATUS, body)

    def _send(self, at: float, frame: bytes) -> None:
        self._out.append(Frame(at, SENDS, frame[: self._mtu - 3]))

    def _run(self, to: float) -> None:
        while (self._loops + 1) * LOOP_SECONDS <= to:
            self._loops += 1
            self._loop(self._loops * LOOP_SECONDS)

    def _loop(self, now: float) -> None:
        """Do what the sensor does every 10 ms."""
        if not self._running:
            return
        first, self._taken = self._taken, self._sampling.taken(now)
        self._waiting.extend(self._sampling.values(first, self._taken))
        while len(self._waiting) >= self._batch:
            self._close_frame(self._batch)
        if self._link_since is None and now - self._cut_at > SECONDS_WITHOUT_LINK:
            self._stop()
        for _ in range(min(FRAMES_A_LOOP, self._unsent) if self._sending else 0):
            self._send(now, self._ring[-self._unsent].frame)
            self._unsent -= 1
        if self._sending and now - self._reported >= REPORT_SECONDS:
            self._reported = now
            self._send(now, self._info())
            self._send(now, self._status())

    def _close_frame(self, n: int) -> None:
        if self._unsent == self._ring.maxlen:
            self._unsent -= 1
            self._drops += 1
        taken_at = (self._taken - len(self._waiting)) / self._sampling.rate
        values = int16(np.array(self._waiting[:n]), self._scale)
        del self._waiting[:n]
        self._seq += 1
        time_us = self._boot_us + round(taken_at * 1e6)
        frame = protocol.data_frame(values, self._seq, self._index, time_us)
        self._ring.append(_Kept(self._index, self._index + n, frame))
        self._unsent += 1
        self._index += n


class SimulatedBvmSerial(SimulatedBvm):
    """The same sensor on a serial port."""

    name = ""
    services: ClassVar[tuple[str, ...]] = ()
    notify: ClassVar[tuple[str, ...]] = ()
    writable: ClassVar[tuple[str, ...]] = ()
    listens = ""

    def connect(self, at: float, mtu: int = 247) -> None:
        """Be silent until a host says to go on; a port has no packets."""
        super().connect(at, 247)
        self._heard = b""

    def write(self, at: float, channel: str, data: bytes) -> None:
        """Take a command, or a part of one."""
        *pieces, self._heard = (self._heard + data).split(b"\0")
        for piece in pieces:
            super().write(at, channel, protocol.unstuffed(piece))

    def _send(self, at: float, frame: bytes) -> None:
        self._out.append(Frame(at, "", protocol.stuffed(frame)))
