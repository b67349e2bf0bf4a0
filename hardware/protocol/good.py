"""Vectors of frames as they should be: every type, and the ends of every range."""

from __future__ import annotations

import struct

import numpy as np
from numpy.typing import NDArray

from hardware import protocol

Vector = dict[str, object]
UID = bytes.fromhex("51ab000000000001")
INFO = "<BBHffHHH8sHB"
STATUS = "<HBBhII"
SHOWN = "<BBBhH"


def data() -> list[Vector]:
    """Return DATA frames; ``counts`` are specific force before angular rate."""
    many = np.arange(228, dtype=np.uint8).view(np.int16).reshape(19, 6)
    three = np.array([[1, -2, 2048, 0, 100, -100]] * 3, np.int16)
    thirteen = np.arange(-39, 39, dtype=np.int16).reshape(13, 6)
    return [
        _data("one sample", three[:1], 7, 1234, 0xFFFFFFF0),
        _data("nineteen samples", many, 7, 1234, 0xFFFFFFF0),
        _data("ends of the range", _full(1), 0xFFFF, 0xFFFFFFFF, 0),
        _data("three samples, all that an MTU of 64 holds", three, 1, 0, 5_000_000),
        _data("thirteen samples, all that an MTU of 185 holds", thirteen, 2, 3, 5_014_423),
        _data("index and time wrap within", _full(10), 0, 0xFFFFFFFB, 0xFFFFF000),
        _data("nothing but zeros", np.zeros((19, 6), np.int16), 0, 0, 0),
        _data("no zero anywhere", np.full((19, 6), 0x0101, np.int16), 0x0101, _ONES, _ONES),
    ]


_ONES = 0x01010101


def _full(n: int) -> NDArray[np.int16]:
    return np.array([[32767, -32768, 0, -1, 256, 21845]] * n, np.int16)


def told() -> list[Vector]:
    """Return what a sensor tells of itself, and its answers."""
    answers = [
        _resp("the start is granted", protocol.START, protocol.OK),
        _resp("an unknown command", 15, protocol.UNKNOWN),
        _resp("a value that it does not know", protocol.SET, protocol.BAD_VALUE),
        _resp("what it has begins at 4000000000", protocol.RESEND, protocol.TOO_OLD, 4_000_000_000),
        _resp("packets too small", protocol.HELLO, protocol.MTU_TOO_SMALL),
        _resp("its chip does not answer", protocol.TEST, protocol.CHIP),
    ]
    return [
        *_infos(),
        *_statuses(),
        *answers,
        _told("pong", protocol.PONG, struct.pack("<II", 0xDEADBEEF, 999_900), time_us=1_000_000)
        | {"pong": {"token": 0xDEADBEEF, "received_us": 999_900, "sent_us": 1_000_000}},
        _told("its button was pressed", protocol.EVENT, b"\1\1") | {"event": [1, 1]},
    ]


def _infos() -> list[Vector]:
    at_208 = {
        "protocol": 1,
        "firmware": 1,
        "rate": 208,
        "force": float(np.float32(0.488e-3 * 9.80665)),
        "turn": float(np.float32(np.radians(0.070))),
        "g": 16,
        "dps": 2000,
        "millivolts": 3900,
        "uid": UID.hex(),
        "session": 1,
        "running": 1,
    }
    idle = at_208 | {"rate": 333, "millivolts": 0, "session": 0xFFFF, "running": 0}
    able = {"capabilities": 0b111}
    return [
        _info("info without what was appended", at_208),
        _info("info", at_208 | able),
        _info("info of a sensor at rest whose battery is not measured", idle | able),
        _info("info of a later firmware, which tells more", at_208 | able, b"\x01\x02\x03"),
    ]


def _info(name: str, says: dict[str, object], more: bytes = b"") -> Vector:
    fields = [UID if key == "uid" else value for key, value in says.items()]
    body = struct.pack(INFO + "H" * ("capabilities" in says), *fields) + more
    return _told(name, protocol.INFO, body) | {"info": says}


def _statuses() -> list[Vector]:
    says: dict[str, int] = {
        "millivolts": 3900,
        "percent": 80,
        "flags": 1,
        "temperature": -250,
        "overruns": 1,
        "drops": 70000,
    }
    unknown = says | {"millivolts": 0, "percent": 255, "flags": 0b10}
    more = {"bus_errors": 3, "chip": 0x6A, "late_ms": 21, "heap": 61234}
    return [
        _status("status without what was appended", says),
        _status("status", says | more),
        _status("status of a sensor whose chip does not answer", unknown | more | {"chip": 0}),
    ]


def _status(name: str, says: dict[str, int]) -> Vector:
    body = struct.pack(STATUS + "HBHI" * ("chip" in says), *says.values())
    return _told(name, protocol.STATUS, body) | {"status": says}


def _resp(name: str, kind: int, code: int, index: int = 0) -> Vector:
    made = _told(name, protocol.RESP, bytes((kind, code)), index=index)
    return made | {"resp": [kind, code], "index": index}


def commands() -> list[Vector]:
    """Return what a host asks."""
    shown = struct.pack(SHOWN, protocol.SHOW, 1, 5, 523, 12)
    nothing = struct.pack(SHOWN, protocol.SHOW, 0, 0, -32768, 0xFFFF)
    return [
        _command("hello", protocol.HELLO),
        _command("start 208", protocol.START, b"\xd0\x00\x10\xd0\x07\x00"),
        _command("start 416", protocol.START, b"\xa0\x01\x10\xd0\x07\x13"),
        _command("stop", protocol.STOP),
        _command("resend 1026", protocol.RESEND, index=1026),
        _command("resend before the wrap", protocol.RESEND, index=0xFFFFFFFF),
        _command("ping", protocol.PING, b"\xef\xbe\xad\xde"),
        _command("rack", protocol.SET, bytes((protocol.BEEP, protocol.RACK))),
        _command("show the fifth repetition, 0.523 ± 0.012 m/s", protocol.SET, shown),
        _command("show nothing", protocol.SET, nothing),
        _command("test", protocol.TEST),
    ]


def _data(name: str, counts: NDArray[np.int16], seq: int, index: int, t: int) -> Vector:
    made = protocol.data_frame(counts, seq, index, t)
    says = {"seq": seq, "index": index, "time_us": t, "counts": counts.tolist()}
    return {"name": name, **says, **both(made)}


def _told(name: str, kind: int, body: bytes, index: int = 0, time_us: int = 0) -> Vector:
    return {"name": name, **both(protocol.frame(kind, body, index=index, time_us=time_us))}


def _command(name: str, kind: int, body: bytes = b"", index: int = 0) -> Vector:
    made = both(protocol.frame(kind, body, index=index))
    return {"name": name, "command": kind, "index": index, **made}


def both(made: bytes) -> Vector:
    """Return a frame in hex, as it is and as a serial port carries it."""
    return {"frame": made.hex(), "serial": protocol.stuffed(made).hex()}
