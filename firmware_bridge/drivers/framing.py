"""Framing: whole frames from bytes that come cut anywhere, and int16 readings from frames."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from velocity.samples import Floats

_TOO_LONG = 255  # bytes between two zeros: no frame is so long in COBS
_END_OF_RANGE = 0x7F00


def int16_readings(
    counts: NDArray[np.int16], scale: Floats
) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Return specific force, angular rate and clipping of (n, 6) little-endian int16 readings.

    ``scale`` is (6,): m/s² and rad/s per count. The last 1/128 of the range counts as its end,
    because a sensor that subtracts its own offsets stops short of the last count.
    """
    values = counts * scale
    clipped = np.zeros(len(counts), np.bool_)
    high_bytes = counts.tobytes()[1::2]
    if b"\x7f" in high_bytes or b"\x80" in high_bytes:  # seldom, and quick to see
        clipped |= ((counts >= _END_OF_RANGE) | (counts < -_END_OF_RANGE)).any(axis=1)
    return values[:, :3], values[:, 3:], clipped


def cobs(frame: bytes) -> bytes:
    """Return a frame of at most 253 bytes with its zeros stuffed away, and the zero that ends it.

    Consistent overhead byte stuffing (Cheshire and Baker 1999): every zero is replaced by the
    distance to the next one. Below 254 bytes no distance overflows a byte.
    """
    return b"".join(bytes((len(part) + 1,)) + part for part in frame.split(b"\0")) + b"\0"


def uncobs(stuffed: bytes) -> bytes | None:
    """Return the frame that ``cobs`` stuffed, given without the zero at its end; None if none."""
    parts = []
    at = 0
    while at < len(stuffed) and stuffed[at]:
        after = at + stuffed[at]
        parts.append(stuffed[at + 1 : after])
        at = after
    return b"\0".join(parts) if parts and at == len(stuffed) else None


class ZeroEnded:
    """Cuts a stream into what stands between its zeros, however the stream comes cut."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[bytes]:
        """Return the pieces that have been completed, none empty; overlong ones are cut short."""
        *whole, rest = (self._rest + data).split(b"\0")
        self._rest = rest[:_TOO_LONG]
        return [piece[:_TOO_LONG] for piece in whole if piece]

    def clear(self) -> None:
        """Forget a piece half-read."""
        self._rest = b""
