"""The ``file:`` source: a capture or any other recording, told again as if it came just now."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterator
from pathlib import Path
from time import perf_counter

from firmware_bridge.capture_reader import is_capture, read_capture
from firmware_bridge.events import Event, Notice, Readings
from firmware_bridge.recordings import read_recording
from firmware_bridge.replay import new_session, retold
from velocity.samples import Samples

CHUNK = 0.05
"""Seconds of a recording that are told at a time."""

_BREATH = 64  # chunks or records after which others get their turn, however fast this is to be

Timed = Iterator[tuple[float, list[Event]]]
"""What happened, with s since the beginning."""


async def open_file(path: Path, speed: float = 1.0) -> AsyncGenerator[Event, None]:
    """Yield a recording's events at ``speed`` times their own pace; 0 for as fast as can be.

    Events keep the times of the capture; those of another recording begin at 0.

    Raises:
        BadCapture: a capture that cannot be opened.
        BadRecording: another recording that cannot be read.
        BridgeError: no driver has the key that the capture names.
    """
    timed = _captured(path) if is_capture(path) else _recorded(path)
    begun = perf_counter()
    for count, (since, events) in enumerate(timed):
        ahead = since / speed - (perf_counter() - begun) if speed else 0.0
        if ahead > 0 or count % _BREATH == 0:
            await asyncio.sleep(max(ahead, 0))
        for event in events:
            yield event


def _captured(path: Path) -> Timed:
    capture = read_capture(path)
    session = new_session(capture)
    if capture.damage:
        yield 0.0, [Notice(capture.damage)]
    for record in capture.records:
        yield record.at - capture.records[0].at, retold(session, record)


def _recorded(path: Path) -> Timed:
    recording = read_recording(path)
    yield 0.0, [Notice(text) for text in recording.notices]
    for samples in _chunks(recording.samples):
        since = samples.start + samples.duration - recording.samples.start
        yield since, [Readings(samples, since)]


def _chunks(samples: Samples) -> Iterator[Samples]:
    size = max(round(CHUNK * samples.rate), 1)
    for first in range(0, len(samples), size):
        yield samples.part(first, min(first + size, len(samples)))
