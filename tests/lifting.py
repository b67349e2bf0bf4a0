"""A lifter's sets in a logbook, out of plain numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np

from bargroove.book import alert_of
from bargroove.logbook import Logbook, LoggedSet
from bargroove.logbook.records import LoggedRep, SetHead
from tests.entries import head
from tests.reps import lifted, rep
from velocity import LIFTS, Alert, Rep
from velocity.limits import usual_limits

FIRST_DAY = datetime(2026, 1, 5, 18, 0, tzinfo=UTC)
SQUAT = LIFTS["squat"]
LOSING = (0.0, 0.05, 0.1, 0.16, 0.17, 0.18, 0.21, 0.23)


def clean_sets(count: int, seed: int = 0) -> list[list[Rep]]:
    """Return sets of six clean reps, each of a day of its own."""
    rng = np.random.default_rng(seed)
    return [lifted(rng, 6, day=rng.standard_normal()) for _ in range(count)]


def slid_set(seed: int = 1) -> list[Rep]:
    """Return a set of eight reps in which the bar goes far forward from the sixth on."""
    rng = np.random.default_rng(seed)
    return lifted(rng, 8, slide="forward_low+", size=8.0, loss_per_rep=0.025)


def losing(*losses: float) -> list[Rep]:
    """Return reps in the groove that have lost such shares of the first one's velocity."""
    return [rep(number, 0.6 * (1.0 - loss), loss) for number, loss in enumerate(losses, 1)]


def keep(book: Logbook, reps: Sequence[Rep], lifter: str | None = "Anna", **more: object) -> int:
    """Keep a set of a day of its own, judged by what was known of the lifter before it."""
    day = FIRST_DAY + timedelta(days=len(book.sets()))
    about: SetHead = head(lifter, day.isoformat(), **{"limits": usual_limits(SQUAT)} | more)
    number = book.begin_set(about)
    book.end_set(number, alert_of(book, about).judge(reps), [])
    return number


def mark(book: Logbook, number: int, first_broken: int) -> None:
    """Mark each rep of a set: broken from a number on, clean before it."""
    for logged in book.one(number).reps:
        book.mark(number, logged.rep.rep, "broke" if logged.rep.rep >= first_broken else "clean")


def logged(
    reps: Sequence[Rep], marks: Sequence[str | None] = (), alert: Alert | None = None
) -> LoggedSet:
    """Return a set as the logbook gives it, judged or not, its first reps marked."""
    judged = list(reps) if alert is None else alert.judge(reps)
    said = [*marks, *[None] * (len(reps) - len(marks))]
    pairs = tuple(LoggedRep(one, mark) for one, mark in zip(judged, said, strict=True))
    return LoggedSet(1, 1, 1, head("Anna"), True, pairs, ())
