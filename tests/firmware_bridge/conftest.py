from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from firmware_bridge.drivers.contract import (
    STREAM,
    Actions,
    Batch,
    Battery,
    Decoded,
    Driver,
    Expect,
    Identity,
    Reply,
    Wait,
    Write,
)
from firmware_bridge.errors import Refused, SensorError

HEADER = "t_s,ax_m_s2,ay_m_s2,az_m_s2,gx_rad_s,gy_rad_s,gz_rad_s"


@pytest.fixture
def rows() -> NDArray[np.float64]:
    """(1000, 7) ten seconds of a sensor at rest, then moved, at 100 Hz."""
    rng = np.random.default_rng(1)
    values = np.zeros((1000, 7))
    values[:, 0] = np.arange(1000) / 100
    values[:, 1:] = rng.normal(0, 0.02, (1000, 6))
    values[:, 3] += 9.81
    values[500:, 3] += 3 * np.sin(np.arange(500) / 10)
    return values.round(6)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write text, or rows under a header, to a file."""

    def written(
        content: str | bytes | NDArray[np.float64], header: str = HEADER, encoding: str = "utf-8"
    ) -> Path:
        path = tmp_path / "recording.csv"
        if isinstance(content, np.ndarray):
            lines = [",".join(f"{cell:.6f}" for cell in row) for row in content]
            content = "\n".join([header, *lines, ""])
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return written


class ToyDriver(Driver):
    """A made-up sensor: a letter, then what it stands for. Frames may follow each other."""

    key = "toy"
    label = "toy sensor"

    def __init__(self) -> None:
        super().__init__()
        self.cuts = 0

    def start(self, rate: float) -> Actions:
        yield Write(STREAM, b"hello")
        reply = yield Expect(("ready", "refused"), 1.0)
        if reply is None:
            raise SensorError("the toy does not answer: wind it up")
        if reply.kind == "refused":
            raise Refused("the toy does not want to")
        if reply.body == b"!":
            raise ZeroDivisionError("the driver's own mistake")
        yield Wait(0.25)
        yield Write(STREAM, b"rate")
        yield Write(STREAM, b"go")
        yield Wait(0.1)

    def feed(self, channel: str, data: bytes) -> Sequence[Decoded]:
        meant: list[Decoded] = []
        while data:
            letter, data = data[:1], data[1:]
            if letter == b"D":  # index, and the samples' one value
                index, value = struct.unpack_from("<Ih", data)
                data = data[6:]
                values = np.full((10, 3), float(value))
                clipped = np.full(10, value > 1000)
                meant.append(Batch(200.0, values, values, clipped, index, index / 201))
            elif letter == b"!":
                raise ZeroDivisionError("the driver's own mistake")
            else:
                known = {
                    b"R": Reply("ready"),
                    b"M": Reply("ready", b"!"),
                    b"N": Reply("refused"),
                    b"I": Identity("toy-1", "Toy", notices=("a toy lifts little",)),
                    b"B": Battery(percent=9.0),
                }
                meant += [known[letter]] if letter in known else []
                self.bad += letter not in known
        return meant

    def lost(self) -> None:
        self.cuts += 1


@pytest.fixture(scope="session")
def toy() -> type[ToyDriver]:
    """A driver of a sensor that there is not."""
    return ToyDriver


@pytest.fixture(scope="session")
def readings() -> Callable[[int, int], bytes]:
    """The toy's frame of ten samples, from an index on, of one value."""
    return lambda index, value: b"D" + struct.pack("<Ih", index, value)
