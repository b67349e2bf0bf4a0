"""What lies over the window for a while: it takes every key and touch, and is no window itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from gui.display.sizes import Sizes
from gui.display.theme import DARK, Theme


class Overlay(QWidget):
    """Covers its parent while it is open; nothing behind it can be reached.

    Signals:
        closed: the window is to be seen again.
    """

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window, self._policy = parent, parent.focusPolicy()
        self.theme: Theme = DARK
        self.sizes = Sizes(800, 480)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a touch leaves it where it is
        self.hide()
        parent.installEventFilter(self)

    @property
    def is_open(self) -> bool:
        """Whether it lies over the window."""
        return not self.isHidden()

    def set_look(self, theme: Theme, sizes: Sizes) -> None:
        """Show everything in these colours and sizes, and in the language that is shown now."""
        self.theme, self.sizes = theme, sizes
        self.update()

    def open(self) -> None:
        """Lie over the window, which no touch gives the focus to meanwhile."""
        if not self.is_open:
            self._policy = self._window.focusPolicy()
            self._window.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def dismiss(self) -> None:
        """Let the window be seen again."""
        if self.is_open:
            self.hide()
            self._window.setFocusPolicy(self._policy)
            self._window.setFocus()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self.setGeometry(self._window.rect())
        return False

    def event(self, event: QEvent) -> bool:
        """Keep keys from what lies behind."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Be closed by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Keep touches from what lies behind."""

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: N802
        """Let Tab go round in here."""
        inside, at = self._for_tab(), self.focusWidget()
        if inside:
            place = inside.index(at) if at in inside else -1 if next else 0
            way = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
            inside[(place + (1 if next else -1)) % len(inside)].setFocus(way)
        return True

    def _for_tab(self) -> list[QWidget]:
        """Return what Tab goes to, from top to bottom and from left to right."""
        tab = Qt.FocusPolicy.TabFocus
        found = [
            one
            for one in self.findChildren(QWidget)
            if one.focusPolicy() & tab == tab and one.isVisibleTo(self) and one.isEnabled()
        ]
        return sorted(found, key=self.place_of)

    def place_of(self, widget: QWidget) -> tuple[int, int]:
        """Return how far below and right a part stands, px."""
        place = widget.mapTo(self, QPoint())
        return place.y(), place.x()
