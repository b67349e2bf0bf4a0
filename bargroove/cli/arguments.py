"""Arguments that several verbs share, and the types of all."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Collection
from datetime import date
from difflib import get_close_matches
from importlib import import_module
from math import isfinite
from pathlib import Path
from typing import TypeAlias

from firmware_bridge.sources import FORMS
from velocity import LIFTS, parse_axis
from velocity.samples import Floats

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Run = Callable[[argparse.Namespace], None]

_USUAL_RATE = 208.0  # Hz
_SLOWEST, _FASTEST = 0.05, 3.0  # m/s, that a target may be
_FARTHEST = 1.5  # m from the middle of the longest bar to its end, and some more


def verb(verbs: Verbs, name: str, about: str, run: Run | None = None) -> argparse.ArgumentParser:
    """Add a verb and return its parser; without ``run``, the verb has verbs of its own."""
    parser = verbs.add_parser(name, help=about, description=about, allow_abbrev=False)
    if run:
        parser.set_defaults(run=run)
    return parser


def later(module: str, function: str = "run") -> Run:
    """Return what imports a module of ``bargroove.cli`` when called, and calls its function."""

    def run(arguments: argparse.Namespace) -> None:
        getattr(import_module(f"bargroove.cli.{module}"), function)(arguments)

    return run


def verbs_of(parser: argparse.ArgumentParser, title: str = "deeds", word: str = "DEED") -> Verbs:
    """Return the place of a verb's own verbs, one of which must be named."""
    return parser.add_subparsers(title=title, metavar=word, required=True)


def add_set(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """Add what is said of a set, be it live or recorded; ``required``: the lift must be named."""
    add_lift(parser, required=required)
    parser.add_argument("--load", type=load, metavar="KG", help="weight on the bar, bar included")
    parser.add_argument(
        "--lifter",
        metavar="N",
        help="who lifted; one whom the logbook knows has limits of their own",
    )
    parser.add_argument(
        "--offset-m",
        type=offset,
        metavar="M",
        help="m from the bar's middle to the sensor, positive to the lifter's left; numbers are"
        " then those of the middle. Without it: of the sensor, or of the middle where the motion"
        " shows clearly how far off it is",
    )
    parser.add_argument(
        "--bar-axis",
        type=axis,
        metavar="AXIS",
        help="the sensor's axis along the bar, to the lifter's left: x, y, z, -x, -y or -z;"
        " without it, found from the motion, its positive end taken to point left",
    )


def add_lift(parser: argparse.ArgumentParser, *, required: bool = False) -> None:
    """Add ``--lift``."""
    parser.add_argument(
        "--lift",
        required=required,
        metavar="L",
        type=lift,
        help=f"one of: {', '.join(LIFTS)}",
    )


def add_choice_of_sets(parser: argparse.ArgumentParser) -> None:
    """Add whose sets of which lift and time are meant; without any of these, all are."""
    parser.add_argument("--lifter", metavar="N", help="only this lifter's sets")
    add_lift(parser)
    add_time(parser)


def add_time(parser: argparse.ArgumentParser) -> None:
    """Add ``--since`` and ``--until``."""
    parser.add_argument("--since", type=day, metavar="DATE", help="from this day on, as 2026-03-31")
    parser.add_argument("--until", type=day, metavar="DATE", help="up to this day, itself included")


def add_source(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """Add the sensor, and how fast it is asked to be."""
    told = f"one of: {'; '.join(FORMS)}{'' if required else '; asked for in the window'}"
    parser.add_argument("source", metavar="SOURCE", nargs=None if required else "?", help=told)
    parser.add_argument(
        "--rate",
        type=positive,
        default=_USUAL_RATE,
        metavar="HZ",
        help="samples per second to ask the sensor for (default: %(default)g)",
    )


def add_sound(parser: argparse.ArgumentParser) -> None:
    """Add ``--wav``."""
    parser.add_argument(
        "--wav", type=Path, metavar="FILE", help="write what the window sounds to a WAV file"
    )


def add_no_report(parser: argparse.ArgumentParser) -> None:
    """Add ``--no-report``."""
    parser.add_argument(
        "--no-report",
        dest="report",
        action="store_false",
        help="make no report of each set that is over",
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add ``--json``."""
    parser.add_argument("--json", action="store_true", help="print JSON for programs")


def lift(text: str) -> str:
    """Return the name of a lift that there is."""
    return one_of(text, LIFTS, "lift")


def one_of(text: str, names: Collection[str], what: str) -> str:
    """Return the text if it is one of the names, and tell the nearest if it is not."""
    if text not in names:
        near = get_close_matches(text.lower().replace(" ", "_").replace("-", "_"), names, 2, 0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else f"one of: {', '.join(names)}"
        raise argparse.ArgumentTypeError(f"{text!r} is no {what}; {hint}")
    return text


def load(text: str) -> float:
    """Return a weight in kg."""
    weight = finite(text)
    if weight <= 0:
        raise argparse.ArgumentTypeError(f"a load is more than 0 kg, not {text!r}")
    return weight


def target(text: str) -> float:
    """Return a mean velocity to reach, m/s."""
    velocity = finite(text)
    if not _SLOWEST <= velocity <= _FASTEST:
        raise argparse.ArgumentTypeError(
            f"a target is a mean velocity from {_SLOWEST:g} to {_FASTEST:g} m/s, not {text!r}"
        )
    return velocity


def positive(text: str) -> float:
    """Return a number above 0."""
    number = finite(text)
    if number <= 0:
        raise argparse.ArgumentTypeError(f"it must be more than 0, not {text!r}")
    return number


def speed(text: str) -> float:
    """Return a speed of replaying."""
    factor = finite(text)
    if factor < 0:
        raise argparse.ArgumentTypeError(f"a speed is at least 0, not {text!r}")
    return factor


def offset(text: str) -> float:
    """Return a place along the bar, m."""
    place = finite(text)
    if abs(place) > _FARTHEST:
        raise argparse.ArgumentTypeError(
            f"an offset is in metres, from -{_FARTHEST} to {_FARTHEST}, not {text!r}"
        )
    return place


def finite(text: str) -> float:
    """Return a number."""
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not isfinite(number):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number")
    return number


def axis(text: str) -> Floats:
    """Return an axis of the sensor as a vector."""
    try:
        return parse_axis(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def whole(text: str) -> int:
    """Return a whole number above 0."""
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"it must be a whole number above 0, not {text!r}")
    return int(text)


def seed(text: str) -> int:
    """Return the number of a simulated set."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"a seed is a whole number from 0, not {text!r}")
    return int(text)


def day(text: str) -> date:
    """Return a day of the local calendar."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"a date is written as 2026-03-31 (year, month, day), not {text!r}"
        ) from None
