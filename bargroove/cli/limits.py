"""``bargroove limits``: what ends a lifter's sets, and why."""

from __future__ import annotations

import argparse
import json
import os
import sys
from typing import Any

from bargroove.book import Book, open_book
from bargroove.choices import CHOICES, merged, written
from bargroove.cli.limits_arguments import overrides_of
from bargroove.errors import BargrooveError
from bargroove.judging import alert_for, audit, history_of
from bargroove.limits_json import shown_dict
from bargroove.logbook import Logbook
from bargroove.standing import standing
from gui.limits import Shown, render
from gui.live_words import title
from gui.terminal import style_of
from velocity import LIFTS
from velocity.expected import expected_calls
from velocity.floor import usual_floor

_LEDGER = ("cap", "cycle_days")


class NothingChosen(BargrooveError, ValueError):
    """Limits that are to be set, of which none is named."""


def show(arguments: argparse.Namespace) -> None:
    """Print each limit of a lifter in a lift, its evidence, and the calls to be expected of it.

    Raises:
        LogbookError: there is no such lifter, or the logbook cannot be read.
        BadSettings, BadChoice: what was chosen cannot be.
    """
    with _logbook_of(book := open_book(arguments.lifter)) as logbook:
        shown = _shown(book, logbook, arguments.lift, arguments.phase)
    if arguments.json:
        print(json.dumps(shown_dict(shown), indent=2, allow_nan=False))
        return
    print(f"{title(arguments.lift, None, book.lifter)}{_in(arguments.phase)}\n")
    print(render(shown, style_of(sys.stdout, os.environ)))


def choose(arguments: argparse.Namespace) -> None:
    """Set limits of a lifter in a lift.

    Raises:
        LogbookError: there is no such lifter, or the logbook cannot be written.
        BadChoice: they contradict each other, or what was chosen before.
        NothingChosen: none is named.
    """
    chosen = overrides_of(arguments)
    chosen |= {name: value for name in _LEDGER if (value := getattr(arguments, name)) is not None}
    if not chosen:
        raise NothingChosen("name what to set, such as --velocity-loss 15; see limits set --help")
    with _logbook_of(book := open_book(arguments.lifter)) as logbook:
        lifter, lift, phase = str(book.lifter), arguments.lift, arguments.phase
        held = logbook.overrides(lifter, lift, phase) | chosen
        merged(book.settings.fields(lifter, lift, phase), held)  # refuses what cannot be
        logbook.set_overrides(lifter, lift, phase, **chosen)
    told = ", ".join(f"{name.replace('_', ' ')} {_written(name, chosen[name])}" for name in chosen)
    print(f"{title(lift, None, lifter)}{_in(phase)}: {told}.")


def reset(arguments: argparse.Namespace) -> None:
    """Forget the limits that were set for a lifter in a lift.

    Raises:
        LogbookError: there is no such lifter, or the logbook cannot be written.
    """
    with _logbook_of(book := open_book(arguments.lifter)) as logbook:
        gone = logbook.reset_overrides(str(book.lifter), arguments.lift, arguments.phase)
    whose = title(arguments.lift, None, book.lifter) + _in(arguments.phase)
    print(f"{whose}: {'what was set is forgotten' if gone else 'nothing was set'}.")


def _logbook_of(book: Book) -> Logbook:
    if book.logbook is None:
        raise BargrooveError(book.trouble)
    return book.logbook


def _in(phase: str) -> str:
    return f" in {phase}" if phase else ""


def _written(name: str, value: Any) -> str:
    return written(name, value) if name in CHOICES else str(value)


def _shown(book: Book, logbook: Logbook, lift_name: str, phase: str) -> Shown:
    """Return all that there is to show of a lifter's limits."""
    lift, lifter = LIFTS[lift_name], str(book.lifter)
    held = logbook.overrides(lifter, lift_name, phase)
    history = history_of(logbook.sets(lifter=lifter, lift=lift_name))
    holds = standing(book.settings, held, history, lifter, lift, phase)
    alert = alert_for(lift, history, holds.limits, None, own=holds.own)
    return Shown(
        alert,
        holds.origins,
        usual_floor(lift),
        history.marks,
        expected_calls(alert.signature.weights, holds.limits.false_alarms),
        audit(lift, history, holds.limits) if history.sets else None,
        {name: held[name] for name in _LEDGER if held.get(name) is not None},
    )
