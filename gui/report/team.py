"""The page of a team, to be printed: a row for each lifter."""

from __future__ import annotations

from datetime import datetime

from gui.report.article import Article, Chapter, Piece, article_page, article_paper
from gui.report.history import Counts, summed
from gui.report.lifter import between
from gui.report.numbers import NONE
from gui.report.paper import PaperDocument, Tile
from gui.report.parts import Table
from gui.report.team_content import TeamContent, TeamRow
from gui.report.trend import short

_HEADINGS = (
    *("Lifter", "What to look at", "Last day", "Sessions", "Sets", "Clean / sliding / failed"),
    *("Past failure", "Lift", "Readiness", "Clean range", "Limits", "Note"),
)
_NUMERIC = (False, False, False, True, True, True, True, *(False,) * 5)
_READ = (
    "Sets and reps are those of these days. Past failure: sets that went on after a failed rep."
    " Readiness: the latest day against the lifter's own, at like load. Clean range: the heaviest"
    " load at which reps stay clean, 90 % interval. Limits: the policy, and the velocity loss that"
    " ends a set."
)
_NOBODY = (
    "There are no lifters in the logbook yet. Add one: bargroove lifters add NAME; then lift:"
    " bargroove live SOURCE --lift L --lifter NAME --load KG"
)


def team_page(content: TeamContent, *, made: datetime, version: str) -> str:
    """Return the page of a team."""
    return article_page(_article(content), made, version)


def team_paper(content: TeamContent, *, made: datetime, version: str) -> PaperDocument:
    """Return the page of a team as it stands on paper, across it."""
    return article_paper(_article(content), made, version)


def _article(content: TeamContent) -> Article:
    told = between(content.first, content.last)
    told += f"; {content.asked} only" if content.asked else ""
    if not content.rows:
        return Article("Team", told, (), (Chapter("No lifters", (Piece(missing=_NOBODY),)),))
    table = Table(_HEADINGS, tuple(map(_row, content.rows)), _NUMERIC)
    chapter = Chapter("Lifters", (Piece(table=table), Piece("How to read this", (_READ,))))
    return Article("Team", told, _tiles(content), (chapter,), across=True)


def _tiles(content: TeamContent) -> tuple[Tile, ...]:
    rows = content.rows
    counts = summed([row.counts for row in rows])
    active, urgent = sum(row.sets > 0 for row in rows), sum(row.urgent > 1 for row in rows)
    return (
        Tile("Lifters", f"{active}", f"have lifted, of {len(rows)}"),
        Tile("Sets", f"{sum(row.sets for row in rows)}", "in these days"),
        Tile("Clean / sliding / failed", _three(counts), "reps"),
        Tile("To look at", f"{urgent}", "lifters" if urgent != 1 else "lifter"),
    )


def _three(counts: Counts) -> str:
    return f"{counts.clean} / {counts.sliding} / {counts.failed}" if counts.judged else NONE


def _row(row: TeamRow) -> tuple[str, ...]:
    lifts = row.lifts
    columns = (
        [one.lift for one in lifts],
        [one.readiness for one in lifts],
        [one.clean_range for one in lifts],
        [one.limits for one in lifts],
    )
    return (
        row.lifter,
        row.look,
        _whole(short(row.last)) if row.last else NONE,
        str(row.sessions),
        str(row.sets),
        _three(row.counts),
        str(row.past_failure) if row.counts.judged else NONE,
        *("\n".join(map(_whole, lines)) or NONE for lines in columns),
        row.note or NONE,
    )


def _whole(line: str) -> str:
    """Return a line that is not broken, so that a lift's lines stand beside each other."""
    return line.replace(" ", "\N{NO-BREAK SPACE}")
