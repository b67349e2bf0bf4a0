"""``bargroove live``: sets as they happen, in a window or in the terminal."""

from __future__ import annotations

import argparse
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bargroove.cli.limits_arguments import overrides_of
from bargroove.cli.live_reports import reporter_of, tell
from bargroove.cli.published import published
from bargroove.desktop import why_no_window
from bargroove.errors import BargrooveError
from bargroove.places import capture_path, captures_folder
from bargroove.wanted import Wanted

if TYPE_CHECKING:  # what these load takes longer than a window should be waited for
    from bargroove.book import Book
    from bargroove.publishing.publisher import Publishing
    from bargroove.serving import Orders


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
        CannotPublish: something that publishing needs is not installed.
    """
    if arguments.json or arguments.terminal:
        why_not = "--json" if arguments.json else "--terminal"
    elif not (why_not := why_no_window()):
        with published(arguments.publish) as publishing:
            return _in_window(arguments, publishing)
    if arguments.kiosk:
        raise NoWindow(f"--kiosk needs a window: {why_not}")
    if arguments.source is None or arguments.lift is None:
        arguments.refuse(f"without a window, SOURCE and --lift are needed ({why_not})")
    with published(arguments.publish) as publishing:
        return _in_terminal(arguments, publishing)


def _in_terminal(arguments: argparse.Namespace, publishing: Publishing | None) -> None:
    """Run the sets in the terminal."""
    from bargroove.cli.terminal import run_live
    from bargroove.place import Place

    name = partial(_name, arguments, arguments.lift)
    place = Place(arguments.source, arguments.rate, name, publishing=publishing)
    reporter = reporter_of(arguments)
    with closing(_open(arguments)) as book:
        wanted, queue = _wanted(arguments), arguments.next
        run_live(place, book, wanted, queue, reporter, json=arguments.json)


def _in_window(arguments: argparse.Namespace, publishing: Publishing | None) -> None:
    """Run the sets in a window."""
    from bargroove.cli.window import Asked, show

    wanted, reporter = _wanted(arguments), reporter_of(arguments)

    def orders() -> Orders:
        from bargroove.serving import Orders

        name = partial(_name, arguments)
        return Orders(
            wanted,
            arguments.rate,
            name,
            persistent=arguments.kiosk,
            publishing=publishing,
            over=reporter.ask if reporter else None,
        )

    asked = Asked(
        orders,
        lambda: _open(arguments),
        _given(arguments),
        tuple(arguments.next),
        kiosk=arguments.kiosk,
        wav=arguments.wav,
    )
    lives = show(asked)
    from bargroove.cli.terminal import told

    print(told(lives))
    tell(reporter)


def _open(arguments: argparse.Namespace) -> Book:
    """Return the logbook of whoever lifts, if it knows all that were named."""
    from bargroove.book import open_book

    for name in arguments.next:
        open_book(name).close()
    return open_book(arguments.lifter)


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


def _wanted(arguments: argparse.Namespace) -> Wanted:
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


def _name(arguments: argparse.Namespace, lift: str) -> Path:
    return capture_path(arguments.out or captures_folder(), lift, datetime.now())
