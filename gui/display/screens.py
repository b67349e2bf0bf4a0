"""The screen that the window is on: it stays there, and goes to another only if that goes away."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

_SHARE = 0.8  # of the screen that a window takes which does not fill it


class Screens(QObject):
    """Keeps a window on a screen that is there."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenRemoved.connect(self._look_soon)
        app.screenAdded.connect(self._look_soon)

    def open(self, *, full: bool) -> None:
        """Show the window on the primary screen, which it may fill."""
        self._take_part_of(QGuiApplication.primaryScreen())
        self.fill(full)

    def fill(self, full: bool) -> None:
        """Fill the screen that the window is on, or take a part of it."""
        if full:
            self._window.setGeometry(self._window.screen().geometry())
            self._window.showFullScreen()
        else:
            self._window.showNormal()

    def bring_back(self) -> None:
        """Bring a window of which nothing can be seen any more to a screen that is there."""
        window = self._window
        if any(one.geometry().intersects(window.geometry()) for one in QGuiApplication.screens()):
            return
        if window.isFullScreen():
            self.fill(True)
        else:
            self._take_part_of(QGuiApplication.primaryScreen())

    def _take_part_of(self, screen: QScreen) -> None:
        room = screen.availableGeometry()
        self._window.resize(room.size() * _SHARE)
        self._window.move(room.center() - self._window.rect().center())

    def _look_soon(self) -> None:
        QTimer.singleShot(0, self.bring_back)
