"""Reading captures: whole or cut short, or damaged in their midst; see ``capture``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite
from os import PathLike
from pathlib import Path
from typing import Any
from zlib import crc32

from firmware_bridge.capture import CHANNEL, CRC, FIELDS, HEADER, MAGIC, MARK, PLACE, VERSION
from firmware_bridge.errors import BadCapture
from firmware_bridge.records import Kind, Record
from firmware_bridge.wording import counted

_KINDS = {kind.value: kind for kind in Kind}
_FRONT = FIELDS.size + CRC.size
_SMALLEST = _FRONT + CRC.size


@dataclass(frozen=True)
class Capture:
    """What a capture file holds.

    Attributes:
        header: see ``capture``; ``driver`` is text and ``rate`` a positive number.
        records: all that are whole, in order.
        damage: what is not, in words; None where nothing is.
    """

    header: dict[str, Any]
    records: tuple[Record, ...]
    damage: str | None


def is_capture(path: str | PathLike[str]) -> bool:
    """Tell by its first bytes whether a file is a capture; an unreadable one is none."""
    try:
        with open(path, "rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def read_capture(path: str | PathLike[str]) -> Capture:
    """Read a capture, however it ended.

    Raises:
        BadCapture: it is none, or is a newer program's, or its header is damaged.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise BadCapture(f"{path}: it cannot be read ({error.strerror or error})") from None
    try:
        return parse_capture(data)
    except BadCapture as error:
        raise BadCapture(f"{path}: {error}") from None


def parse_capture(data: bytes) -> Capture:
    """Return what a capture file's bytes hold.

    Raises:
        BadCapture: see ``read_capture``.
    """
    if not data.startswith(MAGIC):
        raise BadCapture("this is no capture: it does not begin as one")
    blocks = _Blocks(data)
    found = iter(blocks)
    first = next(found, None)
    if first is None or first.kind != HEADER:
        raise BadCapture("the capture's header is damaged: the sensor's language is not known")
    header = _header(first.data)
    records, unknown = _records(found)
    return Capture(header, records, blocks.damage(unknown))


@dataclass(frozen=True)
class _Block:
    kind: int
    channel: int
    at: float
    data: bytes


class _Blocks:
    """Yields the whole blocks of a file and counts the bytes that are in none."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._skipped = self._torn = 0

    def __iter__(self) -> Iterator[_Block]:
        place, end = len(MAGIC), len(self._data)
        while place < end:
            fields = self._fields(place)
            after = end + 1 if fields is None else place + _SMALLEST + fields[3]
            if fields is None or after > end:
                following = self._next_mark(place)
                if following == end:
                    self._torn = end - place
                else:
                    self._skipped += following - place
                place = following
                continue
            front, body, crc = self._parts(place, after)
            if crc32(body, front) == crc:
                yield _Block(fields[1], fields[2], fields[4], body)
            else:
                self._skipped += after - place
            place = after

    def damage(self, unknown: int) -> str | None:
        """Say what could not be read, records that are ``unknown`` included."""
        told = []
        if self._skipped:
            told.append(f"{counted(self._skipped, 'byte')} in its midst are damaged")
        if unknown:
            told.append(f"{counted(unknown, 'record')} cannot be attributed")
        if self._torn:
            told.append(f"the last {counted(self._torn, 'byte')} are not whole")
        return f"the capture: {', '.join(told)}; they were left out" if told else None

    def _fields(self, place: int) -> tuple[bytes, int, int, int, float] | None:
        """Return a block's fields, or None where no whole front stands."""
        if place + _SMALLEST > len(self._data) or self._data[place : place + 2] != MARK:
            return None
        fields = self._data[place : place + FIELDS.size]
        (crc,) = CRC.unpack_from(self._data, place + FIELDS.size)
        if crc32(fields, crc32(PLACE.pack(place))) != crc:
            return None
        return FIELDS.unpack(fields)

    def _parts(self, place: int, after: int) -> tuple[int, bytes, int]:
        """Return a block's first checksum, its data and its last checksum."""
        (front,) = CRC.unpack_from(self._data, place + FIELDS.size)
        (crc,) = CRC.unpack_from(self._data, after - CRC.size)
        return front, self._data[place + _FRONT : after - CRC.size], crc

    def _next_mark(self, place: int) -> int:
        """Return where the next whole front stands behind a damaged one; the end if nowhere."""
        while (place := self._data.find(MARK, place + 1)) >= 0:
            if self._fields(place) is not None:
                return place
        return len(self._data)


def _records(blocks: Iterator[_Block]) -> tuple[tuple[Record, ...], int]:
    """Return the records, and how many blocks are of an unknown channel, kind or time."""
    channels: dict[int, str] = {}
    records: list[Record] = []
    unknown = 0
    for block in blocks:
        kind = _KINDS.get(block.kind)
        if block.kind == CHANNEL:
            channels[block.channel] = block.data.decode(errors="replace")
        elif kind is None or block.channel not in channels or not isfinite(block.at):
            unknown += 1
        else:
            records.append(Record(block.at, kind, channels[block.channel], block.data))
    return tuple(records), unknown


def _header(data: bytes) -> dict[str, Any]:
    try:
        header = json.loads(data)
        version, driver, rate = header["capture"], header["driver"], header["rate"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BadCapture("the capture's header is not one") from None
    if version != VERSION:
        raise BadCapture(f"the capture is of version {version}: a newer program is needed")
    if not (isinstance(driver, str) and isinstance(rate, int | float) and 0 < rate < 1e5):
        raise BadCapture(f"the capture's header names driver {driver!r} and rate {rate!r}")
    return dict(header)
