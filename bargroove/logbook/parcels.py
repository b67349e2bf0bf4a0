"""Parcels: what goes from a logbook to a file, and from a file into a logbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bargroove.logbook.records import SetHead
from velocity import Rep


@dataclass(frozen=True)
class PackedLifter:
    """A lifter; ``created_utc`` is ISO 8601, "" where nobody knows."""

    name: str
    created_utc: str = ""
    note: str = ""


@dataclass(frozen=True)
class PackedMark:
    """What a person said of a rep, and when; ``undone_utc`` if it was taken back."""

    rep: int
    mark: str
    made_utc: str
    undone_utc: str | None = None


@dataclass(frozen=True)
class PackedSet:
    """A set with its reps and the whole history of its marks, oldest first.

    ``id`` is its number in the logbook it comes from, 0 where it comes from none.
    """

    head: SetHead
    reps: tuple[Rep, ...]
    marks: tuple[PackedMark, ...] = ()
    notices: tuple[str, ...] = ()
    complete: bool = True
    id: int = 0


@dataclass(frozen=True)
class PackedOverride:
    """Limits that a person has set for a lifter and lift; phase "" is any."""

    lifter: str
    lift: str
    phase: str
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class Parcel:
    """Lifters with their sets, oldest first, and the limits set for them.

    ``by_day``: whether only the day of each set is certain, its time having been made up.
    """

    lifters: tuple[PackedLifter, ...] = ()
    sets: tuple[PackedSet, ...] = ()
    overrides: tuple[PackedOverride, ...] = ()
    by_day: bool = False


@dataclass(frozen=True)
class Unpacked:
    """What a parcel has added to a logbook; the rest was there already."""

    lifters: tuple[str, ...]
    sets: tuple[PackedSet, ...]
    duplicates: int
    overrides: int
