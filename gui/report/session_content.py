"""What the overview of a session says, before it is a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gui.report.history import Counts, Insight
from velocity.rep import Rep, SetSummary
from velocity.sets import summaries


@dataclass(frozen=True)
class SessionSet:
    """A set of a session.

    Attributes:
        id: number in the logbook; ``number`` among those of its lift and session.
        began: when, in the local time.
        counts: how its reps were lifted, a person's mark before the judgement.
        rest_s: from the set before to this one, s; None where it is not known.
        link: of the set's own report, "" where there is none.
    """

    id: int
    number: int
    began: datetime
    lift: str
    load_kg: float | None
    reps: tuple[Rep, ...]
    marks: tuple[str | None, ...]
    counts: Counts
    rest_s: float | None
    cue: str
    note: str
    complete: bool
    notices: tuple[str, ...]
    link: str = ""

    @property
    def summary(self) -> SetSummary | None:
        """What the set amounts to; None without reps."""
        return next(iter(summaries(self.reps)), None)

    @property
    def lifted(self) -> int:
        """Reps that count."""
        return sum(rep.counts for rep in self.reps)


@dataclass(frozen=True)
class SessionContent:
    """All that an overview of a session says.

    Attributes:
        id: number in the logbook.
        lifter: "" where nobody was named.
        sets: as they were lifted, at least one.
        seconds: from the first set's beginning to the last one's end; None where not known.
        readiness: of the day, by lift.
        notices: what is worth knowing.
    """

    id: int
    lifter: str
    sets: tuple[SessionSet, ...]
    seconds: float | None
    readiness: dict[str, Insight]
    notices: tuple[str, ...]
