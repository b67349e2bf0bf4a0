"""What ``bargroove film`` tells: a set's film and its jump list, for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bargroove.film.clips import Clip
from bargroove.film.lined import Jump, Lined, clock
from bargroove.logbook.records import SetHead
from bargroove.report_json import SCHEMA, rounded, time_s
from gui.grid import Column, grid
from gui.live_words import counted, title
from gui.table import measured, verdict
from gui.terminal import Style

_NOT_SEEN = "–"


def as_text(lined: Lined, style: Style) -> str:
    """Return the film, how it was lined up, and where each rep is."""
    one = lined.one
    lines = [f"Set {one.id}: {title(one.head.lift, one.head.load_kg, one.head.lifter)}"]
    lines += [f"Film: {lined.video}", f"The set's first sample is at {_offset(lined)}."]
    if changed(lined):
        lines.append(f"Before, it was {film_of(one.head)}.")
    if one.reps:
        lines += ["", *_table(lined.jumps, style), *outside(lined)]
    return "\n".join([*lines, "", f"bargroove report {one.id} leads to each rep in the film."])


def changed(lined: Lined) -> bool:
    """Return whether the set had another film, or this one elsewhere."""
    head = lined.one.head
    return bool(head.video) and (head.video, head.video_offset_s) != (lined.video, lined.offset_s)


def film_of(head: SetHead) -> str:
    """Return which film a set has, and where in it the set is."""
    if head.video_offset_s is None:
        return f"{head.video}, not lined up"
    return f"{head.video}, the set's first sample at {clock(head.video_offset_s, 2)}"


def _offset(lined: Lined) -> str:
    told, place = clock(lined.offset_s, 2), lined.place
    if place is None:
        return f"{told}, as the logbook has it"
    error = "" if place.offset_se is None else f" ± {place.offset_se:.2f} s"
    return f"{told}{error}: {place.told}"


def _table(jumps: Sequence[Jump], style: Style) -> list[str]:
    means = [jump.rep.mean_velocity for jump in jumps]
    times = [clock(jump.at_s) if jump.inside else _NOT_SEEN for jump in jumps]
    return grid(
        [
            Column(("rep",), [str(jump.rep.rep) for jump in jumps]),
            Column(("in the", "film"), times),
            Column(("mean velocity", "m/s"), measured(means, digits=3)),
            Column(("verdict",), [verdict(jump.rep, style) for jump in jumps], left=True),
        ]
    )


def outside(lined: Lined) -> list[str]:
    """Return what is to be said of reps that the film does not show."""
    jumps, lines = lined.jumps, []
    if early := [jump for jump in jumps if jump.at_s < 0.0]:
        lines.append(f"The film begins after the start of {counted(len(early), 'rep')}.")
    if late := sum(not jump.inside for jump in jumps) - len(early):
        lines.append(f"The film ends before the start of {counted(late, 'rep')}.")
    return lines


def as_plain(lined: Lined, clips: Sequence[tuple[Clip, Path]]) -> dict[str, Any]:
    """Return the same as plain values; SI units, and None where a rep is not in the film."""
    head, place = lined.one.head, lined.place
    error = place.offset_se if place else None
    return {
        "schema": SCHEMA,
        "set": lined.one.id,
        "video": lined.video,
        "video_offset_s": time_s(lined.offset_s),
        "video_offset_s_se": None if error is None else time_s(error),
        "found_by": place.found if place else None,
        "before": plain_film(head),
        "jumps": [_plain_jump(jump) for jump in lined.jumps],
        "clips": [{"rep": clip.rep.rep, "file": str(path)} for clip, path in clips],
        "notices": outside(lined),
    }


def plain_film(head: SetHead) -> dict[str, Any] | None:
    """Return the film that a set has; None for none."""
    if not head.video:
        return None
    offset = head.video_offset_s
    return {"video": head.video, "video_offset_s": None if offset is None else time_s(offset)}


def _plain_jump(jump: Jump) -> dict[str, Any]:
    rep, mean = jump.rep, jump.rep.mean_velocity
    return {
        "rep": rep.rep,
        "at_s": time_s(jump.at_s) if jump.inside else None,
        "mean_velocity": rounded(mean.value),
        "mean_velocity_se": rounded(mean.se),
        "valid": rep.valid,
        "verdict": rep.verdict,
    }
