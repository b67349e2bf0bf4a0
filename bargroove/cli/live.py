"""``bargroove live``: a set as it happens."""

from __future__ import annotations

import argparse
import asyncio
import os
import shlex
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path

from bargroove.book import Book, open_book
from bargroove.cli.analyze import title
from bargroove.cli.limits_arguments import overrides_of
from bargroove.errors import NothingCame
from bargroove.heads import DEMO, header_of
from bargroove.keeper import Keeper
from bargroove.live import LiveSet, Screen, follow
from bargroove.live_json import JsonScreen
from bargroove.places import capture_path, captures_folder
from bargroove.recorder import Recorder
from bargroove.source import Source
from gui.keys import pressed
from gui.live_lines import LinesScreen
from gui.live_screen import TableScreen
from gui.live_state import LinkState, LiveState
from gui.live_words import UNSEEN, counted
from gui.table import bullets, render
from gui.terminal import can_redraw, style_of
from velocity import LIFTS, Analysis
from velocity.alert import Alert
from velocity.monitor import Monitor

_TOLD_AGAIN = "file:"


def run(arguments: argparse.Namespace) -> None:
    """Run a live set until the source ends or Ctrl-C, and print its final table.

    Raises:
        BridgeError: the source cannot be opened.
        NothingCame: it was stopped before the first reading.
        UnknownLifter: the logbook does not know who lifts.
        BadSettings, BadChoice: what was chosen of the limits cannot be.
    """
    with closing(open_book(arguments.lifter)) as book:
        _run(arguments, book)


def _run(arguments: argparse.Namespace, book: Book) -> None:
    arguments.lifter = book.lifter
    alert = book.alert(arguments.lift, arguments.load, arguments.phase, overrides_of(arguments))
    state = LiveState(title(arguments.lift, arguments.load, arguments.lifter))
    about = {"lift": arguments.lift, "load_kg": arguments.load, "lifter": arguments.lifter}
    screen = JsonScreen(state, sys.stdout, **about) if arguments.json else screen_for(state)
    keeper = None if arguments.source.startswith(_TOLD_AGAIN) else book.keeper()
    try:
        live = run_set(arguments, partial(_name, arguments), state, screen, alert, keeper)
    finally:
        screen.close()
    if not arguments.json:
        print(summary(live, state, arguments.lift))
        told = book.notices(arguments.lift) if keeper else ()
        if told:
            print("\n" + "\n".join(bullets(told, style_of(sys.stdout, os.environ))))


def screen_for(state: LiveState) -> Screen:
    """Return what suits stdout: a table that is redrawn, or plain lines."""
    if can_redraw(sys.stdout, os.environ):
        return TableScreen(state, sys.stdout, colour=style_of(sys.stdout, os.environ).colour)
    return LinesScreen(state, sys.stdout)


def run_set(
    arguments: argparse.Namespace,
    name: Callable[[], Path],
    state: LiveState,
    screen: Screen,
    alert: Alert,
    keeper: Keeper | None,
) -> LiveSet:
    """Follow the source to its end, and return what the monitor has made of it.

    Args:
        arguments: those of ``live``.
        name: returns where the capture goes.
        state: what the screen shows; it is kept up to date.
        screen: where people follow.
        alert: what judges the reps.
        keeper: what brings them to the logbook.

    Raises:
        BridgeError: the source cannot be opened.
        NothingCame: it was stopped before the first reading.
    """
    recorder = Recorder(name, header_of(arguments, alert))
    source = Source(arguments.source, arguments.rate, recorder.begin)
    known = {"offset_m": arguments.offset_m, "bar_axis": arguments.bar_axis}
    monitor = Monitor(LIFTS[arguments.lift], **known, alert=alert)
    live = LiveSet(source, recorder, monitor, state, screen, keeper)
    try:
        asyncio.run(_followed(source, live, state, screen))
        if live.origin is None:
            raise NothingCame(f"{arguments.source}: stopped before any reading came")
        live.finish()
    finally:
        live.close()
    return live


async def _followed(source: Source, live: LiveSet, state: LiveState, screen: Screen) -> None:
    if isinstance(screen, JsonScreen):  # for programs, which press no keys
        return await follow(source, live.take, screen.draw)
    with pressed(sys.stdin, live.press) as state.keys:
        return await follow(source, live.take, screen.draw)


def summary(live: LiveSet, state: LiveState, lift: str) -> str:
    """Return the final tables of all sets, and where the capture lies."""
    style = style_of(sys.stdout, os.environ)
    ended = [live.ended[number] for number in sorted(live.ended)]
    reps = tuple(rep for one in ended for rep in one.reps)
    rate = state.link.rate_hz
    parts = [state.title if rate is None else f"{state.title}, {rate:.1f} Hz"]
    if reps:
        told = tuple(dict.fromkeys(text for one in ended for text in one.notices))
        told += (UNSEEN,) if any(rep.technique for rep in reps) else ()
        sets = tuple(one.summary for one in ended if one.reps)
        analysis = Analysis(lift, rate or 0.0, reps, sets, told)
        parts.append(render(analysis, style, notices=(*told, *_link_notices(state.link))))
    else:
        parts += ["No reps.", *bullets(_link_notices(state.link), style)]
    return "\n\n".join([*parts, *_kept(live, state.link)]).rstrip()


def _link_notices(link: LinkState) -> tuple[str, ...]:
    counts = (
        (link.lost, f"{counted(link.lost, 'sample')} lost in {counted(link.gaps, 'gap')}"),
        (link.clipped, f"{counted(link.clipped, 'sample')} clipped"),
        (link.bad, f"{counted(link.bad, 'frame')} damaged or not understood"),
        (link.cuts, f"the link was lost {counted(link.cuts, 'time')} and tried again"),
    )
    return (*(told for number, told in counts if number), *link.notices)


def _kept(live: LiveSet, link: LinkState) -> list[str]:
    told = [f"Capture: {path}" for path in live.recorder.paths]
    if live.recorder.trouble:
        told = [f"{live.recorder.failure}: this set is not kept in full"]
    return ["\n".join([*_logged(live, link), *told])]


def _logged(live: LiveSet, link: LinkState) -> list[str]:
    """Return which sets are in the logbook, or how they can still come there."""
    if DEMO in live.recorder.about:  # whose logbook is not the user's
        return []
    if link.logbook_trouble:
        held = [path for path in live.recorder.paths if path.is_file() and path.stat().st_size]
        paths = " ".join(shlex.quote(str(path)) for path in held)
        return [
            f"Not all is in the logbook: {link.logbook_trouble}",
            *([f"Later: bargroove recover {paths}"] if paths else []),
        ]
    numbers = ", ".join(str(number) for number in link.logged)
    mark = "mark a rep: bargroove mark SET REP broke"
    return [f"Logbook: set {numbers} ({mark})"] if numbers else []


def _name(arguments: argparse.Namespace) -> Path:
    return capture_path(arguments.out or captures_folder(), arguments.lift, datetime.now())
