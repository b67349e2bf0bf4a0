"""What holds for every part of the window that is painted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, QTranslator
from PySide6.QtGui import QImage

from gui.display.awaiting import Awaiting
from gui.display.facts import Facts
from gui.display.layout import phase_of, places
from gui.display.link_strip import LinkStrip
from gui.display.number import GiantNumber
from gui.display.panel import stacked
from gui.display.resting import Resting
from gui.display.sign import StateSign
from gui.display.sizes import Sizes
from gui.display.theme import DARK, LIGHT
from gui.display.who import WhoStrip
from tests.live_states import link, live, over, slowing, stranger

PANELS = {
    "number": GiantNumber,
    "sign": StateSign,
    "facts": Facts,
    "who": WhoStrip,
    "link": LinkStrip,
    "awaiting": Awaiting,
    "resting": Resting,
}
SIZES = [(800, 480), (1920, 1080), (480, 800), (1080, 1920)]
TROUBLED = link(
    word="no sensor in reach: looking for it",
    stands=False,
    battery="12 %",
    trouble="no room left on the disk that holds the captures",
    logbook_trouble="the database is locked by another program",
)
STATES = {
    "awaiting": live(),
    "nothing yet": live(turn=stranger(), link=TROUBLED),
    "in the set": live(slowing(3)),
    "rack": live(slowing()),
    "troubled": live(slowing(4), link=TROUBLED),
    "resting": over(slowing()),
    "long set": over([replace(one, rep=number) for number, one in enumerate(4 * slowing(), 1)]),
}


class Longer(QTranslator):
    """A language in which every word is a third longer."""

    def translate(self, context, text, disambiguation=None, n=-1):
        words = text.split(" ")
        return " ".join(w if "{" in w or "%" in w else w + len(w) // 3 * "ə" for w in words)

    def isEmpty(self):  # noqa: N802
        return False


@pytest.fixture
def longer(app):
    language = Longer()
    app.installTranslator(language)
    yield
    app.removeTranslator(language)


def edge(picture: QImage) -> set[int]:
    wide, high = picture.width(), picture.height()
    above = {picture.pixel(x, y) for x in range(wide) for y in (0, high - 1)}
    return above | {picture.pixel(x, y) for x in (0, wide - 1) for y in range(high)}


def panels(state, sizes, theme=DARK):
    for name, box in places(sizes, phase_of(state)).items():
        if name in PANELS:
            panel = PANELS[name]()
            panel.set_look(theme, sizes)
            panel.resize(box.size())
            panel.show_state(state)
            yield panel


@pytest.mark.usefixtures("longer")
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("scale", [1.0, 1.6])
def test_nothing_touches_the_edge_even_in_a_longer_language(grab, size, scale):
    for state in STATES.values():
        for panel in panels(state, Sizes(*size, scale)):
            assert len(edge(grab(panel))) == 1, type(panel).__name__


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_every_panel_is_painted_in_the_colours_of_its_theme(grab, share, theme):
    for panel in panels(live(slowing(3)), Sizes(800, 480), theme):
        assert share(grab(panel), theme.ground) > 0.3


def test_a_state_that_reads_the_same_paints_nothing(app, grab):
    state = live(slowing(3))
    for panel in panels(state, Sizes(800, 480)):
        grab(panel)
        drawn = panel._picture
        panel.show_state(replace(state.snapshot(), velocity=0.4, height=0.2))
        assert panel._picture is drawn


def test_a_larger_window_is_painted_in_its_own_size(grab):
    panel = GiantNumber()
    panel.show_state(live(slowing(3)))
    assert grab(panel, 300, 200).width() == 300
    assert grab(panel, 600, 400).width() == 600


def test_before_anything_is_known_a_panel_is_empty(grab, app):
    for panel in PANELS.values():
        assert len(edge(grab(panel(), 200, 100))) == 1


def test_rows_fill_their_box_without_a_gap():
    rows = stacked(QRect(5, 10, 100, 101), (1, 2, 0.5))
    assert rows[0].y() == 10
    assert rows[-1].bottom() == 110
    assert [row.y() for row in rows[1:]] == [row.bottom() + 1 for row in rows[:-1]]
