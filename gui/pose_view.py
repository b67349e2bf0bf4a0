"""The guided calibration as lines of a screen: which pose is held, which are done, which left."""

from __future__ import annotations

from collections.abc import Sequence

from gui.live_state import LinkState
from gui.terminal import Colour, Style
from velocity.poses import Holding
from velocity.six_poses import FACES

_WIDTH = 30  # characters of the bar that fills while a pose is held


def lines(
    holding: Holding,
    done: list[str],
    between: int,
    link: LinkState,
    style: Style,
    said: Sequence[str] = (),
) -> list[str]:
    """Return the lines to show.

    Args:
        holding: what is held now.
        done: which of the six faces have been taken.
        between: how many further poses have been taken.
        link: how the link stands.
        style: width and colours of the place.
        said: what has just happened to the link.
    """
    left = len(FACES) - len(done)
    return [
        style.paint(
            f"Hold the sensor still with each side up, in any order: {left} left", Colour.BOLD
        ),
        "Lay it on something firm; an upright side may lean on a box. Let go of it.",
        "",
        *(_pose(face, holding, done, style) for face in FACES),
        f"  {between} further, between two axes (three or more make it better)",
        "",
        _now(holding, style),
        "",
        " · ".join(part for part in (link.word, link.sensor, *said[-1:]) if part),
        style.paint("Ctrl-C ends without storing anything", Colour.FAINT),
    ]


def _pose(face: str, holding: Holding, done: list[str], style: Style) -> str:
    if holding.still and holding.face == face:
        mark = style.paint("▶", Colour.ORANGE)
    else:
        mark = style.paint("✓", Colour.GREEN) if face in done else "·"
    return f"  {mark} {face}"


def _now(holding: Holding, style: Style) -> str:
    if not holding.still:
        return "moving …"
    filled = round(_WIDTH * holding.share)
    bar = style.paint("█" * filled, Colour.GREEN) + "░" * (_WIDTH - filled)
    return f"still, {holding.face or 'between two axes'}  {bar}"
