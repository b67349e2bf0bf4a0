"""BVM1 (``PROTOCOL.md``) as a sensor speaks it: frames out, commands in.

The program's own decoder and the firmware's encoder are written apart from this, so that each is
a check on the others; ``vectors.json`` is what all of them must meet.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DATA, INFO, STATUS, RESP, PONG, EVENT = range(1, 7)
HELLO, START, STOP, PING, SET, RESEND, TEST = range(8, 15)
OK, UNKNOWN, BAD_VALUE, TOO_OLD, MTU_TOO_SMALL, CHIP = range(6)
BEEP, SHOW = 1, 2
"""Keys of SET."""
RACK = 1
"""What BEEP can be told."""
OVERHEAD = 16
"""Bytes of a frame without its body."""


def frame(
    kind: int, body: bytes = b"", *, n: int = 0, seq: int = 0, index: int = 0, time_us: int = 0
) -> bytes:
    """Return a whole frame; counters are cut to their width, as a sensor's are."""
    head = struct.pack(
        "<BBHII", 0x10 | kind, n, seq & 0xFFFF, index & 0xFFFFFFFF, time_us & 0xFFFFFFFF
    )
    return head + body + struct.pack("<I", zlib.crc32(head + body))


def data_frame(counts: NDArray[np.int16], seq: int, index: int, time_us: int) -> bytes:
    """Return the DATA frame of (n, 6) counts, specific force before angular rate."""
    body = counts.astype("<i2").tobytes()
    return frame(DATA, body, n=len(counts), seq=seq, index=index, time_us=time_us)


@dataclass(frozen=True)
class Command:
    """What a host asks for."""

    kind: int
    index: int
    body: bytes

    @classmethod
    def read(cls, received: bytes) -> Command | None:
        """Return the command in a frame; None where the frame is damaged or of another version."""
        whole = len(received) >= OVERHEAD and received[0] >> 4 == 1
        if not whole or zlib.crc32(received[:-4]).to_bytes(4, "little") != received[-4:]:
            return None
        index = int.from_bytes(received[4:8], "little")
        return cls(received[0] & 15, index, received[12:-4])


def stuffed(plain: bytes) -> bytes:
    """Return a frame as a serial port carries it: COBS, then a zero."""
    out = bytearray()
    distance_at = 0
    out.append(1)
    for byte in plain:
        if byte:
            out.append(byte)
            out[distance_at] += 1
        else:
            distance_at = len(out)
            out.append(1)
    return bytes(out) + b"\0"


def unstuffed(piece: bytes) -> bytes:
    """Return the frame in a piece between two zeros; what is damaged fails its CRC later."""
    out = bytearray()
    left = 0
    for byte in piece:
        if left == 0:
            left = byte
            out.append(0)
        else:
            out.append(byte)
        left -= 1
    return bytes(out[1:])
