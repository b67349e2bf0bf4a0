"""Where the entries of the help stand: in as many columns as let the text be largest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from gui.display.sizes import font

MARK = 4.6
"""Width of a mark, by the text's height."""
TITLE = 1.25
"""Height of a title, by the text's height."""
TOLD = 0.86
"""Height of the sentence's font, by the text's."""
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_BETWEEN = 0.45  # of the text's height, from entry to entry
_MOST_COLUMNS = 4
_SMALLEST = 6  # px


@dataclass(frozen=True)
class Entry:
    """One thing that is explained.

    Attributes:
        mark: keys, or the name of a state that has a shape.
        title: in a word or two; "" where there is but the sentence.
        told: in a sentence, or in two lines.
        is_shape: whether ``mark`` names a state.
    """

    mark: str
    title: str
    told: str
    is_shape: bool = False


@dataclass(frozen=True)
class Page:
    """How the entries stand: in text so high, px, each in its box."""

    pixels: int = 0
    boxes: tuple[QRect, ...] = ()


def page_of(entries: Sequence[Entry], area: QRect, largest: float) -> Page:
    """Return the entries on a page, in the largest text up to ``largest``, px, that fits."""
    best = Page(_SMALLEST, (QRect(),) * len(entries))
    for columns in range(1, _MOST_COLUMNS + 1):
        best = _in_columns(entries, area, columns, round(largest), best)
    return best


def _in_columns(
    entries: Sequence[Entry], area: QRect, columns: int, largest: int, best: Page
) -> Page:
    """Return the page in so many columns, if its text is larger than that of the best so far."""
    least, most = best.pixels, largest  # what fits, and what may fit
    while least < most:
        pixels = (least + most + 1) // 2
        boxes = _flow(entries, area, columns, pixels)
        if boxes is None:
            most = pixels - 1
        else:
            least, best = pixels, Page(pixels, boxes)
    return best


def _flow(
    entries: Sequence[Entry], area: QRect, columns: int, pixels: int
) -> tuple[QRect, ...] | None:
    """Return each entry's box, column by column; None where they do not fit."""
    gap, boxes = round(1.2 * pixels), []
    width = (area.width() - gap * (columns - 1)) // columns
    column, top = 0, area.top()
    for entry in entries:
        height = height_of(entry, width, pixels)
        if height > area.bottom() + 1 - top:
            column, top = column + 1, area.top()
        if column >= columns or height > area.height() or not _words_fit(entry, width, pixels):
            return None
        boxes.append(QRect(area.left() + column * (width + gap), top, width, height))
        top += height + round(_BETWEEN * pixels)
    return tuple(boxes)


def height_of(entry: Entry, width: int, pixels: int) -> int:
    """Return how high an entry is in a width, px."""
    title = TITLE * pixels if entry.title else 0.0
    room = QRectF(0, 0, width - MARK * pixels, 1e6)
    told = _metrics(TOLD * pixels).boundingRect(room, WRAPPED, entry.told).height()
    return ceil(max(title + told, 1.9 * pixels))


def _words_fit(entry: Entry, width: int, pixels: int) -> bool:
    """Return whether no title and no word is wider than its column."""
    title = _metrics(pixels, bold=True).horizontalAdvance(entry.title)
    told = _metrics(TOLD * pixels)
    widest = max(told.horizontalAdvance(word) for word in entry.told.split())
    return max(title, widest) <= width - MARK * pixels


@lru_cache(maxsize=64)
def _metrics(pixels: float, *, bold: bool = False) -> QFontMetricsF:
    return QFontMetricsF(font(pixels, bold=bold))
