"""A program in C that says and hears BVM1, asked by lines: the mirror of ``programs/speak.c``."""

from __future__ import annotations

import struct
import subprocess
from collections.abc import Sequence
from typing import Any, NamedTuple

from hardware.protocol.good import INFO, STATUS

_COMMAND = struct.Struct("<bBIHBIBBBBhH")


class Heard(NamedTuple):
    """What ``bvm_read`` makes of a frame; ``code`` is -1 of one that is to be dropped."""

    code: int
    type: int
    index: int
    rate_hz: int
    batch: int
    token: int
    key: int
    call: int
    state: int
    reps: int
    velocity: int
    error: int


class Speaker:
    def __init__(self, command: list[str]) -> None:
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)

    def _ask(self, letter: str, data: bytes) -> bytes:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{letter}{data.hex()}\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line.endswith("\n"), f"the program stopped: {self._process.wait()}"
        return bytes.fromhex(line)

    def data(self, seq: int, index: int, time_us: int, counts: Sequence[Sequence[int]]) -> bytes:
        body = b"".join(struct.pack("<6h", *sample) for sample in counts)
        return self._ask("D", struct.pack("<HII", seq, index, time_us) + body)

    def info(self, says: dict[str, Any]) -> bytes:
        """Of what is not said, all is 0."""
        fields = [bytes.fromhex(value) if key == "uid" else value for key, value in says.items()]
        return self._ask("I", bytes(10) + struct.pack(INFO + "H", *[*fields, 0][:12]))

    def status(self, says: dict[str, int]) -> bytes:
        fields = [*says.values(), 0, 0, 0, 0][:10]
        return self._ask("S", bytes(10) + struct.pack(STATUS + "HBHI", *fields))

    def resp(self, index: int, kind: int, code: int) -> bytes:
        return self._ask("R", struct.pack("<HIIBB", 0, index, 0, kind, code))

    def event(self, what: int, value: int) -> bytes:
        return self._ask("E", bytes(10) + bytes((what, value)))

    def pong(self, time_us: int, token: int, received_us: int) -> bytes:
        return self._ask("P", struct.pack("<HIIII", 0, 0, time_us, token, received_us))

    def command(self, frame: bytes) -> Heard:
        return Heard(*_COMMAND.unpack(self._ask("C", frame)))

    def stuffed(self, frame: bytes) -> bytes:
        return self._ask("Z", frame)

    def unstuffed(self, piece: bytes) -> bytes:
        return self._ask("U", piece)

    def received(self, stream: bytes) -> list[bytes]:
        told, frames = self._ask("B", stream), []
        while told:
            frames.append(told[1 : 1 + told[0]])
            told = told[1 + told[0] :]
        return frames

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()
