"""``bargroove demo``: a simulated set, live, and the truth beside it."""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from math import sqrt
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING

from bargroove.book import Book
from bargroove.cli.analyze import analyze_file
from bargroove.cli.live import run_set, screen_for, summary
from bargroove.cli.record import refuse_existing
from bargroove.comparison import Pair, compared, concluded, matched
from bargroove.desktop import why_no_window
from bargroove.live import LiveSet
from bargroove.place import Place
from bargroove.places import capture_path, captures_folder, demo_logbook, settings_path
from bargroove.settings import Settings
from bargroove.turns import Turns
from bargroove.wanted import Wanted
from gui.live_lines import LinesScreen
from gui.live_state import LiveState
from gui.terminal import style_of
from hardware.simulated import VARIANTS, TrueRep
from velocity import Rep

if TYPE_CHECKING:
    from bargroove.serving import Orders

_RATE = 208.0  # Hz


def run(arguments: argparse.Namespace) -> None:
    """Run a live set from a simulated sensor, and print what it showed beside the truth.

    Raises:
        CannotWrite: the capture's name is taken.
    """
    if arguments.out is not None:
        refuse_existing(arguments.out)
    wanted = Wanted(VARIANTS[arguments.lift].lift, demo=True)
    if arguments.headless or (why_not := why_no_window()):
        if not arguments.headless:
            print(f"In the terminal, for there is no window: {why_not}\n")
        live: LiveSet | None = _in_terminal(arguments, wanted)
    else:
        live = _in_window(arguments, wanted)
    if live is None:
        return
    print(summary(live, live.state))
    print(f"The demo's logbook, apart from yours: {demo_logbook()}")
    found = [rep for number in sorted(live.ended) for rep in live.ended[number].reps]
    print(_beside_truth(matched(_truth(live), found), len(found)))
    if live.recorder.path is not None and not live.recorder.trouble:
        print(_again(live.recorder.path, wanted.lift, found))


def _in_terminal(arguments: argparse.Namespace, wanted: Wanted) -> LiveSet:
    state = LiveState(_title(arguments))
    screen = LinesScreen(state, sys.stdout) if arguments.headless else screen_for(state)
    book = _book()
    place = Place(_source(arguments, 0.0), _RATE, partial(_name, arguments))
    try:
        return run_set(place, Turns(book, wanted), state, screen, book.keeper())
    finally:
        screen.close()


def _in_window(arguments: argparse.Namespace, wanted: Wanted) -> LiveSet | None:
    """Return the set that the window has shown at first; None if it was closed before that."""
    from bargroove.cli.window import Asked, show  # Qt takes a while to load

    def orders() -> Orders:
        from bargroove.serving import Orders

        name, title = partial(_name, arguments), _title(arguments)
        return Orders(wanted, _RATE, name, title=title, remembering=False)

    plan = {"source": _source(arguments, 1.0), "lift": wanted.lift}
    lives = show(Asked(orders, _book, plan, wav=arguments.wav, remembers=False))
    return next((live for live in lives if live.origin is not None), None)


def _book() -> Book:
    """Return the demo's logbook, which is not the user's."""
    return Book(str(demo_logbook()), None, Settings(settings_path()))


def _title(arguments: argparse.Namespace) -> str:
    return f"a simulated {arguments.lift} set, seed {arguments.seed}"


def _source(arguments: argparse.Namespace, usual: float) -> str:
    speed = usual if arguments.speed is None else arguments.speed
    return f"sim:{arguments.lift}?seed={arguments.seed}&speed={speed:g}"


def _beside_truth(pairs: Sequence[Pair], found: int) -> str:
    """Return the measured reps beside the true ones, as lines."""
    if not pairs:
        return "\nIt was stopped before the first rep was done: there is no truth to show."
    heading = "Beside the truth, which the simulation knows and the monitor does not:"
    told = fill(concluded(pairs, found), style_of(sys.stdout, os.environ).width)
    return "\n".join(["", heading, "", *compared(pairs), "", told])


def _name(arguments: argparse.Namespace, lift: str = "") -> Path:
    chosen: Path | None = arguments.out
    if chosen is not None and not chosen.exists():
        return chosen
    folder = captures_folder() if chosen is None else chosen.parent  # for a set after the first
    return capture_path(folder, f"demo-{arguments.lift}", datetime.now())


def _truth(live: LiveSet) -> list[TrueRep]:
    """Return the true reps up to now of the sensor's own point, on the clock of the live set."""
    simulated, origin = live.source.simulated, live.origin or 0.0
    done = simulated.done if simulated else None
    return [
        replace(rep, start_s=rep.start_s - origin, end_s=rep.end_s - origin)
        for rep in (done.truth.sensor_reps if done else ())
        if rep.end_s - origin < live.passed_s
    ]


def _again(capture: Path, lift: str, live: Sequence[Rep]) -> str:
    """Analyze the capture, and return how well that agrees with what was said live."""
    _, analysis = analyze_file(capture, lift)
    later = analysis.reps
    told = f"Analyzed again from its capture: {len(later)} reps"
    if later and len(later) == len(live):
        pairs = zip(live, later, strict=True)
        off = [a.mean_velocity.value - b.mean_velocity.value for a, b in pairs]
        rms = 1000 * sqrt(sum(difference**2 for difference in off) / len(off))
        told += f", mean velocities {rms:.1f} mm/s RMS apart"
    return f"{told}.\nTry it: {_command()} analyze {shlex.quote(str(capture))} --lift {lift}"


def _command() -> str:
    """Return how to call this program from here: it may lie in a venv that is not active."""
    if shutil.which("bargroove"):
        return "bargroove"
    python = Path(sys.executable)
    if python.is_relative_to(Path.cwd()):
        python = python.relative_to(Path.cwd())
    return f"{shlex.quote(str(python))} -m bargroove"
