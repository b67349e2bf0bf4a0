from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget

from gui.display.post import Post
from tests.windows import Bench, opened, settle

Grab = Callable[..., QImage]


@pytest.fixture
def grab(app: QApplication) -> Grab:
    """Return what a widget looks like, in a size if one is given."""

    def grabbed(widget: QWidget, width: int = 0, height: int = 0) -> QImage:
        widget.resize(QSize(width or widget.width(), height or widget.height()))
        return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)

    return grabbed


@pytest.fixture
def share() -> Callable[[QImage, str], float]:
    """Return the share of a picture that has a colour, ``#rrggbb``."""

    def of(picture: QImage, colour: str) -> float:
        rgb = QColor(colour).rgb()
        wide, high = picture.width(), picture.height()
        hits = sum(picture.pixel(x, y) == rgb for x in range(0, wide, 2) for y in range(0, high, 2))
        return hits / (((wide + 1) // 2) * ((high + 1) // 2))

    return of


@pytest.fixture
def bench():
    return Bench()


@pytest.fixture
def post(app):
    return Post()


@pytest.fixture
def window(app, bench, post):
    window = opened(bench, post)
    yield window
    window.deleteLater()
    settle()


@pytest.fixture
def kiosk(app, bench, post):
    window = opened(bench, post, kiosk=True)
    yield window
    window.deleteLater()
    settle()
