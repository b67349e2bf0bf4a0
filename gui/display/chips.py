"""Several things of which one is chosen, by one touch."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from gui.display.flow import Flow
from gui.display.line import Line

_CHOSEN, _NOT_CHOSEN = "●", "○"


class Chips(QWidget):
    """A button for each thing, that of the chosen one filled, and perhaps a line to type into.

    Attributes:
        line: what else there may be is typed here; None where there is nothing else.

    Signals:
        picked: a person has chosen; with what.
        entered: a person has typed something; with the text.
    """

    picked = Signal(str)
    entered = Signal(str)

    def __init__(self, line: Line | None = None) -> None:
        super().__init__()
        self.line = line
        self._flow = Flow()
        self.setLayout(self._flow)
        self._group = QButtonGroup(self)
        self._group.buttonToggled.connect(self._toggled)
        self._group.buttonClicked.connect(lambda _button: self.picked.emit(self.value))
        self._items: tuple[tuple[str, str], ...] = ()
        self._buttons: dict[str, QPushButton] = {}
        if line is not None:
            self._flow.addWidget(line)
            line.entered.connect(self.entered)

    @property
    def value(self) -> str | None:
        """What is chosen; None for nothing."""
        chosen = (key for key, button in self._buttons.items() if button.isChecked())
        return next(chosen, None)

    @property
    def values(self) -> tuple[str, ...]:
        """What there is to choose from."""
        return tuple(self._buttons)

    def button(self, value: str) -> QPushButton:
        """Return the button of a thing."""
        return self._buttons[value]

    def offer(self, items: Sequence[tuple[str, str]]) -> None:
        """Have these to choose from, each with the word for it; what is chosen stays so."""
        if tuple(items) == self._items:
            return
        before = self.value
        had = next((key for key, button in self._buttons.items() if button.hasFocus()), None)
        self._items = tuple(items)
        self._remove_all()
        for value, word in items:
            self._add(value, word)
        if self.line is not None:
            self._flow.removeWidget(self.line)
            self._flow.addWidget(self.line)
        self.choose(before)
        if had in self._buttons:
            self._buttons[had].setFocus()

    def choose(self, value: str | None) -> None:
        """Choose one of them, or nothing."""
        self._group.setExclusive(False)
        for key, button in self._buttons.items():
            button.setChecked(key == value)
        self._group.setExclusive(True)
        self._point()

    def _add(self, value: str, word: str) -> None:
        button = QPushButton(f"{_NOT_CHOSEN} {word}", self)
        button.setCheckable(True)
        button.setAccessibleName(word)
        self._group.addButton(button)
        self._buttons[value] = button
        self._flow.addWidget(button)
        button.show()

    def _remove_all(self) -> None:
        for button in self._buttons.values():
            self._flow.removeWidget(button)
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        self._buttons = {}

    def _toggled(self, button: QPushButton, on: bool) -> None:
        button.setText(f"{_CHOSEN if on else _NOT_CHOSEN} {button.accessibleName()}")
        self._point()

    def _point(self) -> None:
        """Let Tab come to the chosen one alone, and arrows to the others.

        A touch takes the focus from nothing, so that what is typed is not entered by it.
        """
        chosen = self.value
        for number, (key, button) in enumerate(self._buttons.items()):
            here = key == chosen if chosen is not None else number == 0
            focus = Qt.FocusPolicy.TabFocus if here else Qt.FocusPolicy.NoFocus
            button.setFocusPolicy(focus)
