"""The capture of a running source: a file for each set, whatever the disk says."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path
from threading import Thread

from bargroove import __version__
from bargroove.held import hold
from firmware_bridge.capture import CaptureWriter
from firmware_bridge.events import Readings
from firmware_bridge.link import Keep
from firmware_bridge.records import Record
from firmware_bridge.replay import retold
from firmware_bridge.session import Session
from firmware_bridge.sources import Header

RECENT = 20.0
"""Seconds before a set's first rep that its file begins with: rest, and taking the bar."""
_OPENING = 4000  # records among which the sensor's start is looked for
_LARGEST_JUMP = 1.0  # s


class Recorder:
    """Keeps a source's records in a file; a disk that takes nothing stops no set.

    Each file is held for as long as this program may write to it.

    Attributes:
        about: what the files' headers say besides what a replay needs.
        paths: its files, the present one last.
        begins: s on the link's clock at which a present file that is not the first begins.
    """

    def __init__(self, name: Callable[[], Path], about: Header) -> None:
        """Take what returns a new file's name, and what the headers say."""
        self._name, self.about = name, about
        self.paths: list[Path] = []
        self.begins: float | None = None
        self._held: FileIO | None = None
        self._header: Header = {}
        self._writer: CaptureWriter | None = None
        self._closing: list[Thread] = []
        self._opening: list[Record] = []
        self._recent: deque[Record] = deque()

    @property
    def path(self) -> Path | None:
        """The present file; None before the stream has begun."""
        return self.paths[-1] if self.paths else None

    @property
    def header(self) -> Header:
        """What the present file's header says of its source and its sets."""
        return {**self._header, **self.about}

    @property
    def trouble(self) -> str:
        """Why nothing is kept any more; "" while all is."""
        return (self._writer and self._writer.trouble) or ""

    @property
    def failure(self) -> str:
        """What ``trouble`` says of the file, without what that means for a set that goes on."""
        return self.trouble.rpartition("; ")[0]

    @property
    def saved(self) -> int:
        """Bytes of the present file that are safely on the disk."""
        return self._writer.saved if self._writer else 0

    def begin(self, header: Header) -> Keep:
        """Open the first file and return what takes the records."""
        self._header = header
        self._writer = self._new_writer({})
        return self._keep

    def next_set(self, fresh: Callable[[], Session]) -> bool:
        """Go on in a new file, which begins a while ago, if that replays by itself.

        It begins with the records of the sensor's start, moved up to those of the last ``RECENT``
        s. A new session is tried on them first: if it does not understand them, as where the
        sensor has restarted since, all stays in the present file. Returns whether it goes on in
        a new one.

        Args:
            fresh: returns a new session of the same driver.
        """
        start = _start_of(self._opening, fresh())
        if start is None or self._writer is None or self.trouble or not self._recent:
            return False
        records = [*_moved_to(self._recent[0].at, start), *self._recent]
        if not _goes_on(fresh(), records):
            return False
        self._close_soon(self._writer, self._held)
        self._writer = self._new_writer({"continues": self.paths[-1].name})
        for record in records:
            self._writer.write(record)
        self.begins = self._recent[0].at
        return True

    @property
    def recent_s(self) -> float:
        """Seconds of what the next file would begin with."""
        return self._recent[-1].at - self._recent[0].at if self._recent else 0.0

    def forget(self) -> None:
        """Let the next file begin with what comes from now on."""
        self._recent.clear()

    def close(self) -> None:
        """Bring everything to the disk."""
        if self._writer is not None:
            self._writer.close()
        for closing in self._closing:
            closing.join()
        if self._held is not None:
            self._held.close()

    def _new_writer(self, more: Header) -> CaptureWriter:
        path = self._name()
        self.paths.append(path)
        started = datetime.now(UTC).isoformat(timespec="seconds")
        stamp: Header = {"started_utc": started, "version": __version__}
        writer = CaptureWriter(path, {**self.header, **stamp, **more})
        self._held = hold(path)
        return writer

    def _close_soon(self, writer: CaptureWriter, held: FileIO | None) -> None:
        """Bring a file to the disk, and let go of it, while the next one is begun."""

        def close() -> None:
            writer.close()
            if held is not None:
                held.close()

        closing = Thread(target=close)
        closing.start()
        self._closing = [*(one for one in self._closing if one.is_alive()), closing]

    def _keep(self, record: Record) -> None:
        if self._writer is not None:
            self._writer.write(record)
        if len(self._opening) < _OPENING:
            self._opening.append(record)
        self._recent.append(record)
        while self._recent[0].at < record.at - RECENT:
            self._recent.popleft()


def _start_of(records: Sequence[Record], session: Session) -> list[Record] | None:
    """Return the records up to the one that has made a sensor stream; None if none has."""
    for count, record in enumerate(records, 1):
        retold(session, record)
        if session.streaming:
            return list(records[:count])
    return None


def _moved_to(end: float, records: Sequence[Record]) -> Iterable[Record]:
    """Return records of which the last happened just before ``end``, s."""
    later = end - records[-1].at
    return (replace(record, at=record.at + later) for record in records)


def _goes_on(session: Session, records: Iterable[Record]) -> bool:
    """Return whether records give readings without a jump, and leave the sensor streaming."""
    readings = [
        event.samples
        for record in records
        for event in retold(session, record)
        if isinstance(event, Readings)
    ]
    ends = [samples.start + samples.duration for samples in readings]
    jumps = (after.start - end for after, end in zip(readings[1:], ends, strict=False))
    return session.streaming and bool(readings) and max(jumps, default=0.0) < _LARGEST_JUMP
