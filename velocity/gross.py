"""Gross events: what no clean rep shows, and what needs no second rep to be believed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from velocity.course import STALL_SECONDS
from velocity.rep import Course, Reason, Rep
from velocity.samples import Floats

HITCH_SECONDS = 0.12  # for which a bar all but stands in a hitch; for long enough, it has stalled
SUNK = 0.004  # m that a hitching bar may sink, beyond its error
SUDDEN_TILT = 2.1  # ° off the lifter's usual tilt at that height, within ``SUDDEN_SECONDS``
SUDDEN_SECONDS = 0.25
LARGER = 3.5  # times as large as the lifter's usual change within that time
FIRST_TILT = 3.0  # ° more while no clean rep shows what is usual, less with each
CUT = 0.15  # share of the usual range of motion by which a rep is cut short


def gross_events(
    rep: Rep, in_set: Sequence[Rep], earlier: Sequence[Rep] = ()
) -> tuple[Reason, ...]:
    """Return what a rep shows of gross events.

    Args:
        rep: the rep.
        in_set: the clean reps before it in its set; the range is compared with theirs alone, for
            another day may be another way of lifting.
        earlier: the lifter's latest clean reps of earlier sets.
    """
    course = rep.course
    if not rep.valid or course is None:
        return ()
    found = (
        _stood(course, rep.range_of_motion.se),
        _tilted(rep, course, (*earlier, *in_set), first=not in_set),
        _cut(rep, in_set),
    )
    return tuple(reason for reason in found if reason is not None)


def _stood(course: Course, range_se: float) -> Reason | None:
    """Return the stall or the hitch of a rep."""
    if course.still_s > STALL_SECONDS:
        told = f"the bar stood for {course.still_s:.1f} s"
        return Reason("stall", course.still_s, STALL_SECONDS, "s", told)
    told, sunk = "a second start on the way up", SUNK + range_se
    if course.still_s > HITCH_SECONDS:
        return Reason("hitch", course.still_s, HITCH_SECONDS, "s", told)
    if course.sunk > sunk:
        return Reason("hitch", 100.0 * course.sunk, 100.0 * sunk, "cm", told)
    return None


def _tilted(rep: Rep, course: Course, clean: Sequence[Rep], *, first: bool) -> Reason | None:
    """Return the sudden tilt of a rep; the first of a set may be of a day of its own."""
    tilts = [one.course.tilt_deg for one in clean if one.course is not None]
    usual = np.mean(tilts, axis=0) if tilts else np.zeros_like(course.tilt_deg)
    jump = _jump(rep, usual)
    widest = LARGER * float(np.median([_jump(one, usual) for one in clean])) if clean else 0.0
    limit = max(SUDDEN_TILT, widest) + FIRST_TILT / (1.0 if first else 1.0 + len(tilts))
    if jump <= limit:
        return None
    return Reason("sudden_tilt", jump, limit, "°", f"the bar tilted by {jump:.1f}° at once")


def _jump(rep: Rep, usual: Floats) -> float:
    """Return the largest change, °, off the usual tilt (21,) within ``SUDDEN_SECONDS``."""
    if rep.course is None:
        return 0.0
    off, time = rep.course.tilt_deg - usual, rep.course.time * rep.duration.value
    apart = np.abs(np.subtract.outer(off, off))
    return float(apart[np.abs(np.subtract.outer(time, time)) <= SUDDEN_SECONDS].max())


def _cut(rep: Rep, clean: Sequence[Rep]) -> Reason | None:
    ranges = [one.range_of_motion.value for one in clean]
    if len(ranges) < 2:
        return None
    usual, spread = float(np.median(ranges)), float(np.std(ranges))
    least = usual - max(CUT * usual, 5.0 * spread)
    travel = rep.range_of_motion
    if travel.value + 2.0 * travel.se > least:
        return None
    told = f"{100.0 * (usual - travel.value):.0f} cm short of the usual range"
    return Reason("depth", 100.0 * travel.value, 100.0 * least, "cm", told)
