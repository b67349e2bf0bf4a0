"""What is said of simulated lifters' technique, beside what they did."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from bargroove.evidence.technique import SLIDES, Career, Lifted, Subject, career
from bargroove.evidence.technique_forecast import forecasts
from bargroove.evidence.technique_history import TECHNIQUE, Watched, experienced, level, levels
from bargroove.evidence.technique_marks import agreement
from bargroove.evidence.technique_shares import Answers
from bargroove.evidence.technique_stops import first_rack, stops
from velocity.rep import Rep

USUAL_REPS = 8  # of a clean set, among which a false call is looked for


def answers(subject: Subject) -> Answers:
    """Let a subject lift all sets, and return what they say."""
    return answered(subject.lift, career(subject))


def answered(lift: str, lives: Career) -> Answers:
    """Return what a subject's sets say."""
    found = Answers(lift)
    new, clean = Watched(lives.lift), experienced(lives)
    slid = clean.after_others([one for _, one in _slides(lives)])
    _clean_sets(found, lives, new, clean, slid[0])
    for (size, one), own in zip(_slides(lives), slid, strict=True):
        _slide(found, f"{size:g} clean", clean, one)
        _slide(found, f"{size:g} marked", own, one)
    _gross(found, lives, clean)
    stops(found, lives, clean)
    forecasts(found, lives, new, clean)
    agreement(found, lives, clean)
    return found


def _slides(lives: Career) -> list[tuple[float, Lifted]]:
    """Return the sets that slide with their sizes, one of each size in turn."""
    turns = zip(*(lives.slid[size] for size in SLIDES), strict=True)
    return [(size, one) for turn in turns for size, one in zip(SLIDES, turn, strict=True)]


def _clean_sets(found: Answers, lives: Career, new: Watched, clean: Watched, slid: Watched) -> None:
    """Add what is said of clean sets, to a lifter who is new, known, or known with slides."""
    for one in (*lives.past, *lives.deep):
        _clean_set(found, "first", new.judge(one)[:USUAL_REPS])
    for one in lives.deep:
        _clean_set(found, "clean", clean.judge(one)[:USUAL_REPS])
        _clean_set(found, "slower", clean.judge(one))
        _clean_set(found, "marked", slid.judge(one)[:USUAL_REPS])


def _clean_set(found: Answers, who: str, judged: Sequence[Rep]) -> None:
    found.add(f"false {who}", first_rack(judged) is not None)
    told = [rep for rep in judged if level(rep) != "ok"]
    found.add(f"told {who}", bool(told))
    if told:
        found.add(f"told {who}, {_because(told[0])}", 1.0)


def _because(rep: Rep) -> str:
    """Return what is told of a rep's technique, less the numbers: `bar forward`."""
    reason = next(one for one in rep.reasons if one.name in TECHNIQUE)
    return " ".join(takewhile(str.isalpha, reason.told.split()))


def _slide(found: Answers, name: str, watched: Watched, one: Lifted) -> None:
    """Add whether a slide is told, and ends the set, at its first or second rep and not before."""
    first = one.first_bad
    if first is None or len(one.done.reps) < first + 2:
        return  # strength went first
    said = levels(watched.judge(one), one)
    there, before = said[first : first + 2], "rack" in said[:first]
    sign = one.done.person.breaks[0][0].name.lower()
    for question, answer in (
        ("told", not before and ("near" in there or "rack" in there)),
        ("rack", not before and "rack" in there),
        ("third", not before and "rack" in said[first : first + 3]),
        ("before", before),
    ):
        found.add(f"slide {name} {question}", answer)
        found.add(f"slide {name} {question}, {sign}", answer)


def _gross(found: Answers, lives: Career, clean: Watched) -> None:
    """Add whether a gross event ends the set at its rep."""
    for one in lives.gross:
        if (at := one.first_bad) is None:
            continue  # strength went first
        rack = levels(clean.judge(one), one)[at] == "rack"
        found.add("gross", rack)
        found.add(f"gross, {one.done.reps[at].event}", rack)
