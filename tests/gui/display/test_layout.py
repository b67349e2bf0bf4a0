from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from gui.display.layout import phase_of, places, touch_height
from gui.display.sizes import Sizes
from gui.live_state import LiveState
from velocity.events import RepFinished, SetEnded
from velocity.sets import summaries

PHASES = ("awaiting", "lifting", "resting")
KNOWN = [
    (800, 480),
    (1920, 1080),
    (3840, 2160),
    (480, 800),
    (1080, 1920),
    (1024, 768),
    (1280, 1024),
]
SIZES = st.builds(
    Sizes,
    width=st.integers(480, 4096),
    height=st.integers(480, 4096),
    scale=st.floats(1.0, 1.6),
    dots_per_inch=st.floats(60.0, 130.0),
)


@given(SIZES, st.sampled_from(PHASES), st.booleans())
def test_everything_is_inside_and_nothing_overlaps(sizes, phase, touch_bar):
    boxes = places(sizes, phase, touch_bar=touch_bar)
    window = QRect(0, 0, sizes.width, sizes.height)
    assert all(window.contains(box) for box in boxes.values())
    assert not [(a, b) for a, b in combinations(boxes, 2) if boxes[a].intersects(boxes[b])]


@given(SIZES, st.sampled_from(PHASES))
def test_nothing_is_too_small_to_see(sizes, phase):
    for box in places(sizes, phase).values():
        assert box.width() >= 0.12 * sizes.width
        assert box.height() >= min(sizes.small, 0.1 * sizes.height)


@pytest.mark.parametrize("size", KNOWN)
def test_the_number_is_the_largest_thing_while_lifting(size):
    boxes = places(Sizes(*size), "lifting")
    areas = {name: box.width() * box.height() for name, box in boxes.items()}
    assert max(areas, key=areas.get) == "number"


@pytest.mark.parametrize("size", [size for size in KNOWN if size[0] > size[1]])
@pytest.mark.parametrize("scale", [1.0, 1.6])
def test_in_landscape_there_is_room_for_digits_of_three_tenths_of_the_height(size, scale):
    box = places(Sizes(*size, scale), "lifting")["number"]
    assert box.height() >= 0.4 * size[1]
    assert box.width() >= 1.03 * size[1]  # of "0.00" in bold type with such digits


@given(SIZES)
def test_what_is_touched_is_as_high_as_a_finger_is_wide(sizes):
    rows = 2 if sizes.upright else 1
    assert touch_height(sizes) >= rows * sizes.touch


def test_without_a_touch_bar_its_room_is_for_the_rest():
    sizes = Sizes(1920, 1080)
    with_bar, without = places(sizes, "lifting"), places(sizes, "lifting", touch_bar=False)
    assert "touch" not in without
    assert without["sign"].height() > with_bar["sign"].height()


def test_before_the_first_rep_something_is_awaited_and_after_the_last_one_rests(rep):
    state = LiveState("squat")
    assert phase_of(state) == "awaiting"
    state.take(RepFinished(rep(1)))
    assert phase_of(state) == "lifting"
    reps = (rep(1), rep(2))
    state.take(SetEnded(summaries(reps)[-1], reps, ()))
    assert phase_of(state) == "resting"
