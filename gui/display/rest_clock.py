"""How long the lifter has rested, second by second."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QRect, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from gui.display import words
from gui.display.language import translate
from gui.display.panel import Panel
from gui.display.text import CENTER, draw_text
from gui.live_state import LiveState

_LOOK_MS = 250  # often enough that no second is left out


class RestClock(Panel[str]):
    """Minutes and seconds since the last rep; it goes on while no data come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rest: tuple[int, float] = (0, 0.0)
        self._began = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on)

    def shown(self, state: LiveState) -> str:
        """Return the time that is painted; "" where nobody rests.

        The rest began when the earliest of the states says: later ones came late.
        """
        rested = state.rested_s
        if rested is None:
            self._timer.stop()
            self._rest = (0, 0.0)
            return ""
        now, rest = monotonic(), (state.set, state.reps[-1].end_s)
        began = now - rested
        self._began = began if rest != self._rest else min(began, self._began)
        self._rest = rest
        if not self._timer.isActive():
            self._timer.start()
        return words.clock(now - self._began)

    def draw(self, painter: QPainter, box: QRect, shown: str) -> None:
        """Paint the time."""
        high = round(box.height() * 0.24)
        name = QRect(box.x(), box.y(), box.width(), high)
        told = translate("Words", "rest")
        draw_text(painter, name, told, self.sizes.normal, self.theme.faint, CENTER)
        time = box.adjusted(0, high, 0, 0)
        draw_text(painter, time, shown, time.height(), self.theme.text, CENTER, bold=True)

    def _on(self) -> None:
        if self._state is not None:
            self.show_state(self._state)
