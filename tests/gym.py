"""A gym's data folder: sets that were really followed live, captures and all."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from shutil import copytree

import pytest

from bargroove.cli import main
from bargroove.logbook import Logbook, open_logbook

TWO_SETS = "sim:squat?seed=1&speed=0&sets=2"
FIRST, SECOND, KEPT, KEPT_AFTER = 1, 2, 3, 4
"""Numbers of the sets: two that were live, and the same two out of one capture, kept."""


@cache
def made(place: Path) -> Path:
    """A data folder with Anna's sets, made once at a place.

    Two sets were live, each with a capture of its own; and a recording of the same two was
    analyzed and kept.
    """
    folder = place / "gym"
    set_ = ["--lift", "squat", "--load", "100", "--lifter", "Anna"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BARGROOVE_DATA", str(folder))
        recording = str(folder / "captures" / "both.capture")
        for words in (
            ["lifters", "add", "Anna"],
            ["live", TWO_SETS, *set_, "--cue", "chest up", "--no-report"],
            ["record", TWO_SETS, recording],
            ["analyze", recording, *set_, "--keep"],
        ):
            assert main(words) == 0
    return folder


def opened(factory: pytest.TempPathFactory, data: Path) -> Logbook:
    """A copy of that folder, as a test's own; what the logbook says of captures moves along."""
    origin = made(factory.getbasetemp())
    copytree(origin, data)
    book = open_logbook(str(data / "logbook.sqlite"))
    for one in book.sets():
        here = {
            name: getattr(one.head, name).replace(str(origin), str(data))
            for name in ("capture", "source")
        }
        book.update_set(one.id, **here)
    return book
