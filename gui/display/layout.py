"""Where what is shown stands: the number largest, and everything inside the window."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect

from gui.display.sizes import Sizes
from gui.live_state import LiveState

Phase = Literal["awaiting", "lifting", "resting"]
Places = dict[str, QRect]

_WIDE = 1.6  # width ÷ height from which there is room for three columns
_NUMBER = 0.44  # of the height: digits of 0.3, and a line for the unit


def phase_of(state: LiveState) -> Phase:
    """Return what goes on: before the first rep, in the set, or after it."""
    if not state.reps:
        return "awaiting"
    return "lifting" if state.summary is None else "resting"


def places(sizes: Sizes, phase: Phase, *, touch_bar: bool = True) -> Places:
    """Return where each thing that is shown in a phase stands, by its name."""
    box = QRect(0, 0, sizes.width, sizes.height)
    box = box.adjusted(sizes.gap, sizes.gap, -sizes.gap, -sizes.gap)
    found: Places = {}
    if touch_bar:
        found["touch"], box = _bottom(box, touch_height(sizes), sizes.gap)
    rows = 2 if sizes.upright else 1
    found["link"], box = _bottom(box, _strip(1.6 * rows * sizes.small, 0.07, sizes), sizes.gap)
    if phase == "awaiting":
        return {**found, "awaiting": box}
    found["who"], box = _top(box, _strip(2.6 * sizes.normal, 0.12, sizes), sizes.gap)
    if phase == "resting":
        return {**found, **_resting(box, sizes)}
    return {**found, **_lifting(box, sizes)}


def touch_height(sizes: Sizes) -> int:
    """Return the height of what is touched: a row, or two where the window is upright."""
    row = max(sizes.touch, round(sizes.short * 0.10))
    return 2 * row + sizes.gap if sizes.upright else row


def _strip(height: float, share: float, sizes: Sizes) -> int:
    """Return a strip's height, px: large text takes no more than a share of the window."""
    return round(min(height, share * sizes.height))


def _lifting(box: QRect, sizes: Sizes) -> Places:
    if sizes.upright:
        return _upright(box, sizes)
    if sizes.width >= _WIDE * sizes.height:
        return _wide(box, sizes)
    return _square(box, sizes)


def _wide(box: QRect, sizes: Sizes) -> Places:
    """Have three columns: number over sign, facts over bars, and the groove in full height."""
    wide = max(round(1.07 * sizes.height), round(0.52 * box.width()))
    first, rest = _left(box, wide, sizes.gap)
    groove, second = _right(rest, round(0.4 * rest.width()), sizes.gap)
    number, sign = _top(first, round(_NUMBER * sizes.height), sizes.gap)
    facts, bars = _top(second, round(0.52 * second.height()), sizes.gap)
    return {"number": number, "sign": sign, "facts": facts, "bars": bars, "groove": groove}


def _square(box: QRect, sizes: Sizes) -> Places:
    """Have the number over three columns: sign over facts, bars, and the groove."""
    number, below = _top(box, round(_NUMBER * sizes.height), sizes.gap)
    told, charts = _left(below, round(0.5 * box.width()), sizes.gap)
    sign, facts = _top(told, round(0.48 * told.height()), sizes.gap)
    bars, groove = _left(charts, round(0.56 * charts.width()), sizes.gap)
    return {"number": number, "sign": sign, "facts": facts, "bars": bars, "groove": groove}


def _upright(box: QRect, sizes: Sizes) -> Places:
    """Have number over sign over two columns: facts over bars, and the groove in full height."""
    number, box = _top(box, round(0.28 * box.height()), sizes.gap)
    sign, box = _top(box, round(0.20 * box.height()), sizes.gap)
    first, groove = _left(box, round(0.64 * box.width()), sizes.gap)
    facts, bars = _top(first, round(0.42 * first.height()), sizes.gap)
    return {"number": number, "sign": sign, "facts": facts, "bars": bars, "groove": groove}


def _resting(box: QRect, sizes: Sizes) -> Places:
    if sizes.upright:
        told, charts = _top(box, round(0.60 * box.height()), sizes.gap)
        bars, groove = _left(charts, round(0.60 * box.width()), sizes.gap)
    else:
        told, charts = _left(box, round(0.62 * box.width()), sizes.gap)
        bars, groove = _left(charts, round(0.58 * charts.width()), sizes.gap)
    return {"resting": told, "bars": bars, "groove": groove}


def _top(box: QRect, size: int, gap: int) -> tuple[QRect, QRect]:
    """Return a box's upper part of a height, and what is left of it."""
    return (
        QRect(box.x(), box.y(), box.width(), size),
        box.adjusted(0, size + gap, 0, 0),
    )


def _bottom(box: QRect, size: int, gap: int) -> tuple[QRect, QRect]:
    """Return a box's lower part of a height, and what is left of it."""
    rest, part = _top(box, box.height() - size - gap, gap)
    return part, rest


def _left(box: QRect, size: int, gap: int) -> tuple[QRect, QRect]:
    """Return a box's left part of a width, and what is left of it."""
    return (
        QRect(box.x(), box.y(), size, box.height()),
        box.adjusted(size + gap, 0, 0, 0),
    )


def _right(box: QRect, size: int, gap: int) -> tuple[QRect, QRect]:
    """Return a box's right part of a width, and what is left of it."""
    rest, part = _left(box, box.width() - size - gap, gap)
    return part, rest
