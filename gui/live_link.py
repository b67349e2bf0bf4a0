"""How the link stands, and what is kept of it: lines of the live screen."""

from __future__ import annotations

import os
import textwrap

from gui.live_state import LinkState
from gui.live_words import counted
from gui.terminal import Colour, Style


def link_lines(link: LinkState, style: Style) -> list[str]:
    """Return the lines of a link, none wider than the style's width by much."""
    word = style.paint(link.word, Colour.GREEN if link.stands else Colour.ORANGE)
    parts = [
        word,
        link.sensor,
        *(_pace(link) if link.stands else ()),
        f"battery {link.battery}" if link.battery else "",
    ]
    counts = [
        f"{link.lost} lost" + (f" in {counted(link.gaps, 'gap')}" if link.lost else ""),
        f"{link.clipped} clipped",
        f"{link.bad} bad frames",
    ]
    return [
        f"link     {' · '.join(part for part in parts if part)}",
        f"samples  {' · '.join(counts)}",
        *_kept(link, style),
    ]


def _pace(link: LinkState) -> list[str]:
    rate = [] if link.rate_hz is None else [f"{link.rate_hz:.1f} Hz"]
    return rate + ([] if link.delay_s is None else [f"delay {1000 * link.delay_s:.0f} ms"])


def _kept(link: LinkState, style: Style) -> list[str]:
    """Return where the capture is, its name whole, or why there is none; and the logbook's word."""
    return [*_capture(link, style), *_alarming("LOGBOOK ", link.logbook_trouble, style)]


def _capture(link: LinkState, style: Style) -> list[str]:
    if link.trouble:
        return _alarming("NOT KEPT", link.trouble, style)
    room = max(style.width - len("capture  "), 1)
    path = _from_home(link.capture)
    return [f"capture  {path if len(path) <= room else f'…{path[1 - room :]}'}"]


def _alarming(word: str, trouble: str, style: Style) -> list[str]:
    told = textwrap.wrap(f"{word} {trouble}", style.width, subsequent_indent=" " * 9)
    return [style.paint(line, Colour.VERMILION) for line in told if trouble]


def _from_home(path: str) -> str:
    home = os.path.join(os.path.expanduser("~"), "")
    return os.path.join("~", path.removeprefix(home)) if path.startswith(home) else path
