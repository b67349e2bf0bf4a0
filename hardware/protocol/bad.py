"""Vectors of frames as they should not be, each with what a host or a sensor must do.

``host`` and ``sensor`` are one of

- ``drop``: nothing, but for counting it as damaged;
- ``ignore``: nothing; it is whole, and of no use here;
- ``version``: a host tells its user that the sensor speaks another version;
- ``answer C``: a sensor answers RESP with code C.
"""

from __future__ import annotations

import struct
import zlib

import numpy as np

from hardware import protocol
from hardware.protocol.good import INFO, UID, Vector, both

_COUNTS = np.array([[1, -2, 2048, 0, 100, -100]] * 2, np.int16)
_DATA = protocol.data_frame(_COUNTS, 7, 1234, 1000)
_HELLO = protocol.frame(protocol.HELLO)


def bad_vectors() -> list[Vector]:
    """Return damaged frames, those that contradict themselves, and those of the future."""
    return [*_damaged(), *_contradicting(), *_unfit(), *_of_the_future(), *_broken_stuffing()]


def _damaged() -> list[Vector]:
    return [
        _bad("nothing", b"", "drop", "drop"),
        _bad("half a header", _DATA[:6], "drop", "drop"),
        _bad("a header and its check sum, cut by one", _HELLO[:-1], "drop", "drop"),
        _bad("samples cut by one byte", _DATA[:-1], "drop", "drop"),
        _bad("samples cut by a whole one", _DATA[:-16] + _DATA[-4:], "drop", "drop"),
        _bad("one byte too many", _DATA + b"\x01", "drop", "drop"),
        _bad("one bit off in the type", _flipped(_DATA, 0), "drop", "drop"),
        _bad("one bit off in a sample", _flipped(_DATA, 8 * 20), "drop", "drop"),
        _bad("one bit off in the check sum", _flipped(_DATA, 8 * len(_DATA) - 1), "drop", "drop"),
        _bad("a command with one bit off in its check sum", _flipped(_HELLO, 100), "drop", "drop"),
    ]


def _contradicting() -> list[Vector]:
    return [
        _bad("samples that say that they are none", _data(0, _DATA[12:-4]), "drop"),
        _bad("no samples, which is no frame", _data(0, b""), "drop"),
        _bad("two samples that say that they are three", _data(3, _DATA[12:-4]), "drop"),
        _bad("two samples that say that they are one", _data(1, _DATA[12:-4]), "drop"),
        _bad("a sample and a half", _data(1, _DATA[12:30]), "drop"),
    ]


def _unfit() -> list[Vector]:
    short_info = protocol.frame(protocol.INFO, _info(208, 1.0)[:-1])
    return [
        _bad("info cut short, check sum and all", short_info, "drop"),
        _bad("info of no rate", protocol.frame(protocol.INFO, _info(0, 1.0)), "drop"),
        _bad("info of no scale", protocol.frame(protocol.INFO, _info(208, 0.0)), "drop"),
        _bad(
            "info that is not a number", protocol.frame(protocol.INFO, _info(208, np.nan)), "drop"
        ),
        _bad("an answer without its code", protocol.frame(protocol.RESP, b"\x09"), "ignore"),
        _bad("status of one byte", protocol.frame(protocol.STATUS, b"\x01"), "ignore"),
        _asked("start without the batch", protocol.START, b"\xd0\x00\x10\xd0\x07"),
        _asked("start at no rate", protocol.START, b"\x00\x00\x10\xd0\x07\x0a"),
        _asked("start at another range", protocol.START, b"\xd0\x00\x04\xd0\x07\x0a"),
        _asked("set nothing", protocol.SET, b""),
        _asked("set what nobody knows", protocol.SET, b"\xff\x01"),
        _asked("show, cut short", protocol.SET, b"\x02\x01"),
        _asked("ping without its token", protocol.PING, b"\x01\x02"),
    ]


def _of_the_future() -> list[Vector]:
    unknown = protocol.frame(15, b"\x01\x02\x03")
    return [
        _bad("samples of version 2", _version_2(_DATA), "version"),
        _bad("hello of version 2", _version_2(_HELLO), sensor="drop"),
        _bad("a type that is not yet known", unknown, "ignore", f"answer {protocol.UNKNOWN}"),
        _bad("an event that is not yet known", protocol.frame(protocol.EVENT, b"\xff\0"), "ignore"),
        _bad(
            "hello with more to say", protocol.frame(protocol.HELLO, b"\x01"), sensor="answer INFO"
        ),
    ]


def _broken_stuffing() -> list[Vector]:
    whole = protocol.stuffed(_DATA)
    past_the_end = bytes((len(whole) + 9,)) + whole[1:]
    return [
        _serial("a distance past the end", past_the_end, "drop", "drop"),
        _serial(
            "a distance that is off by one", bytes((whole[0] + 1,)) + whole[1:], "drop", "drop"
        ),
        _serial("torn in the middle by a zero", whole[:9] + b"\0" + whole[9:], "drop", "drop"),
        _serial("longer than any frame", b"\x05" * 400 + b"\0", "drop", "drop"),
        _serial("nothing between two zeros", b"\0\0", "ignore", "ignore"),
    ]


def _bad(name: str, made: bytes, host: str = "", sensor: str = "") -> Vector:
    return {"name": name} | _must(host, sensor) | both(made)


def _asked(name: str, kind: int, body: bytes) -> Vector:
    answer = f"answer {protocol.BAD_VALUE}"
    return {"name": name, "sensor": answer} | both(protocol.frame(kind, body))


def _serial(name: str, carried: bytes, host: str, sensor: str) -> Vector:
    return {"name": name} | _must(host, sensor) | {"serial": carried.hex()}


def _must(host: str, sensor: str) -> Vector:
    return {who: what for who, what in (("host", host), ("sensor", sensor)) if what}


def _flipped(made: bytes, bit: int) -> bytes:
    wrong = bytearray(made)
    wrong[bit // 8] ^= 1 << bit % 8
    return bytes(wrong)


def _data(n: int, body: bytes) -> bytes:
    return protocol.frame(protocol.DATA, body, n=n, seq=7, index=1234, time_us=1000)


def _info(rate: int, force: float) -> bytes:
    return struct.pack(INFO, 1, 1, rate, force, 0.5, 16, 2000, 3900, UID, 1, 1)


def _version_2(made: bytes) -> bytes:
    plain = bytes((0x20 | made[0] & 15,)) + made[1:-4]
    return plain + struct.pack("<I", zlib.crc32(plain))
