"""What the page of a team says, before it is a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gui.report.history import Counts


@dataclass(frozen=True)
class TeamLift:
    """A lifter's lift in a few words: readiness, clean range, and the limits that hold."""

    lift: str
    readiness: str
    clean_range: str
    limits: str


@dataclass(frozen=True)
class TeamRow:
    """A lifter of a team, in a range of days.

    Attributes:
        last: day of the last set of all; None without any.
        past_failure: sets that went on after a failed rep.
        lifts: the main ones.
        look: what to look at; ``urgent``: how much, 0 for nothing.
    """

    lifter: str
    note: str
    last: date | None
    sessions: int
    sets: int
    counts: Counts
    past_failure: int
    lifts: tuple[TeamLift, ...]
    look: str
    urgent: int


@dataclass(frozen=True)
class TeamContent:
    """All that a page of a team says: its lifters in the days from first to last, both included."""

    first: date
    last: date
    asked: str
    rows: tuple[TeamRow, ...]
