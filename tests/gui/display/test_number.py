from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QColor, QImage

from gui.display.layout import places
from gui.display.number import GiantNumber, Number
from gui.display.sizes import Sizes
from gui.display.theme import DARK
from tests.live_states import live, slowing
from velocity.rep import DISCARDED


@pytest.fixture
def number(app):
    return GiantNumber()


def test_it_is_the_last_reps_mean_velocity_with_its_error(number):
    assert number.shown(live(slowing(2))) == Number("0.57", "± 0.005", sure=True)


def test_before_the_first_rep_there_is_none(number):
    assert number.shown(live()) == Number("–.––")


def test_a_reading_that_is_not_to_be_trusted_is_shown_as_such(number, grab, share):
    reps = slowing(3)
    reps[-1] = replace(reps[-1], valid=False, doubts=("sensor clipped",))
    assert not number.shown(live(reps)).sure
    number.show_state(live(reps))
    picture = grab(number, 600, 400)
    assert share(picture, DARK.text) == 0.0
    assert share(picture, DARK.faint) > 0.1


def test_of_a_discarded_rep_the_one_before_it_is_shown(number):
    reps = slowing(3)
    reps[-1] = replace(reps[-1], valid=False, doubts=(DISCARDED,))
    assert number.shown(live(reps)).value == number.shown(live(slowing(2))).value


def test_it_is_written_as_people_write_numbers(number):
    before = QLocale()
    QLocale.setDefault(QLocale("de"))
    try:
        assert number.shown(live(slowing(2))) == Number("0,57", "± 0,005")
        assert number.shown(live()) == Number("–,––")
    finally:
        QLocale.setDefault(before)


@pytest.mark.parametrize("size", [(1920, 1080), (3840, 2160), (800, 480)], ids=str)
def test_its_digits_are_a_third_of_the_window_high(number, grab, size):
    sizes = Sizes(*size)
    box = places(sizes, "lifting")["number"]
    number.set_look(DARK, sizes)
    number.show_state(live(slowing(2)))
    assert _height_of(grab(number, box.width(), box.height()), DARK.text) >= 0.3 * size[1]


def _height_of(picture: QImage, colour: str) -> int:
    """Return how many rows hold a colour."""
    rgb = QColor(colour).rgb()
    rows = range(picture.height())
    return sum(any(picture.pixel(x, y) == rgb for x in range(0, picture.width(), 4)) for y in rows)
