"""What a simulated sensor is: the mirror of a driver, without input or output."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from hardware.simulated.strokes import Floats


@dataclass(frozen=True)
class Readings:
    """What the chip would read, from the moment it is switched on.

    Attributes:
        rate: true samples per second, Hz, of these readings.
        specific_force: (n, 3) m/s², sensor frame.
        angular_rate: (n, 3) rad/s, sensor frame.
    """

    rate: float
    specific_force: Floats
    angular_rate: Floats


@dataclass(frozen=True)
class Frame:
    """Bytes that the sensor hands to its radio or port.

    ``at`` is when, s of true time; ``channel`` is a BLE characteristic's UUID in lower case,
    "" for a serial port. On BLE one frame is one notification.
    """

    at: float
    channel: str
    data: bytes


class SimulatedSensor(ABC):
    """One sensor of true time: whoever runs it says how late it is and carries its frames.

    Sampling begins at time 0 with ``readings``; after their end the last one is held. A sensor
    goes on sampling while no link stands; what it keeps for later is its own affair.
    """

    name: ClassVar[str]
    """The BLE name that it advertises, "" for a serial sensor."""
    services: ClassVar[tuple[str, ...]] = ()
    """UUIDs of the BLE services that it advertises, lower case."""
    scan_response: ClassVar[bytes] = b""
    """What it tells those who scan, as its radio does."""
    notify: ClassVar[tuple[str, ...]] = ()
    """UUIDs of characteristics that notify or indicate, lower case."""
    writable: ClassVar[tuple[str, ...]] = ()
    """UUIDs of characteristics that can be written, lower case."""

    @abstractmethod
    def __init__(self, readings: Readings) -> None: ...

    @abstractmethod
    def connect(self, at: float, mtu: int = 247) -> None:
        """Learn that a link stands; on BLE ``mtu`` bytes fit, less 3, in one notification."""

    @abstractmethod
    def disconnect(self, at: float) -> None:
        """Learn that the link is cut."""

    @abstractmethod
    def write(self, at: float, channel: str, data: bytes) -> None:
        """Take bytes from the host."""

    def baud(self, at: float, rate: int) -> None:  # noqa: B027 -- most do not mind
        """Learn the speed of the host's serial port, bits per second."""

    @abstractmethod
    def advance(self, to: float) -> list[Frame]:
        """Return the frames handed over until ``to`` s, in order."""
