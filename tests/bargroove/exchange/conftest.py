from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bargroove.logbook import Logbook, open_logbook
from tests import entries
from velocity.limits import Limits


@pytest.fixture
def logbook(tmp_path: Path) -> Iterator[Logbook]:
    """A logbook with something of everything in it."""
    with open_logbook(str(tmp_path / "full.sqlite")) as book:
        fill(book)
        yield book


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Logbook]:
    """A logbook without entries."""
    with open_logbook(str(tmp_path / "other.sqlite")) as book:
        yield book


def fill(book: Logbook) -> None:
    book.add_lifter("Ann Ø", "left knee")
    book.add_lifter("Bo")
    full = entries.head(
        "Ann Ø",
        phase="block 1",
        cue='spread, the "floor"',
        note="two\nlines; and more",
        source="sim:squat",
        sensor_uid="BVM-17",
        sensor_model="BVM",
        calibration=entries.calibration(),
        offset_m=0.8,
        bar_axis=(0.0, -1.0, 0.0),
        capture="/captures/1.capture",
        capture_set=2,
        capture_from_s=12.5,
        video="film.mp4",
        video_offset_s=-3.25,
        limits=Limits(velocity_loss=0.15, policy="strict"),
        taught=3,
    )
    first = book.begin_set(full)
    book.end_set(first, entries.reps(3), ["one axis was stuck", "two samples lost"])
    book.mark(first, 2, "clean")
    book.mark(first, 2, "broke")
    book.mark(first, 3, "broke")
    book.unmark(first, 3)
    second = book.begin_set(entries.head("Ann Ø", "2026-03-14T18:05:00.25+00:00", load_kg=None))
    book.put_reps(second, [entries.poor_rep(1), entries.rep(2)])
    nobodys = entries.head(None, "2026-03-15T09:00:00+00:00")
    book.end_set(book.begin_set(nobodys), [replace(entries.rep(1), reasons=())])
    book.set_overrides("Ann Ø", "squat", velocity_loss=None, cap=20)
    book.set_overrides("Ann Ø", "squat", "block 1", policy="strict")
