"""What a monitor says while the bar moves."""

from __future__ import annotations

from dataclasses import dataclass

from velocity.rep import Rep, SetSummary


@dataclass(frozen=True)
class Moved:
    """The bar now, some ten times a second while it is moving.

    Attributes:
        time_s: s since the first sample.
        velocity: m/s, vertical, the last reading's.
        height: m, above the bottom of the last rep, or above where the motion began.
    """

    time_s: float
    velocity: float
    height: float


@dataclass(frozen=True)
class SetStarted:
    """A set has its first rep, which began at ``time_s``; sets count from 1."""

    set: int
    time_s: float


@dataclass(frozen=True)
class RepStarted:
    """What seems the way up of a rep has begun; not every one becomes a rep."""

    set: int
    rep: int
    time_s: float


@dataclass(frozen=True)
class RepFinished:
    """A rep is over: its numbers as far as they are known now, and the verdict."""

    rep: Rep


@dataclass(frozen=True)
class RepRevised:
    """What came later has changed a rep's numbers, ends or validity."""

    rep: Rep


@dataclass(frozen=True)
class RepWithdrawn:
    """What seemed a rep was none; the numbers of those behind it move up."""

    set: int
    rep: int


@dataclass(frozen=True)
class SetEnded:
    """The bar is back and lies still: the set's final numbers.

    A lifter who goes on within a minute goes on with the same set, which then ends once more.
    """

    summary: SetSummary
    reps: tuple[Rep, ...]
    notices: tuple[str, ...]


MonitorEvent = Moved | SetStarted | RepStarted | RepFinished | RepRevised | RepWithdrawn | SetEnded
