"""The report of a lifter: each lift with its trends, its limits and what there is to learn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from gui.live_words import counted
from gui.report.article import Article, Chapter, Piece, article_charts, article_page, article_paper
from gui.report.history import Insight, LiftContent, LifterContent
from gui.report.numbers import NONE
from gui.report.paper import PaperDocument, Tile
from gui.report.parts import Chart
from gui.report.trend import cap_chart, ledger_chart, pace_chart, quality_chart
from gui.report.trend_loads import profile_chart, range_chart, sign_chart

_PRINTED = 12  # rows of the longest table below a chart that is printed

_CHARTS: dict[str, Callable[[LiftContent], Chart | None]] = {
    "pace": pace_chart,
    "profile": profile_chart,
    "clean-range": range_chart,
    "quality": quality_chart,
    "ledger": ledger_chart,
    "weak-point": sign_chart,
}


def lifter_page(content: LifterContent, *, made: datetime, version: str) -> str:
    """Return the report of a lifter as a page."""
    return article_page(_article(content), made, version)


def lifter_paper(content: LifterContent, *, made: datetime, version: str) -> PaperDocument:
    """Return the report of a lifter as it stands on paper."""
    return article_paper(_article(content), made, version)


def lifter_charts(content: LifterContent) -> tuple[Chart, ...]:
    """Return the charts of a lifter's report."""
    return article_charts(_article(content))


def between(first: date | None, last: date | None) -> str:
    """Return from which day to which, in words."""
    if first is None or last is None:
        return ""
    return long(first) if first == last else f"{long(first)} to {long(last)}"


def long(day: date) -> str:
    """Return a day: ``5 January 2026``."""
    return f"{day.day} {day:%B %Y}"


def lift_words(lift: str) -> str:
    """Return the name of a lift as a heading has it."""
    return lift.replace("_", " ").capitalize()


def _article(content: LifterContent) -> Article:
    told = [between(content.first, content.last), f"sets {content.asked}" if content.asked else ""]
    told += [content.note]
    chapters = tuple(_chapter(each) for each in content.lifts) or (_nothing(content),)
    return Article(
        content.lifter,
        "; ".join(part for part in told if part) or "No sets yet",
        _tiles(content),
        chapters,
    )


def _tiles(content: LifterContent) -> tuple[Tile, ...]:
    if not content.lifts:
        return ()
    tiles = [
        Tile("Sets", f"{content.sets}", f"in {counted(content.sessions, 'session')}"),
    ]
    for each in content.lifts[:4]:
        profile, told = each.profile, f"{counted(each.sets, 'set')}; no profile yet"
        value = NONE
        if profile is not None:
            one_rm = profile.one_rm_kg
            value, told = f"{one_rm.value:.0f} ± {one_rm.se:.0f} kg", "estimated 1RM"
        if each.clean_limit is not None:
            end = each.clean_limit
            told += f"; clean to {end.value:.0f} kg ({end.low:.0f} to {end.high:.0f})"
        tiles.append(Tile(lift_words(each.lift), value, told))
    return tuple(tiles)


def _chapter(content: LiftContent) -> Chapter:
    counts = content.counts
    told = (
        f"{counted(content.sets, 'set')} in {counted(content.sessions, 'session')}: {counts.clean}"
        f" clean, {counts.sliding} sliding, {counts.failed} failed reps"
    )
    told += f"; {counts.unknown} not judged." if counts.unknown else "."
    pieces = [Piece(told=tuple(part for part in (told, content.left_out) if part))]
    for name, insight in content.insights.items():
        pieces.append(_piece(content, name, insight))
        if name == "ledger" and (chart := cap_chart(content)):
            pieces.append(Piece(chart.title, chart=chart, printed=True))
    limits = Piece(
        "Limits in force", (f"What stands behind {content.basis}.",), table=content.limits
    )
    return Chapter(lift_words(content.lift), (*pieces, limits))


def _piece(content: LiftContent, name: str, insight: Insight) -> Piece:
    chart = _CHARTS[name](content) if name in _CHARTS else None
    if chart is None:
        return shown(insight)
    return Piece(chart.title, chart=chart, printed=len(chart.table.rows) <= _PRINTED)


def shown(insight: Insight) -> Piece:
    """Return an insight without a chart; of one that is withheld, what to type to get it."""
    if insight.table is None:
        return Piece(insight.name, missing=insight.words)
    return Piece(insight.name, (insight.told,), table=insight.table)


def _nothing(content: LifterContent) -> Chapter:
    which = f" {content.asked}" if content.asked else ""
    told = f"There are no sets of {content.lifter}{which} in the logbook."
    return Chapter("No sets", (Piece(missing=f"{told} {content.remedy}"),))
