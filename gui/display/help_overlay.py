"""The help: every key with what it does, and what the signs and the sounds mean."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.display.action_words import keys_of, label, sentence
from gui.display.actions import Action
from gui.display.help_page import MARK, TITLE, TOLD, WRAPPED, Entry, Page, page_of
from gui.display.help_words import of_signs, of_sounds
from gui.display.language import translate
from gui.display.overlay import Overlay
from gui.display.shapes import draw_state
from gui.display.sizes import Sizes, font
from gui.display.text import CENTER, draw_text
from gui.display.theme import Theme
from gui.display.words import state_word

_WAYS_OUT = frozenset({Action.FULL_SCREEN, Action.QUIT})


class HelpOverlay(Overlay):
    """Covers the window with the help; any key or touch closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._kiosk = False
        self._entries: tuple[Entry, ...] = ()
        self._page = Page()

    def set_look(self, theme: Theme, sizes: Sizes) -> None:
        """Show everything in these colours and sizes, and in the language that is shown now."""
        super().set_look(theme, sizes)
        self._arrange()

    def set_kiosk(self, kiosk: bool) -> None:
        """Speak of no way out of the window, or speak of one."""
        self._kiosk = kiosk
        self._arrange()

    def resizeEvent(self, _event: QResizeEvent) -> None:  # noqa: N802
        """Arrange everything anew."""
        self._arrange()

    def keyPressEvent(self, _event: QKeyEvent) -> None:  # noqa: N802
        """Be closed by any key."""
        self.dismiss()

    def mousePressEvent(self, _event: QMouseEvent) -> None:  # noqa: N802
        """Be closed by a touch anywhere."""
        self.dismiss()

    def focusNextPrevChild(self, _next: bool) -> bool:  # noqa: N802
        """Let Tab be a key like any other."""
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the help."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self.theme.ground))
        heading = translate("Help", "Help: any key or touch goes back")
        draw_text(painter, self._heading(), heading, self._high(), self.theme.text, bold=True)
        for entry, box in zip(self._entries, self._page.boxes, strict=True):
            self._draw(painter, entry, box)
        painter.end()

    def _arrange(self) -> None:
        if not self.isHidden():
            self._entries = entries(kiosk=self._kiosk)
            self._page = page_of(self._entries, self._area(), self.sizes.normal)
            self.update()

    def showEvent(self, _event: object) -> None:  # noqa: N802
        """Arrange everything, which waits until it is seen."""
        self._arrange()

    def _heading(self) -> QRect:
        gap = 2 * self.sizes.gap
        return QRect(gap, gap, self.width() - 2 * gap, round(1.4 * self._high()))

    def _high(self) -> float:
        """Return how high the heading is, px: no larger than it has to be, for the rest's sake."""
        return self.sizes.normal / self.sizes.scale

    def _area(self) -> QRect:
        gap, top = 2 * self.sizes.gap, self._heading().bottom() + self.sizes.gap
        return QRect(gap, top, self.width() - 2 * gap, self.height() - top - self.sizes.gap)

    def _draw(self, painter: QPainter, entry: Entry, box: QRect) -> None:
        pixels = self._page.pixels
        mark = QRect(box.x(), box.y(), round((MARK - 0.8) * pixels), round(1.9 * pixels))
        if entry.is_shape:
            colour, inside = self.theme.of(entry.mark), self.theme.on_state
            draw_state(painter, entry.mark, QRectF(mark), colour, inside)
        elif entry.mark:
            self._draw_key(painter, mark, entry.mark)
        text = box.adjusted(round(MARK * pixels), 0, 0, 0)
        if entry.title:
            line = QRect(text.topLeft(), text.size())
            line.setHeight(round(TITLE * pixels))
            draw_text(painter, line, entry.title, pixels, self.theme.text, bold=True)
            text.setTop(line.bottom() + 1)
        painter.setFont(font(TOLD * pixels))
        painter.setPen(QColor(self.theme.text if entry.is_shape else self.theme.faint))
        painter.drawText(QRectF(text), WRAPPED, entry.told)

    def _draw_key(self, painter: QPainter, box: QRect, key: str) -> None:
        painter.setPen(QPen(QColor(self.theme.line), 1.5))
        painter.setBrush(QColor(self.theme.button))
        painter.drawRoundedRect(QRectF(box), self.sizes.gap, self.sizes.gap)
        pixels = 0.9 * self._page.pixels
        inner = box.adjusted(3, 0, -3, 0)
        draw_text(painter, inner, key, pixels, self.theme.text, CENTER, bold=True)


def entries(*, kiosk: bool = False) -> tuple[Entry, ...]:
    """Return all that is explained; a kiosk has no way out."""
    signs = [Entry(name, state_word(name), told, is_shape=True) for name, told in of_signs()]
    sounds = [Entry("", title, told) for title, told in of_sounds()]
    keys = [_of(action) for action in Action if not (kiosk and action in _WAYS_OUT)]
    return (*signs, *sounds, *keys)


def _of(action: Action) -> Entry:
    first, *others = keys_of(action)
    also = translate("Help", "(also\u00a0{keys})").format(keys=", ".join(others)) if others else ""
    return Entry(first, label(action), f"{sentence(action)} {also}".strip())
