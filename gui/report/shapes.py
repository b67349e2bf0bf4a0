"""The shapes of the states, each told from the others without its colour; as in the window."""

from __future__ import annotations

from math import cos, pi, sin

from gui.display.theme import LIGHT
from gui.report.svg import INK, element, number

STATES = {
    "ok": "ok",
    "near": "near",
    "rack": "rack",
    "clean": "ok",
    "sliding": "near",
    "failed": "rack",
    "discarded": "discarded",
    "broke": "broke",
    "kept": "kept",
}
"""The shape of each verdict, of each state of technique, and of a person's mark (``kept`` is
clean); any other is unsure."""
_CORNERS = " ".join(
    f"{cos((2 * i + 1) * pi / 8):.2f},{sin((2 * i + 1) * pi / 8):.2f}" for i in range(8)
)


def colour_of(state: str) -> str:
    """Return the colour of a verdict, or of a state of technique."""
    return LIGHT.of(STATES.get(state, "unsure"))


def shape(state: str, x: float, y: float, side: float) -> str:
    """Return the shape of a state, as wide as high, its middle at a place."""
    kind, colour = STATES.get(state, "unsure"), colour_of(state)
    inner = _SHAPES.get(kind, _unsure)
    scale = f"translate({number(x)} {number(y)}) scale({side / 2:.3g})"
    return f'<g transform="{scale}">{inner(colour)}</g>'


def icon(state: str, side: float = 20.0) -> str:
    """Return the shape of a state as a drawing of its own, to stand beside the word."""
    return element(
        "svg",
        shape(state, 10.0, 10.0, 19.0),
        xmlns="http://www.w3.org/2000/svg",
        viewBox="0 0 20 20",
        width=side,
        height=side,
        aria_hidden="true",
    )


def _ok(colour: str) -> str:
    return f'<circle r="0.95" fill="{colour}"/>' + _stroke("M-.45 .04L-.12 .38L.48 -.36", 0.24)


def _near(colour: str) -> str:
    body = f'<path d="M0 -.9L.98 .84L-.98 .84Z" fill="{colour}"/>'
    return body + _stroke("M0 -.3L0 .22M0 .52L0 .54", 0.2)


def _rack(colour: str) -> str:
    body = f'<polygon points="{_CORNERS}" fill="{colour}"/>'
    plates = _stroke("M-.5 -.42L-.5 .1M.5 -.42L.5 .1", 0.22)
    return body + _stroke("M-.68 -.16L.68 -.16", 0.15) + plates + _stroke(_POSTS, 0.12)


def _discarded(colour: str) -> str:
    return _ring(colour, "0.3 0.28") + _stroke("M-.5 .5L.5 -.5", 0.18, colour)


def _unsure(colour: str) -> str:
    bow = "M-.27 -.26C-.27 -.72 .36 -.66 .3 -.22C.26 -.02 0 0 0 .24M0 .53L0 .54"
    return _ring(colour) + _stroke(bow, 0.17, colour)


def _broke(_colour: str) -> str:
    return _ring(INK) + _stroke("M-.36 -.36L.36 .36M-.36 .36L.36 -.36", 0.22, INK)


def _kept(_colour: str) -> str:
    return _ring(INK) + _stroke("M-.4 .04L-.1 .34L.42 -.32", 0.22, INK)


def _ring(colour: str, dashes: str = "") -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<circle r="0.88" fill="#ffffff" stroke="{colour}" stroke-width="0.14"{dashed}/>'


def _stroke(way: str, width: float, colour: str = LIGHT.on_state) -> str:
    return (
        f'<path d="{way}" fill="none" stroke="{colour}" stroke-width="{width:g}"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    )


_POSTS = "M-.22 -.02L-.22 .62M.22 -.02L.22 .62"
_SHAPES = {
    "ok": _ok,
    "near": _near,
    "rack": _rack,
    "discarded": _discarded,
    "broke": _broke,
    "kept": _kept,
}
