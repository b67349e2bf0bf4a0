"""What the motion chips have in common: registers on an I2C bus, and a FIFO."""


class Bus:
    """An I2C bus, as MicroPython's ``machine.I2C``; both raise OSError where nobody answers."""

    def readfrom_mem_into(self, address: int, register: int, into: memoryview) -> None:
        """Read as many bytes as ``into`` has."""

    def writeto_mem(self, address: int, register: int, data: bytes) -> None:
        """Write bytes."""


class Chip:
    """A chip that samples into a FIFO.

    Attributes:
        rates: Hz that it can be set to, by the value that sets it.
        force: m/s² per count.
        turn: rad/s per count.
        gap: whether samples were lost before those that the last ``level`` told of.
    """

    address = who_register = is_called = 0
    force = turn = 0.0
    rates: dict[int, int] = {}  # noqa: RUF012 -- no typing module on a board

    def __init__(self, bus: Bus) -> None:
        """Take a chip on a bus; nothing is said to it yet."""
        self.bus = bus
        self.gap = False
        self._torn = False
        self._byte = memoryview(bytearray(1))

    def write(self, register: int, value: int) -> None:
        """Set a register."""
        self.bus.writeto_mem(self.address, register, bytes((value,)))

    def who(self) -> int:
        """Return what the chip calls itself, 0 where it does not answer."""
        try:
            self.bus.readfrom_mem_into(self.address, self.who_register, self._byte)
        except OSError:
            return 0
        return self._byte[0]

    def nearest(self, hz: int) -> int:
        """Return the rate nearest to a wish, Hz."""
        return min(self.rates, key=lambda rate: abs(rate - hz))

    def start(self, hz: int) -> None:
        """Sample at one of ``rates``, ±16 g and ±2000 °/s, from an empty FIFO on."""

    def stop(self) -> None:
        """Rest."""

    def level(self) -> int:
        """Return how many samples are in the FIFO, and set ``gap``."""
        return 0

    def read(self, n: int, frame: memoryview) -> None:
        """Take n samples, which there are, out of the FIFO and into a frame, from byte 12 on.

        Each is ax ay az gx gy gz, little-endian.
        """

    def temperature(self) -> int:
        """Return 0.01 °C."""
        return -32768
