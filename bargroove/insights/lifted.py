"""What all insights ask of sets: how a rep was lifted, where technique broke down, when, how heavy.

A person's mark goes before the judgement: ``broke`` is a failed rep, ``clean`` a clean one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bargroove.logbook.records import LoggedRep, LoggedSet

FIRST = 5
"""Reps of a set that are compared between sets: later ones differ by fatigue."""
LIKE = 0.05
"""Share by which like loads may differ."""
_MARKED = {"broke": "failed", "clean": "clean"}
_DAY = 86400.0  # s


@dataclass(frozen=True)
class Withheld:
    """Nothing is said yet; ``told`` is why, and what is missing."""

    told: str


def state(logged: LoggedRep) -> str | None:
    """Return how a rep was lifted: ``clean``, ``sliding``, ``failed``; None where nobody knows."""
    if logged.mark is not None:
        return _MARKED[logged.mark]
    technique = logged.rep.technique
    if technique is None or not logged.rep.valid or technique.state == "unsure":
        return None
    return technique.state


def counting(logged: LoggedSet) -> tuple[LoggedRep, ...]:
    """Return the reps of a set without those of which a person has said that they were none."""
    return tuple(each for each in logged.reps if each.rep.counts)


def states(logged: LoggedSet) -> list[str | None]:
    """Return how each rep of a set that counts was lifted."""
    return [state(rep) for rep in counting(logged)]


def breakdown(logged: LoggedSet) -> int | None:
    """Return the place, from 0, of the rep at which technique broke down; None where it held.

    Of the reps that count, it is the first one that failed, or that slid and was not put right by
    the next one: a single rep off the groove and back is no breakdown.
    """
    found = states(logged)
    for place, now in enumerate(found):
        following = next((later for later in found[place + 1 :] if later), None)
        if now == "failed" or (now == "sliding" and following != "clean"):
            return place
    return None


def judged(sets: Sequence[LoggedSet]) -> list[LoggedSet]:
    """Return the sets in which it is known of at least one rep how it was lifted."""
    return [logged for logged in sets if any(states(logged))]


def when(logged: LoggedSet) -> datetime:
    """Return when a set began, by the clock that its head goes by: UTC if it does not say."""
    began = datetime.fromisoformat(logged.head.started_utc)
    return began if began.tzinfo else began.replace(tzinfo=UTC)


def locally(logged: LoggedSet) -> LoggedSet:
    """Return the same set with its time by the local clock, for days and weeks are people's."""
    began = when(logged).astimezone().isoformat()
    return replace(logged, head=replace(logged.head, started_utc=began))


def of_each_lift(sets: Sequence[LoggedSet]) -> dict[str, list[LoggedSet]]:
    """Return sets by lift, in the order in which the lifts came, with times by the local clock."""
    lifts: dict[str, list[LoggedSet]] = {}
    for logged in sets:
        lifts.setdefault(logged.head.lift, []).append(locally(logged))
    return lifts


def days(logged: LoggedSet) -> float:
    """Return when a set began, in days."""
    return when(logged).timestamp() / _DAY


def load(logged: LoggedSet) -> float:
    """Return the load of a set, kg; NaN where it was not given."""
    return float("nan") if logged.head.load_kg is None else logged.head.load_kg


def loaded(sets: Sequence[LoggedSet]) -> list[LoggedSet]:
    """Return the sets of which the load is known."""
    return [logged for logged in sets if logged.head.load_kg is not None]


def like_load(one: float, other: float) -> bool:
    """Return whether two loads, kg, may be compared."""
    return abs(one - other) <= LIKE * other


def by_load(sets: Sequence[LoggedSet]) -> list[list[LoggedSet]]:
    """Return sets in groups of like load, each around the load that has most sets about it."""
    left, groups = loaded(sets), []
    while left:
        counts = Counter(load(logged) for logged in left)
        centre = max(
            sorted(counts), key=lambda kg: sum(n for of, n in counts.items() if like_load(of, kg))
        )
        groups.append([each for each in left if like_load(load(each), centre)])
        left = [each for each in left if not like_load(load(each), centre)]
    return groups


def by_session(sets: Sequence[LoggedSet]) -> list[list[LoggedSet]]:
    """Return sets in groups of one session each, in the order in which they came."""
    sessions: dict[int, list[LoggedSet]] = {}
    for logged in sets:
        sessions.setdefault(logged.session, []).append(logged)
    return list(sessions.values())
