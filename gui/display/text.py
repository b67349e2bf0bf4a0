"""Text that fits its box: in as many lines as it takes, smaller where it has to be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from gui.display.sizes import font

LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
CENTER = Qt.AlignmentFlag.AlignHCenter
LINE = 1.18
"""Height of a line, by the height of its font."""
_SMALLER = 0.94
_SMALLEST = 6.0  # px
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=(?:s|kg|cm|m/s|g|Hz|%)(?!\w))|(?<=±) | (?=±)")


def draw_text(
    painter: QPainter,
    box: QRect,
    text: str,
    pixels: float,
    colour: str,
    align: Qt.AlignmentFlag = LEFT,
    *,
    bold: bool = False,
    lines: int = 1,
) -> None:
    """Draw text in the middle of a box's height.

    Args:
        painter: what draws.
        box: none of the text leaves it.
        text: what to draw.
        pixels: height of the font; less where the text would not fit.
        colour: ``#rrggbb``.
        align: to which side.
        bold: whether the strokes are thick.
        lines: how many there may be.
    """
    if not text or box.width() < 1 or box.height() < 1:
        return
    chosen, broken = fit(text, box.width(), box.height(), pixels, bold, lines)
    metrics = QFontMetricsF(chosen)
    line = chosen.pixelSize() * LINE
    top = box.y() + (box.height() - line * len(broken)) / 2
    painter.setFont(chosen)
    painter.setPen(QColor(colour))
    for number, one in enumerate(broken):
        free = box.width() - metrics.horizontalAdvance(one)
        x = box.x() + (free if align == RIGHT else free / 2 if align == CENTER else 0.0)
        middle = top + (number + 0.5) * line
        y = middle + (metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(x, y), one)


@lru_cache(maxsize=512)
def fit(
    text: str, width: int, height: int, pixels: float, bold: bool, lines: int
) -> tuple[QFont, tuple[str, ...]]:
    """Return the largest font up to a height, px, in which text fits, and its lines."""
    size = min(pixels, height / LINE)
    while True:
        chosen = font(size, bold=bold)
        broken = _broken(text, width, QFontMetricsF(chosen), lines)
        fits = broken is not None and len(broken) * chosen.pixelSize() * LINE <= height + 1
        if broken is not None and fits:
            return chosen, broken
        if size < _SMALLEST:
            return chosen, broken or (text,)
        size *= _SMALLER


def common(texts: Iterable[str], box: QRect, pixels: float, *, bold: bool, lines: int) -> float:
    """Return the largest height up to ``pixels`` in which each text fits a box of that size."""
    size = box.width(), box.height()
    return min(fit(text, *size, pixels, bold, lines)[0].pixelSize() for text in texts)


@lru_cache(maxsize=512)
def lines_of(text: str, width: int, pixels: float, *, bold: bool) -> tuple[str, ...] | None:
    """Return text in lines of a width at the most; None where a word is too wide."""
    return _broken(text, width, QFontMetricsF(font(pixels, bold=bold)), len(text))


@lru_cache(maxsize=512)
def width_of(text: str, pixels: float, *, bold: bool = False) -> float:
    """Return how wide text is in a font of a height, both px."""
    return QFontMetricsF(font(pixels, bold=bold)).horizontalAdvance(text)


def _broken(text: str, width: int, metrics: QFontMetricsF, most: int) -> tuple[str, ...] | None:
    """Return text in lines of a width at the most; None where that takes too many lines.

    A number and its unit stay in one line.
    """
    broken: list[str] = []
    for word in _BEFORE_UNIT.sub("\u00a0", text).split(" "):
        longer = f"{broken[-1]} {word}" if broken else word
        if metrics.horizontalAdvance(longer) <= width:
            broken[-1:] = [longer]
        elif metrics.horizontalAdvance(word) <= width and len(broken) < most:
            broken.append(word)
        else:
            return None
    return tuple(broken)


def cut(text: str, width: float, pixels: float, *, bold: bool = False) -> str:
    """Return text that is no wider than ``width``: its end is left out where it is."""
    metrics = QFontMetricsF(font(pixels, bold=bold))
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(width, 0.0))
