"""The chip's bus; the chip answers once it has had its power for 35 ms."""

import board
import digitalio
from world import WORLD


class I2C:
    def __init__(self, scl, sda, frequency):
        assert (scl, sda, frequency) == (board.IMU_SCL, board.IMU_SDA, 400_000)
        self._locked = False

    def try_lock(self):
        self._locked = True
        return True

    def writeto_then_readfrom(self, address, out, into):
        self._on_bus(address, len(into) + 1)
        (register,) = out
        WORLD.chip.read(register, into)

    def writeto(self, address, data):
        self._on_bus(address, len(data))
        WORLD.chip.write(data[0], data[1:])

    def _on_bus(self, address, n):
        assert self._locked
        assert digitalio.powered_us is not None
        assert WORLD.now_us - digitalio.powered_us >= 35_000
        WORLD.on_bus(address, n)
