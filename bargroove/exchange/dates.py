"""Dates as the world writes them, and the order of day and month where that must be found out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

_YEARS = range(1980, 2100)
_NOON = time(12, tzinfo=UTC)  # the same day nearly everywhere
_WRITTEN = re.compile(
    r"(?P<first>\d{1,2})(?P<sign>[/.-])(?P<second>\d{1,2})(?P=sign)(?P<year>\d{4}|\d{2})"
    r"(?:,? (?P<clock>.+))?"
)
_CLOCK = re.compile(
    r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?: ?([AP])\.?M\.?)?", re.IGNORECASE
)


@dataclass(frozen=True)
class When:
    """A moment; where only its day is known, noon UTC stands for it."""

    moment: datetime
    day_only: bool


def read_when(text: str, *, day_first: bool = True) -> When | None:
    """Return a moment in UTC; clock times without a zone are this computer's.

    Args:
        text: ISO 8601, or day, month and year with signs between, and maybe a clock time.
        day_first: whether 7/2/2026 is in February.
    """
    text = " ".join(text.split())
    try:
        found = _iso(text) or _written(text, day_first)
        if found is None or found.moment.year not in _YEARS:
            return None
        return When(found.moment.astimezone(UTC), found.day_only)
    except (ValueError, OverflowError, OSError):
        return None


def day_first(texts: Iterable[str]) -> bool | None:
    """Return whether the day is written before the month; None if these dates do not tell.

    Raises:
        ValueError: some say so, and some the opposite.
    """
    told: set[bool] = set()
    for text in texts:
        found = _WRITTEN.fullmatch(" ".join(text.split()))
        if not found:
            continue
        if found["sign"] == "." or int(found["first"]) > 12:
            told.add(True)
        elif int(found["second"]) > 12:
            told.add(False)
    if len(told) > 1:
        raise ValueError("some dates have the day first, and some the month")
    return told.pop() if told else None


def is_ordered(text: str) -> bool:
    """Return whether a date reads the same whatever comes first, day or month."""
    found = _WRITTEN.fullmatch(" ".join(text.split()))
    return not found or int(found["first"]) == int(found["second"])


def _iso(text: str) -> When | None:
    try:
        return When(datetime.combine(date.fromisoformat(text), _NOON), True)
    except ValueError:
        pass
    try:
        return When(datetime.fromisoformat(text), False)
    except ValueError:
        return None


def _written(text: str, day_first: bool) -> When | None:
    found = _WRITTEN.fullmatch(text)
    if not found:
        return None
    first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
    day, month = (first, second) if day_first or found["sign"] == "." else (second, first)
    written = date(year + 2000 if year < 100 else year, month, day)
    if found["clock"] is None:
        return When(datetime.combine(written, _NOON), True)
    clock = _clock(found["clock"])
    return None if clock is None else When(datetime.combine(written, clock), False)


def _clock(text: str) -> time | None:
    found = _CLOCK.fullmatch(text)
    if not found:
        return None
    hour = int(found[1])
    if found[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[4].upper() == "P" else 0)
    return time(hour, int(found[2]), int(found[3] or 0))
