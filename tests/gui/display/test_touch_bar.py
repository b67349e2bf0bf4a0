from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from gui.display.action_words import keys_of, label, sentence
from gui.display.actions import KEYS, Action
from gui.display.layout import touch_height
from gui.display.sizes import Sizes
from gui.display.theme import DARK, LIGHT
from gui.display.touch_bar import TouchBar
from gui.live_state import LiveState
from velocity.events import RepFinished, SetEnded
from velocity.sets import summaries

TOUCH = Qt.MouseButton.LeftButton
PI, TV, UPRIGHT = Sizes(800, 480, 1.0, 133), Sizes(1920, 1080), Sizes(480, 800, 1.0, 133)


@pytest.fixture
def bar(app):
    def made(sizes=PI, state=None, theme=DARK):
        host = QWidget()
        host.resize(sizes.width, sizes.height)
        one = TouchBar(host)
        one.host = host
        one.resize(sizes.width - 2 * sizes.gap, touch_height(sizes))
        one.set_look(theme, sizes)
        one.show_state(state or LiveState(""))
        host.show()
        app.processEvents()
        return one

    return made


@pytest.fixture
def lifting(rep):
    state = LiveState("")
    state.take(RepFinished(rep=rep(1)))
    return state


@pytest.fixture
def resting(rep):
    state = LiveState("")
    state.take(SetEnded(summary=summaries([rep(1)])[0], reps=(rep(1),), notices=()))
    return state


def reached(bar):
    """All that can be touched, page by page, once around."""
    found = [*bar.actions_shown]
    while (more := bar.more).isVisible():
        QTest.mouseClick(more, TOUCH)
        if bar.actions_shown[0] in found:
            break
        found += bar.actions_shown
    return found


def test_a_touch_asks_for_what_the_button_says(bar, lifting):
    one, asked = bar(TV, lifting), []
    one.asked.connect(asked.append)
    for action in one.actions_shown:
        QTest.mouseClick(one.button(action), TOUCH)
    assert asked == list(one.actions_shown)
    assert {Action.BROKE, Action.CLEAN, Action.UNDO, Action.DISCARD, Action.END_SET} <= set(asked)


def test_what_cannot_be_done_in_a_set_is_not_offered_in_it(bar, lifting, resting):
    assert not {Action.LOAD_UP, Action.NEXT_LIFTER, Action.SETUP} & set(reached(bar(PI, lifting)))
    assert {Action.LOAD_UP, Action.NEXT_LIFTER, Action.SETUP} <= set(reached(bar(PI, resting)))


@pytest.mark.parametrize("sizes", [PI, TV, UPRIGHT, Sizes(1080, 1920), Sizes(800, 480, 1.6, 133)])
def test_every_button_can_be_reached_and_is_large_enough(bar, lifting, resting, sizes):
    for state in (LiveState(""), lifting, resting):
        one = bar(sizes, state)
        found = reached(one)
        assert len(found) == len(set(found)) >= 11
        for action in found:
            button = one.button(action)
            assert min(button.width(), button.height()) >= sizes.touch, action


def test_what_a_coach_needs_at_once_is_on_the_first_page_of_a_small_screen(bar, lifting):
    wanted = {Action.BROKE, Action.CLEAN, Action.UNDO, Action.END_SET, Action.MUTE}
    assert wanted | {Action.LIMIT_UP, Action.LIMIT_DOWN} <= set(bar(PI, lifting).actions_shown)


def test_another_phase_begins_with_the_first_page(bar, lifting, resting):
    one = bar(PI, lifting)
    QTest.mouseClick(one.more, TOUCH)
    one.show_state(resting)
    assert one.actions_shown[0] == Action.NEXT_LIFTER


@settings(max_examples=40, deadline=None)
@given(st.integers(300, 4000), st.integers(20, 600), st.floats(1.0, 1.6), st.floats(60, 160))
def test_no_button_overlaps_another_or_leaves_the_bar(app, width, height, scale, dots):
    one = TouchBar()
    one.resize(width, height)
    one.set_look(LIGHT, Sizes(width, 480, scale, dots))
    one.show()
    boxes = [one.button(action).geometry() for action in one.actions_shown]
    assert boxes
    assert all(one.rect().contains(box) for box in boxes)
    assert not any(a.intersects(b) for i, a in enumerate(boxes) for b in boxes[:i])


def test_a_kiosk_has_no_way_out(bar, lifting):
    one = bar(PI, lifting)
    assert {Action.QUIT, Action.FULL_SCREEN} <= set(reached(one))
    one.set_kiosk(True)
    assert not {Action.QUIT, Action.FULL_SCREEN} & set(reached(one))


def test_a_muted_sound_is_offered_back_in_word_and_shape(bar, grab):
    one = bar(TV)
    button = one.button(Action.MUTE)
    before = grab(button)
    one.set_muted(True)
    assert button.accessibleName() == "Sound on"
    assert grab(button) != before
    one.set_muted(False)
    assert button.accessibleName() == "Mute"
    assert grab(button) == before


def test_all_of_it_works_by_tab_and_space_and_enter(bar, app):
    one, asked = bar(TV), []
    one.asked.connect(asked.append)
    one.host.activateWindow()
    first, second = (one.button(action) for action in one.actions_shown[:2])
    first.setFocus()
    without = second.grab().toImage()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert app.focusWidget() is second
    assert second.grab().toImage() != without
    QTest.keyClick(second, Qt.Key.Key_Space)
    QTest.keyClick(second, Qt.Key.Key_Return)
    assert asked == [one.actions_shown[1]] * 2


def test_the_focus_is_not_lost_where_its_button_goes(bar, app, lifting):
    one = bar(TV)
    one.host.activateWindow()
    one.button(Action.SETUP).setFocus()
    one.show_state(lifting)
    assert app.focusWidget() in [one.button(action) for action in one.actions_shown]


def test_other_keys_on_a_button_are_the_windows(bar):
    seen = []

    class Window(QWidget):
        def keyPressEvent(self, event):  # noqa: N802
            seen.append(Qt.Key(event.key()))

    window = Window()
    one = TouchBar(window)
    one.resize(900, 60)
    window.show()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_B):
        QTest.keyClick(one.button(one.actions_shown[0]), key)
    assert seen == [Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_B]


def test_every_action_has_a_word_a_sentence_and_a_key(app):
    assert {one.action for one in KEYS} == set(Action)
    words = [label(action) for action in Action]
    assert len(set(words)) == len(words)
    assert all(sentence(action) and keys_of(action) for action in Action)


def test_two_bars_of_the_same_look_the_same_and_themes_differ(bar, grab):
    assert grab(bar(TV)) == grab(bar(TV))
    assert grab(bar(TV)) != grab(bar(TV, theme=LIGHT))


@pytest.mark.parametrize("size", [(1920, 1080), (3840, 2160)])
def test_in_a_large_window_the_buttons_take_all_of_the_bars_height(app, resting, size):
    sizes = Sizes(*size)
    bar = TouchBar()
    bar.set_look(DARK, sizes)
    bar.show_state(resting)
    bar.resize(size[0], round(0.1 * size[1]))
    bar.grab()  # what is hidden is not told of its size by itself
    shown = [bar.button(action) for action in bar.actions_shown]
    assert {button.height() for button in shown} == {bar.height()}
