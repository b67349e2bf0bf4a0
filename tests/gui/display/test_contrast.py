from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from gui.display.preferences import Preferences
from gui.display.theme import THEMES
from tests.contrast import NORMAL, VISION, colours, contrast, difference, pixels, seen
from tests.windows import NAMES, opened, settle, state_named

TEXT, SHAPES = 4.5, 3.0
SIZES = [(800, 480), (1920, 1080), (1080, 1920)]
STATES = ("ok", "near", "rack", "unsure")
TEXTS = ("who", "number", "sign", "facts", "link", "awaiting", "resting")
"""Parts in which all that is shown is words, or shapes in the colours of words."""
CHARTS = ("bars", "groove", "touch")
LEAST_SHARE = 0.0008  # of a part, that a colour has: less is the core of one letter
LEAST_LINES = 0.0002
UNLIKE = 12.0  # ΔE: seen at a glance


@pytest.fixture(scope="module", params=THEMES)
def window(app, request):
    window = opened(preferences=Preferences(theme=request.param))
    yield window
    window.deleteLater()
    settle()


@pytest.fixture(scope="module")
def theme(window):
    return window._theme


def part_of(window, name, state, size=(1920, 1080)):
    window.resize(*size)
    window.show_state(state_named(state))
    settle()
    part = window._parts[name]
    return part.grab().toImage() if part.isVisible() else None


def foreground(image):
    """The colours that stand on the most common one, and that."""
    ground, *others = colours(image)
    return ground[0], [colour for colour, share in others if share > LEAST_SHARE]


def test_white_on_black_is_the_most_there_is_and_a_colour_on_itself_the_least():
    assert contrast(seen("#ffffff"), seen("#000000")) == pytest.approx(21.0)
    assert contrast(seen("#808080"), seen("#808080")) == 1.0
    assert contrast(seen("#767676"), seen("#ffffff")) == pytest.approx(4.54, abs=0.01)


def test_people_who_lack_a_kind_of_cones_see_greys_as_they_are():
    for vision in VISION:
        assert np.allclose(seen("#808080", vision), seen("#808080"), atol=1e-3)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", NAMES)
def test_all_words_can_be_read(window, theme, state, size):
    lines = [seen(one) for one in (theme.line, theme.panel, theme.pressed)]
    for name in TEXTS:
        image = part_of(window, name, state, size)
        if image is not None:
            ground, others = foreground(image)
            words = [one for one in others if min(difference(one, two) for two in lines) > 1.0]
            assert all(contrast(one, ground) >= TEXT for one in words), name


@pytest.mark.parametrize("name", THEMES)
def test_what_stands_on_a_states_colour_can_be_read(name):
    theme = THEMES[name]
    on = seen(theme.on_state)
    assert all(contrast(on, seen(theme.of(state))) >= TEXT for state in STATES)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", ["ok", "near", "rack", "unsure", "resting"])
@pytest.mark.parametrize("name", CHARTS)
def test_all_shapes_can_be_seen(window, theme, state, size, name):
    image = part_of(window, name, state, size)
    ground = theme.button if name == "touch" else theme.ground
    drawn = [theme.text, theme.line, theme.ok, theme.near, theme.rack, theme.groove, theme.path]
    used = [one for one in drawn if share_of(image, one) > LEAST_LINES]
    assert used
    assert all(contrast(seen(one), seen(ground)) >= SHAPES for one in used)


def share_of(image, colour):
    """The share of a part's pixels that have a colour: thin lines are flat nowhere."""
    rgb = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return float(np.all(pixels(image) == rgb, axis=2).mean())


@pytest.mark.parametrize("vision", VISION)
def test_the_colours_of_the_states_are_told_apart_by_everybody(window, theme, vision):
    shown = [main_colour(part_of(window, "sign", state), theme, vision) for state in STATES]
    assert min(difference(one, other) for one, other in combinations(shown, 2)) > UNLIKE


def main_colour(image, theme, vision):
    """The colour that a sign has most of, besides those of ground and words."""
    rest = [seen(one, vision) for one in (theme.ground, theme.text)]
    found = [one for one, _ in colours(image, vision)]
    return next(one for one in found if all(difference(one, other) > 5.0 for other in rest))


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("name", THEMES)
def test_every_state_stands_out_for_everybody(name, vision):
    theme = THEMES[name]
    for state in STATES:
        least = TEXT if vision == NORMAL else SHAPES
        assert contrast(seen(theme.of(state), vision), seen(theme.ground, vision)) >= least


@pytest.mark.parametrize("state", STATES)
def test_without_any_colour_the_states_still_have_shapes_and_words_of_their_own(window, state):
    grey = {other: outline(part_of(window, "sign", other)) for other in STATES}
    mine = grey.pop(state)
    assert all((mine != other).mean() > 0.02 for other in grey.values())


def outline(image):
    """Where something stands on the ground, whatever its colour."""
    grey = image.convertToFormat(image.Format.Format_Grayscale8).scaled(240, 60)
    rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return np.abs(rows.astype(int) - int(rows[0, 0])) > 40
