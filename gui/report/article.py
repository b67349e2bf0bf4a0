"""Articles: chapters of words, charts and tables, the same as a page and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gui.report.page import render
from gui.report.paper import A4_MM, PaperDocument, Part, Section, Tile, Tiles
from gui.report.parts import Chart, Table


@dataclass(frozen=True)
class Piece:
    """One thing under its heading, "" for none.

    Attributes:
        told: what it says; a chart says it itself.
        missing: why there is nothing to show, and what to do about it; "" where there is.
        printed: whether the numbers of its chart are printed.
    """

    heading: str = ""
    told: tuple[str, ...] = ()
    missing: str = ""
    chart: Chart | None = None
    table: Table | None = None
    printed: bool = False


@dataclass(frozen=True)
class Chapter:
    """Pieces under a heading."""

    heading: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Article:
    """A report.

    Attributes:
        title: what heads it; ``subtitle`` stands below.
        tiles: what is seen first.
        links: words and where they lead, to other reports.
        across: whether it is printed on the long side.
    """

    title: str
    subtitle: str
    tiles: tuple[Tile, ...]
    chapters: tuple[Chapter, ...]
    links: tuple[tuple[str, str], ...] = ()
    across: bool = False


def article_page(article: Article, made: datetime, version: str) -> str:
    """Return an article as a page."""
    return render("article.html", title=article.title, made=made, version=version, article=article)


def article_paper(article: Article, made: datetime, version: str) -> PaperDocument:
    """Return an article as it stands on paper."""
    sections = [Section("", (Tiles(article.tiles),))] if article.tiles else []
    for chapter in article.chapters:
        sections += _sections(chapter)
    width, height = A4_MM
    size = (height, width) if article.across else A4_MM
    return PaperDocument(article.title, article.subtitle, tuple(sections), made, version, size)


def article_charts(article: Article) -> tuple[Chart, ...]:
    """Return all charts of an article."""
    pieces = (piece for chapter in article.chapters for piece in chapter.pieces)
    return tuple(piece.chart for piece in pieces if piece.chart)


def _sections(chapter: Chapter) -> list[Section]:
    """Return a chapter as sections: charts, which have titles, follow what stands before them."""
    sections: list[Section] = []
    for piece in chapter.pieces:
        heading = ": ".join(part for part in (chapter.heading, piece.heading) if part)
        if piece.chart is None or not sections:
            sections.append(Section(chapter.heading if piece.chart else heading, _parts(piece)))
        else:
            before = sections.pop()
            sections.append(Section(before.heading, (*before.parts, *_parts(piece))))
    return sections


def _parts(piece: Piece) -> tuple[Part, ...]:
    words = [*piece.told, piece.missing] if piece.missing else [*piece.told]
    chart = () if piece.chart is None else (piece.chart, piece.chart.alt)
    return (*words, *chart, *(() if piece.table is None else (piece.table,)))
