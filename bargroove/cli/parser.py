"""What the command line takes: all verbs.

Each verb is one ``_add_…``: those of sensors and recordings are in ``sensor_verbs``, those of the
logbook in ``logbook_verbs``.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from bargroove import __version__
from bargroove.cli import logbook_verbs, sensor_verbs


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Return the arguments; ``run`` holds the verb to call with them.

    Raises:
        SystemExit: status 2 on wrong usage, 0 after ``--help`` and ``--version``.
    """
    return build_parser().parse_args(_joined(argv))


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all verbs."""
    parser = argparse.ArgumentParser(
        prog="bargroove", description="A motion sensor on the bar in, trusted reps out."
    )
    parser.add_argument("--version", action="version", version=f"bargroove {__version__}")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    for add in (*sensor_verbs.ALL, *logbook_verbs.ALL):
        add(verbs)
    return parser


def _joined(argv: Sequence[str]) -> list[str]:
    """Return the arguments with ``--bar-axis -x`` in one word: ``-x`` would pass for an option."""
    joined = list(argv)
    if "--bar-axis" in joined[:-1]:
        at = joined.index("--bar-axis")
        joined[at : at + 2] = ["=".join(joined[at : at + 2])]
    return joined
