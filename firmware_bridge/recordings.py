"""Recordings: a file in, samples on a uniform clock and what was done to them out."""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from firmware_bridge.capture_reader import is_capture, read_capture
from firmware_bridge.clock import Clock, uniform_clock
from firmware_bridge.errors import BadCapture, BadClock, BadRecording, BridgeError
from firmware_bridge.quality import inspect
from firmware_bridge.replay import recorded
from firmware_bridge.tables import Table, read_table
from firmware_bridge.wording import counted
from velocity.samples import MISSING, Samples

Floats = NDArray[np.float64]
Flags = NDArray[np.uint8]

MIN_DURATION = 3.0
"""Seconds below which a recording gets a notice that it is short."""

_LATEST = 1e11  # s: a later stamp is no time
_MOST_UNTIMED = 0.01  # share of rows whose stamp may be unreadable
_MOST_SWAPPED = 0.005  # share of rows that may stand out of order
_FURTHEST_BACK = 1.0  # s


@dataclass(frozen=True)
class Recording:
    """Samples of a file, and in plain words what was done to get them."""

    samples: Samples
    notices: tuple[str, ...]


def read_recording(path: str | PathLike[str]) -> Recording:
    """Read a recording: the program's own capture, or CSV or Parquet with any kind of stamps.

    Lost samples, and rows without a usable value, are interpolated and flagged ``MISSING``. A
    capture gives the samples of the live set, at the rate that was known in the end.

    Raises:
        BadRecording: the file cannot be read without the risk of a wrong number.
        MissingExtra: a Parquet file, and pyarrow is not installed.
    """
    path = Path(path)
    if is_capture(path):
        return _read_capture(path)
    try:
        table = read_table(path)
        values, notices = _in_order(table)
        clock = uniform_clock(values[0])
        flags, told = inspect(values[1:], clock.rate)
        samples = _on_clock(values[1:], flags, clock)
    except (BadRecording, BadClock) as error:
        raise BadRecording(f"{path}: {error}") from None
    notices = (*table.notices, *notices, *clock.notices, *told, *_told_short(samples))
    return Recording(samples, notices)


def _read_capture(path: Path) -> Recording:
    try:
        samples, notices = recorded(read_capture(path))
    except BadCapture as error:
        raise BadRecording(str(error)) from None
    except BridgeError as error:
        raise BadRecording(f"{path}: {error}") from None
    return Recording(samples, (*notices, *_told_short(samples)))


def _in_order(table: Table) -> tuple[Floats, tuple[str, ...]]:
    """Return the rows that have a stamp, in order of time; a few may have been swapped."""
    values = table.values
    if not values.size:
        raise BadRecording("the file holds no samples")
    timed = np.abs(values[0]) < _LATEST
    notices: tuple[str, ...] = ()
    if lost := int(len(timed) - timed.sum()):
        if lost > _MOST_UNTIMED * len(timed):
            raise BadRecording(f"{lost} of {len(timed)} samples have no time")
        notices = (f"{counted(lost, 'sample')} without a time: left out",)
        values = values[:, timed]
    back = np.flatnonzero(np.diff(values[0]) < 0)
    if not len(back):
        return values, notices
    falls = values[0, back] - values[0, back + 1]
    if len(back) > max(_MOST_SWAPPED * len(timed), 1) or falls.max() > _FURTHEST_BACK:
        row = int(np.flatnonzero(timed)[back[falls.argmax()] + 1])
        raise BadRecording(
            f"{table.place(row)}: time runs backwards by {falls.max():.3g} s; if the sensor was"
            " restarted, split the recording there"
        )
    values = values[:, np.argsort(values[0], kind="stable")]
    return values, (*notices, f"time runs backwards in {counted(len(back), 'place')}: put in order")


def _on_clock(values: Floats, flags: Flags, clock: Clock) -> Samples:
    """Put (6, n) readings into the clock's slots and interpolate what is missing."""
    kept = np.diff(clock.index, prepend=-1) > 0
    if not kept.all():
        values, flags = values[:, kept], flags[kept]
    slots = clock.index[kept]
    force, rate = np.empty((2, int(slots[-1]) + 1, 3))
    all_flags = np.full(len(force), MISSING)
    all_flags[slots] = flags
    sound, gaps = np.flatnonzero(flags & MISSING == 0), np.flatnonzero(all_flags & MISSING)
    if not len(sound):
        raise BadRecording("no sample is usable: check the sensor and its settings")
    whole = len(slots) == len(force)
    for i, reading in enumerate(values):
        column = (force if i < 3 else rate)[:, i % 3]
        column[slice(None) if whole else slots] = reading
        if len(gaps):
            column[gaps] = np.interp(gaps, slots[sound], reading[sound])
    return Samples(clock.rate, force, rate, all_flags, clock.rate_se, clock.start)


def _told_short(samples: Samples) -> tuple[str, ...]:
    duration = len(samples) / samples.rate
    if duration >= MIN_DURATION:
        return ()
    return (f"the recording is only {duration:.1f} s long: too short for a whole rep",)
