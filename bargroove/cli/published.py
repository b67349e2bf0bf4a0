"""The publishing of live sets, as the command line has it begin and end."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bargroove.publishing.where import Where, where

if TYPE_CHECKING:  # what it loads would hold up every verb
    from bargroove.publishing.publisher import Publishing


def add_publish(parser: argparse.ArgumentParser) -> None:
    """Add ``--publish``."""
    parser.add_argument(
        "--publish",
        action="append",
        default=[],
        type=_where,
        metavar="WHERE",
        help="tell other programs of the set: lsl, mqtt://[USER@]HOST[:PORT][/PREFIX] or mqtts://…;"
        " once for each",
    )


@contextmanager
def published(wheres: Sequence[Where]) -> Iterator[Publishing | None]:
    """Publish what is run inside, and say on stderr what did not get there; None for nowhere.

    Raises:
        CannotPublish: something that this needs is not installed.
    """
    if not wheres:
        yield None
        return
    from bargroove.publishing.opening import opened

    publishing = opened(wheres)
    try:
        yield publishing
    finally:
        for text in publishing.close():
            print(text, file=sys.stderr)


def _where(text: str) -> Where:
    try:
        return where(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
