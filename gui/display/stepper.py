"""A number to be typed, or changed step by step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from gui.display.line import Line


class Stepper(QWidget):
    """A field between two buttons; whoever made it says with ``show_text`` what comes of them.

    Attributes:
        less, more: the buttons; ``field`` the line between them.

    Signals:
        stepped: less or more is wished, by a button or by an arrow key; with -1 or +1.
        entered: something else was typed; with the text.
    """

    stepped = Signal(int)
    entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.less, self.field, self.more = self._button("−", -1), Line(self), self._button("+", 1)
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.field.setProperty("kind", "number")
        self.field.stepped.connect(self._step)
        self.field.entered.connect(self.entered)
        self._unit = QLabel(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.less, self.field, self.more, self._unit):
            row.addWidget(widget)
        row.addStretch()

    def set_words(self, name: str, unit: str) -> None:
        """Say what number it is, and in which unit."""
        self.field.setAccessibleName(name)
        self._unit.setText(unit)

    def show_text(self, text: str) -> None:
        """Show what holds."""
        self.field.show_text(text)

    def _button(self, sign: str, way: int) -> QPushButton:
        made = QPushButton(sign, self)
        made.setProperty("kind", "step")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setAutoRepeat(True)
        made.clicked.connect(lambda: self._step(way))
        return made

    def _step(self, way: int) -> None:
        """Ask for less or more than what was typed."""
        self.field.commit()
        self.stepped.emit(way)
