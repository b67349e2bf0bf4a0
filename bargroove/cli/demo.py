"""``bargroove demo``: a simulated set, live, and the truth beside it."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bargroove.cli.live_reports import demo_reporter, tell
from bargroove.desktop import why_no_window
from bargroove.files import refuse_existing
from bargroove.places import capture_path, captures_folder, demo_logbook, settings_path
from bargroove.wanted import Wanted
from hardware.simulated import VARIANTS

if TYPE_CHECKING:  # what these load takes longer than a window should be waited for
    from bargroove.book import Book
    from bargroove.live import LiveSet
    from bargroove.reporter import Reporter
    from bargroove.serving import Orders

_RATE = 208.0  # Hz


def run(arguments: argparse.Namespace) -> None:
    """Run a live set from a simulated sensor, and print what it showed beside the truth.

    Raises:
        CannotWrite: the capture's name is taken.
    """
    if arguments.out is not None:
        refuse_existing(arguments.out)
    wanted, reporter = Wanted(VARIANTS[arguments.lift].lift, demo=True), demo_reporter(arguments)
    if arguments.headless or (why_not := why_no_window()):
        if not arguments.headless:
            print(f"In the terminal, for there is no window: {why_not}\n")
        live: LiveSet | None = _in_terminal(arguments, wanted, reporter)
    else:
        live = _in_window(arguments, wanted, reporter)
    if live is not None:
        from bargroove.cli.demo_truth import print_all

        print_all(live, wanted.lift)
    tell(reporter)


def _in_terminal(
    arguments: argparse.Namespace, wanted: Wanted, reporter: Reporter | None
) -> LiveSet:
    from bargroove.cli.terminal import keeper_of, run_set, screen_for
    from bargroove.place import Place
    from bargroove.turns import Turns
    from gui.live_lines import LinesScreen
    from gui.live_state import LiveState

    state = LiveState(_title(arguments))
    screen = LinesScreen(state, sys.stdout) if arguments.headless else screen_for(state)
    book = _book()
    place = Place(_source(arguments, 0.0), _RATE, partial(_name, arguments))
    try:
        return run_set(place, Turns(book, wanted), state, screen, keeper_of(book, reporter))
    finally:
        screen.close()


def _in_window(
    arguments: argparse.Namespace, wanted: Wanted, reporter: Reporter | None
) -> LiveSet | None:
    """Return the set that the window has shown at first; None if it was closed before that."""
    from bargroove.cli.window import Asked, show  # Qt takes a while to load

    def orders() -> Orders:
        from bargroove.serving import Orders

        name, title = partial(_name, arguments), _title(arguments)
        over = reporter.ask if reporter else None
        return Orders(wanted, _RATE, name, title=title, remembering=False, over=over)

    plan = {"source": _source(arguments, 1.0), "lift": wanted.lift}
    lives = show(Asked(orders, _book, plan, wav=arguments.wav, remembers=False))
    return next((live for live in lives if live.origin is not None), None)


def _book() -> Book:
    """Return the demo's logbook, which is not the user's."""
    from bargroove.book import Book
    from bargroove.settings import Settings

    return Book(str(demo_logbook()), None, Settings(settings_path()))


def _title(arguments: argparse.Namespace) -> str:
    return f"a simulated {arguments.lift} set, seed {arguments.seed}"


def _source(arguments: argparse.Namespace, usual: float) -> str:
    speed = usual if arguments.speed is None else arguments.speed
    return f"sim:{arguments.lift}?seed={arguments.seed}&speed={speed:g}"


def _name(arguments: argparse.Namespace, lift: str = "") -> Path:
    chosen: Path | None = arguments.out
    if chosen is not None and not chosen.exists():
        return chosen
    folder = captures_folder() if chosen is None else chosen.parent  # for a set after the first
    return capture_path(folder, f"demo-{arguments.lift}", datetime.now())
