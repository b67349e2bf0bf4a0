"""Writing captures: all that happened to a link, in one file that explains itself.

The file begins with ``MAGIC``; blocks follow, little-endian, each after the one before:

| size | field |
|---|---|
| 2 | ``MARK`` |
| 1 | kind: that of a ``Record``; 0 the header, JSON; 255 a channel's name |
| 1 | channel, a number that its name was given before |
| 4 | length of the data |
| 8 | time, s, float |
| 4 | CRC-32 of the block's place in the file (8 bytes) and of the fields above |
| … | data |
| 4 | CRC-32 of the data, begun with the CRC above |

So a block that was moved, torn or changed shows, and where only its data are damaged the next is
found at once. The header, a JSON object, holds what a replay needs: ``driver`` (its key),
``rate`` (Hz, as asked for), ``corrections`` (by the sensor's identity) and ``address`` (of its
radio), these two where there are any, and whatever else is worth knowing: source, started_utc,
version, lift, lifter, load_kg.
"""

from __future__ import annotations

import json
import os
import struct
import threading
from collections.abc import Mapping
from contextlib import suppress
from os import PathLike
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic
from zlib import crc32

from firmware_bridge.records import Record

MAGIC = b"\x89BARGROOVE\r\n\x1a\n"
VERSION = 1
MARK = b"\xb7\x1d"
FLUSHED_EVERY = 0.5
"""Seconds of wall time after which what was written is on the disk."""
MOST_WAITING = 16 << 20
"""Bytes that wait for a disk that takes nothing; an hour of one sensor, and more."""

HEADER, CHANNEL = 0, 255
"""Kinds of the blocks that are no records."""
FIELDS = struct.Struct("<2sBBId")
CRC = struct.Struct("<I")
PLACE = struct.Struct("<Q")


def _block(place: int, kind: int, channel: int, at: float, data: bytes) -> bytes:
    fields = FIELDS.pack(MARK, kind, channel, len(data), at)
    front = crc32(fields, crc32(PLACE.pack(place)))
    return b"".join((fields, CRC.pack(front), data, CRC.pack(crc32(data, front))))


class CaptureWriter:
    """Writes records to a new file, in a thread of its own: the caller never waits for the disk.

    Nothing is raised where the disk fails, for the set goes on: ``trouble`` says why, and what
    comes is kept until the disk takes it again, ``MOST_WAITING`` bytes of it. What was written
    until then stays readable.

    Attributes:
        trouble: why what comes is not written, in words; None while all is well.
        saved: bytes that are safely on the disk.
    """

    def __init__(self, path: str | PathLike[str], header: Mapping[str, object]) -> None:
        self.path = Path(path)
        self.trouble: str | None = None
        self.saved = 0
        self._file: int | None = None
        self._buffer = bytearray()  # what follows on the bytes that are saved
        self._channels: dict[str, int] = {}
        self._queue: SimpleQueue[Record | None] = SimpleQueue()
        self._begin({"capture": VERSION, **header})
        self._thread = threading.Thread(target=self._run, name="capture", daemon=True)
        self._thread.start()

    def write(self, record: Record) -> None:
        """Take a record, which is on the disk within ``FLUSHED_EVERY`` s."""
        if self._file is not None:
            self._queue.put(record)

    def close(self) -> None:
        """Write out what is left and close the file; returns when that is done."""
        self._queue.put(None)
        self._thread.join()

    def _begin(self, header: Mapping[str, object]) -> None:
        """Make the file and have its header on the disk before anything is asked to happen."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(self.path, flags, 0o644)
        except OSError as error:
            self._give_up(error)
            return
        self._buffer += MAGIC
        self._add(HEADER, 0, 0.0, json.dumps(header).encode())
        self._save(last=False)
        self._flush_folder()

    def _run(self) -> None:
        due = monotonic() + FLUSHED_EVERY
        going = True
        while going:
            try:
                record = self._queue.get(timeout=max(due - monotonic(), 0))
                going = record is not None
                if record is not None:
                    self._encode(record)
            except Empty:
                pass
            if not going or monotonic() >= due:
                self._save(last=not going)
                due = monotonic() + FLUSHED_EVERY
        self._let_go()

    def _encode(self, record: Record) -> None:
        number = self._channels.get(record.channel)
        if number is None:
            number = self._channels[record.channel] = len(self._channels)
            self._add(CHANNEL, number, record.at, record.channel.encode())
        self._add(record.kind, number, record.at, record.data)

    def _add(self, kind: int, channel: int, at: float, data: bytes) -> None:
        self._buffer += _block(self.saved + len(self._buffer), kind, channel, at, data)

    def _save(self, *, last: bool) -> None:
        if self._file is None or not self._buffer:
            return
        try:
            self._flush(self._file)
            self.trouble = None
        except OSError as error:
            if last or len(self._buffer) > MOST_WAITING:
                self._give_up(error)
            else:
                self.trouble = self._told(error, "as will the capture once it can")

    def _flush(self, file: int) -> None:
        """Write what waits; it waits on until all of it is safe, for it may have to be again."""
        os.lseek(file, self.saved, os.SEEK_SET)
        left = bytes(self._buffer)
        while left:
            left = left[os.write(file, left) :]
        os.fsync(file)
        self.saved += len(self._buffer)
        self._buffer.clear()

    def _flush_folder(self) -> None:
        """Have the file's name on the disk too, where the system can be asked for it."""
        with suppress(OSError):
            folder = os.open(self.path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def _give_up(self, error: OSError) -> None:
        self.trouble = self._told(error, "without it")
        self._buffer.clear()
        self._let_go()

    def _told(self, error: OSError, hope: str) -> str:
        reason = error.strerror or error
        return f"{self.path}: the capture cannot be written ({reason}); the set goes on, {hope}"

    def _let_go(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            with suppress(OSError):
                os.close(file)
