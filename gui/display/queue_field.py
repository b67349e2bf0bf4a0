"""Who lifts next, in order: names to add, to move and to take away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from gui.display.chips import Chips
from gui.display.flow import Flow
from gui.display.language import translate
from gui.display.line import Line


class QueueField(QWidget):
    """The names in order; the chosen one can be moved or taken away.

    Signals:
        changed: a person has changed who is in it, or in which order.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = Line(keeps_enter=True, is_name=True)
        self.line.entered.connect(self.add)
        self.chips = Chips(self.line)
        self._names: list[str] = []
        self.chips.picked.connect(lambda _at: self._let())
        self.earlier, self.later, self.remove = QPushButton(), QPushButton(), QPushButton()
        self.earlier.clicked.connect(lambda: self._move(-1))
        self.later.clicked.connect(lambda: self._move(1))
        self.remove.clicked.connect(self._remove)
        self._flow = Flow()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.chips)
        lines.addLayout(self._flow)
        for button in (self.earlier, self.later, self.remove):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._flow.addWidget(button)

    @property
    def names(self) -> tuple[str, ...]:
        """Who is in it, in order."""
        return tuple(self._names)

    def show_names(self, names: Sequence[str]) -> None:
        """Show who is in it."""
        self._names = list(names)
        self._show()

    def add(self, name: str) -> None:
        """Put somebody at the end."""
        self.line.show_text("")
        if name.strip():
            self._names.append(" ".join(name.split()))
            self._change(len(self._names) - 1)

    def say(self) -> None:
        """Write everything in the language that is shown now."""
        self.line.set_hint(translate("Setup", "add a name"))
        self.line.setAccessibleName(translate("Setup", "a name for the queue"))
        self.earlier.setText(translate("Setup", "← earlier"))
        self.later.setText(translate("Setup", "later →"))
        self.remove.setText(translate("Setup", "remove"))

    @property
    def _at(self) -> int | None:
        return None if self.chips.value is None else int(self.chips.value)

    def _move(self, way: int) -> None:
        at = self._at
        if at is not None and 0 <= at + way < len(self._names):
            self._names.insert(at + way, self._names.pop(at))
            self._change(at + way)

    def _remove(self) -> None:
        if (at := self._at) is not None:
            del self._names[at]
            self._change(min(at, len(self._names) - 1))

    def _change(self, chosen: int) -> None:
        self._show(chosen)
        self.changed.emit()

    def _show(self, chosen: int | None = None) -> None:
        self.chips.offer([(str(at), f"{at + 1} {name}") for at, name in enumerate(self._names)])
        self.chips.choose(None if chosen is None else str(chosen))
        self._let()

    def _let(self) -> None:
        """Offer what can be done with the chosen one."""
        for button in (self.earlier, self.later, self.remove):
            button.setVisible(self._at is not None)
