"""What is asked before the window goes away, so that it never goes by accident."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.display.language import translate
from gui.display.overlay import Overlay
from gui.display.sizes import Sizes
from gui.display.text import CENTER, draw_text
from gui.display.theme import Theme
from gui.display.touch_button import TouchButton

HOLD_MS = 3000
"""How long the button is held in a kiosk."""
WORD = "LEAVE"
"""What is typed in a kiosk; the same in all languages, as it stands on the screen."""
_TOUCHES = 60_000  # ms after which a question in a kiosk goes away by itself


class Leaving(Overlay):
    """A question over the whole window.

    Signals:
        agreed: the window may go.
    """

    agreed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._told, self._typed = "", ""
        self._kiosk = self._last = False
        self._go, self._stay = TouchButton("QUIT", self), TouchButton("UNDO", self)
        self._held, self._unanswered = QTimer(self), QTimer(self)
        for timer in (self._held, self._unanswered):
            timer.setSingleShot(True)
        self._held.timeout.connect(self._agree)
        self._unanswered.timeout.connect(self.dismiss)
        self._go.pressed.connect(self._press)
        self._go.released.connect(self._held.stop)
        self._go.clicked.connect(self._click)
        self._stay.clicked.connect(self.dismiss)

    def ask(self) -> None:
        """Ask whether the set that runs is to be ended."""
        self._ask(kiosk=False, last=False, told="")

    def ask_in_kiosk(self) -> None:
        """Ask for the word, or for a long touch."""
        self._ask(kiosk=True, last=False, told="")
        self._unanswered.start(_TOUCHES)

    def tell(self, told: str) -> None:
        """Say why nothing more will come: all that is left is to leave."""
        self._ask(kiosk=False, last=True, told=told)

    def set_look(self, theme: Theme, sizes: Sizes) -> None:
        """Show everything anew, in other colours, sizes or words."""
        super().set_look(theme, sizes)
        for button in (self._go, self._stay):
            button.set_look(theme, sizes)
        self._write()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take an answer: Enter or Esc, or the word in a kiosk."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape and not self._last:
            self.dismiss()
        elif self._kiosk:
            self._type(event.text().upper())
        elif enter or (self._last and event.key() == Qt.Key.Key_Escape):
            self._agree()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the question over its buttons."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.theme.ground))
        upper = self._box()
        size = self.sizes.large * 0.8
        draw_text(painter, upper, self._question(), size, self.theme.text, CENTER, lines=6)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put the buttons below the question."""
        below, gap = self._box(), 2 * self.sizes.gap
        below.translate(0, below.height() + gap)
        wide, high = below.width() // 2 - gap, max(self.sizes.touch, self.height() // 6)
        left = QRect(below.x(), below.y(), wide, high)
        self._stay.setGeometry(left)
        self._go.setGeometry(left.translated(wide + 2 * gap, 0))

    def _box(self) -> QRect:
        """Return where the question stands."""
        side, top = self.width() // 10, self.height() // 8
        return self.rect().adjusted(side, top, -side, -self.height() * 3 // 8)

    def _question(self) -> str:
        if self._last:
            return self._told
        if self._kiosk:
            told = translate("Window", "Leave the kiosk? Type {word}, or hold the button for 3 s.")
            typed = self._typed + "–" * (len(WORD) - len(self._typed))
            return f"{told.format(word=WORD)} {typed}"
        return translate("Window", "End the set and leave?")

    def _write(self) -> None:
        hold, leave = translate("Window", "Hold to leave"), translate("Window", "Leave")
        go = hold if self._kiosk else leave
        self._go.set_words(go, "" if self._kiosk else "Enter", go)
        stay = translate("Window", "Stay")
        self._stay.set_words(stay, "Esc", stay)
        self._stay.setVisible(not self._last)
        self.update()

    def _ask(self, *, kiosk: bool, last: bool, told: str) -> None:
        self._kiosk, self._last, self._told, self._typed = kiosk, last, told, ""
        self._write()
        self.open()

    def _type(self, letter: str) -> None:
        typed = self._typed + letter
        self._typed = typed if WORD.startswith(typed) else ""
        if self._typed == WORD:
            self._agree()
        self.update()

    def _press(self) -> None:
        if self._kiosk:
            self._held.start(HOLD_MS)

    def _click(self) -> None:
        if not self._kiosk:
            self._agree()

    def _agree(self) -> None:
        self.dismiss()
        self.agreed.emit()
