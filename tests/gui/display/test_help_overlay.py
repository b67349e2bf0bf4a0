from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from gui.display.action_words import keys_of, label
from gui.display.actions import Action
from gui.display.help_overlay import HelpOverlay, entries
from gui.display.help_page import height_of, page_of
from gui.display.sizes import Sizes
from gui.display.theme import DARK, LIGHT


@pytest.fixture
def help_over(app):
    def made(width=800, height=480, scale=1.0, theme=DARK):
        window = QWidget()
        window.resize(width, height)
        window.show()
        one = HelpOverlay(window)
        one.window_below = window
        one.set_look(theme, Sizes(width, height, scale))
        return one

    return made


def test_it_lists_every_action_with_all_its_keys(app):
    told = {entry.title: f"{entry.mark} {entry.told}" for entry in entries()}
    for action in Action:
        assert all(key in told[label(action)] for key in keys_of(action))


def test_it_says_what_the_signs_and_the_sounds_mean(app):
    shapes = {entry.mark: entry.told for entry in entries() if entry.is_shape}
    assert list(shapes) == ["ok", "near", "rack", "unsure"]
    assert all(len(told.split("\n")) == 2 for told in shapes.values())


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_B, Qt.Key.Key_Space, Qt.Key.Key_Tab])
def test_any_key_closes_it_and_does_nothing_else(help_over, key):
    one, done, closed = help_over(), [], []
    QShortcut(QKeySequence("B"), one.window_below).activated.connect(lambda: done.append("B"))
    one.closed.connect(lambda: closed.append(1))
    one.open()
    assert one.is_open
    QTest.keyClick(one, key)
    assert not one.is_open
    assert (done, closed) == ([], [1])


def test_a_touch_anywhere_closes_it(help_over):
    one = help_over()
    one.open()
    QTest.mouseClick(one, Qt.MouseButton.LeftButton)
    assert not one.is_open


def test_it_covers_the_window_also_when_that_changes_its_size(help_over, app):
    one = help_over()
    one.open()
    one.window_below.resize(1000, 700)
    app.processEvents()
    assert one.geometry() == QRect(0, 0, 1000, 700)


def test_a_kiosk_is_told_of_no_way_out(help_over, grab):
    one = help_over()
    one.open()
    before = grab(one)
    one.set_kiosk(True)
    assert grab(one) != before
    titles = {entry.title for entry in entries(kiosk=True)}
    assert not {label(Action.QUIT), label(Action.FULL_SCREEN)} & titles


@settings(max_examples=25, deadline=None)
@given(st.integers(440, 3840), st.integers(440, 2160), st.floats(1.0, 1.6))
def test_all_of_it_fits_any_window(app, width, height, scale):
    area, sizes = QRect(10, 40, width - 20, height - 50), Sizes(width, height, scale)
    page = page_of(entries(), area, sizes.normal)
    assert page.pixels >= 8
    assert all(area.contains(box) for box in page.boxes)
    assert not any(a.intersects(b) for i, a in enumerate(page.boxes) for b in page.boxes[:i])
    for entry, box in zip(entries(), page.boxes, strict=True):
        assert height_of(entry, box.width(), page.pixels) <= box.height()


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_it_hides_all_that_lies_behind(help_over, theme, grab, share):
    one = help_over(theme=theme)
    one.window_below.setStyleSheet("background: #ff00ff")
    one.open()
    assert share(grab(one.window_below), "#ff00ff") == 0
