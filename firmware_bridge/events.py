"""Events: what a source tells while it runs."""

from __future__ import annotations

from dataclasses import dataclass

from firmware_bridge.drivers.contract import Battery, Identity
from firmware_bridge.errors import BridgeError
from velocity.samples import Samples


@dataclass(frozen=True)
class Readings:
    """The next samples, calibrated, on the rebuilt clock; gaps are filled and flagged.

    ``samples.start`` goes on where the samples before ended, or further on after a gap too long
    to be filled. ``at`` is when their last byte came, s on the host's steady clock; ``delay``,
    by how much later than the quickest of late, s: where it grows the link is too slow.
    """

    samples: Samples
    at: float
    delay: float = 0.0


@dataclass(frozen=True)
class Lost:
    """Samples that never came; ``exact`` where the sensor counts, else by the clock."""

    samples: int
    seconds: float
    exact: bool


@dataclass(frozen=True)
class Clipped:
    """Samples at the end of the sensor's range."""

    samples: int


@dataclass(frozen=True)
class Notice:
    """What people should know, in words."""

    text: str


@dataclass(frozen=True)
class Connected:
    """The link stands; ``resumed`` after it was cut."""

    at: float
    resumed: bool


@dataclass(frozen=True)
class Disconnected:
    """The link is cut; ``why`` in words."""

    at: float
    why: str


@dataclass(frozen=True)
class Failed:
    """The sensor cannot be made to stream."""

    at: float
    error: BridgeError


Event = Readings | Lost | Clipped | Battery | Identity | Notice | Connected | Disconnected | Failed
