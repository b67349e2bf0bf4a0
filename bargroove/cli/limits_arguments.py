"""What a set is judged by, as arguments of those verbs that judge one."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from typing import Any

from bargroove.choices import CHOICES, BadChoice, check, read_choice


def add_limits(
    parser: argparse.ArgumentParser, held_by: str = "your settings and the logbook have it"
) -> None:
    """Add what ends a set; ``held_by`` says in words whose word holds of what is not named."""
    group = parser.add_argument_group("limits", f"What is not named here stays as {held_by}.")
    for name, metavar, about in (
        ("policy", "P", "strict, balanced or push: how near to technical failure to go"),
        ("velocity-loss", "PCT", "end the set after this loss of velocity, percent, or off"),
        ("velocity-floor", "V", "end it below this mean velocity, m/s, or off"),
        ("technique", "on|off", "whether technique ends it"),
        ("buffer", "N", "reps to keep before technique fails, or off"),
    ):
        group.add_argument(f"--{name}", type=_reader(name), metavar=metavar, help=about)


def add_fine_limits(parser: argparse.ArgumentParser) -> None:
    """Add what else can be chosen of technique."""
    group = parser.add_argument_group("limits of technique, more finely")
    for name, metavar, about in (
        ("false-alarms", "PCT", "clean sets that may be ended wrongly, percent (usual: 5)"),
        ("degraded-share", "PCT", "reps of a set that push lets slide, percent"),
        ("failed", "SPREADS", "how far out a rep has failed (usual: 4.5, or what marks teach)"),
    ):
        group.add_argument(f"--{name}", type=_reader(name), metavar=metavar, help=about)


def add_words(parser: argparse.ArgumentParser) -> None:
    """Add what is said of a set that is being lifted."""
    parser.add_argument("--phase", default="", metavar="P", help="of training, in your own words")
    parser.add_argument("--cue", default="", metavar="TEXT", help="what the lifter is to think of")
    parser.add_argument("--note", default="", metavar="TEXT", help="kept with the set")


def overrides_of(arguments: argparse.Namespace) -> dict[str, Any]:
    """Return the limits that were named, as fields of ``Limits``.

    Raises:
        BadChoice: they contradict each other.
    """
    chosen = {name: read for name in CHOICES if (read := getattr(arguments, name, None))}
    named = {name: value for name, (value,) in chosen.items()}
    check(named)
    return named


def _reader(flag: str) -> Callable[[str], tuple[Any]]:
    return partial(_read, flag.replace("-", "_"))


def _read(name: str, text: str) -> tuple[Any]:
    """Return a limit in a tuple, for None is one: off."""
    try:
        return (read_choice(name, text),)
    except BadChoice as error:
        raise argparse.ArgumentTypeError(str(error)) from None
