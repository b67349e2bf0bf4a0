"""Register-level models of the Arduino boards' chips, beside those of the firmware's own tests."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

from tests.hardware.firmware.device.chips import Lsm6ds3tr, Registers


class Counting(Registers):
    """A chip whose samples go on counting when its FIFO is emptied."""

    size = 12

    def __init__(self, now: Callable[[], int], who: int, **more: Any) -> None:
        super().__init__(now, who, **more)
        self.overran = False
        self._rate = 0

    def begin(self, hz: int) -> None:
        self.overran = False
        if hz == self._rate:
            self.hz = hz
            self.taken_bytes = self.taken() * self.size
        else:
            self._rate = hz
            super().begin(hz)

    def taken(self) -> int:
        """Samples go on counting while it has no power, too."""
        return super().taken() if self.hz else self.taken_bytes // self.size


class Feather(Counting, Lsm6ds3tr):
    def __init__(self, now: Callable[[], int], who: int = 0x6A, **more: Any) -> None:
        super().__init__(now, who, **more)


class Lsm9ds1(Counting):
    """32 samples, each of which goes when its specific force has been read."""

    address, who_register = 0x6B, 0x0F
    RATES = {3: 119, 4: 238, 5: 476}  # noqa: RUF012

    def __init__(self, now: Callable[[], int], who: int = 0x68, **more: Any) -> None:
        super().__init__(now, who, **more)

    def sample(self, k: int) -> bytes:
        ax, ay, az, gx, gy, gz = self.values(k)
        return struct.pack("<6h", -gx, gy, gz, -ax, ay, az)  # its frame is left-handed

    def write(self, register: int, data: bytes) -> None:
        self.transfer()
        (self.registers[register],) = data
        if register == 0x2E and data[0] == 0xC0:
            odr = self.registers[0x10] >> 5
            assert self.registers[0x10] >> 3 & 3 == 3, "±2000 °/s"
            assert self.registers[0x20] == odr << 5 | 8, "±16 g at the same rate"
            assert self.registers[0x22] == 0x44, "whole samples only, addresses count up"
            assert self.registers[0x23] == 2, "the FIFO is on"
            self.begin(self.RATES[odr])

    def settle(self) -> None:
        excess = self.taken() * self.size - self.taken_bytes - 32 * self.size
        if excess > 0:
            self.taken_bytes += excess
            self.overran = True

    def read(self, register: int, into: memoryview) -> None:
        self.settle()
        self.transfer()
        oldest = self.sample(self.taken_bytes // self.size)
        if register == 0x2F:
            into[0] = (self.taken() * self.size - self.taken_bytes) // self.size | 64 * self.overran
        elif register == 0x18:
            into[:] = oldest[:6]
        elif register == 0x28:
            into[:] = oldest[6:]
            self.taken_bytes += self.size
            self.overran = False
        else:
            into[:] = self.registers[register : register + len(into)]


class Bmi270(Counting):
    """Whole samples are dropped when 2 kB are full; without its program it takes none."""

    address, who_register = 0x68, 0x00
    CAPACITY = 2040
    RATES = {8: 100, 9: 200, 10: 400, 11: 800}  # noqa: RUF012

    def __init__(self, now: Callable[[], int], who: int = 0x24, **more: Any) -> None:
        super().__init__(now, who, **more)
        self.programmed = False

    def sample(self, k: int) -> bytes:
        values = self.values(k)
        return struct.pack("<6h", *values[3:], *values[:3])

    def write(self, register: int, data: bytes) -> None:
        self.transfer()
        (self.registers[register],) = data
        if register == 0x7E and data[0] == 0xB0:
            assert self.programmed
            odr = self.registers[0x40] & 15
            assert self.registers[0x42] & 15 == odr, "both at one rate"
            assert (self.registers[0x41], self.registers[0x43]) == (3, 0), "±16 g, ±2000 °/s"
            assert (self.registers[0x48], self.registers[0x49]) == (0, 0xC0), "both, no headers"
            self.begin(self.RATES[odr])

    def settle(self) -> None:
        excess = self.taken() * self.size - self.taken_bytes - self.CAPACITY
        if excess > 0:
            self.taken_bytes += excess

    def read(self, register: int, into: memoryview) -> None:
        self.settle()
        if register == 0x26:
            self.burst(into)
            return
        self.transfer()
        if register == 0x24:
            into[:] = struct.pack("<H", self.taken() * self.size - self.taken_bytes)
        else:
            into[:] = self.registers[register : register + len(into)]


CHIPS = {"nano": Lsm9ds1, "nano rev2": Bmi270, "feather": Feather}
