"""A table on paper: columns as wide as they need, rows that no page's end cuts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import inf

from PySide6.QtCore import QLineF
from PySide6.QtGui import QColor, QPainter, QPen

from gui.report.paper_flow import Piece
from gui.report.paper_text import LEFT, MM, NO_BREAK, POINT, RIGHT, Lines
from gui.report.parts import Table

_SIZES = ((9.0, 1.0), (8.0, 1.0), (7.0, 1.0), (9.0, 0.0), (8.0, 0.0), (7.0, 0.0), (6.0, 0.0))
"""Points of the text, and the least width of a column of words, in long words, by preference."""
_ACROSS, _ABOVE = 2.0 * MM, 0.8 * MM  # space between columns, and above and below a row's text
_SHORT = 70.0 * MM
_WORD = 11.0  # times the size of the letters, about 20 of them; longer words may be broken
_STRONG, _THIN = "#505050", "#c8c8c8"


def table_pieces(table: Table, left: float, width: float, gap: float) -> Iterator[Piece]:
    """Yield a table's rows; its headings, if any, stand at the top of each page that it is on.

    A short table is not parted, and of a long one no row is left alone.
    """
    if not table.rows:
        return
    table = _whole_numbers(table)
    points, widths = _columns(table, width)
    cells = _Row(table.numeric, points, widths, left)
    head = cells.piece(table.headings, gap=gap, bold=True) if any(table.headings) else None
    rows = [cells.piece(row, again=head) for row in table.rows]
    short = sum(row.height for row in rows) < _SHORT
    last = len(rows) - 1
    if head is not None:
        yield head
    for number, row in enumerate(rows):
        together = number < last and (short or number in (0, last - 1))
        yield replace(row, keeps=together, gap=0.0 if head or number else gap)


class _Row:
    """Makes the rows of one table."""

    def __init__(
        self, numeric: Sequence[bool], points: float, widths: Sequence[float], left: float
    ) -> None:
        self._numeric, self._points = numeric, points
        self._widths, self._left = widths, left

    def piece(
        self,
        row: Sequence[str],
        *,
        gap: float = 0.0,
        bold: bool = False,
        again: Piece | None = None,
    ) -> Piece:
        """Return one row; one that is bold is that of the headings."""
        cells = [
            Lines(text, width, self._points, bold=bold, align=RIGHT if numeric else LEFT)
            for text, width, numeric in zip(row, self._widths, self._numeric, strict=True)
        ]
        height = max(cell.height for cell in cells) + 2 * _ABOVE
        draw = self._drawing(cells, height, bottom=bold)
        return Piece(height, draw, gap, keeps=bold, again=again)

    def _drawing(
        self, cells: Sequence[Lines], height: float, *, bottom: bool
    ) -> Callable[[QPainter, float], None]:
        right = self._left + sum(self._widths) + _ACROSS * (len(self._widths) - 1)

        def draw(painter: QPainter, y: float) -> None:
            x = self._left
            for cell, width in zip(cells, self._widths, strict=True):
                shift = height - _ABOVE - cell.height if bottom else _ABOVE
                cell.draw(painter, x, y + shift)
                x += width + _ACROSS
            pen = QPen(QColor(_STRONG if bottom else _THIN), (0.8 if bottom else 0.4) * POINT)
            painter.setPen(pen)
            painter.drawLine(QLineF(self._left, y + height, right, y + height))

        return draw


def _whole_numbers(table: Table) -> Table:
    """Return a table in whose columns of numbers nothing but headings is broken into lines."""
    numeric = table.numeric or (False,) * len(table.headings)
    rows = tuple(
        tuple(
            cell.replace(" ", NO_BREAK) if number else cell
            for cell, number in zip(row, numeric, strict=True)
        )
        for row in table.rows
    )
    return Table(table.headings, rows, numeric)


def _columns(table: Table, width: float) -> tuple[float, list[float]]:
    """Return the size of the text, points, and the widths of the columns.

    It is the first size in which all columns have room for some words in a line; else, in which
    each has room for its longest word; else the smallest, and words are broken.
    """
    columns = list(zip(table.headings, *table.rows, strict=True))
    room = width - _ACROSS * (len(columns) - 1)
    for points, words in _SIZES:
        wide = _WORD * points * POINT
        most = [inf if numeric else wide for numeric in table.numeric]
        least = [min(_widest(c, points, words=True), m) for c, m in zip(columns, most, strict=True)]
        liked = [_widest(column, points) for column in columns]
        least = [max(few, min(words * wide, one)) for few, one in zip(least, liked, strict=True)]
        if sum(least) <= room:
            return points, _shared(least, liked, room)
    return points, [room * one / sum(least) for one in least]


def _shared(least: Sequence[float], liked: Sequence[float], room: float) -> list[float]:
    """Return what each gets of a room: as much as the others, but what it needs or likes."""
    low, high = 0.0, room
    while high - low > 1.0:
        level = (low + high) / 2
        widths = [max(few, min(level, one)) for few, one in zip(least, liked, strict=True)]
        low, high = (level, high) if sum(widths) <= room else (low, level)
    return [max(few, min(low, one)) for few, one in zip(least, liked, strict=True)]


def _widest(column: Sequence[str], points: float, *, words: bool = False) -> float:
    """Return how wide the widest cell of a column is, or the widest word; the heading is bold."""
    heading, *cells = (re.split(r"[ \n]", cell) if words else [cell] for cell in column)
    return max(
        (
            Lines(one, points=points, bold=texts is heading).width + 1.0  # to a hair, it may break
            for texts in (heading, *cells)
            for one in texts
        ),
        default=0.0,
    )
