"""What all parts of the window that are painted have in common."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Generic, TypeVar

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from gui.display.sizes import Sizes
from gui.display.theme import DARK, Theme
from gui.live_state import LiveState
from velocity.rep import Rep

T = TypeVar("T")


class Panel(QWidget, Generic[T]):
    """A part of the window that paints something of the state, whenever that has changed.

    A panel says in ``shown`` what it paints of a state, and paints that in ``draw``.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.theme: Theme = DARK
        self.sizes = Sizes(800, 480)
        self._state: LiveState | None = None
        self._shown: T | None = None
        self._picture: QPixmap | None = None

    def show_state(self, state: LiveState) -> None:
        """Show a state; where nothing of it is new here, nothing is painted."""
        self._state = state
        shown = self.shown(state)
        if shown != self._shown:
            self._shown = shown
            self._anew()

    def set_look(self, theme: Theme, sizes: Sizes) -> None:
        """Show everything anew, in other colours, sizes or words."""
        self.theme, self.sizes = theme, sizes
        if self._state is not None:
            self._shown = self.shown(self._state)
        self._anew()

    def shown(self, state: LiveState) -> T:
        """Return all that is painted of a state."""
        raise NotImplementedError

    def draw(self, painter: QPainter, box: QRect, shown: T) -> None:
        """Paint what ``shown`` returned in a box."""
        raise NotImplementedError

    def ground(self) -> str:
        """Return the colour behind everything."""
        return self.theme.ground

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint what was shown last; large letters are slow to draw, so they are kept drawn."""
        ratio = self.devicePixelRatio()
        if self._picture is None or self._picture.size() != self.size() * ratio:
            self._picture = QPixmap(self.size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._paint(self._picture)
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        painter.drawPixmap(0, 0, self._picture)
        painter.end()

    def _paint(self, picture: QPixmap) -> None:
        painter = QPainter(picture)
        painter.fillRect(self.rect(), QColor(self.ground()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._shown is not None:
            gap = self.sizes.gap
            self.draw(painter, self.rect().adjusted(gap, gap // 2, -gap, -gap // 2), self._shown)
        painter.end()

    def _anew(self) -> None:
        """Have everything painted again."""
        self._picture = None
        self.update()


def last_rep(state: LiveState) -> Rep | None:
    """Return the last rep of the set that nobody has taken out of it."""
    return next((rep for rep in reversed(state.reps) if rep.counts), None)


def count_of(state: LiveState) -> int:
    """Return how many reps of the set count."""
    return sum(rep.counts for rep in state.reps)


def state_of(rep: Rep) -> str:
    """Return ``ok``, ``near``, ``rack``, or ``unsure`` where a reading is not to be trusted."""
    return rep.verdict if rep.valid else "unsure"


def stacked(box: QRect, shares: Sequence[float]) -> list[QRect]:
    """Return rows from a box's top to its bottom, of heights in proportion to shares."""
    unit = box.height() / sum(shares)
    edges = [box.y() + round(share * unit) for share in accumulate(shares, initial=0.0)]
    return [QRect(box.x(), top, box.width(), end - top) for top, end in pairwise(edges)]
