"""What a driver is: a sensor's language without input or output.

Bytes go in (``feed``), what they mean comes out; what is to be said to the sensor is yielded as
actions (``start``), which a ``Session`` carries out, live or from a capture alike.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from velocity.samples import Floats

STREAM = ""
"""The one channel of a serial port; a BLE channel is a characteristic's UUID in lower case."""


@dataclass(slots=True)  # not frozen, which would cost as much as decoding one
class Batch:
    """Readings taken one after the other, without a gap among them.

    Attributes:
        rate: samples per second, Hz, that the sensor has confirmed; nominal.
        specific_force: (n, 3) m/s², sensor frame.
        angular_rate: (n, 3) rad/s, sensor frame.
        clipped: (n,) whether any axis stood at the end of its range.
        index: number of the first sample since the session began, where the sensor counts.
        device_time: s on the sensor's clock of the first sample, unwrapped, where it has one.
        session: another number once the sensor has begun to count anew, after a restart say.
    """

    rate: float
    specific_force: Floats
    angular_rate: Floats
    clipped: NDArray[np.bool_]
    index: int | None = None
    device_time: float | None = None
    session: int = 0

    def __len__(self) -> int:
        return len(self.specific_force)


@dataclass(frozen=True)
class Battery:
    """How full a sensor's battery is; None where it does not say."""

    percent: float | None = None
    volts: float | None = None


@dataclass(frozen=True)
class Identity:
    """Who a sensor says it is.

    Attributes:
        uid: the same in every session and never another sensor's; "" where it does not say.
        model: what people call it.
        firmware: version, "" where it does not say.
        notices: what people should know of this sensor, such as a low rate.
    """

    uid: str
    model: str
    firmware: str = ""
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reply:
    """An answer to a command; ``kind`` is what ``Expect`` waits for."""

    kind: str
    body: bytes = b""


Decoded = Batch | Battery | Identity | Reply


@dataclass(frozen=True)
class Subscribe:
    """Ask for a BLE characteristic's notifications."""

    channel: str


@dataclass(frozen=True)
class Write:
    """Send bytes; ``response`` asks a BLE characteristic for its acknowledgement."""

    channel: str
    data: bytes
    response: bool = False


@dataclass(frozen=True)
class Baud:
    """Change the speed of the serial port, bits per second."""

    rate: int


@dataclass(frozen=True)
class Wait:
    """Let time pass."""

    seconds: float


@dataclass(frozen=True)
class Expect:
    """Wait for a reply of a kind, or of any of several; the generator is sent it, or None."""

    kinds: tuple[str, ...]
    seconds: float


@dataclass(frozen=True)
class Showing:
    """What a sensor is to show, and sound, at the bar itself.

    Attributes:
        lifting: whether a set is going on.
        rack: whether it is time to rack the bar.
        reps: repetitions of the set so far.
        velocity: m/s, of the last of them, None where it was not measured.
        error: its standard error, m/s, None where the repetition is unsure.
    """

    lifting: bool = False
    rack: bool = False
    reps: int = 0
    velocity: float | None = None
    error: float | None = None


Order = Subscribe | Write | Baud
"""What a link does at once."""
Action = Order | Wait | Expect
Actions = Generator[Action, Reply | None, None]


class Driver(ABC):
    """One sensor's language. An object serves one sensor, through all its reconnections.

    ``feed`` never raises, whatever the bytes: what it cannot use it counts in ``bad``.
    """

    key: ClassVar[str]
    """Short name, for URLs and captures."""
    label: ClassVar[str]
    """What people call the sensor."""
    verified: ClassVar[bool] = False
    """Whether it has been tried with the physical sensor."""
    names: ClassVar[tuple[str, ...]] = ()
    """Beginnings of BLE names."""
    services: ClassVar[tuple[str, ...]] = ()
    """UUIDs of advertised BLE services, lower case."""
    bauds: ClassVar[tuple[int, ...]] = ()
    """Serial speeds to try, the likeliest first; () for a BLE sensor."""

    def __init__(self) -> None:
        self.bad = 0

    @abstractmethod
    def start(self, rate: float) -> Actions:
        """Yield what makes the sensor stream at about ``rate`` Hz, also after a reconnection.

        Raises:
            BridgeError: it is another sensor, refuses, or its firmware does not know how.
        """

    @abstractmethod
    def feed(self, channel: str, data: bytes) -> Sequence[Decoded]:
        """Return what the next bytes of a channel mean, in order; never raises."""

    def lost(self) -> None:  # noqa: B027 -- most have nothing to forget
        """Forget what a cut link left half-read. Counters and identity stay."""

    def show(self, showing: Showing) -> Sequence[Write]:
        """Return what has the sensor show this, or sound it; nothing where it cannot."""
        return ()

    def stop(self) -> Sequence[Write]:
        """Return what ends the stream, before the link is closed on purpose."""
        return ()
