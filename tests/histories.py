"""Logbooks of lifters who have trained for a while, and what reports say of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bargroove.bench.history import LIFTER, fill
from bargroove.logbook import Logbook, open_logbook
from bargroove.reports.lifter import lifter_content
from bargroove.reports.session import session_content
from bargroove.reports.team import team_content
from gui.report.history import LifterContent
from gui.report.session_content import SessionContent
from gui.report.team_content import TeamContent

LAST = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
SETS = 256  # eight weeks of four lifts


def trained(book: Logbook, lifter: str, sets: int, *, seed: int = 1) -> None:
    """Let somebody have trained in four lifts, up to ``LAST``."""
    fill(book, sets, LAST, seed=seed)
    if lifter != LIFTER:
        book.rename_lifter(LIFTER, lifter)


@contextmanager
def logbook() -> Iterator[Logbook]:
    """A logbook that is gone in the end."""
    with TemporaryDirectory() as folder, open_logbook(str(Path(folder) / "book.sqlite")) as book:
        yield book


@cache
def lifter() -> LifterContent:
    """The report of somebody who has trained for eight weeks, with a cap."""
    with logbook() as book:
        trained(book, "Anna", SETS)
        book.set_overrides("Anna", "squat", cap=20, velocity_loss=0.15)
        return lifter_content(book, "Anna")


@cache
def newcomer() -> LifterContent:
    """The report of somebody without a set."""
    with logbook() as book:
        book.add_lifter("Ben")
        return lifter_content(book, "Ben")


@cache
def session() -> SessionContent:
    """The last session of somebody in their third week; every other set has a report."""
    with logbook() as book:
        trained(book, "Anna", 80)
        return session_content(book, "last", link=lambda one: f"set-{one.id}.html" * (one.id % 2))


@cache
def team() -> TeamContent:
    """Twenty lifters; the last one has not lifted yet."""
    with logbook() as book:
        for number in range(1, 20):
            trained(book, f"Lifter {number}", 36, seed=number)
        book.add_lifter("Lifter 20", "comes back in May")
        return team_content(book, today=TODAY)


@cache
def nobody() -> TeamContent:
    """A team without lifters."""
    with logbook() as book:
        return team_content(book, today=TODAY)
