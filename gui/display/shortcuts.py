"""The keys of the window: they work whatever part of it has the focus."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from gui.display.actions import KEYS, Action

_MORE_WHILE_HELD = {
    Action.EARLIER_REP,
    Action.LATER_REP,
    Action.LIMIT_UP,
    Action.LIMIT_DOWN,
    Action.LOAD_UP,
    Action.LOAD_DOWN,
    Action.LOUDER,
    Action.SOFTER,
}


def bind_keys(window: QWidget, act: Callable[[Action], None]) -> None:
    """Let the keys of ``KEYS`` ask for their actions, but while an overlay takes them itself."""
    for one in KEYS:
        for key in one.keys:
            shortcut = QShortcut(QKeySequence(key), window)
            shortcut.setAutoRepeat(one.action in _MORE_WHILE_HELD)
            shortcut.activated.connect(partial(act, one.action))
