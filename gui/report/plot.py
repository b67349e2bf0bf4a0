"""Charts as drawings of their own: axes, and what is drawn between them, in the axes' units.

What is drawn first lies below. A thing with ``told`` says its value to whoever points at it, taps
it or comes to it by the keyboard; nothing is needed for that but what the drawing holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np

from gui.report.frame import DASHED, SMALL, Box, Entry, Level, axes, grid, legend, level_words
from gui.report.scale import Axis
from gui.report.shapes import shape
from gui.report.svg import (
    BLUE,
    FAINT,
    INK,
    drawing,
    element,
    number,
    reach,
    text,
    thinned,
    way,
    width_of,
)
from velocity.samples import Floats

WIDTH = 480.0
"""Of a drawing, in its own units."""
_TOP, _BOTTOM = 30.0, 42.0


class Plot:
    """A chart that is drawn into.

    Args:
        x, y: its axes.
        height: of the whole, without the legend.
        right: room at the right for the words of levels.
        width: of the whole.
    """

    def __init__(
        self, x: Axis, y: Axis, *, height: float = 280.0, right: float = 14.0, width: float = WIDTH
    ) -> None:
        self.x, self.y, self.width, self.height = x, y, width, height
        widest = max((width_of(word, SMALL) for _, word in y.ticks), default=0.0)
        self.left, self.right = widest + 12.0, width - right
        self.top, self.bottom = _TOP, height - _BOTTOM
        self._drawn: list[str] = []
        self._levels: list[Level] = []
        self._legend: list[Entry] = []
        self._told = 0

    def at(self, x: Floats | float, y: Floats | float) -> tuple[Floats, Floats]:
        """Return where values lie in the drawing."""
        across = (np.asarray(x, float) - self.x.low) / (self.x.high - self.x.low)
        up = (np.asarray(y, float) - self.y.low) / (self.y.high - self.y.low)
        return (
            np.asarray(self.left + across * (self.right - self.left)),
            np.asarray(self.bottom - up * (self.bottom - self.top)),
        )

    @property
    def slot(self) -> float:
        """Units of the drawing that one unit of the x axis takes."""
        return (self.right - self.left) / (self.x.high - self.x.low)

    def add(self, *drawn: str, told: str = "") -> None:
        """Add what is drawn in the drawing's own units; ``told`` says what it is."""
        if not told:
            self._drawn += drawn
            return
        self._told += 1
        self._drawn.append(
            element(
                "g",
                f"<title>{escape(told, quote=False)}</title>",
                *drawn,
                role="img",
                tabindex="0" if self._told == 1 else "-1",
            )
        )

    def line(
        self,
        x: Floats,
        y: Floats,
        colour: str = INK,
        *,
        width: float = 2.0,
        dash: str | None = None,
        told: str = "",
    ) -> None:
        """Draw a line; it breaks where a value is NaN. Long ones are thinned."""
        d = way(*thinned(*self.at(x, y)))
        drawn = element(
            "path",
            d=d,
            fill="none",
            stroke=colour,
            stroke_width=width,
            stroke_dasharray=dash,
            stroke_linejoin="round",
        )
        self.add(reach(d) if told else "", drawn, told=told)

    def area(
        self, x: Floats, low: Floats, high: Floats, colour: str = BLUE, *, opacity: float = 0.18
    ) -> None:
        """Draw a band between two lines over x."""
        known = np.isfinite(low) & np.isfinite(high)
        across, down = self.at(np.asarray(x)[known], np.asarray(low)[known])
        self._area(
            across, down, *self.at(np.asarray(x)[known], np.asarray(high)[known]), colour, opacity
        )

    def area_along(
        self, y: Floats, left: Floats, right: Floats, colour: str = BLUE, *, opacity: float = 0.18
    ) -> None:
        """Draw a band between two lines that go up over y."""
        self._area(*self.at(left, y), *self.at(right, y), colour, opacity)

    def _area(
        self, x1: Floats, y1: Floats, x2: Floats, y2: Floats, colour: str, opacity: float
    ) -> None:
        if not len(x1):
            return
        d = way(np.concatenate((x1, x2[::-1])), np.concatenate((y1, y2[::-1])), closed=True)
        self.add(f'<path d="{d}" fill="{colour}" fill-opacity="{opacity:g}"/>')

    def span(self, first: float, last: float, words: str = "", *, told: str = "") -> None:
        """Shade the plot from one x to another, with words above it."""
        (x1, x2), _ = self.at(np.array([first, last]), np.zeros(2))
        body = element(
            "rect", x=x1, y=self.top, width=max(x2 - x1, 0.5), height=self.bottom - self.top,
            fill="#e6eef5",
        )  # fmt: skip
        over = text((x1 + x2) / 2, self.top - 4, words, size=SMALL, anchor="middle")
        self.add(body, over if words else "", told=told)

    def bar(
        self,
        x: float,
        low: float,
        high: float,
        colour: str,
        *,
        wide: float = 0.72,
        hollow: bool = False,
        dash: str | None = None,
        told: str = "",
        beside: Sequence[str] = (),
    ) -> None:
        """Draw a bar, ``wide`` in units of x; ``beside`` is drawn with it, and told by it."""
        (x1, x2), (y1, y2) = self.at(np.array([x - wide / 2, x + wide / 2]), np.array([low, high]))
        body = element(
            "rect", x=x1, y=min(y1, y2), width=x2 - x1, height=abs(y1 - y2),
            fill="#ffffff" if hollow else colour, stroke=colour, stroke_width=1.5,
            stroke_dasharray=dash,
        )  # fmt: skip
        self.add(body, *beside, told=told)

    def error(self, x: float, y: float, se: float, colour: str = INK) -> str:
        """Return an error bar of one ``se`` up and down; "" where it is not known."""
        if not np.isfinite(se):
            return ""
        (at, _), (low, high) = self.at(np.array([x, x]), np.array([y - se, y + se]))
        cap = min(0.18 * self.slot, 4.0) if self.slot > 4.0 else 3.0
        d = (
            f"M{number(at)} {number(low)}V{number(high)}"
            f"M{number(at - cap)} {number(low)}H{number(at + cap)}"
            f"M{number(at - cap)} {number(high)}H{number(at + cap)}"
        )
        halo = element("path", d=d, fill="none", stroke="#ffffff", stroke_width=2.8)
        return halo + element("path", d=d, fill="none", stroke=colour, stroke_width=1.4)

    def point(
        self,
        x: float,
        y: float,
        colour: str = BLUE,
        *,
        se: float = float("nan"),
        size: float = 4.0,
        hollow: bool = False,
        told: str = "",
    ) -> None:
        """Draw a point, with its standard error where there is one."""
        across, down = (float(one) for one in self.at(x, y))
        body = element(
            "circle", cx=across, cy=down, r=size, fill="#ffffff" if hollow else colour,
            stroke=colour if hollow else "#ffffff", stroke_width=1.6 if hollow else 1.0,
        )  # fmt: skip
        self.add(self.error(x, y, se), body, told=told)

    def state(self, x: float, y: float, state: str, *, side: float = 16.0, up: float = 0.0) -> str:
        """Return the shape of a state, its middle ``up`` units over a place."""
        across, down = (float(one) for one in self.at(x, y))
        return shape(state, across, down - up, side)

    def level(self, y: float, words: str, colour: str = FAINT, dash: str | None = DASHED) -> None:
        """Draw a line across at a value, and words at its right end."""
        self.steps(np.array([self.x.low, self.x.high]), np.array([y]), words, colour, dash)

    def steps(
        self, edges: Floats, levels: Floats, words: str, colour: str, dash: str | None = None
    ) -> None:
        """Draw levels (n,) between edges (n + 1,) of x, and words at the right end."""
        x, y = np.repeat(edges, 2)[1:-1], np.repeat(levels, 2)
        d = way(*self.at(x, y))
        self.add(element("path", d=d, fill="none", stroke="#ffffff", stroke_width=4.0))
        self.line(x, y, colour, dash=dash)
        self._levels.append(Level(float(self.at(0.0, float(levels[-1]))[1]), words, colour))

    def upright(self, x: float, words: str, colour: str = FAINT, dash: str | None = DASHED) -> None:
        """Draw a line up at a value, and words above it."""
        (at, _), _ = self.at(np.array([x, x]), np.zeros(2))
        d = f"M{number(at)} {number(self.bottom)}V{number(self.top)}"
        self.add(
            element(
                "path", d=d, fill="none", stroke=colour, stroke_width=2.0, stroke_dasharray=dash
            ),
            text(at, self.top - 4, words, size=SMALL, colour=colour, anchor="middle"),
        )

    def words(
        self, x: float, y: float, words: str, colour: str = INK, *, anchor: str = "middle",
        up: float = 0.0, bold: bool = False,
    ) -> None:  # fmt: skip
        """Write words ``up`` units over a place."""
        across, down = (float(one) for one in self.at(x, y))
        at = down - up
        self.add(text(across, at, words, size=SMALL, colour=colour, anchor=anchor, bold=bold))

    def entry(self, words: str, colour: str, sign: str) -> None:
        """Add an entry to the legend.

        ``sign`` is ``line``, ``thick``, ``dashed``, ``dotted``, ``area``, ``bar``, ``disc``,
        ``ring``, or the shape of a state: ``shape:rack``.
        """
        self._legend.append(Entry(words, colour, sign))

    def svg(self, alt: str, *, upright: bool = False) -> str:
        """Return the drawing; ``alt`` says what it shows, ``upright`` draws lines at x ticks."""
        box = Box(self.left, self.top, self.right, self.bottom)
        signs, high = legend(self._legend, 2.0, self.height, self.width)
        behind = grid(box, self.x, self.y, upright=upright)
        around = axes(box, self.x, self.y) + level_words(self._levels, box) + signs
        return drawing(
            self.width,
            self.height + high,
            alt,
            behind,
            *self._drawn,
            element("g", around, aria_hidden="true"),
        )
