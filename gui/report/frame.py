"""What stands around a plot: its grid, its axes, the words of its levels, and its legend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gui.report.scale import Axis
from gui.report.shapes import shape
from gui.report.svg import FAINT, GRID, LINE, element, number, text, width_of

SMALL = 12.5
"""Size of the letters of ticks and legends."""
DASHED, DOTTED = "7 4", "2 4"
_HIGH = 18.0  # of a line of a legend
_SIGN = 26.0  # width of a sign in a legend, with the space behind it


class Box(NamedTuple):
    """Where a plot lies in its drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def across(self, axis: Axis, value: float) -> float:
        """Return where a value of the x axis lies."""
        share = (value - axis.low) / (axis.high - axis.low)
        return self.left + share * (self.right - self.left)

    def down(self, axis: Axis, value: float) -> float:
        """Return where a value of the y axis lies."""
        return self.bottom - (value - axis.low) / (axis.high - axis.low) * (self.bottom - self.top)


class Level(NamedTuple):
    """Words at the right end of a line, and where it ends."""

    y: float
    words: str
    colour: str


class Entry(NamedTuple):
    """An entry of a legend: ``sign`` as ``Plot.entry`` takes it."""

    words: str
    colour: str
    sign: str


def grid(box: Box, x: Axis, y: Axis, *, upright: bool) -> str:
    """Return the lines behind a plot; ``upright`` for those of the x axis too."""
    d = "".join(
        f"M{number(box.left)} {number(box.down(y, tick))}H{number(box.right)}"
        for tick, _ in y.ticks
    )
    if upright:
        d += "".join(
            f"M{number(box.across(x, tick))} {number(box.top)}V{number(box.bottom)}"
            for tick, _ in x.ticks
        )
    return element("path", d=d, fill="none", stroke=GRID, stroke_width=1.0)


def axes(box: Box, x: Axis, y: Axis) -> str:
    """Return the axes with what is written at them; the label of y stands above it."""
    base = element(
        "path",
        d=f"M{number(box.left)} {number(box.bottom)}H{number(box.right)}",
        stroke=LINE,
        stroke_width=1.0,
    )
    below = "".join(
        text(box.across(x, tick), box.bottom + 16, words, size=SMALL, anchor="middle")
        for tick, words in x.ticks
    )
    beside = "".join(
        text(box.left - 6, box.down(y, tick) + 4.5, words, size=SMALL, anchor="end")
        for tick, words in y.ticks
    )
    middle = (box.left + box.right) / 2
    label = text(middle, box.bottom + 34, x.label, size=SMALL, anchor="middle", colour=FAINT)
    return base + below + beside + label + text(2, 13, y.label, size=SMALL, colour=FAINT)


def level_words(levels: Sequence[Level], box: Box) -> str:
    """Return the words at the ends of lines, one below the other where they would meet."""
    drawn, least = "", box.top
    for level in sorted(levels):
        least = max(level.y + 4.5, least)
        drawn += text(box.right + 5, least, level.words, size=SMALL, colour=level.colour)
        least += 15.0
    return drawn


def legend(entries: Sequence[Entry], left: float, top: float, right: float) -> tuple[str, float]:
    """Return a legend in as many lines as it needs, and how high it is."""
    drawn, x, y = "", left, top
    for entry in entries:
        wide = _SIGN + width_of(entry.words, SMALL) + 14.0
        if x > left and x + wide > right:
            x, y = left, y + _HIGH
        drawn += _sign(entry, x, y + 9.0) + text(x + _SIGN, y + 13.5, entry.words, size=SMALL)
        x += wide
    return drawn, (y + _HIGH - top) if entries else 0.0


def _sign(entry: Entry, x: float, y: float) -> str:
    """Return a sign 20 units wide about the height ``y``."""
    colour, sign = entry.colour, entry.sign
    if sign.startswith("shape:"):
        return shape(sign.removeprefix("shape:"), x + 10, y, 16.0)
    if sign in ("disc", "ring"):
        fill = colour if sign == "disc" else "#ffffff"
        return element("circle", cx=x + 10, cy=y, r=4.5, fill=fill, stroke=colour, stroke_width=1.6)
    if sign in ("area", "bar"):
        opacity = ' fill-opacity="0.25"/>' if sign == "area" else "/>"
        body = element("rect", x=x, y=y - 6, width=20.0, height=12.0, fill=colour)
        return body.replace("/>", opacity)
    dash = {"dashed": DASHED, "dotted": DOTTED}.get(sign)
    d = f"M{number(x)} {number(y)}h20"
    width = 4.0 if sign == "thick" else 2.2
    return element("path", d=d, stroke=colour, stroke_width=width, stroke_dasharray=dash)
