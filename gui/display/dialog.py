"""What all dialogs have in common: a heading, fields one under the other, and buttons below."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QScroller,
    QVBoxLayout,
    QWidget,
)

from gui.display.dialog_style import style_sheet
from gui.display.letters import Letters
from gui.display.line import Line
from gui.display.overlay import Overlay
from gui.display.sizes import Sizes
from gui.display.theme import Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SETTLES_MS = 50  # from a change to when everything stands where it will stay
_NAME = 0.17  # of the window's width: that of a field's name, where it stands beside the field


class Row(QWidget):
    """A field with its name, and what is wrong with what was entered."""

    def __init__(self, field: QWidget) -> None:
        super().__init__()
        self._name, self._problem = QLabel(self), QLabel(self)
        self._problem.setProperty("kind", "problem")
        self._problem.hide()
        for label in (self._name, self._problem):
            label.setWordWrap(True)
        right = QVBoxLayout()
        right.addWidget(field)
        right.addWidget(self._problem)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._name)
        self._box.addLayout(right, 1)

    @property
    def problem(self) -> str:
        """What is wrong, "" for nothing."""
        return self._problem.text()

    def set_name(self, name: str) -> None:
        """Say what the field is for."""
        self._name.setText(name)

    def complain(self, told: str) -> None:
        """Say what is wrong; "" takes that back."""
        self._problem.setText(told)
        self._problem.setVisible(bool(told))

    def set_sizes(self, sizes: Sizes) -> None:
        """Have the name beside the field, or above it where the window is upright."""
        way = QBoxLayout.Direction
        self._box.setDirection(way.TopToBottom if sizes.upright else way.LeftToRight)
        self._name.setFixedWidth(round((0.9 if sizes.upright else _NAME) * sizes.width))


class Dialog(Overlay):
    """Lies over the window; Enter does what it is for, Escape closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._rows: list[Row] = []
        self._refused = False
        self._heading, self._fields = QLabel(self), QWidget()
        self._heading.setProperty("kind", "heading")
        self._lines = QVBoxLayout(self._fields)
        self._area = QScrollArea(self)
        self._area.setWidget(self._fields)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        QScroller.grabGesture(self._area.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.letters = Letters(self)
        self.letters.done.connect(self._finish_typing)
        self.letters.wrote.connect(lambda: self._bring(self.focusWidget()))
        self._bottom = QWidget(self)
        self._buttons = QHBoxLayout(self._bottom)
        self._buttons.setContentsMargins(0, 0, 0, 0)
        self._all = QVBoxLayout(self)
        self._all.addWidget(self._heading)
        self._all.addWidget(self._area, 1)
        self._all.addWidget(self.letters)
        self._all.addWidget(self._bottom)

    def add_row(self, field: QWidget) -> Row:
        """Put a field under the others."""
        row = Row(field)
        self._rows.append(row)
        self._lines.addWidget(row)
        for line in field.findChildren(Line):
            line.touched.connect(lambda line=line: self._offer_letters(line))
            line.keyed.connect(self._hide_letters)
        return row

    def add_button(self) -> QPushButton:
        """Put a button beside the others at the bottom."""
        made = QPushButton(self)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a touch leaves what is typed where it is
        self._buttons.addWidget(made)
        return made

    def set_heading(self, text: str) -> None:
        """Say what the dialog is about."""
        self._heading.setText(text)

    def set_look(self, theme: Theme, sizes: Sizes) -> None:
        """Show everything in these colours and sizes, and in the language that is shown now."""
        super().set_look(theme, sizes)
        gap = 2 * sizes.gap
        self.setStyleSheet(style_sheet(theme, sizes))
        for layout in self.findChildren(QLayout):
            layout.setSpacing(sizes.gap)
        self._all.setContentsMargins(gap, sizes.gap, gap, sizes.gap)
        self._lines.setContentsMargins(0, 0, 0, 0)
        for row in self._rows:
            row.set_sizes(sizes)
        self.letters.set_touch(sizes.touch)
        self.letters.say()
        self.say()

    def open(self) -> None:
        """Lie over the window, without any letters to touch."""
        self._hide_letters()
        super().open()

    def say(self) -> None:
        """Write everything in the language that is shown now."""
        raise NotImplementedError

    def go(self) -> None:
        """Do what the dialog is for."""
        raise NotImplementedError

    def accept(self) -> None:
        """Take what was typed, and go unless some of it was refused."""
        self._refused = False
        for line in self.findChildren(Line):
            line.commit()
        if not self._refused:
            self.go()

    def refuse(self, row: Row, told: str) -> None:
        """Say beside a field why what was entered does not hold."""
        self._refused = True
        row.complain(told)
        self._bring(row)

    def place_of(self, widget: QWidget) -> tuple[int, int]:
        """Return how far below and right a part stands, px, the buttons below all fields."""
        if not self._fields.isAncestorOf(widget):
            return self._fields.height() + widget.y(), widget.x()
        place = widget.mapTo(self._fields, QPoint())
        return place.y(), place.x()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: N802
        """Let Tab go round in here, and bring what it comes to into view."""
        self._hide_letters()
        super().focusNextPrevChild(next)
        self._bring(self.focusWidget())
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take Enter and Escape; on a button in focus, Enter is that button."""
        focused = self.focusWidget()
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif isinstance(focused, QAbstractButton) and not focused.isCheckable():
            focused.click()
        else:
            self.accept()

    def _offer_letters(self, line: Line) -> None:
        """Offer letters to touch in place of the buttons and of the heading."""
        self._bottom.hide()
        self._heading.hide()
        self.letters.write_into(line)
        self._bring(line)

    def _hide_letters(self) -> None:
        self.letters.hide()
        self._bottom.show()
        self._heading.show()

    def _finish_typing(self) -> None:
        """Take what was written by touch."""
        self._hide_letters()
        for line in self.findChildren(Line):
            line.commit()

    def _bring(self, widget: QWidget | None) -> None:
        """Bring a part of a field into view, once it is clear where it stands."""
        if widget is not None and self._fields.isAncestorOf(widget):
            QTimer.singleShot(_SETTLES_MS, widget, lambda: self._area.ensureWidgetVisible(widget))
