"""What a report of a set says, before it is a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gui.live_words import title
from velocity.groove import Groove
from velocity.limits import Limits
from velocity.rep import Rep, SetSummary, Trace
from velocity.sets import summaries


@dataclass(frozen=True)
class WhatIf:
    """After which rep a set would have ended with another limit of velocity loss, all else alike.

    ``why`` says what would have ended it; ``stop_after_rep`` is None where nothing would.
    """

    percent: int
    stop_after_rep: int | None
    why: str = ""


@dataclass(frozen=True)
class Fact:
    """Something known of how well the set was read: its name, its value, and what it means."""

    name: str
    value: str
    told: str = ""


@dataclass(frozen=True)
class Jump:
    """Where a rep begins in the film, s."""

    rep: int
    at_s: float


@dataclass(frozen=True)
class Film:
    """A film of the set: where it lies, and where its reps are."""

    url: str
    jumps: tuple[Jump, ...]


@dataclass(frozen=True)
class SetContent:
    """All that a report of one set says.

    Attributes:
        id: number of the set in the logbook; ``number`` among those of its lift and session.
        started: when, in the local time.
        reps: as the logbook has them; their times count from the trace's own zero.
        marks: what a person said of each of them: ``broke``, ``clean``, None.
        limits: those that the set was judged by; None where that is not known.
        basis: what the limits of technique stand on, in words.
        groove: the lifter's own path before this set; None where there was none.
        trace: the bar's motion around the set, its time on the reps' clock; None where no capture
            can be read, and ``no_trace`` says why.
        what_ifs: the set under other limits of velocity loss.
        facts: how well it was read; ``notices`` what people should know of that.
        about: whatever else is known of the set: phase, cue, note, sensor, capture.
        film: None where none is lined up with it.
        complete: whether the last word on the reps is in.
    """

    id: int
    number: int
    session: int
    lifter: str
    lift: str
    load_kg: float | None
    started: datetime
    reps: tuple[Rep, ...]
    marks: tuple[str | None, ...]
    limits: Limits | None
    basis: str
    groove: Groove | None
    trace: Trace | None
    no_trace: str
    what_ifs: tuple[WhatIf, ...]
    facts: tuple[Fact, ...]
    notices: tuple[str, ...]
    about: tuple[tuple[str, str], ...] = ()
    film: Film | None = None
    complete: bool = True

    @property
    def title(self) -> str:
        """What was lifted, and by whom: ``squat, 100 kg, Anna``."""
        return title(self.lift, self.load_kg, self.lifter or None)

    @property
    def summary(self) -> SetSummary | None:
        """What the set amounts to; None without reps."""
        return next(iter(summaries(self.reps)), None)
