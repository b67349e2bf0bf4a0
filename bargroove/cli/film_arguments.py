"""What ``bargroove film`` takes."""

from __future__ import annotations

import argparse
from pathlib import Path

from bargroove.cli.arguments import add_json, finite, whole

BEFORE = AFTER = 1.5
"""s of a clip before a rep and after it, if nothing else is asked for."""


def add_film(parser: argparse.ArgumentParser) -> None:
    """Add the film, how it is lined up, and how clips are cut from it."""
    parser.set_defaults(refuse=parser.error)
    parser.add_argument(
        "video",
        metavar="VIDEO",
        nargs="?",
        help="a film, or its sound recorded apart: a file, or an https:// link; it stays where it"
        " is. Without it: the one that the set has",
    )
    _add_place(parser)
    _add_clips(parser)
    add_json(parser)


def _add_place(parser: argparse.ArgumentParser) -> None:
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--offset",
        type=moment,
        metavar="S",
        help="the film's time at the set's first sample, s or m:s; less than 0 where the film"
        " begins later",
    )
    how.add_argument("--rep", type=whole, metavar="N", help="a rep that is seen at --at")
    how.add_argument("--forget", action="store_true", help="let the set have no film")
    parser.add_argument(
        "--at",
        type=moment,
        metavar="S",
        help="the film's time at which the bar starts up in that rep, s or m:s",
    )


def _add_clips(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--clips",
        nargs="?",
        type=Path,
        const=Path(),
        metavar="DIR",
        help="cut a clip for each rep, with ffmpeg (default folder: clips, with the captures)",
    )
    for name, usual, where in (("--before", BEFORE, "before"), ("--after", AFTER, "after")):
        parser.add_argument(
            name,
            type=_margin,
            metavar="S",
            help=f"s of a clip {where} the rep (default: {usual:g})",
        )


def moment(text: str) -> float:
    """Return a time of a film, s, from ``41.2``, ``0:41.2`` or ``1:00:41.2``."""
    sign, parts = (-1.0, text[1:]) if text.startswith("-") else (1.0, text)
    *higher, seconds = parts.split(":")
    whole = all(part.isdecimal() for part in higher) and len(higher) <= 2
    if not whole or (higher and not 0.0 <= finite(seconds) < 60.0):
        raise argparse.ArgumentTypeError(f"a time is 41.2, 0:41.2 or 1:00:41.2, not {text!r}")
    total = finite(seconds)
    for place, part in enumerate(reversed(higher), 1):
        total += 60.0**place * int(part)
    return sign * total


def _margin(text: str) -> float:
    seconds = finite(text)
    if not 0.0 <= seconds <= 60.0:
        raise argparse.ArgumentTypeError(f"from 0 to 60 s, not {text!r}")
    return seconds
