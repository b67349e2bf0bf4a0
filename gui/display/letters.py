"""Letters to touch, for where there is no keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from gui.display.language import translate
from gui.display.line import Line

_ROWS = ("1234567890-", "qwertyuiopü", "asdfghjklöä", "zxcvbnmß.:/")
_SIGNS, _COLUMNS = "".join(_ROWS), len(_ROWS[0])
_IN_ORDER = "".join(sorted(_SIGNS, key=lambda sign: (not sign.isalnum(), sign)))
_WIDE = _SHIFT, _SPACE, _ERASE, _DONE = "⇧", "␣", "⌫", "✓"


class Letters(QWidget):
    """Writes into a line what is touched.

    Signals:
        wrote: a sign was written or erased.
        done: all has been written.
    """

    wrote = Signal()
    done = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._line: Line | None = None
        self._touch, self._capitals = 0, False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.keys = {sign: self._made(sign) for sign in (*_SIGNS, *_WIDE)}
        self.hide()

    def write_into(self, line: Line) -> None:
        """Begin to write into a line."""
        self._line = line
        self._show_case()
        self.show()

    def set_touch(self, pixels: int) -> None:
        """Make no key narrower than this."""
        self._touch = pixels
        self._arrange()

    def say(self) -> None:
        """Write names for those who are read to, in the language that is shown now."""
        names = {
            _ERASE: translate("Setup", "erase"),
            _SHIFT: translate("Setup", "capital letter"),
            _SPACE: translate("Setup", "space"),
            _DONE: translate("Setup", "done"),
        }
        for sign, name in names.items():
            self.keys[sign].setAccessibleName(name)

    def resizeEvent(self, _event: QResizeEvent) -> None:  # noqa: N802
        """Arrange the keys anew."""
        self._arrange()

    def _made(self, sign: str) -> QPushButton:
        key = QPushButton(sign, self)
        key.setProperty("kind", "letter")
        key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        key.setAutoRepeat(sign == _ERASE)
        key.clicked.connect(lambda: self._press(sign))
        return key

    def _press(self, sign: str) -> None:
        if self._line is None:
            return
        match sign:
            case "✓":
                self.hide()
                self.done.emit()
                return
            case "⇧":
                self._capitals = not self._capitals
                self._name_keys()
                return
            case "⌫":
                self._line.backspace()
            case "␣":
                self._line.insert(" ")
            case _:
                self._line.insert(self.keys[sign].text())
        self._show_case()
        self.wrote.emit()

    def _show_case(self) -> None:
        """Begin names with a capital letter."""
        text = self._line.text() if self._line is not None else ""
        names = self._line is not None and self._line.is_name
        self._capitals = names and (not text or text.endswith(" "))
        self._name_keys()

    def _name_keys(self) -> None:
        for sign, key in self.keys.items():
            key.setText(sign.upper() if self._capitals and sign != "ß" else sign)

    def _arrange(self) -> None:
        """Have as many columns as there is room for; the usual rows, or else the alphabet."""
        room = self.width() // max(self._touch + self._grid.horizontalSpacing(), 1)
        columns = min(max(room, len(_WIDE)), _COLUMNS)
        signs = _SIGNS if columns == _COLUMNS else _IN_ORDER
        for place, sign in enumerate(signs):
            self._grid.addWidget(self.keys[sign], *divmod(place, columns))
        below, edges = -(-len(signs) // columns), [columns * i // len(_WIDE) for i in range(5)]
        for sign, left, right in zip(_WIDE, edges, edges[1:], strict=False):
            self._grid.addWidget(self.keys[sign], below, left, 1, right - left)
