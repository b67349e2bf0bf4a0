from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from gui.display.glide import Glide
from gui.display.groove_view import GrooveView
from gui.display.shown_paths import path_of, paths_of, words_of
from gui.display.sizes import Sizes
from gui.display.theme import DARK, LIGHT, Theme
from gui.live_state import LiveState, Turn
from tests.alerts import LOAD, SQUAT, alert
from tests.reps import GROOVE, lifted, rep
from velocity import Limits, Rep, usual_alert
from velocity.rep import HEIGHTS, Technique
from velocity.signature import PastSet, learn

SIDE, TALL = 300, 700
KNOWN = Turn("squat", alert(Limits(0.2, 0.3)))
STRANGER = Turn("squat", usual_alert(SQUAT))
OFF = Technique("failed", 9.0, 2.5, 4.5, "forward", "bar forward 4.1 cm", height=0.3)


def in_the_groove(number: int = 1, **more: object) -> Rep:
    return rep(number, **more)


def state(*reps: Rep, turn: Turn | None = KNOWN, **more: object) -> LiveState:
    fields: dict[str, object] = {"turn": turn, "set": 1, "reps": list(reps)} | more
    return LiveState("squat", **fields)


def beginner() -> Turn:
    past = PastSet(tuple(lifted(np.random.default_rng(0), 5)), ("clean",) * 5, LOAD)
    return Turn("squat", replace(KNOWN.alert, signature=learn(SQUAT, [past])))


def view(shown: LiveState, theme: Theme = DARK) -> GrooveView:
    made = GrooveView()
    made.set_look(theme, Sizes(1920, 1080))
    made.resize(SIDE, TALL)
    made.show_state(shown)
    return made


def places(picture: QImage, colour: str) -> np.ndarray:
    """Return where (n, 2) a colour is, px from the left and from the top."""
    pixels = np.frombuffer(picture.constBits(), np.uint32).reshape(picture.height(), -1)
    return np.argwhere(pixels == QColor(colour).rgb())[:, ::-1]


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_the_path_rises_over_the_groove(app, grab, theme):
    picture = grab(view(state(in_the_groove()), theme))
    path, groove = places(picture, theme.path), places(picture, theme.groove)
    assert len(path) > 300
    assert len(groove) > 300
    assert np.ptp(path[:, 1]) > 0.5 * TALL


def test_a_path_that_goes_further_forward_is_shown_further_right(app, grab):
    near = grab(view(state(in_the_groove())))
    far = grab(view(state(in_the_groove(forward_low=GROOVE["forward_low"] + 0.04))))
    assert places(far, DARK.path)[:, 0].max() > places(near, DARK.path)[:, 0].max() + 20


def test_forward_and_up_have_one_scale(app, grab):
    made = view(state(in_the_groove()))
    grab(made)
    origin = made.at(0.0, 0.0)
    assert made.at(5.0, 0.0).x() - origin.x() == pytest.approx(
        origin.y() - made.at(0.0, 5.0).y(), rel=0.01
    )


@pytest.mark.parametrize(("wide", "high"), [(107, 290), (300, 700), (640, 360), (1200, 900)])
def test_all_of_a_path_is_inside_at_any_size(app, grab, wide, high):
    far = in_the_groove(forward_low=0.15)
    made = view(state(far))
    grab(made, wide, high)
    for x, y in zip(*path_of(far), strict=True):
        assert made.area.contains(made.at(float(x), float(y)))


def test_at_least_eight_centimetres_are_shown_to_either_side(app, grab):
    made = view(state(in_the_groove()))
    grab(made, 60, 900)
    assert made.area.left() <= made.at(-8.0, 0.0).x()
    assert made.at(8.0, 0.0).x() <= made.area.right()


def test_the_scale_stays_from_rep_to_rep(app, grab):
    reps = [in_the_groove(n, range=0.60 + 0.002 * n) for n in (1, 2, 3)]
    made = view(state(reps[0]))
    grab(made)
    first = made.at(5.0, 50.0)
    for count in (2, 3):
        made.show_state(state(*reps[:count]))
        grab(made)
        assert made.at(5.0, 50.0) == first


def test_a_cross_stands_where_technique_has_failed(app, grab):
    failed = replace(in_the_groove(forward_low=0.06), technique=OFF)
    made = view(state(failed))
    cross = places(grab(made), DARK.rack)
    x, y = path_of(failed)
    at = made.at(float(np.interp(0.3, np.linspace(0, 1, 21), x)), 0.3 * float(y[-1]))
    assert cross.mean(axis=0) == pytest.approx([at.x(), at.y()], abs=3.0)
    clean = replace(failed, technique=replace(OFF, state="clean"))
    assert not len(places(grab(view(state(clean))), DARK.rack))


def drawn(grab: Callable[..., QImage], shown: LiveState) -> float:
    """Return the share of the groove's mean path that is drawn."""
    made = view(shown)
    picture, paths = grab(made), paths_of(shown)
    assert paths.band is not None
    height = np.linspace(0.1, 0.9, 300)
    forward = np.interp(height, HEIGHTS, paths.band.mean)
    spots = [made.at(x, y) for x, y in zip(forward, paths.travel * height, strict=True)]
    hues = [QColor(picture.pixel(round(at.x()), round(at.y()))) for at in spots]
    return float(np.mean([hue.blue() > 0.7 * QColor(DARK.groove).blue() for hue in hues]))


def test_a_stranger_has_no_groove(app, grab):
    shown = state(in_the_groove(), turn=STRANGER)
    assert words_of(paths_of(shown)) == "no groove yet: 0 of 8 clean reps"
    with_words = places(grab(view(shown)), DARK.groove)
    assert with_words[:, 1].max() < 0.2 * TALL  # the words alone


def test_a_groove_of_few_reps_says_so(app, grab):
    few, many = state(in_the_groove(), turn=beginner()), state(in_the_groove())
    assert words_of(paths_of(few)) == "groove so far: 5 of 8 clean reps"
    assert words_of(paths_of(many)) == "groove of 60 clean reps"


def test_a_groove_of_few_reps_is_dashed(app, grab):
    assert 0.3 < drawn(grab, state(turn=beginner())) < 0.85
    assert drawn(grab, state()) > 0.95


def test_where_nobody_has_said_who_lifts_the_path_stands_alone(app, grab):
    shown = state(in_the_groove(), turn=None)
    assert words_of(paths_of(shown)) == ""
    assert len(places(grab(view(shown)), DARK.path)) > 300


def test_the_chosen_rep_is_shown_instead_of_the_last():
    reps = [in_the_groove(n) for n in (1, 2, 3)]
    assert paths_of(state(*reps)).rep is reps[2]
    assert paths_of(state(*reps, chosen=1)).rep is reps[0]


def test_a_discarded_rep_is_not_shown():
    gone = replace(in_the_groove(2), valid=False, doubts=("discarded",))
    shown = paths_of(state(in_the_groove(1), gone))
    assert shown.rep is not None
    assert shown.rep.rep == 1
    assert shown.others == ()


def test_a_rep_without_a_course_is_no_trouble(app, grab):
    bare = replace(in_the_groove(), course=None)
    assert not len(places(grab(view(state(bare))), DARK.path))


def test_before_the_first_rep_there_is_the_groove_alone(app, grab):
    picture = grab(view(state()))
    assert len(places(picture, DARK.groove)) > 300
    assert not len(places(picture, DARK.path))


def marker_height(made: GrooveView) -> float:
    """Return the height of the marker's middle, px from the top."""
    marker = next(child for child in made.children() if type(child).__name__ == "_Marker")
    return marker.geometry().center().y()


def test_the_marker_stands_at_the_height_of_the_bar(app, grab):
    made = view(state(in_the_groove(), velocity=0.0, height=0.3))
    grab(made)
    assert marker_height(made) == pytest.approx(made.at(0.0, 30.0).y(), abs=1.5)


def test_the_marker_never_leaves_the_plot(app, grab):
    made = view(state(in_the_groove(), velocity=0.0, height=-0.4))
    grab(made)
    assert marker_height(made) == pytest.approx(made.area.bottom(), abs=1.5)


def test_the_marker_goes_when_the_set_is_over(app, grab):
    made = view(state(in_the_groove(), velocity=0.2, height=0.3))
    shows = len(places(grab(made), DARK.text))
    made.show_state(state(in_the_groove(), velocity=0.0, height=0.3, summary=object()))
    assert len(places(grab(made), DARK.text)) < shows


def moving(height: Callable[[float], float], seconds: float = 3.0) -> tuple[list[float], ...]:
    """Return at 60 frames a second the heights shown, and the true ones, from 10 messages a s."""
    glide, shown, true = Glide(), list[float](), list[float]()
    for frame in range(round(60 * seconds)):
        now = frame / 60.0
        if frame % 6 == 0:
            speed = (height(now + 1e-4) - height(now - 1e-4)) / 2e-4
            glide.hear(state(in_the_groove(), velocity=speed, height=height(now)))
        glide.tick(now)
        shown.append(glide.height)
        true.append(height(now))
    return shown, true


def test_the_marker_glides_between_the_messages():
    shown, true = moving(lambda t: 0.3 - 0.3 * np.cos(2.0 * t))
    fastest = 0.6 / 60.0  # m that the bar moves in a frame
    assert np.abs(np.diff(shown)).max() < 1.6 * fastest
    assert np.abs(np.subtract(shown, true)).max() < 0.04


def test_a_bar_of_which_nothing_is_heard_stops():
    glide = Glide()
    glide.hear(state(in_the_groove(), velocity=0.5, height=0.2))
    for frame in range(120):
        glide.tick(frame / 60.0)
    assert glide.height == pytest.approx(0.2 + 0.15 * 0.5, abs=0.001)


def test_a_bar_that_rests_is_shown_where_it_rests():
    glide = Glide()
    glide.hear(state(in_the_groove(), velocity=0.5, height=0.2))
    glide.hear(state(in_the_groove(), velocity=0.0, height=0.5))
    assert glide.height == 0.5
