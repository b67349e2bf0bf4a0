"""TDK MPU6886: FIFO of 14-byte samples, big-endian, with the temperature amidst.

Registers after M5Stack's M5Unified; sizes and order within the FIFO are unverified.
"""

import struct
import time

from bvm_chip import Bus, Chip
from micropython import const

_DIVIDER = const(0x19)
_CONFIG = const(0x1A)
_GYRO = const(0x1B)
_FORCE = const(0x1C)
_FORCE_2 = const(0x1D)
_FIFO_EN = const(0x23)
_INT_STATUS = const(0x3A)
_USER_CTRL = const(0x6A)
_POWER = const(0x6B)
_TEMPERATURE = const(0x41)
_COUNT = const(0x72)
_DATA = const(0x74)
_OVERFLOW = const(0x10)
_FLUSHED = const(0x44)
_SET = const(14)


class Mpu6886(Chip):
    """The chip of the M5StickC Plus2 and others. It has no 208 and no 416 Hz."""

    address, who_register, is_called = 0x68, 0x75, 0x19
    force, turn = 9.80665 / 2048, 3.141592653589793 / 180 / 16.4
    rates = {200: 4, 250: 3, 333: 2, 500: 1}  # noqa: RUF012

    def __init__(self, bus: Bus) -> None:
        """Take a chip on a bus; nothing is said to it yet."""
        super().__init__(bus)
        self._raw = memoryview(bytearray(_SET * 19))
        self._two = memoryview(bytearray(2))
        self._bytes = 0

    def start(self, hz: int) -> None:
        """Sample at one of ``rates``, ±16 g and ±2000 °/s, from an empty FIFO on."""
        self.write(_POWER, 0x80)
        time.sleep(0.01)
        self.write(_POWER, 0x01)
        time.sleep(0.01)
        self.write(_FORCE, 0x18)
        self.write(_FORCE_2, 0)
        self.write(_GYRO, 0x18)
        self.write(_CONFIG, 0x01)  # 176 Hz wide; a full FIFO loses the oldest
        self.write(_DIVIDER, self.rates[hz])
        self.write(_FIFO_EN, 0x18)
        time.sleep(0.1)  # until the gyroscope has settled
        self._flush()

    def stop(self) -> None:
        """Rest."""
        self.write(_FIFO_EN, 0)
        self.write(_POWER, 0x40)

    def _flush(self) -> None:
        self.write(_USER_CTRL, _FLUSHED)
        self._bytes = 0
        self._torn = False

    def level(self) -> int:
        """Return how many samples are in the FIFO, and set ``gap``.

        A FIFO that has overflowed is emptied: 1 kB is no multiple of a sample, so that nobody
        knows where in one it begins.
        """
        self.bus.readfrom_mem_into(self.address, _INT_STATUS, self._byte)
        self.bus.readfrom_mem_into(self.address, _COUNT, self._two)
        held = self._two[0] << 8 | self._two[1]
        self.gap = bool(self._byte[0] & _OVERFLOW or (self._torn and held < self._bytes))
        if self.gap:
            self._flush()
            return 0
        self._torn = False
        self._bytes = held
        return held // _SET

    def read(self, n: int, frame: memoryview) -> None:
        """Take n samples, which there are, out of the FIFO and into a frame."""
        self._torn = True
        self.bus.readfrom_mem_into(self.address, _DATA, self._raw[: _SET * n])
        self._torn = False
        values = struct.unpack_from(">" + "3h2x3h" * n, self._raw)
        struct.pack_into(f"<{6 * n}h", frame, 12, *values)

    def temperature(self) -> int:
        """Return 0.01 °C; the scale is unverified."""
        self.bus.readfrom_mem_into(self.address, _TEMPERATURE, self._two)
        return int(2500 + struct.unpack_from(">h", self._two)[0] * 1000 // 3268)
