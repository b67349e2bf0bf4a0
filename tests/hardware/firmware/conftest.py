from __future__ import annotations

import struct
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

# isort: off
import tests.boards  # noqa: F401 -- the firmware's modules are found from there on
import bvm_frames as bvm
import lsm6ds3tr
import mpu6886
from bvm_board import Board, Link
from bvm_core import Core
from tests.hardware.firmware.device import chips

# isort: on

DRIVERS = {"lsm6ds3tr": lsm6ds3tr.Lsm6ds3tr, "mpu6886": mpu6886.Mpu6886}
RING = 32_000


class Desk(Board, Link):
    """A chip's model on a bus, the firmware's driver and core, and a host that hears all.

    Its time stands still but for ``run`` and the bus.
    """

    abilities = 7
    uid = b"12345678"
    session = 41

    def __init__(self, chip: str, **options: Any) -> None:
        self.us = 0
        self.model = chips.CHIPS[chip](lambda: self.us, **options)
        self.driver = DRIVERS[chip](self)
        self.space, self.accepts = 244, True
        self.millivolts_now, self.beeps, self.shown = 3900, [], []
        self.frames: list[bytes] = []
        self.core: Any = None

    def readfrom_mem_into(self, address: int, register: int, into: memoryview) -> None:
        self._on_bus(address)
        self.model.read(register, into)

    def writeto_mem(self, address: int, register: int, data: bytes) -> None:
        self._on_bus(address)
        self.model.write(register, data)

    def _on_bus(self, address: int) -> None:
        self.us += 300
        if address != self.model.address:
            raise OSError(chips.NAK)

    def sleep(self, seconds: float) -> None:
        self.us += round(seconds * 1e6)

    def now_us(self) -> int:
        return self.us

    def millivolts(self) -> int:
        return self.millivolts_now

    def free(self) -> int:
        return 54321

    def beep(self, call: int) -> None:
        self.beeps.append(call)

    def show(self, *what: int) -> None:
        self.shown.append(what)

    def room(self) -> int:
        return self.space

    def send(self, frame: memoryview) -> bool:
        if self.accepts:
            self.frames.append(bytes(frame))
        return self.accepts

    def begin(self, hz: int = 208, batch: int = 10, ring: int = RING) -> Desk:
        self.core = Core(self, self.driver, ring)
        return self.ask(bvm.START, struct.pack("<HBHB", hz, 16, 2000, batch))

    def wake(self, ring: int = RING) -> Desk:
        self.core = Core(self, self.driver, ring)
        return self

    def ask(self, kind: int, body: bytes = b"", index: int = 0) -> Desk:
        frame = memoryview(bytearray(12) + body + bytes(4))
        bvm.seal(frame, kind, 0, 0, index, 0)
        self.core.heard(self, bytes(frame))
        self.core.poll()
        return self

    def run(self, seconds: float, each_us: int = 5000) -> Desk:
        end = self.us + round(seconds * 1e6)
        while self.us < end:
            self.us += each_us
            self.core.poll()
        return self

    def of(self, kind: int) -> list[bytes]:
        return [frame for frame in self.frames if frame[0] & 15 == kind]

    def answer(self) -> tuple[int, int, int]:
        """Command, code and index of the last answer."""
        frame = self.of(bvm.RESP)[-1]
        return frame[12], frame[13], int.from_bytes(frame[4:8], "little")

    def samples(self) -> np.ndarray:
        """(n, 3): index, time in µs, and what the chip's first axis counted."""
        rows = []
        for frame in self.of(bvm.DATA):
            n, index, time_us = frame[1], *struct.unpack_from("<II", frame, 4)
            values = np.frombuffer(frame, "<i2", 6 * n, 12).reshape(n, 6)
            numbers = values[:, 0].astype(int) + (values[:, 5].astype(int) << 15)
            times = time_us + np.arange(n) * 1e6 / (self.model.hz or 1)
            rows.append(np.column_stack((index + np.arange(n), times, numbers)))
        return np.concatenate(rows) if rows else np.empty((0, 3))


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Desk]:
    """Make a desk with a chip on it."""

    def made(chip: str, **options: Any) -> Desk:
        laid = Desk(chip, **options)
        for module in (lsm6ds3tr, mpu6886):
            monkeypatch.setattr(module, "time", SimpleNamespace(sleep=laid.sleep))
        return laid

    return made
