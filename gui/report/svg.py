"""Scalable vector graphics as text: elements with presentation attributes, which Qt draws too."""

from __future__ import annotations

from html import escape

import numpy as np

from gui.display.theme import LIGHT
from velocity.samples import Floats

FONT = 14.0
"""Size of letters, in a drawing's own units: readable where 480 of them are a telephone's width."""
INK, FAINT, LINE, GRID = LIGHT.text, LIGHT.faint, LIGHT.line, "#dedede"
BLUE, GREEN, OLIVE, RED, PURPLE = LIGHT.groove, LIGHT.ok, LIGHT.near, LIGHT.rack, LIGHT.path
SERIES = (BLUE, "#b84300", GREEN, PURPLE, OLIVE, FAINT)
"""Colours of lines that are to be told apart; on white each has a contrast of 4.5 or more."""
_COLUMNS = 700  # of a long line, in each of which its least and its most are kept
_LETTER = 0.54  # of the size of letters, that one of them takes on average


def number(value: float) -> str:
    """Return a coordinate to a tenth of a unit."""
    return f"{round(value, 1) + 0.0:g}" if abs(value) < 1e5 else f"{value:.0f}"


def element(name: str, *children: str, **attributes: str | float | None) -> str:
    """Return an element.

    Args:
        name: of the element.
        children: elements, or text that is escaped already.
        attributes: their underscores become hyphens, and numbers are rounded; None is left out.
    """
    told = "".join(
        f' {key.strip("_").replace("_", "-")}="{_attribute(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(children)
    return f"<{name}{told}>{inside}</{name}>" if inside else f"<{name}{told}/>"


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float = FONT,
    colour: str = INK,
    anchor: str | None = None,
    bold: bool = False,
    turned: bool = False,
) -> str:
    """Return words on a base line at ``y``; ``turned`` reads upwards."""
    return element(
        "text",
        escape(words),
        x=x,
        y=y,
        font_size=size,
        fill=colour,
        text_anchor=anchor,
        font_weight="bold" if bold else None,
        transform=f"rotate(-90 {number(x)} {number(y)})" if turned else None,
    )


def width_of(words: str, size: float = FONT) -> float:
    """Return about how wide words are."""
    return _LETTER * size * len(words)


def way(x: Floats, y: Floats, *, closed: bool = False) -> str:
    """Return the ``d`` of a path through points; where one is not known the path breaks.

    All points but the first are told by how far they lie from the one before, which is short.
    """
    known = np.isfinite(x) & np.isfinite(y)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], known, [False]))))
    end = "Z" if closed else ""
    parts = []
    for first, last in edges.reshape(-1, 2):
        tenths = np.rint(10.0 * np.stack((x[first:last], y[first:last]), axis=1))
        begin, steps = tenths[0] / 10.0, np.diff(tenths, axis=0) / 10.0
        told = " ".join(_short(step) for step in steps.ravel().tolist())
        parts.append(f"M{number(begin[0])} {number(begin[1])}l{told}".rstrip("l") + end)
    return "".join(parts).replace(" -", "-")


def _short(step: float) -> str:
    """Return a step without what a path does not need: ``.4`` for 0.4."""
    return number(step).replace("0.", ".", 1) if abs(step) < 1.0 else number(step)


def drawing(width: float, height: float, alt: str, *drawn: str) -> str:
    """Return a drawing of its own; ``alt`` says what it shows."""
    return element(
        "svg",
        *drawn,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        font_family="sans-serif",
        role="group",
        aria_label=alt,
    )


def reach(d: str) -> str:
    """Return a broad line that is not seen, so that a thin one is easy to point at."""
    return element("path", d=d, fill="none", stroke="#ffffff", stroke_width=9.0, stroke_opacity="0")


def thinned(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Return a line with at most the least and the most of each of ``_COLUMNS`` parts."""
    count = len(x)
    if count <= 2 * _COLUMNS:
        return x, y
    kept = []
    for part in np.array_split(np.arange(count), _COLUMNS):
        known = part[np.isfinite(y[part])]
        if len(known) < len(part):
            kept.append(part[~np.isfinite(y[part])][:1])  # where it breaks
        if len(known):
            kept.append(known[[y[known].argmin(), y[known].argmax()]])
    index = np.unique(np.concatenate(kept))
    return x[index], y[index]


def _attribute(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else number(value)
