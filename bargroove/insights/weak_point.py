"""The weak point: which sign of breakdown comes first, and at which height of the lift."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bargroove.insights.estimates import Interval, even_chance, wilson
from bargroove.insights.lifted import Withheld, breakdown, counting, judged
from bargroove.logbook.records import LoggedSet
from velocity.features import SIGNS
from velocity.rep import Technique

LEAST = 6
"""Breakdowns with a sign, without which nothing is said."""
_CHANCE = 0.05  # a lead is told if chance gives it no more often than this
_PLACES = {"low": " low in the lift", "high": " high in the lift"}


@dataclass(frozen=True)
class Sign:
    """A sign that came first.

    Attributes:
        name: of the feature.
        sets: in how many sets it came first; ``share`` of those with a sign, 95 % interval.
        height: median and quartiles, shares of the range of motion; None where it has none.
    """

    name: str
    sets: int
    share: Interval
    height: Interval | None


@dataclass(frozen=True)
class WeakPoint:
    """The signs that came first, the most frequent before the others.

    Attributes:
        sets: judged sets; ``broke``: those in which technique broke down.
        unseen: breakdowns that a person marked and the bar did not show.
        leads: whether the first sign comes first more often than chance would have it.
    """

    signs: tuple[Sign, ...]
    sets: int
    broke: int
    unseen: int
    leads: bool
    told: str


def weak_point(sets: Sequence[LoggedSet]) -> WeakPoint | Withheld:
    """Return what goes first in one lifter's sets of one lift."""
    known = judged(sets)
    places = [(logged, place) for logged in known if (place := breakdown(logged)) is not None]
    seen = [
        found
        for logged, place in places
        if (found := counting(logged)[place].rep.technique) is not None and found.sign
    ]
    if len(seen) < LEAST:
        return Withheld(
            f"{len(seen)} of at least {LEAST} sets show by which sign technique broke down (of"
            f" {len(known)} judged sets): there is more to learn from sets near the limit."
        )
    counts = Counter(found.sign for found in seen)
    signs = tuple(_sign(name, seen) for name, _ in counts.most_common())
    leads = _leads(signs)
    return WeakPoint(
        signs, len(known), len(places), len(places) - len(seen), leads, _told(signs, leads)
    )


def _sign(name: str, seen: Sequence[Technique]) -> Sign:
    its = [found for found in seen if found.sign == name]
    heights = [found.height for found in its if found.height is not None]
    height = None
    if heights:
        low, middle, high = np.quantile(heights, [0.25, 0.5, 0.75])
        height = Interval(float(middle), float(low), float(high))
    return Sign(name, len(its), wilson(len(its), len(seen)), height)


def _leads(signs: Sequence[Sign]) -> bool:
    second = signs[1].sets if len(signs) > 1 else 0
    return even_chance(signs[0].sets, second) <= _CHANCE


def _told(signs: Sequence[Sign], leads: bool) -> str:
    first = signs[0]
    if not leads:
        names = " and ".join(words(sign.name) for sign in signs[:2])
        return f"No sign comes first more often than chance would have it; so far {names} do."
    share = f"{100 * first.share.low:.0f} to {100 * first.share.high:.0f} %"
    height = f", mostly at {100 * first.height.value:.0f} % height" if first.height else ""
    return f"{words(first.name).capitalize()} goes first, in {share} of breakdowns{height}."


def words(name: str) -> str:
    """Return a sign's name as people read it."""
    told = next((sign.told for sign in SIGNS if sign.name == name), name.replace("_", " "))
    return told + _PLACES.get(name.rstrip("+-").rpartition("_")[2], "")
