"""What a report of a set says, gathered from the logbook and the capture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bargroove.book import alert_of
from bargroove.logbook import Logbook, LoggedSet, SetHead
from bargroove.reports.facts import facts_of
from bargroove.reports.motion import IMPORTED, RECORDED, Motion, NoMotion, motion_of, span_of
from gui.limits import evidence_of, failed_words
from gui.report.content import Film, Jump, SetContent, WhatIf
from velocity import Alert, Rep

LOSSES = (10, 15, 20, 30)
"""Limits of velocity loss, %, that a set is tried on."""

_AROUND = 5.0  # s shown before the first rep, and after the last
_LINKS = ("http://", "https://", "file://")


def set_content(logbook: Logbook, one: LoggedSet) -> SetContent:
    """Return all that there is to say of a set.

    Raises:
        LogbookError: the logbook cannot be read.
    """
    head, reps = one.head, tuple(logged.rep for logged in one.reps)
    alert = alert_of(logbook, head)
    around, inside, why_not = _motion(one)
    return SetContent(
        id=one.id,
        number=one.number,
        session=one.session,
        lifter=head.lifter or "",
        lift=head.lift,
        load_kg=head.load_kg,
        started=datetime.fromisoformat(head.started_utc).astimezone(),
        reps=reps,
        marks=tuple(logged.mark for logged in one.reps),
        limits=head.limits,
        basis=_basis(head, alert),
        groove=alert.signature.groove,
        trace=around.trace if around else None,
        no_trace=why_not,
        what_ifs=what_ifs(alert, reps),
        facts=facts_of(head, reps, inside),
        notices=one.notices,
        about=_about(one),
        film=_film(head, reps),
        complete=one.complete,
    )


def what_ifs(alert: Alert, reps: Sequence[Rep]) -> tuple[WhatIf, ...]:
    """Return where reps would have ended under other limits of velocity loss, all else alike."""
    return tuple(_what_if(alert, reps, percent) for percent in LOSSES)


def _what_if(alert: Alert, reps: Sequence[Rep], percent: int) -> WhatIf:
    limits = replace(alert.limits, velocity_loss=percent / 100)
    judged = replace(alert, limits=limits).judge(reps)
    stop = next((rep for rep in judged if rep.verdict == "rack"), None)
    why = "" if stop is None else ", ".join(reason.told for reason in stop.reasons)
    return WhatIf(percent, stop.rep if stop else None, why)


def _motion(one: LoggedSet) -> tuple[Motion | None, Motion | None, str]:
    """Return the motion around a set and in it, or why there is none."""
    try:
        motion = motion_of(one)
    except NoMotion as error:
        return None, None, str(error)
    begin, end = span_of([logged.rep for logged in one.reps])
    return motion.part(begin - _AROUND, end + _AROUND), motion.part(begin, end), ""


def _basis(head: SetHead, alert: Alert) -> str:
    if head.limits is None:
        return "it is not known which limits it was judged by"
    if not head.limits.technique:
        return "technique was not judged"
    marks = alert.taught.marks if alert.taught else 0
    return f"{evidence_of(alert.signature, marks)}; {failed_words(alert)}"


def _about(one: LoggedSet) -> tuple[tuple[str, str], ...]:
    head = one.head
    parts = (
        ("Set", f"{one.id} in the logbook, number {one.number} of session {one.session}"),
        ("Phase", head.phase),
        ("Cue", head.cue),
        ("Note", head.note),
        ("Sensor", " ".join(part for part in (head.sensor_model, head.sensor_uid) if part)),
        ("Simulated", head.source if head.source.startswith("sim:") else ""),
        ("Imported from", _rest(head.source, IMPORTED)),
        ("Capture", Path(head.capture).name),
        ("Recording", Path(_rest(head.source, RECORDED)).name),
        ("Film", head.video),
    )
    return tuple((name, text) for name, text in parts if text)


def _rest(source: str, begins: str) -> str:
    """Return what follows in a source that begins so, else ""."""
    return source.removeprefix(begins) if source.startswith(begins) else ""


def _film(head: SetHead, reps: Sequence[Rep]) -> Film | None:
    """Return where each rep is in the film of a set; None where none is lined up with it."""
    offset = head.video_offset_s
    if not head.video or offset is None:
        return None
    link = head.video.startswith(_LINKS)
    url = head.video if link else Path(head.video).absolute().as_uri()
    begins = [(rep.rep, offset + rep.start_s) for rep in reps if rep.counts]
    return Film(url, tuple(Jump(rep, at) for rep, at in begins if at >= 0.0))
