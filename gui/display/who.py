"""Who lifts what, which limits hold, what these stand on, and who is next."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from gui.display import words
from gui.display.panel import Panel
from gui.display.text import LEFT, LINE, RIGHT, draw_text, width_of
from gui.live_state import LiveState

_TIGHTEST = 1.3  # times its width that a row is to hold before it becomes two


@dataclass(frozen=True)
class Who:
    """Who lifts what, which limits hold, and who is next."""

    lifts: str
    limits: str
    follows: str


class WhoStrip(Panel[Who]):
    """One to three rows: who, then the limits; who is next at the right where there is room."""

    def shown(self, state: LiveState) -> Who:
        """Return what is painted."""
        return Who(words.who(state), words.limits(state.turn), words.follows(state.turn))

    def draw(self, painter: QPainter, box: QRect, shown: Who) -> None:
        """Paint it."""
        who, limits, follows = self._places(box, shown)
        size = self.sizes
        draw_text(painter, who, shown.lifts, size.normal * 1.2, self.theme.text, bold=True, lines=2)
        align = RIGHT if follows.y() == who.y() else LEFT
        draw_text(painter, follows, shown.follows, size.normal, self.theme.text, align)
        draw_text(painter, limits, shown.limits, size.small, self.theme.faint, lines=3)

    def _places(self, box: QRect, shown: Who) -> tuple[QRect, QRect, QRect]:
        """Return where it stands who lifts, which limits hold, and who is next."""
        x, y, width, height = box.x(), box.y(), box.width(), box.height()
        if height < 2 * LINE * self.sizes.small / self.sizes.scale:  # one row alone
            gap = 2 * self.sizes.gap
            first = round(width * 0.38) if shown.limits else width
            last = round(width * 0.18) if shown.follows else 0
            middle = QRect(x + first + gap, y, width - first - last - 2 * gap, height)
            return QRect(x, y, first, height), middle, QRect(x + width - last, y, last, height)
        wanted = width_of(shown.lifts, self.sizes.normal, bold=True)
        needed = width_of(shown.follows, self.sizes.normal) if shown.follows else 0
        if wanted + needed <= _TIGHTEST * width:
            last = round(min(needed, width * needed / (wanted + needed)))
            top = round(height * 0.52)
            right = QRect(x + width - last, y, last, top)
            first = width - last - (self.sizes.gap if last else 0)
            return QRect(x, y, first, top), QRect(x, y + top, width, height - top), right
        row = height // 3
        rows = [QRect(x, y + number * row, width, row) for number in range(3)]
        return rows[0], rows[2], rows[1]
