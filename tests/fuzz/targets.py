"""What is fuzzed: each a function of bytes that raises only where something is wrong."""

from __future__ import annotations

import copy
import struct
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import numpy as np

from bargroove.evidence.radio import Air, Talk
from firmware_bridge.capture import CHANNEL, HEADER, MAGIC, _block
from firmware_bridge.capture_reader import parse_capture
from firmware_bridge.drivers import BUILT_IN
from firmware_bridge.drivers.contract import Batch, Driver
from firmware_bridge.drivers.framing import cobs, uncobs
from firmware_bridge.errors import BridgeError
from firmware_bridge.events import Readings
from firmware_bridge.recordings import read_recording
from firmware_bridge.records import Kind
from firmware_bridge.replay import recorded
from firmware_bridge.session import Session
from firmware_bridge.stream_clock import StreamClock
from hardware.simulated.sensors import SENSORS
from hardware.simulated.sensors.contract import Readings as Felt

Target = Callable[[bytes], None]

MOST_HELD = 1 << 16  # bytes that a driver may keep of what it was fed
STREAMING, SEALED = 1, 2  # bits of an input's first byte
_SECONDS = 12.0  # of a conversation with the simulated sensor
_DRIVERS = {driver.key: driver for driver in BUILT_IN}
NAMES = (*_DRIVERS, "capture", "recording")


def target(name: str) -> tuple[Target, list[bytes]]:
    """A target and inputs to begin with."""
    if name == "capture":
        return _read_capture, _captures()
    if name == "recording":
        return partial(_read_table, Path(tempfile.mkdtemp(), "fuzzed.csv")), _tables()
    kind = _DRIVERS[name]
    session, talk = _conversation(kind)
    came = [record for record in talk.records if record.kind == Kind.RECEIVED]
    channels = sorted({record.channel for record in came})
    pieces = [
        (channels.index(record.channel), _unsealed(name, record.data)[:255])
        for record in [*came[:40], *came[40 :: len(came) // 40 + 1]]
    ]
    seeds = [_input(STREAMING | SEALED, [piece]) for piece in pieces]
    seeds += [_input(SEALED | state, pieces[:20]) for state in (0, STREAMING)]
    return partial(_feed, (kind(), session.driver), channels), seeds


def _conversation(kind: type[Driver]) -> tuple[Session, Talk]:
    """A session that has made a simulated sensor stream, and what was said."""
    rng = np.random.default_rng(1)
    force = rng.normal((0, 0, 9.81), 2.0, (2500, 3))
    sensor = SENSORS[kind.key](Felt(208.0, force, rng.normal(0, 1.0, (2500, 3))))
    session = Session(kind(), 208.0)
    talk = Talk(sensor, session, Air(0.01), rng)
    assert any(isinstance(event, Readings) for event in talk.run(_SECONDS))
    return session, talk


def _feed(states: tuple[Driver, Driver], channels: list[str], data: bytes) -> None:
    """Feed a driver, new or streaming, and a clock with the pieces of an input."""
    if not data:
        return
    driver, clock, at = copy.deepcopy(states[data[0] & STREAMING]), StreamClock(), 0.0
    for number, piece in _pieces(data[1:]):
        at += 0.001 * (1 + number // len(channels))
        if data[0] & SEALED:
            piece = _sealed(driver.key, piece)
        for decoded in driver.feed(channels[number % len(channels)], piece):
            if isinstance(decoded, Batch):
                _check(clock, decoded, at)
    assert _held(driver) < MOST_HELD, "the driver keeps what it is fed"
    driver.lost()


def _check(clock: StreamClock, batch: Batch, at: float) -> None:
    for event in clock.add(batch, at):
        if isinstance(event, Readings):
            assert np.isfinite(event.samples.specific_force).all()
            assert np.isfinite(event.samples.angular_rate).all()


def _held(driver: Driver) -> int:
    """How many bytes and things a driver keeps."""
    kept = bytes | bytearray | list | dict | set | tuple
    return sum(len(value) for value in vars(driver).values() if isinstance(value, kept))


def _input(flags: int, pieces: list[tuple[int, bytes]]) -> bytes:
    return bytes((flags,)) + b"".join(bytes((n, len(data))) + data for n, data in pieces)


def _pieces(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The pieces of an input: each a number, its length and its bytes."""
    at = 0
    while at + 2 <= len(data):
        yield data[at], data[at + 2 : at + 2 + data[at + 1]]
        at += 2 + data[at + 1]


def _sealed(key: str, piece: bytes) -> bytes:
    """A piece as frames with the checksums and the framing that the sensor's have."""
    if key.startswith("bvm"):
        frame = piece[:249] + struct.pack("<I", zlib.crc32(piece[:249]))
        return cobs(frame) if key == "bvm-serial" else frame
    if key == "wt901c":
        frames = (piece[at : at + 10] for at in range(0, len(piece), 11))
        return b"".join(frame + bytes((sum(frame) & 255,)) for frame in frames)
    return piece


def _unsealed(key: str, data: bytes) -> bytes:
    if key == "bvm-serial":
        data = uncobs(data.strip(b"\0")) or b""
    return data[:-4] if key.startswith("bvm") else data


def _read_capture(data: bytes) -> None:
    """Read bytes as a capture, or pieces as its blocks, and replay what is in it."""
    if data and data[0] & SEALED:
        data = _blocks(data[1:])
    with suppress(BridgeError):
        recorded(parse_capture(data))


def _blocks(data: bytes) -> bytes:
    """A whole capture of pieces: kind, time step and data."""
    out, at = MAGIC, 0.0
    for number, piece in _pieces(data):
        at += 0.01 * (number >> 4)
        kind = (HEADER, CHANNEL, *map(int, Kind), 99)[(number & 15) % 8]
        out += _block(len(out), kind, 0, at, piece)
    return out


def _captures() -> list[bytes]:
    seeds = []
    for key in ("bvm", "witmotion", "polar"):
        records = _conversation(_DRIVERS[key])[1].records[:60]
        channel = next(record.channel for record in records if record.channel)
        numbers = {kind: 2 + i for i, kind in enumerate(Kind)}
        header = b'{"capture": 1, "driver": "%s", "rate": 208}' % key.encode()
        pieces = [(0, header), (1, channel.encode())]
        pieces += [(numbers[record.kind] | 0x30, record.data[:255]) for record in records]
        seeds.append(_input(SEALED, pieces))
        seeds.append(_blocks(seeds[-1][1:]))
    return seeds


def _read_table(path: Path, data: bytes) -> None:
    """Read bytes as a table in a file."""
    path.write_bytes(data)
    with suppress(BridgeError):
        read_recording(path)


def _tables() -> list[bytes]:
    rng = np.random.default_rng(1)
    values = np.column_stack((np.arange(60) / 20, rng.normal((0, 0, 1, 0, 0, 0), 0.1, (60, 6))))
    heads = (
        "t_s,ax_g,ay_g,az_g,gx_dps,gy_dps,gz_dps",
        "t_ms;ax_m_s2;ay_m_s2;az_m_s2;gx_rad_s;gy_rad_s;gz_rad_s",
        "t_us\tax_g\tay_g\taz_g\tgx_rad_s\tgy_rad_s\tgz_rad_s\tnote",
    )
    seeds = []
    for head, mark in zip(heads, ",;\t", strict=True):
        rows = [mark.join(f"{value:.4f}" for value in row) for row in values]
        seeds.append("\n".join([head, *rows]).encode())
    return seeds
