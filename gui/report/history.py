"""What the report of a lifter says, before it is a page, and what it shares with others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gui.report.parts import Table
from velocity.rep import Measured


@dataclass(frozen=True)
class Counts:
    """How reps were lifted; ``unknown``: reps of which nobody knows."""

    clean: int = 0
    sliding: int = 0
    failed: int = 0
    unknown: int = 0

    @property
    def judged(self) -> int:
        """Reps of which it is known."""
        return self.clean + self.sliding + self.failed


def summed(counts: Sequence[Counts]) -> Counts:
    """Return how the reps of all were lifted."""
    names = ("clean", "sliding", "failed", "unknown")
    return Counts(*(sum(getattr(one, name) for one in counts) for name in names))


@dataclass(frozen=True)
class Insight:
    """What a lifter's sets say of one thing.

    Attributes:
        name: of the thing; ``told``: a sentence; ``table``: the numbers, None where it is withheld.
        command: what to type to get what is missing; "" where nothing is.
    """

    name: str
    told: str
    table: Table | None = None
    command: str = ""

    @property
    def words(self) -> str:
        """What it says; where something is missing, with what to type."""
        return f"{self.told} {self.command}".strip()


@dataclass(frozen=True)
class Dated:
    """A value of a day."""

    day: date
    value: Measured


@dataclass(frozen=True)
class SameLoad:
    """A load, kg, and the best mean velocity of each session with it, m/s, oldest first."""

    load_kg: float
    best: tuple[Dated, ...]


@dataclass(frozen=True)
class Bounded:
    """A value, and between what it likely lies."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class ProfilePoint:
    """A load of the profile, kg: the usual and the best velocity, and the line's, m/s."""

    load_kg: float
    usual: float
    best: float
    line: Measured


@dataclass(frozen=True)
class ProfileLine:
    """The load–velocity profile, with the one-repetition maximum, kg, at the floor, m/s."""

    points: tuple[ProfilePoint, ...]
    one_rm_kg: Measured
    floor: Measured


@dataclass(frozen=True)
class Share:
    """A load or a sign: of how many cases, and in which share of them with its 95 % interval.

    ``height``: share of the range of motion where a sign shows; None for a load, or no height.
    """

    name: str
    of: int
    share: Bounded
    at: float = 0.0
    height: float | None = None


@dataclass(frozen=True)
class Period:
    """How the reps of a week, or of a training cycle, were lifted."""

    first: date
    counts: Counts


@dataclass(frozen=True)
class LiftContent:
    """What a report of a lifter says of one lift.

    Attributes:
        lift: name; ``sets``, ``sessions``, ``counts``: what was done in the range.
        insights: what is told in words and in a table, by what it is about: ``pace``, ``profile``,
            ``clean-range``, ``quality``, ``ledger``, ``readiness``, ``cues``, ``weak-point``.
        same_load: the loads that come back most; ``pace``: m/s a day, None where it is withheld.
        profile: None where it is withheld.
        tried: share of clean first reps by load; ``clean_limit``: the clean range's end, kg.
        distances: of sessions from the groove, spreads; ``quality``: m of their line's ends.
        signs: by which sign technique broke down first.
        weeks, cycles: the latest of them; ``cap``: on sliding and failed reps of a cycle.
        limits: those in force, and where they come from; ``basis``: what they stand on.
        left_out: what the charts and tables leave out, in words; "" for nothing.
    """

    lift: str
    sets: int
    sessions: int
    counts: Counts
    insights: dict[str, Insight]
    same_load: tuple[SameLoad, ...]
    pace: float | None
    profile: ProfileLine | None
    tried: tuple[Share, ...]
    clean_limit: Bounded | None
    distances: tuple[Dated, ...]
    quality: tuple[float, float] | None
    signs: tuple[Share, ...]
    weeks: tuple[Period, ...]
    cycles: tuple[Period, ...]
    cap: int | None
    limits: Table
    basis: str
    left_out: str = ""


@dataclass(frozen=True)
class LifterContent:
    """All that a report of a lifter says.

    Attributes:
        lifter, note: who.
        first, last: days of the first and the last set in the range; None without sets.
        asked: which sets were asked for, in words; "" for all.
        lifts: the most lifted first.
        remedy: what to do where there are no sets; "" where there are.
    """

    lifter: str
    note: str
    first: date | None
    last: date | None
    asked: str
    sets: int
    sessions: int
    lifts: tuple[LiftContent, ...]
    remedy: str
