"""The live set as lines of a screen: the same columns as the table afterwards, and a bar."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Sequence
from math import isfinite

from gui.digits import large
from gui.grid import Column, fitting, grid
from gui.live_state import LinkState, LiveState
from gui.table import VERDICTS, conclusion, measured, verdict
from gui.terminal import Colour, Style, shown_width, uncoloured
from velocity.rep import Rep

_EIGHTHS = " ▏▎▍▌▋▊▉"
_SLOWEST_SCALE = 0.5  # m/s: the bars' full width is at least this
READY = "leave the bar still for 2 s, then lift"
"""What is awaited before the first rep."""
_LEAST_BAR, _MOST_BAR = 8, 40


def lines(state: LiveState, style: Style, height: int, said: Sequence[str] = ()) -> list[str]:
    """Return at most ``height`` lines, none wider than the style's width.

    Args:
        state: what to show.
        style: width and colours of the place.
        height: lines of the place.
        said: what has just happened to the link.
    """
    head = [*_header(state, style), "", *_link(state.link, style), ""]
    foot = _foot(state, style, said)
    room = height - len(head) - len(foot)
    if room < 3:  # too low a place: what counts most
        head, foot = head[:3], []
        room = height - len(head)
    shown = [*head, *_reps(state.reps, style, room), *foot]
    return [_cut(line, style.width) for line in shown[:height]]


def _header(state: LiveState, style: Style) -> list[str]:
    velocity = state.velocity if state.link.stands else None
    number = " -.--" if velocity is None else f"{round(velocity, 2) + 0.0:5.2f}"
    colour = Colour.ALARM if state.alarm else Colour.BOLD if state.link.stands else Colour.ORANGE
    beside = (
        style.paint(_phase(state), colour),
        state.title,
        "" if velocity is None else f"height {100 * (state.height or 0.0):.0f} cm",
    )
    large_number = (style.paint(row, colour) for row in large(number))
    units = ("", "", "m/s")
    return [
        f"{row} {unit:<3}   {text}".rstrip()
        for row, unit, text in zip(large_number, units, beside, strict=True)
    ]


def _phase(state: LiveState) -> str:
    if state.alarm:
        return " RACK THE BAR "
    if not state.link.stands:
        return state.link.word
    if state.rising:
        return f"rep {state.rising}, going up"
    if state.summary is not None:
        return "set over"
    return f"rep {state.reps[-1].rep} done" if state.reps else READY


def _link(link: LinkState, style: Style) -> list[str]:
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
    """Return where the capture is, its name whole, or why there is none."""
    if link.trouble:
        told = textwrap.wrap(f"NOT KEPT {link.trouble}", style.width, subsequent_indent=" " * 9)
        return [style.paint(line, Colour.VERMILION) for line in told]
    room = max(style.width - len("capture  "), 1)
    path = _from_home(link.capture)
    return [f"capture  {path if len(path) <= room else f'…{path[1 - room :]}'}"]


def _from_home(path: str) -> str:
    home = os.path.join(os.path.expanduser("~"), "")
    return os.path.join("~", path.removeprefix(home)) if path.startswith(home) else path


def counted(number: int, noun: str) -> str:
    """Return a number and what it counts, in the plural where it is not one."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _reps(reps: Sequence[Rep], style: Style, room: int) -> list[str]:
    if not reps:
        return []
    plain = _columns(reps, style)
    taken = sum(column.width + 2 for column in fitting(plain, style.width - _LEAST_BAR - 2))
    bar = Column(("",), _bars(reps, min(style.width - taken, _MOST_BAR), style), left=True)
    table = grid([plain[0], bar, *fitting(plain, style.width - _LEAST_BAR - 2)[1:]])
    heading, rows = table[: -len(reps)], table[-len(reps) :]
    fits = max(room - len(heading), 1)
    return [*heading, *rows[-fits:]]


def _columns(reps: Sequence[Rep], style: Style) -> list[Column]:
    return [
        Column(("rep",), [str(rep.rep) for rep in reps]),
        Column(("mean", "m/s"), measured([rep.mean_velocity for rep in reps], 1, 3)),
        Column(("peak", "m/s"), [_plain(rep.peak_velocity.value, 2) for rep in reps], spare=2),
        Column(
            ("range", "cm"), [_plain(100 * rep.range_of_motion.value, 1) for rep in reps], spare=1
        ),
        Column(("loss", "%"), [_plain(100 * rep.velocity_loss.value, 0) for rep in reps]),
        Column(("verdict",), [verdict(rep, style) for rep in reps], left=True),
    ]


def _plain(value: float, places: int) -> str:
    return f"{round(value, places) + 0.0:.{places}f}" if isfinite(value) else "–"


def _bars(reps: Sequence[Rep], width: int, style: Style) -> list[str]:
    """Return each mean velocity as a bar; the fastest fills the width."""
    values = [rep.mean_velocity.value for rep in reps]
    scale = max([_SLOWEST_SCALE, *(value for value in values if isfinite(value))])
    return [
        style.paint(
            _bar(value / scale, width), VERDICTS[rep.verdict] if rep.valid else Colour.FAINT
        )
        for rep, value in zip(reps, values, strict=True)
    ]


def _bar(share: float, width: int) -> str:
    if not isfinite(share):
        return ""
    eighths = round(max(share, 0.0) * width * 8)
    whole, part = divmod(min(eighths, width * 8), 8)
    return "█" * whole + _EIGHTHS[part].strip()


def _foot(state: LiveState, style: Style, said: Sequence[str]) -> list[str]:
    texts = [text for text in said if text != state.link.trouble]  # that stands above
    if state.summary is not None and state.reps:
        texts.insert(0, conclusion(state.summary, state.reps))
    wrapped = [line for text in texts for line in textwrap.wrap(text, style.width)]
    return ["", *wrapped, style.paint("Ctrl-C ends", Colour.FAINT)]


def _cut(line: str, width: int) -> str:
    """Return a line that fits; colours are dropped from one that has to be cut."""
    if shown_width(line) <= width:
        return line
    return uncoloured(line)[: max(width - 1, 0)] + "…"
