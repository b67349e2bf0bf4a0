from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from gui.display.remote import BadPlan, Offer, Plan, Sensor
from gui.display.setup_dialog import SetupDialog
from gui.display.sizes import Sizes
from gui.display.theme import DARK, LIGHT

PI = Sizes(800, 480, 1.0, 133)
TOUCH = Qt.MouseButton.LeftButton
BAR = Sensor("ble:AA:BB", "Bargroove 12")
OTHER = Sensor("serial:/dev/ttyACM0", "WT901")
ANNA = Plan(BAR.url, "Anna", "squat", 100.0, "strict", 0.5)
BEN = Plan(OTHER.url, "Ben", "bench", 62.5)
KNOWN = Offer(ANNA, ("Anna", "Ben"), {"Anna": ANNA, "Ben": BEN}, (BAR, OTHER))


@dataclass
class Rack:
    """Whoever runs the sets, for as long as nothing is lifted."""

    offered: Offer
    begun: list[tuple[Plan, tuple[str, ...]]] = field(default_factory=list)
    looks: int = 0
    wrong: BadPlan | None = None

    def do(self, action):
        raise AssertionError(f"{action} behind an open dialog")

    def offer(self):
        return self.offered

    def look_for_sensors(self):
        self.looks += 1

    def begin(self, plan, queue):
        if self.wrong is not None:
            raise self.wrong
        self.begun.append((plan, queue))


@pytest.fixture
def dialog(app):
    def made(offer=KNOWN, sizes=PI, theme=DARK):
        window = QWidget()
        window.resize(sizes.width, sizes.height)
        window.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        one = SetupDialog(window, Rack(offer))
        one.rack, one.window_below = one._remote, window
        one.set_look(theme, sizes)
        window.show()
        window.activateWindow()
        one.open()
        app.processEvents()
        return one

    return made


def touch(widget):
    QTest.mouseClick(widget, TOUCH)


def press(dialog, key):
    QTest.keyClick(dialog.focusWidget(), key)


def write(line, text):
    line.setFocus()
    line.selectAll()
    line.insert(text)


def problems(dialog):
    return {name: row.problem for name, row in dialog.rows.items() if row.problem}


def test_enter_at_once_starts_with_what_was_chosen_last(dialog):
    one = dialog(replace(KNOWN, queue=("Ben",)))
    started = []
    one.started.connect(lambda: started.append(1))
    press(one, Qt.Key.Key_Return)
    assert one.rack.begun == [(ANNA, ("Ben",))]
    assert (one.is_open, started) == (False, [1])


def test_a_lifter_brings_along_what_they_lifted_last_but_not_the_sensor(dialog):
    one = dialog()
    touch(one.lifters.button("Ben"))
    touch(one.start)
    assert one.rack.begun == [(replace(BEN, source=BAR.url), ())]


def test_a_new_person_lifts_after_four_touches(dialog):
    one = dialog(Offer(Plan(""), ("Anna", "Ben"), {}, (BAR, OTHER)))
    touches = [one.sensors.button(BAR.url), one.lifters.button("Ben"), one.lifts.button("bench")]
    for button in (*touches, one.start):
        touch(button)
    assert one.rack.begun == [(Plan(BAR.url, "Ben", "bench"), ())]


def test_a_lone_sensor_needs_no_choosing(dialog, app):
    one = dialog(Offer(Plan("")))
    one.rack.offered = Offer(Plan(""), sensors=(BAR,))
    QTest.qWait(700)
    assert one.plan.source == BAR.url


def test_sensors_appear_while_it_is_open_and_what_is_chosen_stays(dialog):
    one = dialog(replace(KNOWN, sensors=()))
    assert one.rack.looks == 1
    touch(one.lifts.button("row"))
    one.rack.offered = replace(KNOWN, sensors=(OTHER, BAR))
    QTest.qWait(700)
    assert one.sensors.values[:2] == (OTHER.url, BAR.url)
    assert (one.plan.source, one.plan.lift) == (BAR.url, "row")


def test_nothing_is_asked_for_once_it_is_closed(dialog):
    one = dialog()
    press(one, Qt.Key.Key_Escape)
    one.rack.offered = replace(KNOWN, sensors=())
    QTest.qWait(600)
    assert BAR.url in one.sensors.values
    assert one.rack.begun == []


def test_without_a_sensor_there_is_a_simulated_one_of_the_chosen_lift(dialog):
    one = dialog(Offer(Plan("")))
    touch(one.start)
    assert "simulated" in problems(one)["source"]
    touch(one.sensors.button("sim:"))
    touch(one.lifts.button("deadlift"))
    assert problems(one) == {}
    touch(one.start)
    assert one.rack.begun == [(Plan("sim:deadlift?seed=1", lift="deadlift"), ())]


def test_a_simulated_sensor_that_was_asked_for_stays_as_it_was(dialog):
    plan = Plan("sim:squat?seed=7&speed=2")
    assert dialog(Offer(plan)).plan == plan


def test_an_address_and_a_new_name_can_be_typed(dialog):
    one = dialog()
    write(one.url, "serial:/dev/ttyUSB3")
    write(one.name, "  Zoë   Q ")
    touch(one.start)
    expected = replace(ANNA, source="serial:/dev/ttyUSB3", lifter="Zoë Q")
    assert one.rack.begun == [(expected, ())]


def test_a_known_name_is_known_however_it_is_written(dialog):
    one = dialog()
    write(one.name, " bEN ")
    press(one, Qt.Key.Key_Return)
    assert one.rack.begun == [(replace(BEN, source=BAR.url), ())]


def test_typing_brings_up_the_names_that_have_it_in_them(dialog):
    names = tuple(f"{first}{i}" for first in ("Anna", "Ben", "Cleo") for i in range(9))
    one = dialog(replace(KNOWN, lifters=names, plan=replace(ANNA, lifter=None)))
    assert len(one.lifters.values) < 9
    write(one.name, "cleo")
    assert one.lifters.values[:2] == ("Cleo0", "Cleo1")
    touch(one.lifters.button("Cleo1"))
    assert (one.plan.lifter, one.name.text()) == ("Cleo1", "")


@pytest.mark.parametrize("wrong", ["heavy", "-5", "0", "1e9", "nan", "inf", "10 0"])
def test_a_wrong_load_is_refused_in_words_and_the_old_one_stays(dialog, wrong):
    one = dialog()
    write(one.load.field, wrong)
    press(one, Qt.Key.Key_Return)
    assert "0.5 to 1000 kg" in problems(one)["load_kg"]
    assert one.load.field.text() == "100"
    assert one.rack.begun == []
    press(one, Qt.Key.Key_Return)
    assert one.rack.begun == [(ANNA, ())]


def test_a_touch_on_start_does_not_go_past_what_was_typed(dialog):
    one = dialog()
    write(one.load.field, "heavy")
    touch(one.start)
    assert one.rack.begun == []
    write(one.load.field, "102,5")
    touch(one.start)
    assert one.rack.begun[0][0].load_kg == 102.5


def test_a_load_may_be_unknown_and_a_target_none(dialog):
    one = dialog()
    for stepper in (one.load, one.target):
        write(stepper.field, " ")
    touch(one.start)
    assert one.rack.begun == [(replace(ANNA, load_kg=None, target=None), ())]


def test_load_and_target_go_by_steps_by_touch_and_by_arrows(dialog):
    one = dialog()
    touch(one.load.more)
    touch(one.target.less)
    one.load.field.setFocus()
    press(one, Qt.Key.Key_Up)
    press(one, Qt.Key.Key_Up)
    press(one, Qt.Key.Key_Down)
    assert (one.plan.load_kg, one.plan.target) == (105.0, 0.45)


def test_the_steps_begin_with_an_empty_bar_and_end_in_nothing(dialog):
    one = dialog(Offer(Plan(BAR.url), sensors=(BAR,)))
    touch(one.load.more)
    assert one.plan.load_kg == 20.0
    write(one.load.field, "2")
    touch(one.load.less)
    assert one.plan.load_kg is None
    touch(one.load.less)
    assert one.plan.load_kg is None


def test_what_cannot_be_lifted_so_is_said_beside_its_field(dialog):
    one = dialog()
    one.rack.wrong = BadPlan("policy", "the policy push keeps no reps")
    touch(one.start)
    assert problems(one) == {"policy": "the policy push keeps no reps"}
    assert one.is_open
    one.rack.wrong = None
    touch(one.policies.button("balanced"))
    touch(one.start)
    assert one.rack.begun[0][0].policy == "balanced"


def test_names_in_turn_are_added_moved_and_removed(dialog):
    one = dialog()
    for name in ("Ben", "Cleo", "Dan"):
        write(one.queue.line, name)
        press(one, Qt.Key.Key_Return)
    assert one.rack.begun == []
    touch(one.queue.chips.button("2"))
    touch(one.queue.earlier)
    touch(one.queue.earlier)
    touch(one.queue.earlier)
    assert one.queue.names == ("Dan", "Ben", "Cleo")
    touch(one.queue.later)
    touch(one.queue.remove)
    assert one.queue.names == ("Ben", "Cleo")
    touch(one.start)
    assert one.rack.begun == [(ANNA, ("Ben", "Cleo"))]


def test_it_opens_anew_each_time(dialog):
    one = dialog()
    touch(one.lifts.button("row"))
    write(one.load.field, "heavy")
    press(one, Qt.Key.Key_Return)
    press(one, Qt.Key.Key_Escape)
    one.open()
    assert (one.plan, problems(one)) == (ANNA, {})


def test_keys_do_nothing_behind_it(dialog):
    one, done = dialog(), []
    QShortcut(QKeySequence("B"), one.window_below).activated.connect(lambda: done.append("B"))
    QShortcut(QKeySequence("Up"), one.window_below).activated.connect(lambda: done.append("Up"))
    for widget in (one.start, one.name, one.load.field):
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_B)
        QTest.keyClick(widget, Qt.Key.Key_Up)
    assert done == []


def test_all_of_it_works_by_keys_alone(dialog, app):
    one = dialog()
    press(one, Qt.Key.Key_Tab)
    for _ in range(2):
        press(one, Qt.Key.Key_Tab)
    assert app.focusWidget() is one.url
    press(one, Qt.Key.Key_Tab)
    assert app.focusWidget() is one.lifters.button("Anna")
    press(one, Qt.Key.Key_Right)
    assert one.plan.lifter == "Ben"
    press(one, Qt.Key.Key_Return)
    assert one.rack.begun == [(replace(BEN, source=BAR.url), ())]


def test_tab_never_leaves_it(dialog, app):
    one, seen = dialog(), set()
    QPushButton("behind", one.window_below).show()
    for key in [Qt.Key.Key_Tab] * 30 + [Qt.Key.Key_Backtab] * 30:
        press(one, key)
        seen.add(app.focusWidget())
    assert all(one.isAncestorOf(widget) for widget in seen)
    assert {one.url, one.name, one.start, one.load.field, one.queue.line} <= seen


def test_a_name_can_be_written_by_touch_alone(dialog):
    one = dialog()
    touch(one.name)
    assert one.letters.isVisible()
    for sign in "zoë":
        touch(one.letters.keys.get(sign, one.letters.keys["e"]))
    touch(one.letters.keys["⌫"])
    for sign in "e␣b":
        touch(one.letters.keys[sign])
    touch(one.letters.keys["✓"])
    assert not one.letters.isVisible()
    assert one.plan.lifter == "Zoe B"


def test_who_has_keys_needs_no_letters_to_touch(dialog):
    one = dialog()
    touch(one.name)
    QTest.keyClicks(one.name, "B")
    assert not one.letters.isVisible()
    assert one.name.text() == "B"


@pytest.mark.parametrize("upright", [False, True])
@pytest.mark.parametrize("scale", [1.0, 1.6])
def test_nothing_is_cut_and_everything_is_large_enough(dialog, app, upright, scale):
    wide, high = (480, 800) if upright else (800, 480)
    one = dialog(sizes=Sizes(wide, high, scale, 133), theme=LIGHT)
    for button in one.findChildren(QPushButton):
        if button.isVisible():
            text = button.fontMetrics().horizontalAdvance(button.text())
            assert button.width() >= text
            assert min(button.width(), button.height()) >= one.sizes.touch
            assert button.mapTo(one, button.rect().topRight()).x() < wide


def test_another_look_keeps_what_is_chosen(dialog):
    one = dialog()
    touch(one.lifts.button("row"))
    one.set_look(LIGHT, Sizes(1080, 1920, 1.3))
    assert one.plan.lift == "row"
    assert one.lifts.value == "row"
