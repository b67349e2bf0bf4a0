"""A line to type into, whose text counts once Enter is pressed or the focus goes elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QWidget

_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Line(QLineEdit):
    """A line to type into; whoever made it says with ``show_text`` what comes of the text.

    Attributes:
        keeps_enter: whether Enter does nothing more than enter the text.
        is_name: whether it is for names, which begin with a capital letter.

    Signals:
        entered: something else was typed; with the text.
        stepped: an arrow up or down was pressed; with +1 or -1.
        touched: a person wants to type here, and may have no keys to do so.
        keyed: there are keys.
    """

    entered = Signal(str)
    stepped = Signal(int)
    touched = Signal()
    keyed = Signal()

    def __init__(
        self, parent: QWidget | None = None, *, keeps_enter: bool = False, is_name: bool = False
    ) -> None:
        super().__init__(parent)
        self.keeps_enter, self.is_name = keeps_enter, is_name
        self._shown = ""

    def show_text(self, text: str) -> None:
        """Show what holds."""
        self._shown = text
        self.setText(text)

    def commit(self) -> None:
        """Take what was typed, if it is something else."""
        if self.text() != self._shown:
            self.entered.emit(self.text())

    def set_hint(self, text: str) -> None:
        """Say in the empty line what it is for."""
        self.setPlaceholderText(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a size in which what is to be typed can be read."""
        size, wide = (
            super().sizeHint(),
            self.fontMetrics().horizontalAdvance(self.placeholderText()),
        )
        size.setWidth(max(size.width(), wide + 2 * self.fontMetrics().height()))
        return size

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Step with the arrows, and leave Enter to the dialog; the rest is typed."""
        self.keyed.emit()
        if event.key() in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
        elif event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif self.keeps_enter and self.text() != self._shown:
            self.commit()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take a touch for the wish to type."""
        super().mousePressEvent(event)
        self.touched.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Take what was typed."""
        super().focusOutEvent(event)
        self.commit()
