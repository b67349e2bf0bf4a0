"""Register-level models of both motion chips, as their makers' headers tell of them.

They run under CPython and MicroPython alike. Sample k is taken at k / true rate after the FIFO was
begun; its first axis counts, or it comes from rows.
"""

import struct

NAK = 5  # EIO


class Registers:
    """A chip on the bus. ``now`` is a function that returns µs.

    Attributes:
        fails: numbers of the transfers that fail, counted from ``transfers``; of a burst, the first
            ``torn`` bytes have been taken out of the FIFO by then.
    """

    address = who_register = 0

    def __init__(self, now, who, rate_error=0.0, rows=b""):
        self.now, self.rate_error, self.rows = now, rate_error, rows
        self.registers = bytearray(256)
        self.registers[self.who_register] = self.who = who
        self.transfers, self.fails, self.torn = 0, set(), 0
        self.hz, self.began, self.taken_bytes, self.base = 0, 0, 0, 0
        self.overran = False

    def transfer(self):
        self.transfers += 1
        if self.transfers in self.fails:
            raise OSError(NAK)

    def taken(self):
        """How many samples have been taken since the FIFO was begun."""
        if not self.hz:
            return 0
        rate = int(self.hz * 1000 * (1 + self.rate_error))
        return (self.now() - self.began) * rate // 1_000_000_000

    def begin(self, hz):
        self.hz, self.began, self.taken_bytes = hz, self.now(), 0

    def lose_power(self):
        """Be as just switched on."""
        self.registers = bytearray(256)
        self.registers[self.who_register] = self.who
        self.hz = self.taken_bytes = 0
        self.overran = False

    def values(self, k):
        """ax ay az gx gy gz of sample k."""
        if self.rows:
            at = min(k, len(self.rows) // 12 - 1) * 12
            return struct.unpack_from("<6h", self.rows, at)
        return (k & 0x7FFF, -1, 2048, 3, -4, k >> 15 & 0x7FFF)

    def pop(self, n):
        """n bytes of the FIFO's stream, from where it stands."""
        first = self.taken_bytes // self.size
        last = (self.taken_bytes + n - 1) // self.size
        stream = b"".join([self.sample(k) for k in range(first, last + 1)])
        start = self.taken_bytes - first * self.size
        self.taken_bytes += n
        return stream[start : start + n]

    def burst(self, into):
        if self.transfers + 1 in self.fails:
            self.pop(self.torn) if self.torn else None
        self.transfer()
        into[:] = self.pop(len(into))


class Lsm6ds3tr(Registers):
    address, who_register, size = 0x6A, 0x0F, 12
    CAPACITY = 4094  # bytes: 2047 words

    def __init__(self, now, who=0x6A, **more):
        super().__init__(now, who, **more)

    def sample(self, k):
        values = self.values(k)
        return struct.pack("<6h", *values[3:], *values[:3])

    def write(self, register, data):
        self.transfer()
        for value in data:
            self.registers[register] = value
            if register == 0x0A:
                self.fifo_mode(value)
            register += 1

    def fifo_mode(self, value):
        if value & 7 == 6:
            assert self.registers[0x12] == 0x44, "whole samples only, addresses count up"
            assert self.registers[0x08] == 9, "every sample of both"
            odr = value >> 3 & 15
            assert self.registers[0x10] == odr << 4 | 4, "±16 g at the FIFO's rate"
            assert self.registers[0x11] == odr << 4 | 12, "±2000 °/s at the FIFO's rate"
            self.begin((104, 208, 416, 833)[odr - 4])
        else:
            self.hz = 0

    def settle(self):
        """Overwrite the oldest where more has been taken than there is room for."""
        excess = self.taken() * self.size - self.taken_bytes - self.CAPACITY
        if excess > 0:
            self.taken_bytes += excess + excess % 2
            self.overran = True

    def read(self, register, into):
        self.settle()
        if register == 0x3E:
            self.burst(into)
            self.overran = False
            return
        self.transfer()
        if register == 0x3A:
            words = (self.taken() * self.size - self.taken_bytes) // 2
            flags = 0x40 if self.overran else 0x10 if words == 0 else 0
            pattern = self.taken_bytes % self.size // 2
            into[:] = bytes((words & 255, words >> 8 | flags, pattern, 0))
        else:
            into[:] = self.registers[register : register + len(into)]


class Mpu6886(Registers):
    address, who_register, size = 0x68, 0x75, 14
    CAPACITY = 1024

    def __init__(self, now, who=0x19, **more):
        super().__init__(now, who, **more)

    def sample(self, k):
        values = self.values(k)
        return struct.pack(">7h", *values[:3], 777, *values[3:])

    def write(self, register, data):
        self.transfer()
        (self.registers[register],) = data
        if register == 0x6A and data[0] & 4:
            assert data[0] == 0x44
            self.flush()
        elif register == 0x6B and data[0] & 0xC0:
            self.hz = 0

    def flush(self):
        if not self.registers[0x23]:
            return
        assert self.registers[0x1C] == 0x18, "±16 g"
        assert self.registers[0x1B] == 0x18, "±2000 °/s"
        assert self.registers[0x23] == 0x18, "both into the FIFO"
        assert self.registers[0x1A] & 0x40 == 0, "the oldest is overwritten"
        hz = 1000 // (1 + self.registers[0x19])
        if self.hz != hz:
            self.begin(hz)
        self.taken_bytes = self.taken() * self.size

    def settle(self):
        excess = self.taken() * self.size - self.taken_bytes - self.CAPACITY
        if excess > 0:
            self.taken_bytes += excess
            self.overran = True

    def read(self, register, into):
        self.settle()
        if register == 0x74:
            self.burst(into)
            return
        self.transfer()
        if register == 0x72:
            held = self.taken() * self.size - self.taken_bytes
            into[:] = bytes((held >> 8, held & 255))
        elif register == 0x3A:
            into[0] = 0x10 if self.overran else 0
            self.overran = False
        else:
            into[:] = self.registers[register : register + len(into)]


CHIPS = {"lsm6ds3tr": Lsm6ds3tr, "mpu6886": Mpu6886}
