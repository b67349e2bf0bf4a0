"""Days as people have them: by the clock on the wall here."""

from __future__ import annotations

from datetime import date, datetime, time


def began(day: date | None) -> str | None:
    """Return the first instant of a day, ISO 8601; None for no day."""
    return None if day is None else _local(day, time.min)


def ended(day: date | None) -> str | None:
    """Return the last instant of a day, ISO 8601; None for no day."""
    return None if day is None else _local(day, time.max)


def _local(day: date, at: time) -> str:
    return datetime.combine(day, at).astimezone().isoformat()
