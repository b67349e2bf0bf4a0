"""Reps left: what is forecast three reps before the end, beside what came."""

from __future__ import annotations

from collections.abc import Sequence

from bargroove.evidence.technique import Career, Lifted
from bargroove.evidence.technique_history import Watched
from bargroove.evidence.technique_shares import Answers
from velocity.rep import Range

BEFORE_END = 3  # reps


def forecasts(found: Answers, lives: Career, new: Watched, clean: Watched) -> None:
    """Add what is forecast in sets to failure, and in sets that break down."""
    for one in lives.deep:
        at = _rep_with(one.done.left_muscular)
        _add(found, "muscular first", new, one, at)
        _add(found, "muscular history", clean, one, at)
    for one, own in zip(lives.breaking, clean.after_others(lives.breaking), strict=True):
        at = _rep_with(one.done.left_technical or ())
        _add(found, "technical first", new, one, at)
        _add(found, "technical history", own, one, at)


def _rep_with(left: Sequence[int]) -> int | None:
    """Return the index of the rep after which three more come, None if there is none."""
    return left.index(BEFORE_END) if BEFORE_END in left else None


def _add(found: Answers, name: str, watched: Watched, one: Lifted, at: int | None) -> None:
    """Add what is told after the rep done with index ``at``; nothing where there is none."""
    if at is None:
        return
    told = _told(name, watched, one, at)
    found.add(f"{name} told", told is not None)
    if told is None:
        return
    found.add(f"{name} inside", told.least <= BEFORE_END <= told.most)
    found.add(f"{name} fewer", told.most < BEFORE_END)
    found.add(f"{name} more", told.least > BEFORE_END)
    found.add(f"{name} width", told.most - told.least)


def _told(name: str, watched: Watched, one: Lifted, at: int) -> Range | None:
    """Return the range told after a rep done; None where none was, or the rep was not found."""
    if at not in one.found:
        return None
    rep = watched.judge(one)[one.found[at]]
    return rep.left_muscular if name.startswith("muscular") else rep.left_technical
