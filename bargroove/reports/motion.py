"""The bar's motion in a set of the logbook, out of its capture or recording."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from itertools import product
from pathlib import Path

import numpy as np

from bargroove.logbook.records import LoggedSet, SetHead
from bargroove.places import captures_folder
from bargroove.reports.report import NotMade
from firmware_bridge.errors import BridgeError
from firmware_bridge.recordings import Recording, read_recording
from velocity import LIFTS, Rep, Trace, analyze
from velocity.samples import Samples

RECORDED, IMPORTED = "file:", "import:"
"""How the source of a set begins that was kept from a recording, or imported as reps alone."""

_SAME = 0.3  # s by which a rep's start and its end may differ from one reading to another
_MOST_OFF = 10.0  # s by which the clocks of capture and logbook may differ from what is expected


class NoMotion(NotMade):
    """A set whose motion cannot be shown; the message says why, and what to do."""


@dataclass(frozen=True)
class Motion:
    """What a sensor has felt, on the clock of a set's reps.

    Attributes:
        trace: the bar's motion.
        samples: the readings.
        notices: what people should know of the file.
    """

    trace: Trace
    samples: Samples
    notices: tuple[str, ...]

    def part(self, begin: float, end: float) -> Motion:
        """Return what was felt from one time to another, s."""
        inside = slice(*np.searchsorted(self.trace.time, (begin, end)).tolist())
        columns = {field.name: getattr(self.trace, field.name)[inside] for field in fields(Trace)}
        return Motion(Trace(**columns), self.samples.part(inside.start, inside.stop), self.notices)


def file_of(head: SetHead) -> Path:
    """Return the file that holds the readings of a set.

    Raises:
        NoMotion: there is none, or it is not where it was.
    """
    if not head.capture and not head.source.startswith(RECORDED):
        product = head.source.removeprefix(IMPORTED)
        if head.source.startswith(IMPORTED):
            raise NoMotion(f"the set was imported ({product}), and its reps alone")
        raise NoMotion("no capture of it was kept")
    path = Path(head.capture or head.source.removeprefix(RECORDED))
    moved = captures_folder() / path.name  # with the whole data folder, or to another machine
    found = next((one for one in (path, moved) if _is_there(one)), None)
    if found is None:
        raise NoMotion(
            f"its {'capture' if head.capture else 'recording'} {path} is gone: put it back there,"
            f" or into {moved.parent}, and do it again"
        )
    return found


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that this system does not take, or a folder that is locked
        return False


def motion_of(one: LoggedSet) -> Motion:
    """Return the motion in the file of a set that has reps, that of other sets included.

    Raises:
        NoMotion: its file is not there, cannot be read, or does not show the set's reps.
    """
    head, reps = one.head, [logged.rep for logged in one.reps]
    if not reps:
        raise NoMotion("the set has no reps")
    path = file_of(head)
    try:
        recording = read_recording(path)
    except (BridgeError, OSError) as error:
        raise NoMotion(f"its file cannot be read: {error}") from None
    return _motion(recording, head, reps, path)


def _motion(recording: Recording, head: SetHead, reps: Sequence[Rep], path: Path) -> Motion:
    axis = None if head.bar_axis is None else np.array(head.bar_axis)
    lift, samples = LIFTS[head.lift], recording.samples
    shown = analyze(samples, lift, offset_m=head.offset_m, bar_axis=axis, trace=True)
    shift = lined_up(reps, shown.reps, -(head.capture_from_s or 0.0))
    if shift is None or shown.trace is None:
        raise NoMotion(f"its reps are not found again in {path.name}: is it another recording?")
    trace = replace(shown.trace, time=shown.trace.time + shift)
    return Motion(trace, replace(samples, start=shift), recording.notices)


def span_of(reps: Sequence[Rep]) -> tuple[float, float]:
    """Return where a set begins, with its first rep's eccentric, and ends, s."""
    first = reps[0]
    down = first.eccentric_duration
    return first.start_s - (down.value if down else 0.0), reps[-1].end_s


def lined_up(held: Sequence[Rep], found: Sequence[Rep], expected: float) -> float | None:
    """Return what to add to the times of the reps of a file, s, for them to be those of a set.

    Of all shifts near the one that is expected, it is the one by which most reps are found again;
    None where that is not more than half of them.

    Args:
        held: reps of the set.
        found: reps of the file.
        expected: what should have to be added, s.
    """
    if not found:
        return None
    there, here = (np.array([(rep.start_s, rep.end_s) for rep in reps]) for reps in (held, found))
    shifts = [there[i, 0] - here[j, 0] for i, j in product(range(len(held)), range(len(found)))]
    near = [shift for shift in shifts if abs(shift - expected) < _MOST_OFF]
    off = {shift: _differences(there, here + shift) for shift in near}
    best = max(near, key=lambda s: (len(off[s]), -abs(s - expected)), default=None)
    if best is None or 2 * len(off[best]) <= len(held):
        return None
    return float(best + np.median(off[best]))


def _differences(held: np.ndarray, found: np.ndarray) -> np.ndarray:
    """Return by how much (k,) the spans (n, 2) of the same reps lie later in ``held``, s."""
    apart = held[:, None] - found[None]
    same = np.abs(apart).max(axis=-1) < _SAME
    return np.asarray(apart[same].mean(axis=-1))
