"""What the sensor felt around a set of the logbook, on the clock of the set's reps."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from bargroove.film.impacts import Impacts, felt
from bargroove.logbook.records import LoggedSet
from bargroove.progress import progress
from bargroove.reports.motion import NoMotion, file_of, lined_up, span_of
from firmware_bridge.errors import BridgeError
from firmware_bridge.recordings import read_recording
from velocity import LIFTS, analyze
from velocity.samples import Samples

_AROUND = 30.0  # s before the first rep and after the last: taking the bar, putting it back


def felt_in(one: LoggedSet) -> Impacts:
    """Return the impacts that a sensor felt around a set, at the times of its reps' clock.

    Raises:
        NoMotion: the readings are not there, cannot be read, or do not show the set's reps.
    """
    reps = [logged.rep for logged in one.reps]
    if not reps:
        raise NoMotion("the set has no reps")
    samples = _samples_of(one)
    begin, end = span_of(reps)
    first, last = np.searchsorted(samples.time, (begin - _AROUND, end + _AROUND)).tolist()
    return felt(samples.part(first, last))


def _samples_of(one: LoggedSet) -> Samples:
    head, reps = one.head, [logged.rep for logged in one.reps]
    path = file_of(head)
    try:
        with progress(f"reading {path.name}"):
            samples = read_recording(path).samples
    except (BridgeError, OSError) as error:
        raise NoMotion(f"its file cannot be read: {error}") from None
    axis = None if head.bar_axis is None else np.array(head.bar_axis)
    with progress("finding the set's reps"):
        found = analyze(samples, LIFTS[head.lift], offset_m=head.offset_m, bar_axis=axis).reps
    shift = lined_up(reps, found, -(head.capture_from_s or 0.0))
    if shift is None:
        raise NoMotion(f"its reps are not found again in {path.name}: is it another recording?")
    return replace(samples, start=shift)
