"""How the window is left, and how a kiosk is not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from gui.display.actions import Action
from gui.display.leaving import WORD
from tests.windows import lifting, press, settle, state_named

pytestmark = pytest.mark.usefixtures("app")


# Leaving


def test_between_sets_it_is_left_at_once_and_goes_when_the_post_is_closed(window, post):
    asked = QSignalSpy(window.quit_asked)
    window.show_state(state_named("resting"))
    press(window, "Ctrl+Q")
    assert asked.count() == 1
    assert window.isVisible()
    post.closed("")
    settle()
    assert not window.isVisible()


def test_while_a_set_runs_it_asks_first(window):
    asked = QSignalSpy(window.quit_asked)
    window.show_state(lifting("ok"))
    window.close()
    settle()
    assert window._leaving.isVisible()
    press(window, "Escape")
    assert not window._leaving.isVisible()
    assert asked.count() == 0
    window.close()
    settle()
    press(window, "Return")
    assert asked.count() == 1


def test_a_window_that_hears_nothing_goes_when_it_is_asked_a_second_time(window):
    press(window, "Ctrl+Q")
    press(window, "Ctrl+Q")
    assert not window.isVisible()


def test_why_all_has_ended_is_told_before_the_window_goes(window, post):
    post.closed("the disk is full")
    settle()
    assert window._leaving.isVisible()
    press(window, "Return")
    assert not window.isVisible()


# Kiosk


def test_a_kiosk_cannot_be_closed_by_accident(kiosk):
    asked = QSignalSpy(kiosk.quit_asked)
    kiosk.show_state(state_named("resting"))
    QApplication.sendEvent(kiosk, QCloseEvent())
    for key in ("Escape", "F11", "F"):
        press(kiosk, key)
    assert kiosk.isVisible()
    assert kiosk.isFullScreen()
    assert asked.count() == 0
    assert not {Action.QUIT, Action.FULL_SCREEN} & set(kiosk._parts.touch.actions_shown)


def test_a_kiosk_is_left_by_a_key_and_a_word(kiosk, bench):
    asked = QSignalSpy(kiosk.quit_asked)
    press(kiosk, "Ctrl+Q")
    QTest.keyClicks(kiosk.focusWidget(), "lea" + "x" + WORD.lower()[:-1])
    assert asked.count() == 0
    QTest.keyClicks(kiosk.focusWidget(), WORD.lower()[-1])
    assert asked.count() == 1
    assert bench.asked == []


def test_a_kiosk_is_left_by_a_key_and_a_long_touch(kiosk):
    asked = QSignalSpy(kiosk.quit_asked)
    press(kiosk, "Ctrl+Q")
    button = kiosk._leaving._go
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.count() == 0
    kiosk._leaving._held.setInterval(50)
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    kiosk._leaving._held.start(50)
    QTest.qWait(100)
    assert asked.count() == 1


def test_a_kiosk_lies_over_everything_without_a_frame(kiosk):
    flags = kiosk.windowFlags()
    assert flags & Qt.WindowType.FramelessWindowHint
    assert flags & Qt.WindowType.WindowStaysOnTopHint
