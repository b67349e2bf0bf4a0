"""Records: all that happens to a link, in order. What is captured is what is judged.

A ``Session`` is a pure function of its records: fed again with those of a capture it decodes,
asks, waits and clocks exactly as it did live.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Kind(IntEnum):
    """What happened."""

    CONNECTED = 1
    SENT = 2  # the orders of the last step have been carried out
    RECEIVED = 3  # bytes came
    TIMER = 4  # the session's deadline has passed
    DISCONNECTED = 5


@dataclass(frozen=True)
class Record:
    """One thing that happened to a link.

    Attributes:
        at: s on the host's steady clock.
        kind: what it was.
        channel: where ``data`` came from.
        data: the bytes received; in words what is worth knowing of any other kind.
    """

    at: float
    kind: Kind
    channel: str = ""
    data: bytes = b""
