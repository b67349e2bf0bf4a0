"""``bargroove doctor``: what works here, and what to do about the rest."""

from __future__ import annotations

import argparse
import os
import sys
import textwrap

from bargroove.check import Check, State
from bargroove.checks import all_checks
from bargroove.errors import BargrooveError
from bargroove.progress import progress
from gui.terminal import Colour, Style, style_of

_NAMES = 11  # characters
_COLOURS = {State.OK: Colour.GREEN, State.WARNING: Colour.ORANGE, State.BROKEN: Colour.VERMILION}


class NotWell(BargrooveError):
    """Something is broken that a live set needs."""


def run(arguments: argparse.Namespace) -> None:
    """Print a line for each thing that was looked at.

    Raises:
        NotWell: something is broken that a live set needs.
    """
    style, broken = style_of(sys.stdout, os.environ), []
    checks = all_checks()
    while True:
        with progress("looking"):
            check = next(checks, None)
        if check is None:
            break
        print(_line(check, style), flush=True)
        broken += [check.name] if check.state is State.BROKEN else []
    if broken:
        raise NotWell(f"a live set cannot run here: {', '.join(broken)}; the lines above say why")


def _line(check: Check, style: Style) -> str:
    margin = " " * (_NAMES + len("warning") + 2)
    state = style.paint(f"{check.state.value:<8}", _COLOURS[check.state])
    told = textwrap.fill(check.told, max(style.width - len(margin), 30), break_long_words=False)
    return f"{check.name:<{_NAMES}}{state} {told}".replace("\n", f"\n{margin}")
