"""``bargroove live``: a set as it happens."""

from __future__ import annotations

import argparse
import asyncio
import os
import shlex
import signal
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bargroove.book import Book, open_book
from bargroove.cli.limits_arguments import overrides_of
from bargroove.desktop import why_no_window
from bargroove.errors import BargrooveError
from bargroove.heads import DEMO
from bargroove.keeper import Keeper
from bargroove.live import LiveSet, Screen, follow
from bargroove.live_json import JsonScreen
from bargroove.place import TOLD_AGAIN, Place, ended
from bargroove.places import capture_path, captures_folder
from bargroove.requests import Requests
from bargroove.turns import Turns
from bargroove.wanted import Wanted
from gui.display.actions import Action
from gui.keys import pressed
from gui.live_lines import LinesScreen
from gui.live_screen import TableScreen
from gui.live_state import LinkState, LiveState
from gui.live_words import UNSEEN, counted, title
from gui.table import bullets, render
from gui.terminal import Style, can_redraw, style_of
from velocity import Analysis
from velocity.events import SetEnded

if TYPE_CHECKING:
    from bargroove.serving import Orders

_KEYS = {
    "b": Action.BROKE,
    "c": Action.CLEAN,
    "u": Action.UNDO,
    "d": Action.DISCARD,
    "up": Action.EARLIER_REP,
    ",": Action.EARLIER_REP,
    "down": Action.LATER_REP,
    ".": Action.LATER_REP,
    "+": Action.LIMIT_UP,
    "-": Action.LIMIT_DOWN,
    "e": Action.END_SET,
    "n": Action.NEXT_LIFTER,
}
_QUIT = "q"


class NoWindow(BargrooveError):
    """A window is needed, and none can be opened; the message says why."""


def run(arguments: argparse.Namespace) -> None:
    """Run live sets until the source ends, Ctrl-C, or the window is closed; print what they were.

    Raises:
        BridgeError: the source cannot be opened.
        NothingCame: it was stopped before the first reading.
        UnknownLifter: the logbook does not know who lifts.
        BadSettings, BadChoice: what was chosen of the limits cannot be.
        NoWindow: a window is needed, and none can be opened.
    """
    if arguments.json or arguments.terminal:
        why_not = "--json" if arguments.json else "--terminal"
    elif not (why_not := why_no_window()):
        return _in_window(arguments)
    if arguments.kiosk:
        raise NoWindow(f"--kiosk needs a window: {why_not}")
    if arguments.source is None or arguments.lift is None:
        arguments.refuse(f"without a window, SOURCE and --lift are needed ({why_not})")
    with closing(_open(arguments)) as book:
        _run(arguments, book)
    return None


def _open(arguments: argparse.Namespace) -> Book:
    """Return the logbook of whoever lifts, if it knows all that were named."""
    names = [arguments.lifter, *arguments.next]
    for name in names[1:]:
        open_book(name).close()
    return open_book(names[0])


def _run(arguments: argparse.Namespace, book: Book) -> None:
    turns = Turns(book, wanted_of(arguments), arguments.next)
    state = LiveState(turns.title)
    about = {"lift": arguments.lift, "load_kg": arguments.load, "lifter": book.lifter}
    screen = JsonScreen(state, sys.stdout, **about) if arguments.json else screen_for(state)
    keeper = None if arguments.source.startswith(TOLD_AGAIN) else book.keeper()
    folder = arguments.out or captures_folder()
    place = Place(arguments.source, arguments.rate, partial(_name, folder, arguments.lift))
    try:
        live = run_set(place, turns, state, screen, keeper)
    finally:
        screen.close()
    if not arguments.json:
        print(summary(live, state))
        told = book.notices(turns.turn.lift) if keeper else ()
        if told:
            print("\n" + "\n".join(bullets(told, style_of(sys.stdout, os.environ))))


def _in_window(arguments: argparse.Namespace) -> None:
    """Run the sets in a window."""
    from bargroove.cli.window import Asked, show  # Qt takes a while to load

    wanted = wanted_of(arguments)

    def orders() -> Orders:
        from bargroove.serving import Orders

        name = partial(_name, arguments.out or captures_folder())
        return Orders(wanted, arguments.rate, name, persistent=arguments.kiosk)

    asked = Asked(
        orders,
        lambda: _open(arguments),
        _given(arguments),
        tuple(arguments.next),
        kiosk=arguments.kiosk,
        wav=arguments.wav,
    )
    print(told(show(asked)))


def told(lives: Sequence[LiveSet]) -> str:
    """Return the final tables of all that a window has shown."""
    summaries = [summary(live, live.state) for live in lives if live.origin is not None]
    return "\n\n".join(summaries) or "No set was lifted."


def _given(arguments: argparse.Namespace) -> dict[str, Any]:
    """Return what the command line says of the plan, as fields of ``Plan``."""
    given = {
        "source": arguments.source,
        "lifter": arguments.lifter,
        "lift": arguments.lift,
        "load_kg": arguments.load,
        "target": arguments.target,
    }
    return {name: value for name, value in given.items() if value is not None}


def wanted_of(arguments: argparse.Namespace) -> Wanted:
    """Return what is to be lifted, from the arguments of ``live``.

    Raises:
        BadChoice: the limits contradict each other.
    """
    return Wanted(
        arguments.lift or "",
        arguments.lifter,
        arguments.load,
        arguments.phase,
        arguments.cue,
        arguments.note,
        arguments.target,
        offset_m=arguments.offset_m,
        bar_axis=arguments.bar_axis,
        chosen=overrides_of(arguments),
    )


def screen_for(state: LiveState) -> Screen:
    """Return what suits stdout: a table that is redrawn, or plain lines."""
    if can_redraw(sys.stdout, os.environ):
        return TableScreen(state, sys.stdout, colour=style_of(sys.stdout, os.environ).colour)
    return LinesScreen(state, sys.stdout)


def run_set(
    place: Place, turns: Turns, state: LiveState, screen: Screen, keeper: Keeper | None
) -> LiveSet:
    """Follow the source to its end, and return what the monitor has made of it.

    Raises:
        BridgeError: the source cannot be opened.
        NothingCame: it was stopped before the first reading.
    """
    live = place.live_set(turns, state, screen, keeper)
    with ended(live):
        asyncio.run(_followed(live))
    return live


async def _followed(live: LiveSet) -> None:
    screen = live.screen
    if isinstance(screen, JsonScreen):  # for programs, which press no keys
        return await follow(live.source, live.take, screen.draw)
    requests = Requests(live)

    def press(key: str) -> None:
        if key == _QUIT:
            signal.raise_signal(signal.SIGINT)
        elif key in _KEYS:
            requests.do(_KEYS[key])

    with pressed(sys.stdin, press) as live.state.keys:
        return await follow(live.source, live.take, screen.draw)


def summary(live: LiveSet, state: LiveState) -> str:
    """Return the final tables of all sets, lifter by lifter, and where the capture lies."""
    style = style_of(sys.stdout, os.environ)
    sets = [one for _, one in sorted(live.ended.items()) if one.reps]
    rate = "" if state.link.rate_hz is None else f", {state.link.rate_hz:.1f} Hz"
    turns = [live.turn_of[one.summary.set] for one in sets]
    named = [title(turn.lift, turn.load_kg, turn.lifter) for turn in turns]
    if live.turns.wanted.demo:  # which has a title of its own
        named = [state.title] * len(named)
    parts = []
    for name, group in groupby(zip(named, sets, strict=True), key=lambda pair: pair[0]):
        parts += [f"{name}{rate}", _tables([one for _, one in group], state, style)]
    if not parts:
        parts = [f"{state.title}{rate}", "No reps."]
    parts += ["\n".join(bullets(_link_notices(state.link), style))]
    return "\n\n".join([part for part in [*parts, *_kept(live, state.link)] if part]).rstrip()


def _tables(ended: Sequence[SetEnded], state: LiveState, style: Style) -> str:
    """Return the sets of one lifter and lift as tables, with what should be known of them."""
    reps = tuple(rep for one in ended for rep in one.reps)
    told = tuple(dict.fromkeys(text for one in ended for text in one.notices))
    told += (UNSEEN,) if any(rep.technique for rep in reps) else ()
    sets = tuple(one.summary for one in ended)
    analysis = Analysis("", state.link.rate_hz or 0.0, reps, sets, told)
    return render(analysis, style, notices=told)


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


def _name(folder: Path, lift: str) -> Path:
    return capture_path(folder, lift, datetime.now())
