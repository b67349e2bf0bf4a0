"""The page of one set."""

from __future__ import annotations

from datetime import datetime

from gui.live_words import UNSEEN
from gui.report import set_words
from gui.report.content import Film, SetContent
from gui.report.glance import glance
from gui.report.limit_words import limit_rows
from gui.report.page import render, safe_link
from gui.report.parts import Chart
from gui.report.path_chart import path_charts
from gui.report.rep_table import rep_columns
from gui.report.rep_words import state_of, technique_told, why
from gui.report.tilt_chart import tilt_charts
from gui.report.trace_chart import trace_charts
from gui.report.velocity_chart import velocity_chart

_FILMS = (".mp4", ".m4v", ".mov", ".webm", ".ogv")
"""Endings of what a browser may show by itself."""


def set_page(content: SetContent, *, made: datetime, version: str) -> str:
    """Return the page of a set as HTML.

    Args:
        content: what it says.
        made: when it is made, in the local time.
        version: of the program that makes it.
    """
    return render(
        "set.html",
        title=f"Set {content.id}: {content.title}",
        made=made,
        version=version,
        content=content,
        glance=glance(content),
        velocity=_velocity(content),
        traces=trace_charts(content),
        paths=path_charts(content),
        tilts=tilt_charts(content),
        verdicts=_verdicts(content),
        limits=limit_rows(content.limits),
        tried=set_words.tried(content),
        facts=[(fact.name, fact.value, fact.told) for fact in content.facts],
        about=[(name, value, "") for name, value in content.about],
        groups=rep_columns(content.reps),
        film=_playable(content.film),
        unseen=(UNSEEN, *NOT_SENSED),
        words=set_words,
    )


def set_charts(content: SetContent) -> tuple[Chart, ...]:
    """Return all charts of a set, in the order of the page; fewer where less is known."""
    return (
        *_velocity(content),
        *trace_charts(content),
        *path_charts(content),
        *tilt_charts(content),
    )


NOT_SENSED = (
    "The sensor feels how the bar moves. It does not know the load, who lifts, how deep the hips"
    " went, or whether a spotter helped.",
    "Where the bar is sideways is reckoned from its acceleration within each rep: the error grows"
    " with the rep's duration, and is shown as ±.",
    "A verdict is about this set beside the lifter's own reps. It is no medical judgement.",
)
"""What a sensor on the bar cannot see."""


def _velocity(content: SetContent) -> tuple[Chart, ...]:
    return (velocity_chart(content),) if content.reps else ()


def _verdicts(content: SetContent) -> list[dict[str, object]]:
    """Return a row for each rep: what was said of it, and why."""
    return [
        {
            "rep": rep.rep,
            "state": state_of(rep),
            "technique": technique_told(rep),
            "why": why(rep),
            "mark": mark or "",
        }
        for rep, mark in zip(content.reps, content.marks, strict=True)
    ]


def _playable(film: Film | None) -> str:
    """Return where a film lies that a browser may show by itself; "" for none."""
    url = safe_link(film.url) if film else ""
    return (
        url
        if url.lower().partition("?")[0].endswith(_FILMS) and not url.lower().startswith("http:")
        else ""
    )
