"""Times as people and files write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bargroove.logbook.errors import BadEntry


def to_time(written: str) -> datetime:
    """Return the time of ISO 8601 text, UTC where it does not say otherwise.

    Raises:
        BadEntry: it is none.
    """
    try:
        read = datetime.fromisoformat(written)
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadEntry(
            f"{written!r} is no date or time; write 2026-03-14 or 2026-03-14T18:30"
        ) from None


def end_of(written: str) -> datetime:
    """Return the first instant after what a text names: a day, or a time to the microsecond."""
    read = to_time(written)
    whole_day = len(written.strip()) <= len("2026-03-14")
    try:
        return read + (timedelta(days=1) if whole_day else timedelta(microseconds=1))
    except OverflowError:
        return read


def to_text(time: datetime) -> str:
    """Return ISO 8601 text, with as many digits as it takes."""
    return time.astimezone(UTC).isoformat()
