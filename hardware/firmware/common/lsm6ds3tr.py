"""ST LSM6DS3TR-C: FIFO in continuous mode, gyroscope before accelerometer.

Registers after ST's lsm6ds3tr-c-pid; that the FIFO holds 4 kB is unverified.
"""

import struct
import time

from bvm_chip import Bus, Chip
from micropython import const

_FIFO_CTRL3 = const(0x08)
_FIFO_CTRL4 = const(0x09)
_FIFO_CTRL5 = const(0x0A)
_CTRL1_XL = const(0x10)
_CTRL2_G = const(0x11)
_CTRL3_C = const(0x12)
_TEMPERATURE = const(0x20)
_STATUS = const(0x3A)
_DATA = const(0x3E)
_CONTINUOUS = const(6)
_OVERRUN = const(0x40)
_WORDS = const(6)  # of a sample


class Lsm6ds3tr(Chip):
    """The chip of the XIAO nRF52840 Sense and others."""

    address, who_register, is_called = 0x6A, 0x0F, 0x6A
    force, turn = 0.488e-3 * 9.80665, 0.070 * 3.141592653589793 / 180
    rates = {104: 4, 208: 5, 416: 6, 833: 7}  # noqa: RUF012

    def __init__(self, bus: Bus) -> None:
        """Take a chip on a bus; nothing is said to it yet."""
        super().__init__(bus)
        self._raw = memoryview(bytearray(12 * 19))
        self._status = memoryview(bytearray(4))
        self._words = self._before = 0

    def start(self, hz: int) -> None:
        """Sample at one of ``rates``, ±16 g and ±2000 °/s, from an empty FIFO on."""
        odr = self.rates[hz]
        self.write(_CTRL3_C, 0x01)
        time.sleep(0.01)
        self.write(_CTRL3_C, 0x44)  # whole samples only; addresses count up
        self.write(_CTRL1_XL, odr << 4 | 0x04)
        self.write(_CTRL2_G, odr << 4 | 0x0C)
        self.write(_FIFO_CTRL3, 0x09)  # every sample of both
        self.write(_FIFO_CTRL4, 0)
        time.sleep(0.1)  # until the gyroscope has settled
        self.write(_FIFO_CTRL5, 0)
        self.write(_FIFO_CTRL5, odr << 3 | _CONTINUOUS)
        self._torn = False

    def stop(self) -> None:
        """Rest."""
        for register in (_FIFO_CTRL5, _CTRL1_XL, _CTRL2_G):
            self.write(register, 0)

    def level(self) -> int:
        """Return how many samples are in the FIFO, and set ``gap``."""
        status = self._status
        self.bus.readfrom_mem_into(self.address, _STATUS, status)
        high = status[1]
        self._words = (high & 7) << 8 | status[0]
        self.gap = False
        if self._torn or high & _OVERRUN or status[2]:
            self._mend()
        return self._words // _WORDS

    def _mend(self) -> None:
        """Bring the beginning of a sample to the front, and say whether any were lost."""
        # What is full goes on losing its oldest while it is read, unless some are given up first.
        if self._status[1] & _OVERRUN:
            self.bus.readfrom_mem_into(self.address, _DATA, self._raw)
            self.bus.readfrom_mem_into(self.address, _STATUS, self._status)
            self._words = (self._status[1] & 7) << 8 | self._status[0]
            self.gap = True
        # A read that broke off may have taken words, or none.
        self.gap = self.gap or self._status[2] != 0 or self._words < self._before
        self._torn = False
        rest = -self._status[2] % _WORDS
        if rest:
            self.bus.readfrom_mem_into(self.address, _DATA, self._raw[: 2 * rest])
            self._words = max(0, self._words - rest)

    def read(self, n: int, frame: memoryview) -> None:
        """Take n samples, which there are, out of the FIFO and into a frame."""
        raw = self._raw
        size = 12 * n
        self._torn, self._before = True, self._words
        self.bus.readfrom_mem_into(self.address, _DATA, raw[:size])
        self._torn = False
        self._words -= _WORDS * n
        frame[12 : size + 6] = raw[6:size]  # forces are now in place, and each rate a sample early
        for at in range(0, size, 12):
            frame[at + 18 : at + 24] = raw[at : at + 6]

    def temperature(self) -> int:
        """Return 0.01 °C."""
        self.bus.readfrom_mem_into(self.address, _TEMPERATURE, self._status[:2])
        raw = struct.unpack_from("<h", self._status)[0]
        return int(2500 + raw * 100 // 256)
