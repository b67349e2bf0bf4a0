"""The live set as lines of a screen: the same columns as the table afterwards, and a bar."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from math import isfinite

from gui.digits import large
from gui.grid import Column, fitting, grid
from gui.live_link import link_lines
from gui.live_state import LiveState
from gui.live_words import UNSEEN, called, left_in_full, technique, why
from gui.table import VERDICTS, conclusion, measured, verdict
from gui.terminal import Colour, Style, shown_width, uncoloured
from velocity.rep import Rep

_EIGHTHS = " ▏▎▍▌▋▊▉"
_SLOWEST_SCALE = 0.5  # m/s: the bars' full width is at least this
READY = "leave the bar still for 2 s, then lift"
"""What is awaited before the first rep."""
_KEYS = "b: it broke · c: clean · u: undo · ↑↓: another rep · q: end"
_LEAST_BAR, _MOST_BAR = 8, 40


def lines(state: LiveState, style: Style, height: int, said: Sequence[str] = ()) -> list[str]:
    """Return at most ``height`` lines, none wider than the style's width.

    Args:
        state: what to show.
        style: width and colours of the place.
        height: lines of the place.
        said: what has just happened to the link.
    """
    head = [*_header(state, style), *_standing(state), "", *link_lines(state.link, style), ""]
    foot = _foot(state, style, said)
    room = height - len(head) - len(foot)
    if room < 3:  # too low a place: what counts most
        head, foot = head[:3], []
        room = height - len(head)
    shown = [*head, *_reps(state, style, room), *foot]
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
    if state.alarm and (last := state.last_valid):
        return f" {called(last)} "
    if not state.link.stands:
        return state.link.word
    if state.rising:
        return f"rep {state.rising}, going up"
    if state.summary is not None:
        return "set over"
    return f"rep {state.reps[-1].rep} done" if state.reps else READY


def _standing(state: LiveState) -> list[str]:
    """Return how the last rep was lifted, and how many are left."""
    if not state.reps or state.summary is not None:
        return []
    last = state.reps[-1]
    told = " · ".join(filter(None, (technique(last), left_in_full(last))))
    return [f"rep {last.rep:<5}{told}"] if told else []


def _reps(state: LiveState, style: Style, room: int) -> list[str]:
    reps = state.reps
    if not reps:
        return []
    plain = _columns(state, style)
    taken = sum(column.width + 2 for column in fitting(plain, style.width - _LEAST_BAR - 2))
    bar = Column(("",), _bars(reps, min(style.width - taken, _MOST_BAR), style), left=True)
    table = grid([plain[0], bar, *fitting(plain, style.width - _LEAST_BAR - 2)[1:]])
    heading, rows = table[: -len(reps)], table[-len(reps) :]
    fits = max(room - len(heading), 1)
    return [*heading, *rows[-fits:]]


def _columns(state: LiveState, style: Style) -> list[Column]:
    reps = state.reps
    columns = [
        Column(("rep",), [_number(rep, state) for rep in reps]),
        Column(("mean", "m/s"), measured([rep.mean_velocity for rep in reps], 1, 3)),
        Column(("peak", "m/s"), [_plain(rep.peak_velocity.value, 2) for rep in reps], spare=2),
        Column(
            ("range", "cm"), [_plain(100 * rep.range_of_motion.value, 1) for rep in reps], spare=1
        ),
        Column(("loss", "%"), [_plain(100 * rep.velocity_loss.value, 0) for rep in reps]),
        Column(("verdict",), [verdict(rep, style) for rep in reps], left=True),
    ]
    marks = [(state.marks.get(rep.rep) or ("",))[-1] for rep in reps]
    if any(marks):
        columns.append(Column(("mark",), marks, left=True))
    whys = [why(rep) or _besides(rep) for rep in reps]
    if any(whys):
        columns.append(Column(("why",), whys, spare=3, left=True))
    return columns


def _number(rep: Rep, state: LiveState) -> str:
    """Return a rep's number, with a sign at the one that the keys are about."""
    chosen = state.keys and state.chosen == rep.rep
    return f"›{rep.rep}" if chosen else str(rep.rep)


def _besides(rep: Rep) -> str:
    """Return what is to be said of a rep that no verdict rests on."""
    told = technique(rep) if rep.valid else ""
    return "" if told == "clean" else told


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
        if any(rep.technique for rep in state.reps):
            texts.insert(1, f"{UNSEEN}{' The key is b.' if state.keys else ''}")
    wrapped = [line for text in texts for line in textwrap.wrap(text, style.width)]
    return ["", *wrapped, style.paint(_KEYS if state.keys else "Ctrl-C ends", Colour.FAINT)]


def _cut(line: str, width: int) -> str:
    """Return a line that fits; colours are dropped from one that has to be cut."""
    if shown_width(line) <= width:
        return line
    return uncoloured(line)[: max(width - 1, 0)] + "…"
