"""The parts of a document as pieces of a page: headings, words, tiles, tables, charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from math import ceil

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgRenderer

from gui.report.paper import Banner, Items, Part, Tile, Tiles
from gui.report.paper_flow import Piece
from gui.report.paper_table import table_pieces
from gui.report.paper_text import FAINT, INK, MM, NO_BREAK, POINT, Lines
from gui.report.parts import Chart, Table

_LEAST_UNIT, _MOST_UNIT = 0.5 * POINT, 0.75 * POINT  # of a chart, whose letters take 14
_BETWEEN = 5.0 * MM
_GAP = 2.5 * MM
_VALUE_SIZES = (16.0, 14.0, 12.0)  # points
_ICON = 13.0 * MM
_TILE = 40.0 * MM  # the least width of a tile


def heading(
    text: str, left: float, width: float, points: float, gap: float, *, faint: bool = False
) -> Piece:
    """Return a line or more that stay with what comes below."""
    lines = Lines(text, width, points, bold=not faint, colour=FAINT if faint else INK)
    return Piece(lines.height, lambda painter, y: lines.draw(painter, left, y), gap, keeps=True)


def pieces(parts: Sequence[Part], left: float, width: float) -> Iterator[Piece]:
    """Yield parts as pieces of a width, in their order.

    Charts stand beside each other where they can; words stay with the table or chart below them.
    """
    groups = [(kind, list(same)) for kind, same in groupby(parts, type)]
    for number, (kind, same) in enumerate(groups):
        if kind is Chart:
            yield from _charts([one for one in same if isinstance(one, Chart)], left, width)
            continue
        done = [piece for part in same for piece in _pieces(part, left, width)]
        if kind is str and number + 1 < len(groups):
            done[-1] = replace(done[-1], keeps=True)
        yield from done


def _pieces(part: Part, left: float, width: float) -> Iterator[Piece]:
    if isinstance(part, str):
        yield from _paragraph(part, left, width, _GAP)
    elif isinstance(part, Items):
        for number, text in enumerate(part.texts):
            yield from _paragraph(f"• {text}", left, width, _GAP / 3 if number else _GAP)
    elif isinstance(part, Table):
        yield from table_pieces(part, left, width, _GAP)
    elif isinstance(part, Tiles):
        yield from _tiles(part, left, width)
    elif isinstance(part, Banner):
        yield _banner(part, left, width)


def _paragraph(text: str, left: float, width: float, gap: float) -> Iterator[Piece]:
    lines = Lines(text, width, 10.0)
    for number, line in enumerate(lines.lines):
        draw = partial(lines.draw_line, line=line, x=left)
        yield Piece(line.height(), draw, 0.0 if number else gap)


def _banner(banner: Banner, left: float, width: float) -> Piece:
    """Return the drawing, and the words to the right of it."""
    beside = left + _ICON + _GAP
    word = Lines(banner.word, width - beside + left, 20.0, bold=True, colour=banner.colour)
    told = Lines(banner.told, width - beside + left, 10.0)
    high = word.height + told.height

    def draw(painter: QPainter, y: float) -> None:
        QSvgRenderer(banner.icon.encode()).render(painter, QRectF(left, y + 0.1 * MM, _ICON, _ICON))
        word.draw(painter, beside, y)
        told.draw(painter, beside, y + word.height)

    return Piece(max(high, _ICON), draw, 2 * _GAP)


def _tiles(tiles: Tiles, left: float, width: float) -> Iterator[Piece]:
    """Yield rows of tiles of one width."""
    if not tiles.tiles:
        return
    fit = max(int((width + _BETWEEN) / (_TILE + _BETWEEN)), 1)
    rows = ceil(len(tiles.tiles) / fit)
    count = ceil(len(tiles.tiles) / rows)  # no row is much shorter than another
    each = (width - _BETWEEN * (count - 1)) / count
    for first in range(0, len(tiles.tiles), count):
        row = [_tile(one, each) for one in tiles.tiles[first : first + count]]
        yield _beside(row, [left + i * (each + _BETWEEN) for i in range(len(row))])


def _tile(tile: Tile, width: float) -> list[Lines]:
    value = _fitted(tile, width)
    told = [Lines(tile.told, width, 8.5, colour=FAINT)] if tile.told else []
    return [Lines(tile.name, width, 8.5, colour=FAINT), value, *told]


def _fitted(tile: Tile, width: float) -> Lines:
    """Return a tile's value in one line, smaller where that takes it, or in more lines."""
    whole = tile.value.replace(" ", NO_BREAK)
    sizes = (p for p in _VALUE_SIZES if Lines(whole, points=p, bold=True).width <= width)
    points = next(sizes, None)
    text = whole if points else tile.value
    return Lines(text, width, points or _VALUE_SIZES[-1], bold=True, colour=tile.colour)


def _beside(columns: Sequence[Sequence[Lines]], lefts: Sequence[float]) -> Piece:
    """Return columns of text beside each other."""

    def draw(painter: QPainter, y: float) -> None:
        for column, left in zip(columns, lefts, strict=True):
            top = y
            for lines in column:
                lines.draw(painter, left, top)
                top += lines.height

    return Piece(max(sum(one.height for one in column) for column in columns), draw, _GAP)


class _Drawing:
    """A chart under its title; what it measures is in its own units, until it is drawn."""

    def __init__(self, chart: Chart) -> None:
        self._svg = QSvgRenderer(chart.svg.encode())
        self._words = chart.title
        self.box = self._svg.viewBoxF().size()

    def title(self, scale: float) -> Lines:
        """Return its title."""
        return Lines(self._words, self.box.width() * scale, 10.0, bold=True)

    def draw(self, painter: QPainter, place: QPointF, scale: float) -> None:
        """Draw it without its title, its top left at a place."""
        painter.save()
        self._svg.render(painter, QRectF(place, self.box * scale))
        painter.restore()


def _charts(charts: Sequence[Chart], left: float, width: float) -> Iterator[Piece]:
    """Yield rows of charts: as many beside each other as can be read, as large as fit."""
    row: list[_Drawing] = []
    for one in map(_Drawing, charts):
        if row and _scale([*row, one], width) < _LEAST_UNIT:
            yield _row(row, left, width)
            row = []
        row.append(one)
    yield _row(row, left, width)


def _scale(row: Sequence[_Drawing], width: float) -> float:
    """Return how large a chart's own unit is where the whole row fits a width."""
    room = width - _BETWEEN * (len(row) - 1)
    return min(room / sum(one.box.width() for one in row), _MOST_UNIT)


def _row(row: Sequence[_Drawing], left: float, width: float) -> Piece:
    scale = _scale(row, width)
    titles = [one.title(scale) for one in row]
    below = max(title.height for title in titles)

    def draw(painter: QPainter, y: float) -> None:
        x = left
        for one, title in zip(row, titles, strict=True):
            title.draw(painter, x, y + below - title.height)
            one.draw(painter, QPointF(x, y + below), scale)
            x += one.box.width() * scale + _BETWEEN

    return Piece(below + max(one.box.height() for one in row) * scale, draw, _GAP)
