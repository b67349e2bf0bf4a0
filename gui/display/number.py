"""The giant number: the mean velocity of the last rep, to be read from five metres."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from gui.display import words
from gui.display.language import decimal, translate
from gui.display.panel import Panel, last_rep
from gui.display.sizes import font
from gui.display.text import CENTER, draw_text
from gui.live_state import LiveState

DIGITS = 0.80
"""Share of the height that the digits take, where the box is at least twice as wide as high."""
_BELOW = 0.16  # share of the height for the unit


@dataclass(frozen=True)
class Number:
    """A mean velocity in m/s as text, with its standard error, and whether it can be trusted."""

    value: str
    error: str = ""
    sure: bool = True


class GiantNumber(Panel[Number]):
    """The last rep's mean velocity as large as the box allows, its unit and error small below."""

    def shown(self, state: LiveState) -> Number:
        """Return the number that is painted."""
        rep = last_rep(state)
        if rep is None:
            return Number(decimal(words.NO_VELOCITY))
        mean = rep.mean_velocity
        return Number(words.number(mean.value, 2), words.error(mean, 3), rep.valid)

    def draw(self, painter: QPainter, box: QRect, shown: Number) -> None:
        """Paint it, faint and with a question mark where it cannot be trusted."""
        colour = self.theme.text if shown.sure else self.theme.faint
        below = round(box.height() * _BELOW)
        digits = box.adjusted(0, 0, 0, -below)
        text = shown.value if shown.sure else f"{shown.value}?"
        _draw_digits(painter, digits, text, colour)
        unit = translate("Words", "mean velocity, m/s")
        under = QRect(box.x(), box.bottom() + 1 - below, box.width(), below)
        text = f"{unit}  {shown.error}"
        draw_text(painter, under, text, self.sizes.large * 0.7, self.theme.faint, CENTER)


def _draw_digits(painter: QPainter, box: QRect, text: str, colour: str) -> None:
    """Draw digits so that they fill a box from top to bottom, or from side to side."""
    chosen, width, height, tail = _filling(text, box.width(), box.height())
    painter.setFont(chosen)
    painter.setPen(QColor(colour))
    x = box.x() + (box.width() - width) / 2
    y = box.y() + (box.height() - height - tail) / 2 + height
    painter.drawText(QPointF(x, y), text)


@lru_cache(maxsize=64)
def _filling(text: str, width: int, height: int) -> tuple[QFont, float, float, float]:
    """Return the largest bold font in which text fills a box; its width, height and tail, px.

    The tail is what a comma has below the line.
    """
    trial = font(100, bold=True)
    metrics = QFontMetricsF(trial)
    wide, high = metrics.horizontalAdvance(text), metrics.tightBoundingRect("0").height()
    tail = max(metrics.tightBoundingRect(text).bottom(), 0.0)
    scale = min(width / wide, height * DIGITS / (1 - _BELOW) / (high + tail))
    return font(100 * scale, bold=True), wide * scale, high * scale, tail * scale
