"""The report of one set on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from gui.live_words import UNSEEN
from gui.report.content import SetContent
from gui.report.glance import glance
from gui.report.limit_words import limit_rows
from gui.report.numbers import moment
from gui.report.paper import Banner, Items, PaperDocument, Part, Section, Tile, Tiles
from gui.report.parts import Chart, Table
from gui.report.path_chart import path_charts
from gui.report.rep_table import RepColumn, rep_columns
from gui.report.rep_words import state_of, technique_told, why
from gui.report.set_page import NOT_SENSED
from gui.report.set_words import (
    CUT_SHORT,
    NO_FACTS,
    NO_GROOVE,
    NO_LIMITS,
    NO_MOTION,
    NO_PATH,
    NO_REP,
    NO_TRIAL,
    SIGNS,
    tried,
)
from gui.report.shapes import colour_of, icon
from gui.report.tilt_chart import tilt_charts
from gui.report.trace_chart import trace_charts
from gui.report.velocity_chart import velocity_chart


def set_paper(content: SetContent, *, made: datetime, version: str) -> PaperDocument:
    """Return the report of a set as it stands on paper; a picture shows what says most.

    Args:
        content: what it says.
        made: when it is made, in the local time.
        version: of the program that makes it.
    """
    title = content.title
    return PaperDocument(
        title[:1].upper() + title[1:],
        f"{moment(content.started)} · set {content.id}, number {content.number} of its lift in"
        f" session {content.session}",
        tuple(section for section in _sections(content) if section.parts),
        made,
        version,
        card=_card(content),
    )


def _card(content: SetContent) -> tuple[Section, ...]:
    """Return what a lifter would send to a friend: the set at a glance, velocity, and path."""
    side = islice(path_charts(content), 1)
    return (Section("", (*_glance(content), *_velocity(content), *side)),)


def _sections(content: SetContent) -> Iterator[Section]:
    yield Section("", _glance(content))
    yield Section("Every verdict, and why", tuple(_verdicts(content)))
    yield Section("Velocity", _velocity(content))
    yield Section("Over time", trace_charts(content) or (content.no_trace or NO_MOTION,))
    yield Section("Path and tilt", tuple(_paths(content)))
    yield Section("Limits", tuple(_limits(content)))
    yield Section("All that was measured", tuple(_metrics(content)))
    yield Section("Film", tuple(_film(content)))
    yield Section("How well it was read", tuple(_quality(content)))
    yield Section("What a sensor on the bar cannot see", (Items((UNSEEN, *NOT_SENSED)),))
    yield Section("About the set", _table(("", ""), content.about))


def _glance(content: SetContent) -> tuple[Part, ...]:
    seen = glance(content)
    banner = Banner(icon(seen.state), seen.word, seen.told, colour_of(seen.state))
    tiles = tuple(Tile(card.name, card.value, card.told) for card in seen.cards)
    return (banner, Tiles(tiles)) if content.complete else (CUT_SHORT, banner, Tiles(tiles))


def _velocity(content: SetContent) -> tuple[Chart, ...]:
    return (velocity_chart(content),) if content.reps else ()


def _verdicts(content: SetContent) -> tuple[Part, ...]:
    rows = [
        (str(rep.rep), state_of(rep), technique_told(rep), "\n".join(why(rep)), mark or "")
        for rep, mark in zip(content.reps, content.marks, strict=True)
    ]
    return _table(("Rep", "Verdict", "Technique", "Why", "Mark"), rows) or (NO_REP,)


def _paths(content: SetContent) -> Iterator[Part]:
    charts = path_charts(content)
    if content.groove is None:
        yield NO_GROOVE
    if content.reps and not charts:
        yield NO_PATH
    yield from charts
    yield from tilt_charts(content)


def _limits(content: SetContent) -> Iterator[Part]:
    rows = limit_rows(content.limits)
    yield from _table(("Limit", "Value", "What it means"), rows)
    if not rows:
        yield NO_LIMITS
    if content.basis:
        yield f"What they stand on: {content.basis}."
    would = tried(content)
    yield from _table(("Other velocity loss", "Would have stopped", "Because"), would)
    if content.reps and content.what_ifs and not would:
        yield NO_TRIAL


def _metrics(content: SetContent) -> Iterator[Part]:
    """Yield all numbers of all reps, in tables that a sheet has room for."""
    reps = tuple(str(rep.rep) for rep in content.reps)
    for told, columns in rep_columns(content.reps).items():
        yield told
        headings = ("Rep", *(f"{one.heading}, {one.unit}" for one in columns))
        rows = tuple(zip(reps, *(_shown(one) for one in columns), strict=True))
        yield Table(headings, rows, (True,) * len(headings))
    if content.reps:
        yield SIGNS


def _shown(column: RepColumn) -> tuple[str, ...]:
    return tuple(
        f"{cell.shown} ± {cell.shown_se}" if cell.shown_se else cell.shown for cell in column.cells
    )


def _film(content: SetContent) -> Iterator[Part]:
    if content.film is not None:
        yield content.film.url
        at = [f"rep {jump.rep} at {jump.at_s:.1f} s" for jump in content.film.jumps]
        yield ", ".join(at)


def _quality(content: SetContent) -> Iterator[Part]:
    if content.notices:
        yield Items(content.notices)
    facts = [(fact.name, fact.value, fact.told) for fact in content.facts]
    yield from _table(("What", "Value", "What it means"), facts) or (NO_FACTS,)


def _table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> tuple[Table, ...]:
    """Return a table, or nothing where it has no row."""
    some = tuple(rows)
    return (Table(headings, some),) if some else ()
