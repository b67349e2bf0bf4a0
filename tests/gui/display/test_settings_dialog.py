from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from gui.display.language import speak
from gui.display.preferences import Preferences
from gui.display.settings_dialog import SettingsDialog
from gui.display.sizes import Sizes
from gui.display.theme import DARK, LIGHT, THEMES
from gui.live_state import LiveState, Turn
from velocity import LIFTS, Limits
from velocity.alert import usual_alert

TOUCH = Qt.MouseButton.LeftButton
SQUAT = LIFTS["squat"]


@pytest.fixture
def dialog(app):
    def made(preferences=None, sizes=None):
        window = QWidget()
        sizes = sizes or Sizes(800, 480, 1.0, 133)
        window.resize(sizes.width, sizes.height)
        one = SettingsDialog(window, preferences or Preferences())
        one.window_below, one.heard = window, []
        one.changed.connect(one.heard.append)
        one.set_look(DARK, sizes)
        window.show()
        window.activateWindow()
        one.open()
        app.processEvents()
        return one

    return made


def touch(widget):
    QTest.mouseClick(widget, TOUCH)


def write(line, text):
    line.setFocus()
    line.selectAll()
    line.insert(text)


@pytest.mark.parametrize(
    ("name", "value", "then"),
    [
        ("theme", "light", {"theme": "light"}),
        ("language", "de", {"language": "de"}),
        ("muted", "on", {"muted": True}),
        ("speech", "on", {"speech": True}),
        ("touch_bar", "off", {"touch_bar": False}),
        ("full_screen", "on", {"full_screen": True}),
    ],
)
def test_a_choice_takes_effect_at_one_touch(dialog, name, value, then):
    one = dialog()
    touch(one.chips[name].button(value))
    assert one.heard == [replace(Preferences(), **then)]
    assert one.is_open


def test_text_and_volume_go_by_steps_and_stop_at_their_ends(dialog):
    one = dialog(Preferences(volume=95))
    touch(one.volume.more)
    touch(one.volume.more)
    touch(one.text_scale.less)
    touch(one.text_scale.more)
    assert one.heard == [
        Preferences(volume=100),
        Preferences(volume=100, text_scale=1.1),
    ]


def test_they_can_be_typed(dialog):
    one = dialog()
    write(one.text_scale.field, "135 %")
    QTest.keyClick(one.text_scale.field, Qt.Key.Key_Return)
    assert one.heard == [Preferences(text_scale=1.35)]
    assert one.text_scale.field.text() == "135"


@pytest.mark.parametrize(
    ("name", "wrong"), [("volume", "loud"), ("volume", "101"), ("text_scale", "50")]
)
def test_a_wrong_value_is_refused_in_words_and_the_old_one_stays(dialog, name, wrong):
    one = dialog()
    field = {"volume": one.volume, "text_scale": one.text_scale}[name].field
    before = field.text()
    write(field, wrong)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "whole number" in one.rows[name].problem
    assert (field.text(), one.heard, one.is_open) == (before, [], True)
    write(field, "100" if name == "volume" else "110")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert one.rows[name].problem == ""


def test_what_changed_elsewhere_is_shown(dialog):
    one = dialog()
    one.set_preferences(Preferences(volume=30, muted=True))
    assert (one.volume.field.text(), one.chips["muted"].value) == ("30", "on")
    assert one.heard == []


def test_the_window_may_change_its_look_while_it_is_asked_to(dialog):
    one = dialog()
    one.changed.connect(
        lambda now: one.set_look(THEMES[now.theme], Sizes(800, 480, now.text_scale))
    )
    try:
        one.changed.connect(lambda now: speak(now.language or "en"))
        for name, value in (("theme", "light"), ("language", "de"), ("language", "en")):
            touch(one.chips[name].button(value))
        assert one.heard[-1] == Preferences(theme="light", language="en")
    finally:
        speak("en")


def test_the_sounds_can_be_checked(dialog):
    one, asked = dialog(), []
    one.sound_check.connect(lambda: asked.append(1))
    touch(one.check)
    assert (asked, one.is_open) == ([1], True)


def test_enter_and_escape_go_back(dialog):
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        one = dialog()
        QTest.keyClick(one.focusWidget(), key)
        assert not one.is_open


def test_the_limits_of_who_lifts_are_told_with_how_to_change_them(dialog):
    one = dialog()
    assert one.limits.text() == "nobody lifts yet"
    alert = usual_alert(SQUAT, Limits(0.25, 0.3, policy="strict"))
    one.show_state(LiveState("", turn=Turn("squat", alert, "Anna")))
    for told in ("Anna", "squat", "25 %", "0.30 m/s", "strict", "+ and −", "bargroove limits set"):
        assert told in one.limits.text()
    alert = usual_alert(SQUAT, Limits(None, None, technique=False))
    one.show_state(LiveState("", turn=Turn("squat", alert)))
    assert one.limits.text().count("no") == 3


def test_a_kiosk_cannot_leave_the_full_screen(dialog):
    one = dialog()
    one.set_kiosk(True)
    assert not one.rows["full_screen"].isVisible()


@pytest.mark.parametrize("upright", [False, True])
@pytest.mark.parametrize("scale", [1.0, 1.6])
def test_nothing_is_cut_and_everything_is_large_enough(dialog, upright, scale):
    wide, high = (480, 800) if upright else (800, 480)
    one = dialog(sizes=Sizes(wide, high, scale, 133))
    one.set_look(LIGHT, one.sizes)
    for button in one.findChildren(QPushButton):
        if button.isVisible():
            assert button.width() >= button.fontMetrics().horizontalAdvance(button.text())
            assert min(button.width(), button.height()) >= one.sizes.touch
            assert button.mapTo(one, button.rect().topRight()).x() < wide
