from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from gui.display.shapes import draw_state

STATES = ("ok", "near", "rack", "unsure", "ready")


def drawn(state: str, side: int) -> set[tuple[int, int]]:
    """Return the pixels of a state's shape, all in one colour."""
    picture = QImage(side, side, QImage.Format.Format_RGB32)
    picture.fill(0)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_state(painter, state, QRectF(0, 0, side, side), "#ffffff", "#000000")
    painter.end()
    places = [(x, y) for x in range(side) for y in range(side)]
    return {at for at in places if picture.pixel(*at) & 0xFF > 127}


@pytest.mark.parametrize("side", [20, 60])
def test_shapes_are_told_apart_without_colour(app, side):
    shapes = {state: drawn(state, side) for state in STATES}
    for one, other in combinations(STATES, 2):
        differ = shapes[one] ^ shapes[other]
        assert len(differ) > 0.03 * side * side, (one, other)


@pytest.mark.parametrize("state", STATES)
def test_a_shape_stays_in_its_box_and_fills_it(app, state):
    pixels = drawn(state, 60)
    for axis in (0, 1):
        along = [at[axis] for at in pixels]
        assert min(along) <= 5
        assert max(along) >= 53
