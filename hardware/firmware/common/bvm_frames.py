"""BVM1 frames (hardware/PROTOCOL.md): sealed in place, opened, and stuffed for serial ports."""

from binascii import crc32
from struct import pack_into, unpack_from

from micropython import const

FIRMWARE = 1
DATA, INFO, STATUS, RESP, PONG, EVENT = range(1, 7)
HELLO, START, STOP, PING, SET, RESEND, TEST = range(8, 15)
OK, UNKNOWN, BAD_VALUE, TOO_OLD, MTU_TOO_SMALL, CHIP = range(6)
BEEP, SHOW = 1, 2
BEEPS, SHOWS, HAS_BUTTON = 1, 2, 4
CHARGING, NO_CHIP = 1, 2
HEAD, OVERHEAD, SAMPLE, MOST = 12, 16, 12, 19
LARGEST = OVERHEAD + SAMPLE * MOST
_U16 = const(0xFFFF)
U16, U32 = 0xFFFF, 0xFFFFFFFF


def seal(frame: memoryview, kind: int, n: int, seq: int, index: int, time_us: int) -> None:
    """Write header and check sum around the body that a frame already has."""
    if (index | time_us) >> 30:  # beyond, a board's whole numbers are no longer quick
        index, time_us = index & U32, time_us & U32
    pack_into("<BBHII", frame, 0, 16 | kind, n, seq & _U16, index, time_us)
    size = len(frame) - 4
    pack_into("<I", frame, size, crc32(frame[:size]))


def opened(frame: bytes) -> tuple[int, int, bytes] | None:
    """Return type, index and body; None of a frame that is damaged or of another version."""
    size = len(frame) - 4
    if size < HEAD or frame[0] >> 4 != 1:
        return None
    if crc32(frame[:size]) != unpack_from("<I", frame, size)[0]:
        return None
    return frame[0] & 15, unpack_from("<I", frame, 4)[0], frame[HEAD:size]


def stuffed(frame: memoryview) -> bytes:
    """Return a frame as a serial port carries it: COBS, then a zero."""
    return b"".join([bytes((len(part) + 1,)) + part for part in bytes(frame).split(b"\0")]) + b"\0"


def unstuffed(piece: bytes) -> bytes:
    """Return the frame in what stood between two zeros; b"" where it is broken."""
    frame = bytearray(piece)
    at = 0
    while at < len(piece):
        frame[at] = 0
        at += piece[at]
    return bytes(frame[1:]) if at == len(piece) else b""
