"""Live sets in the terminal, and the tables that remain of them."""

from __future__ import annotations

import asyncio
import os
import shlex
import signal
import sys
from collections.abc import Sequence
from itertools import groupby

from bargroove.book import Book
from bargroove.cli.live_reports import tell
from bargroove.heads import DEMO
from bargroove.keeper import Keeper
from bargroove.live import LiveSet, Screen, follow
from bargroove.live_json import JsonScreen
from bargroove.place import TOLD_AGAIN, Place, ended
from bargroove.reporter import Reporter
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


def run_live(
    place: Place,
    book: Book,
    wanted: Wanted,
    queue: Sequence[str],
    reporter: Reporter | None,
    *,
    json: bool,
) -> None:
    """Follow a source to its end, and print the final tables, or JSON as things happen.

    Raises:
        BridgeError: the source cannot be opened.
        NothingCame: it was stopped before the first reading.
        BadEntry, BadSettings, BadChoice: what is wanted cannot be.
    """
    turns = Turns(book, wanted, queue)
    state = LiveState(turns.title)
    about = {"lift": wanted.lift, "load_kg": wanted.load_kg, "lifter": book.lifter}
    news = reporter.news if reporter else list
    screen = JsonScreen(state, sys.stdout, news, **about) if json else screen_for(state)
    keeper = None if place.source.startswith(TOLD_AGAIN) else keeper_of(book, reporter)
    try:
        live = run_set(place, turns, state, screen, keeper)
        if json and reporter:
            reporter.close()
    finally:
        screen.close()
    if json:
        return
    print(summary(live, state))
    if keeper and (told := book.notices(turns.turn.lift)):
        print("\n" + "\n".join(bullets(told, style_of(sys.stdout, os.environ))))
    tell(reporter)


def keeper_of(book: Book, reporter: Reporter | None) -> Keeper:
    """Return what keeps sets in a logbook, and has their reports made where these are wanted."""
    return book.keeper(reporter.ask if reporter else None)


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


def told(lives: Sequence[LiveSet]) -> str:
    """Return the final tables of all that a window has shown."""
    summaries = [summary(live, live.state) for live in lives if live.origin is not None]
    return "\n\n".join(summaries) or "No set was lifted."


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
