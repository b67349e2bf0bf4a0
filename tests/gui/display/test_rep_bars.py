from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QTranslator
from PySide6.QtGui import QColor, QImage

from gui.display.charts import spread
from gui.display.rep_bars import RepBars
from gui.display.shown_bars import bars_of, words_of
from gui.display.sizes import Sizes
from gui.display.theme import DARK, LIGHT, Theme
from gui.live_state import LiveState, Turn
from tests.alerts import alert
from tests.lifting import losing
from tests.reps import rep
from velocity import Limits, Measured, Rep

WIDE, HIGH = 560, 400
BOTH = Limits(0.20, 0.30)


def turn(limits: Limits = BOTH, **more: object) -> Turn:
    return Turn("squat", alert(limits), **more)


def state(*reps: Rep, of: Turn | None = None, **more: object) -> LiveState:
    fields: dict[str, object] = {"turn": of or turn(), "set": 1, "reps": list(reps)} | more
    return LiveState("squat", **fields)


def judged(*verdicts: str) -> list[Rep]:
    return [replace(rep(n), verdict=verdict) for n, verdict in enumerate(verdicts, 1)]


def chart(shown: LiveState, theme: Theme = DARK, sizes: Sizes | None = None) -> RepBars:
    made = RepBars()
    made.set_look(theme, sizes or Sizes(1920, 1080))
    made.resize(WIDE, HIGH)
    made.show_state(shown)
    return made


def colour_at(picture: QImage, made: RepBars, number: float, velocity: float) -> str:
    at = made.at(number, velocity)
    return QColor(picture.pixel(round(at.x()), round(at.y()))).name()


def has(picture: QImage, colour: str) -> bool:
    return bool((np.frombuffer(picture.constBits(), np.uint32) == QColor(colour).rgb()).any())


def levels(shown: LiveState, kind: str) -> list[float]:
    return [one for limit in bars_of(shown).limits if limit.kind == kind for one in limit.levels]


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_bars_have_the_colour_of_the_verdict(app, grab, theme):
    made = chart(state(*judged("ok", "near", "rack")), theme)
    picture = grab(made)
    found = [colour_at(picture, made, number, 0.2) for number in (1, 2, 3)]
    assert found == [theme.ok, theme.near, theme.rack]


def test_bars_are_as_high_as_the_velocity(app, grab):
    made = chart(state(rep(1, 0.6), rep(2, 0.45)))
    picture = grab(made)
    aside = 0.3  # of the error bar
    assert colour_at(picture, made, 1 + aside, 0.57) == DARK.ok
    assert colour_at(picture, made, 1 + aside, 0.63) == DARK.ground
    assert colour_at(picture, made, 2 + aside, 0.42) == DARK.ok
    assert colour_at(picture, made, 2 + aside, 0.54) == DARK.ground


def test_the_error_bar_is_as_long_as_the_standard_error(app, grab):
    sure, unsure = (replace(rep(1), mean_velocity=Measured(0.5, se)) for se in (0.01, 0.08))
    lengths = []
    for one in (sure, unsure):
        made = chart(state(one))
        picture = grab(made)
        lengths.append(colour_at(picture, made, 1, 0.45) == DARK.text)
    assert lengths == [False, True]


def test_a_rep_that_is_not_sure_is_an_outline(app, grab):
    made = chart(state(rep(1), rep(2, valid=False)))
    picture = grab(made)
    assert colour_at(picture, made, 2, 0.2) == DARK.ground
    assert has(picture, DARK.faint)


def test_a_discarded_rep_is_an_outline_and_struck_out(app, grab):
    gone = replace(rep(1, 0.6, valid=False), doubts=("discarded",))
    made = chart(state(gone, of=turn(Limits(None, 0.1))))
    picture = grab(made)
    assert colour_at(picture, made, 1, 0.3) == DARK.faint
    assert colour_at(picture, made, 1.2, 0.2) == DARK.ground


def test_the_limit_follows_the_best_so_far():
    shown = state(rep(1, 0.5), rep(2, 0.6), rep(3, 0.55))
    assert levels(shown, "limit") == pytest.approx([0.40, 0.48, 0.48])


def test_only_a_rep_to_be_trusted_can_be_the_best():
    shown = state(rep(1, 0.5), rep(2, 0.9, valid=False))
    assert levels(shown, "limit") == pytest.approx([0.40, 0.40])


def test_limits_that_are_off_have_no_line():
    without = state(rep(1), of=turn(Limits(None, 0.3)))
    assert [limit.kind for limit in bars_of(without).limits] == ["floor"]
    no_floor = state(rep(1), of=turn(Limits(0.2, None)))
    assert [limit.kind for limit in bars_of(no_floor).limits] == ["limit", "failure"]
    assert bars_of(LiveState("squat", reps=[rep(1)])).limits == ()


def test_lines_say_what_they_are():
    shown = state(rep(1), of=turn(Limits(0.25, 0.3), target=0.7))
    told = [words_of(limit) for limit in bars_of(shown).limits]
    assert told == ["limit 25 %", "floor 0.30", "target 0.70"]


def test_the_limit_is_drawn_where_it_is(app, grab):
    made = chart(state(rep(1, 0.6), of=turn(Limits(0.20, 0.10))))
    picture = grab(made)
    for number in (0.7, 1.0, 5.0, 8.0):
        assert colour_at(picture, made, number, 0.48) == DARK.rack


def test_marks_stand_in_their_bars(app, grab):
    plain, marked = (
        grab(chart(state(rep(1), marks=marks))) for marks in ({}, {1: ("clean", "broke")})
    )
    other = grab(chart(state(rep(1), marks={1: ("clean",)})))
    assert len({bytes(one.constBits()) for one in (plain, marked, other)}) == 3


def test_the_last_mark_holds():
    shown = bars_of(state(rep(1), rep(2), marks={1: ("broke", "clean")}))
    assert [bar.mark for bar in shown.bars] == ["clean", ""]


def test_the_chosen_rep_stands_out(app, grab):
    made = chart(state(rep(1), rep(2), chosen=1))
    picture = grab(made)
    foot = made.at(1.0, 0.0)
    below = QColor(picture.pixel(round(foot.x() - 12), round(foot.y() + 24))).name()
    assert below == DARK.text


def test_bars_keep_their_height_as_reps_come(app, grab):
    made = chart(state())
    places = []
    for count in range(1, 9):
        made.show_state(state(*losing(*(0.01 * n for n in range(count)))))
        grab(made)
        places.append(made.at(1.0, 0.5))
    assert len({(one.x(), one.y()) for one in places}) == 1


def test_the_scale_grows_in_steps_and_begins_anew_with_a_set(app, grab):
    made = chart(state(rep(1, 0.5)))
    grab(made)
    before = made.at(0.0, 0.5).y()
    made.show_state(state(rep(1, 0.5), rep(2, 1.3)))
    grab(made)
    assert made.at(0.0, 0.5).y() > before
    made.show_state(state(rep(1, 0.5), set=2))
    grab(made)
    assert made.at(0.0, 0.5).y() == before


@pytest.mark.parametrize(("wide", "high"), [(160, 130), (280, 190), (560, 400), (900, 300)])
@pytest.mark.parametrize("count", [1, 9, 24])
def test_every_bar_and_its_shape_is_inside(app, grab, wide, high, count):
    made = chart(state(*(rep(n, 0.78) for n in range(1, count + 1))))
    grab(made, wide, high)
    last = made.at(count + 0.4, 0.78)
    assert last.x() <= made.area.right()
    assert last.y() - 1.65 * made.text >= 0.0


@pytest.mark.parametrize("scale", [1.0, 1.6])
@pytest.mark.parametrize(("wide", "high"), [(160, 130), (560, 400)])
def test_words_stay_clear_of_the_edges(app, grab, wide, high, scale):
    close = turn(Limits(0.05, 0.60), target=0.62)
    made = chart(state(rep(1, 0.64), of=close), sizes=Sizes(800, 480, scale))
    picture = grab(made, wide, high)
    edge = [picture.pixel(x, y) for x in (0, wide - 1) for y in range(high)]
    edge += [picture.pixel(x, y) for y in (0, high - 1) for x in range(wide)]
    assert {QColor(one).name() for one in edge} == {DARK.ground}


def test_labels_that_would_meet_are_moved_apart():
    tops = spread([10.0, 12.0, 14.0, 90.0], 10.0, 100.0)
    assert tops == [10.0, 20.0, 30.0, 90.0]
    tight = spread([70.0, 80.0, 95.0], 20.0, 100.0)
    assert tight == [40.0, 60.0, 80.0]
    assert all(b - a >= 20.0 for a, b in pairwise(tight))


def test_nothing_is_painted_anew_where_nothing_is_new(app, grab):
    made = chart(state(rep(1)))
    grab(made)
    kept = made._picture
    made.show_state(state(rep(1), velocity=0.3, height=0.1))
    grab(made)
    assert made._picture is kept
    made.show_state(state(rep(1), rep(2)))
    grab(made)
    assert made._picture is not kept


def test_another_look_is_shown_at_once(app, grab):
    made = chart(state(rep(1)))
    assert has(grab(made), DARK.ok)
    made.set_look(LIGHT, Sizes(1920, 1080))
    assert has(grab(made), LIGHT.ok)


class Loud(QTranslator):
    def translate(self, context: str, text: str, about: str = "", number: int = -1) -> str:
        return f"{text}!"

    def isEmpty(self) -> bool:  # noqa: N802
        return False


def test_another_language_is_shown_at_once(app, grab):
    made = chart(state(rep(1)))
    before, loud = grab(made), Loud()
    app.installTranslator(loud)
    app.sendEvent(made, QEvent(QEvent.Type.LanguageChange))
    after = grab(made)
    app.removeTranslator(loud)
    assert before != after
