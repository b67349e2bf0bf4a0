from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from gui.display.actions import FOR_THE_SET, KEYS, Action
from gui.display.preferences import Preferences
from tests.contrast import share_unlike
from tests.windows import (
    LANDSCAPE,
    NAMES,
    UPRIGHT,
    lifting,
    press,
    settle,
    state_named,
)

pytestmark = pytest.mark.usefixtures("app")


def picture(window):
    return window.grab().toImage()


def touch(window, action):
    QTest.mouseClick(window._parts.touch.button(action), Qt.MouseButton.LeftButton)
    settle()


# Keys and touches


@pytest.mark.parametrize("name", ["awaiting", "ok", "resting"])
def test_every_key_for_the_set_reaches_who_runs_it(window, bench, name):
    window.show_state(state_named(name))
    pressed = [(one.action, key) for one in KEYS if one.action in FOR_THE_SET for key in one.keys]
    for _, key in pressed:
        press(window, key)
    assert bench.asked == [action for action, _ in pressed]


def test_keys_work_while_a_button_has_the_focus(window, bench):
    window.show_state(lifting("ok"))
    window._parts.touch.button(Action.CLEAN).setFocus()
    press(window, "B")
    press(window, "Up")
    assert bench.asked == [Action.BROKE, Action.EARLIER_REP]


@pytest.mark.parametrize(("key", "times"), [(Qt.Key.Key_B, 1), (Qt.Key.Key_PageUp, 4)])
def test_a_key_that_is_held_marks_once_but_goes_on_raising_the_load(window, bench, key, times):
    QTest.keyPress(window, key)
    for _ in range(3):
        nothing = Qt.KeyboardModifier.NoModifier
        held = QKeyEvent(QEvent.Type.KeyPress, key, nothing, "", autorep=True)
        QApplication.sendEvent(window, held)
    assert len(bench.asked) == times


@pytest.mark.parametrize("size", [(800, 480), (1920, 1080), (480, 800)])
def test_what_is_touched_does_what_its_key_does(window, bench, size):
    window.resize(*size)
    window.show_state(lifting("ok"))
    for action in (Action.BROKE, Action.CLEAN, Action.UNDO, Action.LIMIT_UP):
        touch(window, action)
    assert bench.asked == [Action.BROKE, Action.CLEAN, Action.UNDO, Action.LIMIT_UP]


def test_all_can_be_reached_by_the_tab_key(window):
    window.show_state(lifting("ok"))
    reached = set()
    for _ in range(40):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        reached.add(window.focusWidget())
    assert {
        window._parts.touch.button(action) for action in window._parts.touch.actions_shown
    } <= reached


# Preferences


def test_mute_and_volume_are_told_and_shown(window):
    changes = QSignalSpy(window.preferences_changed)
    press(window, "M")
    press(window, "[")
    press(window, "]")
    told = [changes.at(i)[0] for i in range(changes.count())]
    assert [(one.muted, one.volume) for one in told] == [(True, 80), (True, 70), (False, 80)]


def test_the_volume_ends_at_both_ends(window):
    changes = QSignalSpy(window.preferences_changed)
    for key in ("[", "]"):
        for _ in range(12):
            press(window, key)
    volumes = [changes.at(i)[0].volume for i in range(changes.count())]
    assert min(volumes) == 0
    assert volumes[-1] == 100


def test_another_theme_is_shown_at_once(window):
    window.show_state(lifting("ok"))
    dark = picture(window)
    window._settings.changed.emit(Preferences(theme="light"))
    settle()
    light = picture(window)
    assert dark.pixelColor(3, 3).lightness() < 20
    assert light.pixelColor(3, 3).lightness() > 235


def test_larger_text_and_no_buttons_are_shown_at_once(window):
    window.show_state(lifting("ok"))
    before = picture(window)
    window._settings.changed.emit(Preferences(text_scale=1.6, touch_bar=False))
    settle()
    assert not window._parts.touch.isVisible()
    assert picture(window) != before


def test_another_language_is_shown_at_once_and_the_first_one_comes_back(window):
    window.show_state(replace(lifting("ok"), velocity=0.0))
    before = picture(window)
    assert "0.57" in shown_in(window)
    window._settings.changed.emit(Preferences(language="de"))
    assert "0,57" in shown_in(window)
    window._settings.changed.emit(Preferences(language="en"))
    assert "0.57" in shown_in(window)
    settle()
    assert share_unlike(picture(window), before) < 0.0005


def shown_in(window):
    return str(window._parts["number"]._shown)


# Overlays


def test_help_is_shown_and_any_key_ends_it_without_doing_anything_else(window, bench):
    press(window, "H")
    assert window._help.isVisible()
    press(window, "B")
    assert not window._help.isVisible()
    assert bench.asked == []
    press(window, "B")
    assert bench.asked == [Action.BROKE]


@pytest.mark.parametrize(("key", "overlay"), [("S", "_setup"), ("P", "_settings")])
def test_a_dialog_takes_the_keys_and_gives_them_back(window, bench, key, overlay):
    press(window, key)
    assert getattr(window, overlay).isVisible()
    for other in ("B", "N", "D", "E"):
        press(window, other)
    assert bench.asked == []
    press(window, "Escape")
    assert not getattr(window, overlay).isVisible()
    press(window, "B")
    assert bench.asked == [Action.BROKE]


def test_what_is_typed_in_a_dialog_marks_no_rep(window, bench):
    press(window, "S")
    for field in window._setup.findChildren(QLineEdit):
        if field.isVisible():
            field.setFocus()
            QTest.keyClicks(field, "bud-")
    assert bench.asked == []


def test_keys_do_nothing_behind_a_dialog_whatever_has_the_focus_in_it(window, bench):
    press(window, "S")
    for _ in range(30):
        press(window, "Tab")
        press(window, "B")
        assert window._setup.isAncestorOf(window.focusWidget())
    assert bench.asked == []


# What is shown


@pytest.mark.parametrize("size", LANDSCAPE + UPRIGHT)
def test_each_state_looks_unlike_every_other_in_every_size(window, size):
    window.resize(*size)
    pictures = []
    for name in NAMES:
        window.show_state(state_named(name))
        settle()
        pictures.append(picture(window))
    assert all(a != b for i, a in enumerate(pictures) for b in pictures[i + 1 :])


@pytest.mark.parametrize("size", LANDSCAPE)
@pytest.mark.parametrize("scale", [1.0, 1.6])
def test_in_landscape_the_digits_are_three_tenths_of_the_height(window, size, scale):
    window.resize(*size)
    window._settings.changed.emit(Preferences(text_scale=scale))
    window.show_state(lifting("ok"))
    number = window._parts["number"].grab().toImage()
    rows = [y for y in range(number.height()) if has_white(number, y)]
    assert len(rows) >= 0.3 * size[1]


def has_white(image, y):
    return any(image.pixelColor(x, y).lightness() > 240 for x in range(0, image.width(), 3))


def test_a_lost_sensor_is_shown_and_so_is_its_return(window):
    good = replace(lifting("ok"), velocity=0.0)
    window.show_state(good)
    before = picture(window)
    window.show_state(state_named("lost"))
    lost = picture(window)
    window.show_state(good)
    assert share_unlike(lost, before) > 0.01
    assert share_unlike(picture(window), before) < 0.0005


def test_what_is_said_is_shown(window, post):
    window.show_state(lifting("ok"))
    before = picture(window)
    post.say("rep 3 is marked broke")
    settle()
    assert picture(window) != before


def test_a_silent_sound_is_told(window, post):
    window.show_state(lifting("ok"))
    before = picture(window)
    post.sounded("no sound: there is nothing to play on")
    settle()
    assert picture(window) != before


def test_frames_are_painted_only_while_the_bar_moves(window):
    ticks = QSignalSpy(window._clock.ticked)
    state = lifting("ok")
    window.show_state(state)
    assert window._clock.runs
    QTest.qWait(200)
    assert 1 <= ticks.count() <= 13
    window.show_state(replace(state, velocity=0.0))
    assert not window._clock.runs


# Much of it


def test_two_thousand_frames_leave_nothing_behind(window):
    state = lifting("ok")
    window.show_state(state)

    def frames(count):
        for number in range(count):
            height = 0.3 + 0.2 * (number % 7) / 7
            window.show_state(replace(state, height=height, velocity=0.4, passed_s=20 + number))
            window._clock.ticked.emit(number / 60)
            settle()
        gc.collect()
        return len(gc.get_objects()), resident_kb()

    frames(200)
    objects, memory = frames(1)
    objects_then, memory_then = frames(2000)
    assert objects_then - objects < 200
    assert memory_then - memory < 2000


def resident_kb():
    """Memory that the process holds; 0 where the system does not say it like this."""
    path = Path("/proc/self/status")
    told = path.read_text().splitlines() if path.is_file() else []
    return next((int(line.split()[1]) for line in told if line.startswith("VmRSS")), 0)


def test_a_storm_of_sizes_does_no_harm(window):
    window.show_state(lifting("near"))
    for number in range(60):
        window.resize(480 + 37 * number % 1500, 320 + 53 * number % 900)
        window.show_state(state_named(NAMES[number % len(NAMES)]))
        settle()
    window.resize(1920, 1080)
    window.show_state(lifting("near"))
    settle()
    assert window.size().width() == 1920


def test_what_another_thread_posts_while_the_window_works_ends_with_the_last(window, post):
    states = [replace(lifting("ok"), height=0.001 * n, passed_s=0.1 * n) for n in range(500)]
    thread = Thread(target=lambda: [post.send(state) for state in states])
    thread.start()
    while thread.is_alive():
        QTest.qWait(1)
    QTest.qWait(5)
    assert window._state is states[-1]
