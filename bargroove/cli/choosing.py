"""Which sets of the logbook a verb is asked for."""

from __future__ import annotations

import argparse
from typing import TypedDict

from bargroove.days import began, ended
from bargroove.errors import BargrooveError


class NoSuchTime(BargrooveError, ValueError):
    """A time that ends before it begins."""


class Choice(TypedDict):
    """Whose sets of which lift and time are meant, as ``Logbook.sets`` takes it."""

    lifter: str | None
    lift: str | None
    since: str | None
    until: str | None


def chosen(arguments: argparse.Namespace) -> Choice:
    """Return the choice as ``Logbook.sets`` takes it; days are those of the local calendar.

    Raises:
        NoSuchTime: the last day is before the first.
    """
    since, until = arguments.since, arguments.until
    if since and until and until < since:
        raise NoSuchTime(f"--until {until} is before --since {since}: no set can be meant")
    return {
        "lifter": arguments.lifter,
        "lift": arguments.lift,
        "since": began(since),
        "until": ended(until),
    }


def told(arguments: argparse.Namespace) -> str:
    """Return the choice in words, "" where all sets are meant."""
    parts = (
        (arguments.lifter, f"of {arguments.lifter}"),
        (arguments.lift, f"of {str(arguments.lift).replace('_', ' ')}"),
        (arguments.since, f"since {arguments.since}"),
        (arguments.until, f"until {arguments.until}"),
    )
    return " ".join(words for given, words in parts if given)
