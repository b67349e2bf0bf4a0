"""Framing: whole frames from bytes that come cut anywhere."""

from __future__ import annotations

_TOO_LONG = 255  # bytes between two zeros: no frame is so long in COBS


def cobs(frame: bytes) -> bytes:
    """Return a frame of at most 253 bytes with its zeros stuffed away, and the zero that ends it.

    Consistent overhead byte stuffing (Cheshire and Baker 1999): every zero is replaced by the
    distance to the next one. Below 254 bytes no distance overflows a byte.
    """
    return b"".join(bytes((len(part) + 1,)) + part for part in frame.split(b"\0")) + b"\0"


def uncobs(stuffed: bytes) -> bytes | None:
    """Return the frame that ``cobs`` stuffed, given without the zero at its end; None if none."""
    frame, at = bytearray(stuffed), 0
    while at < len(stuffed) and stuffed[at]:
        frame[at] = 0  # where a distance stands there was a zero, but before the first
        at += stuffed[at]
    return bytes(frame[1:]) if stuffed and at == len(stuffed) else None


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
