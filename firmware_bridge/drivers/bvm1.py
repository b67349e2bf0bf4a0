"""BVM1 frames (``hardware/PROTOCOL.md``): what Bargroove's own sensors and this program say.

Little-endian, at most 244 bytes: version and type (4 bits each), n, sequence number u16, index
u32, time of the first sample in µs u32, body, CRC-32 (zlib's) of all that is before it.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from enum import IntEnum, IntFlag
from math import isfinite

import numpy as np

from firmware_bridge.drivers.contract import Showing
from velocity.samples import Floats

VERSION = 1
SAMPLE_BYTES = 12
_HEADER = struct.Struct("<BBHII")
_CRC = struct.Struct("<I")
_INFO = struct.Struct("<BBHffHHH8sHB")
_ABLE = struct.Struct("<H")
_START = struct.Struct("<HBHB")
_SHOW = struct.Struct("<BBBhH")
_BEEP_KEY, _SHOW_KEY, _RACK = 1, 2, 1
_NOT_MEASURED, _UNSURE = -0x8000, 0xFFFF
HEADER_BYTES = _HEADER.size
OVERHEAD_BYTES = _HEADER.size + _CRC.size


class Kind(IntEnum):
    """Types of frames."""

    DATA = 1
    INFO = 2
    STATUS = 3
    RESP = 4
    PONG = 5
    EVENT = 6
    HELLO = 8
    START = 9
    STOP = 10
    PING = 11
    SET = 12
    RESEND = 13
    TEST = 14


class Code(IntEnum):
    """What a RESP says of a command."""

    OK = 0
    UNKNOWN = 1
    BAD_VALUE = 2
    TOO_OLD = 3
    MTU_TOO_SMALL = 4
    CHIP = 5


class Ability(IntFlag):
    """What a sensor has beside its chip."""

    BEEPS = 1
    SHOWS = 2
    BUTTON = 4


@dataclass(frozen=True)
class Info:
    """What a sensor says of itself; ``scale`` is (6,) m/s² and rad/s per count, ``rate`` in Hz."""

    protocol: int
    firmware: int
    rate: float
    scale: Floats
    uid: str
    session: int
    running: bool
    abilities: Ability

    @classmethod
    def parse(cls, body: bytes) -> Info | None:
        """Return what the body of an INFO frame says; None where that makes no sense."""
        if len(body) < _INFO.size:
            return None
        protocol, firmware, rate, force, turn, _, _, _, uid, session, running = _INFO.unpack_from(
            body
        )
        if rate == 0 or not all(isfinite(scale) and scale > 0 for scale in (force, turn)):
            return None
        scale = np.repeat((force, turn), 3)
        more = body[_INFO.size :]
        able = _ABLE.unpack_from(more)[0] if len(more) >= _ABLE.size else 0
        known = (protocol, firmware, float(rate), scale, uid.hex(), session, bool(running))
        return cls(*known, Ability(able))


def command(kind: Kind, body: bytes = b"", index: int = 0) -> bytes:
    """Return a frame from this program to a sensor."""
    frame = _HEADER.pack(VERSION << 4 | kind, 0, 0, index % (1 << 32), 0) + body
    return frame + _CRC.pack(zlib.crc32(frame))


def start_body(rate: float, batch: int) -> bytes:
    """Return START's body: ``rate`` Hz, ±16 g, ±2000 °/s, ``batch`` samples in a frame."""
    return _START.pack(min(round(rate), 0xFFFF), 16, 2000, batch)


def rack_body() -> bytes:
    """Return SET's body that has a sensor call to rack the bar."""
    return bytes((_BEEP_KEY, _RACK))


def show_body(showing: Showing) -> bytes:
    """Return SET's body that has a sensor's screen show how the set goes."""
    state = 2 if showing.rack else int(showing.lifting)
    velocity, error = _NOT_MEASURED, _UNSURE
    if showing.velocity is not None:
        velocity = min(max(round(1000 * showing.velocity), -0x7FFF), 0x7FFF)
        if showing.error is not None:
            error = min(round(1000 * showing.error), _UNSURE - 1)
    return _SHOW.pack(_SHOW_KEY, state, min(showing.reps, 255), velocity, error)


def advertised(service_data: bytes) -> tuple[str, int | None] | None:
    """Return firmware and battery in % of a sensor from the service data that it advertises.

    The battery is None where it is not measured; all is, of data of another version.
    """
    if len(service_data) < 3 or service_data[0] != VERSION:
        return None
    return str(service_data[1]), service_data[2] if service_data[2] <= 100 else None


def header(frame: bytes) -> tuple[int, int, int, int, int] | None:
    """Return version, type, n, index and time in µs; None of a frame that came damaged."""
    size = len(frame) - _CRC.size
    if size < HEADER_BYTES or zlib.crc32(frame[:size]) != _CRC.unpack_from(frame, size)[0]:
        return None
    head, n, _, index, time_us = _HEADER.unpack_from(frame)
    return head >> 4, head & 15, n, index, time_us
