"""``python -m hardware.protocol`` writes ``vectors.json``, which other encoders are held to."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hardware import protocol

PATH = Path(__file__).with_name("vectors.json")


def vectors() -> list[dict[str, object]]:
    """Return frames, in hex, beside what they say."""
    counts = np.array([[1, -2, 2048, 0, 100, -100]], np.int16)
    many = np.arange(228, dtype=np.uint8).view(np.int16).reshape(19, 6)
    ends = np.array([[32767, -32768, 0, -1, 256, 21845]], np.int16)
    data = [
        _data("one sample", counts, 7, 1234, 0xFFFFFFF0),
        _data("nineteen samples", many, 7, 1234, 0xFFFFFFF0),
        _data("ends of the range", ends, 0xFFFF, 0xFFFFFFFF, 0),
    ]
    commands = [
        _command("hello", protocol.HELLO),
        _command("start 208", protocol.START, b"\xd0\x00\x10\xd0\x07\x00"),
        _command("stop", protocol.STOP),
        _command("resend 1026", protocol.RESEND, index=1026),
    ]
    return data + commands


def _data(name: str, counts: NDArray[np.int16], seq: int, index: int, t: int) -> dict[str, object]:
    made = protocol.data_frame(counts, seq, index, t)
    says = {"seq": seq, "index": index, "time_us": t, "counts": counts.tolist()}
    return {"name": name, **says, **_hex(made)}


def _command(name: str, kind: int, body: bytes = b"", index: int = 0) -> dict[str, object]:
    return {"name": name, "index": index, **_hex(protocol.frame(kind, body, index=index))}


def _hex(made: bytes) -> dict[str, object]:
    return {"frame": made.hex(), "serial": protocol.stuffed(made).hex()}


if __name__ == "__main__":
    lines = ",\n".join(json.dumps(vector) for vector in vectors())
    PATH.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
