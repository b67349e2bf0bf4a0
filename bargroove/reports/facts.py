"""How well a set was read, in numbers and in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from bargroove.calibrations import Calibration
from bargroove.logbook.records import SetHead
from bargroove.reports.motion import IMPORTED, Motion
from gui.live_words import counted
from gui.report.content import Fact
from velocity import Rep
from velocity.doubts import SHORT_GAP
from velocity.rep import DISCARDED
from velocity.samples import CLIPPED, MISSING, Flags, Samples

_DOUBTS = {
    "samples missing": "too many readings were lost for its numbers to be trusted",
    "sensor clipped": "the sensor reached the end of its range, so the true values are larger",
    "a sensor axis stuck": "the sensor gave one value over and over",
    "bar not level": "the bar was tilted further than a loaded bar is in a rep",
    "sensor turned round": "the sensor turned with the sleeve or came loose",
    "path not trusted": "its path could not be told, as where no rest is near",
    DISCARDED: "somebody has said that it was none",
}
_GRAVITY = "gravity reads"
_FINE = 0.001  # % of the clock: what is less says nothing more


def facts_of(head: SetHead, reps: Sequence[Rep], motion: Motion | None) -> tuple[Fact, ...]:
    """Return what is known of the reading of a set.

    Args:
        head: of the set.
        reps: its reps.
        motion: what the sensor has felt in the set; None where that is not known any more.
    """
    stream = [] if motion is None else _of_stream(motion)
    return (*_of_velocity(reps), *_of_doubts(reps), *stream, *_of_sensor(head))


def _of_velocity(reps: Iterable[Rep]) -> list[Fact]:
    errors = [rep.mean_velocity.se for rep in reps if rep.valid and rep.mean_velocity.se > 0]
    if not errors:
        return []
    told = "the largest standard error of a mean velocity: two errors in three are smaller"
    return [Fact("Mean velocity", f"± {max(errors):.3f} m/s or better", told)]


def _of_doubts(reps: Sequence[Rep]) -> list[Fact]:
    done = [rep for rep in reps if rep.counts]
    unsure = sum(not rep.valid for rep in done)
    told = "they are unsure: no verdict rests on them" if unsure else ""
    facts = [Fact("Reps not trusted", f"{unsure} of {len(done)}", told)] if done else []
    for doubt in dict.fromkeys(doubt for rep in reps for doubt in rep.doubts):
        numbers = ", ".join(str(rep.rep) for rep in reps if doubt in rep.doubts)
        facts.append(Fact(f"{doubt[:1].upper()}{doubt[1:]}", f"rep {numbers}", _meaning(doubt)))
    return facts


def _meaning(doubt: str) -> str:
    if doubt.startswith(_GRAVITY):
        return "a sensor at rest should read 1 g: calibrate it (bargroove calibrate)"
    return _DOUBTS.get(doubt, "")


def _of_stream(motion: Motion) -> list[Fact]:
    samples = motion.samples
    clock = samples.rate_se / samples.rate
    facts = [
        Fact(
            "Sample rate", f"{samples.rate:.1f} Hz", "of the clock that was rebuilt from the file"
        ),
        _lost(samples),
        _clipped(samples),
    ]
    if clock > 0:
        told = "its error is part of the ± of every velocity and length"
        facts.append(Fact("Clock", _clock(100 * clock), told))
    return [*facts, *(Fact("File", notice) for notice in motion.notices)]


def _clock(percent: float) -> str:
    return f"± {percent:.2g} %" if percent >= _FINE else f"± {_FINE:g} % or better"


def _lost(samples: Samples) -> Fact:
    lengths = _runs(samples.flags & MISSING)
    if not len(lengths):
        return Fact("Samples lost", f"0 of {len(samples)}")
    lost, longest = int(lengths.sum()), lengths.max() / samples.rate
    value = (
        f"{lost} of {len(samples)} ({100 * lost / len(samples):.2g} %) in"
        f" {counted(len(lengths), 'gap')}, the longest {longest:.2f} s"
    )
    told = f"bridged by straight lines; a rep in which {SHORT_GAP:g} s or more are lost is unsure"
    return Fact("Samples lost", value, told)


def _clipped(samples: Samples) -> Fact:
    clipped = int(np.count_nonzero(samples.flags & CLIPPED))
    told = "at the end of the sensor's range: the true values are larger" if clipped else ""
    return Fact("Samples clipped", f"{clipped} of {len(samples)}", told)


def _runs(flags: Flags) -> np.ndarray:
    """Return the length (k,) of each run of set flags."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flags > 0, [False]))))
    return edges[1::2] - edges[::2]


def _of_sensor(head: SetHead) -> list[Fact]:
    if head.source.startswith(IMPORTED):
        return []
    return [_calibration(head.calibration), _place(head.offset_m)]


def _calibration(used: Calibration | None) -> Fact:
    if used is None:
        told = "the sensor was read as it came; bargroove calibrate makes its numbers better"
        return Fact("Calibration", "none", told)
    return Fact("Calibration", f"of {used.made[:10]}, good to {used.expected_mg:.1f} mg")


def _place(offset_m: float | None) -> Fact:
    if offset_m is None:
        told = (
            "numbers are of the sensor's own place, or of the bar's middle where the motion shows"
            " how far off it is; --offset-m says it for sure"
        )
        return Fact("Sensor's place", "not given", told)
    side = "left" if offset_m > 0 else "right"
    place = f"{abs(offset_m):g} m {side} of the bar's middle" if offset_m else "the bar's middle"
    return Fact("Sensor's place", place, "numbers are of the bar's middle")
