"""The state as a word, a shape and a colour, and why it is so."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from gui.display import words
from gui.display.language import translated
from gui.display.panel import Panel, last_rep, state_of
from gui.display.shapes import draw_state
from gui.display.text import CENTER, LEFT, draw_text
from gui.live_state import LiveState


@dataclass(frozen=True)
class Sign:
    """A state, ``ok``, ``near``, ``rack``, ``unsure`` or ``ready``, and what is said beside it."""

    state: str
    why: str = ""
    besides: str = ""


class StateSign(Panel[Sign]):
    """The state of the set; on rack the whole panel is filled with its colour."""

    def shown(self, state: LiveState) -> Sign:
        """Return the state that is painted; a bar to be racked is so until the set is over."""
        rep = state.last_valid if state.alarm else last_rep(state)
        if not state.link.stands and not state.alarm:
            return Sign("unsure", translated(state.link.word))
        if rep is None:
            return Sign("ready")
        return Sign(state_of(rep), words.why(rep), words.besides(rep))

    def ground(self) -> str:
        """Return the colour behind everything: on rack, that of the state."""
        filled = self._shown is not None and self._shown.state == "rack"
        return self.theme.rack if filled else self.theme.ground

    def draw(self, painter: QPainter, box: QRect, shown: Sign) -> None:
        """Paint the shape with the word beside or below it, and the reasons below these."""
        filled = shown.state == "rack"
        colour = self.theme.on_state if filled else self.theme.of(shown.state)
        inside = self.theme.rack if filled else self.theme.on_state
        shape, word, below = _places(box, bool(shown.why or shown.besides))
        draw_state(painter, shown.state, QRectF(shape), colour, inside)
        align = LEFT if shape.right() < word.left() else CENTER
        text = words.state_word(shown.state)
        draw_text(painter, word, text, word.height(), colour, align, bold=True)
        self._draw_said(painter, below, shown, self.theme.on_state if filled else self.theme.text)

    def _draw_said(self, painter: QPainter, box: QRect, shown: Sign, colour: str) -> None:
        """Draw why, and below it, smaller, what else there is to say."""
        share = 0.0 if not shown.why else 0.64 if shown.besides else 1.0
        why = QRect(box.x(), box.y(), box.width(), round(share * box.height()))
        besides = box.adjusted(0, why.height(), 0, 0)
        large = self.sizes.large
        draw_text(painter, why, shown.why, large, colour, CENTER, bold=True, lines=3)
        draw_text(painter, besides, shown.besides, 0.65 * large, colour, CENTER, lines=2)


def _places(box: QRect, said: bool) -> tuple[QRect, QRect, QRect]:
    """Return where the shape, the word and the reasons stand."""
    high, x, y, width = box.height(), box.x(), box.y(), box.width()
    if width > 5 * high:  # a strip: all in one row
        word = QRect(x + high + high // 6, y, round(0.42 * (width - high)), high)
        rest = word.right() + high // 6
        return QRect(x, y, high, high), word, QRect(rest, y, box.right() - rest, high)
    below = round(high * 0.42) if said else 0
    top = high - below
    under = QRect(x, y + top, width, below)
    if width > 1.5 * top:
        side = min(round(top * 0.92), round(width * 0.34))
        gap = side // 6
        shape = QRect(x, y + (top - side) // 2, side, side)
        return shape, QRect(x + side + gap, y, width - side - gap, top), under
    side = round(min(top * 0.62, width * 0.9))
    shape = QRect(x + (width - side) // 2, y, side, side)
    return shape, QRect(x, y + side, width, top - side), under
