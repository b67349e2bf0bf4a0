"""Asking before something is done that cannot be undone."""

from __future__ import annotations

import sys

from bargroove.errors import BargrooveError


class NotAgreed(BargrooveError):
    """Something was not done because nobody agreed to it."""


def agree(deed: str, *, yes: bool) -> None:
    """Go on if it is agreed to: by ``yes``, or by the person at the terminal.

    Args:
        deed: what will be done, a sentence.
        yes: whether that was agreed to beforehand.

    Raises:
        NotAgreed: it is not agreed to, or nobody is there to ask.
    """
    if yes:
        return
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
        raise NotAgreed(f"{deed} Nothing is done: say --yes to have it done")
    print(f"{deed} Go on? [y/N] ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise NotAgreed("nothing is done")
