"""A set at a glance: whether and why to stop, and the few numbers that say most."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from gui.live_words import counted, span
from gui.report.content import SetContent
from gui.report.numbers import NONE, load, percent, with_error
from gui.report.rep_words import best_of, reason_told, state_of
from velocity.rep import Rep

UNMEASURED = "No rep was found in it, so there is nothing to judge."


class Card(NamedTuple):
    """A value under its name, and words below it."""

    name: str
    value: str
    told: str = ""


@dataclass(frozen=True)
class Glance:
    """What is seen first.

    Attributes:
        state: ``ok``, ``near``, ``rack`` or ``unsure``; its shape stands beside the word.
        word: what the set amounts to, in one or two words; ``told`` says where and why.
        cards: the numbers.
    """

    state: str
    word: str
    told: str
    cards: tuple[Card, ...]


def glance(content: SetContent) -> Glance:
    """Return a set at a glance."""
    state, word, told = _verdict(content)
    cards = (
        Card("Load", load(content.load_kg)),
        _reps(content),
        _best(content),
        _loss(content),
        _technique(content),
        _left(content),
    )
    return Glance(state, word, told, cards)


def _verdict(content: SetContent) -> tuple[str, str, str]:
    """Return the state of a set, a word for it, and why."""
    reps = [rep for rep in content.reps if rep.counts]
    trusted = [rep for rep in reps if rep.valid]
    if not reps:
        return "unsure", "No reps", UNMEASURED
    if not trusted:
        return "unsure", "Unsure", "No rep can be trusted, so nothing is said of the set."
    stop = next((rep for rep in reps if rep.verdict == "rack"), None)
    if stop is not None:
        return "rack", f"Rack after rep {stop.rep}", _stopped(stop, reps)
    last = trusted[-1]
    if last.verdict == "near":
        return "near", "Near the end", f"Rep {last.rep}: {_reasons(last)}"
    return "ok", "No reason to stop", f"No limit ended it.{_besides(reps)}"


def _stopped(stop: Rep, reps: list[Rep]) -> str:
    more = sum(rep.rep > stop.rep for rep in reps)
    past = f" {counted(more, 'rep')} followed." if more else " It ended there."
    return f"{_reasons(stop)}{past}"


def _reasons(rep: Rep) -> str:
    told = " and ".join(reason_told(reason) for reason in rep.reasons)
    return f"{told[:1].upper()}{told[1:]}."


def _besides(reps: list[Rep]) -> str:
    """Return what else is to be said of a set that nothing ended."""
    near = sum(rep.valid and rep.verdict == "near" for rep in reps)
    unsure = sum(not rep.valid for rep in reps)
    told = f" {counted(near, 'rep')} came near a limit, or over it once." if near else ""
    return told + (f" {counted(unsure, 'rep')} could not be judged." if unsure else "")


def _reps(content: SetContent) -> Card:
    states = Counter(state_of(rep) for rep in content.reps)
    done = sum(rep.counts for rep in content.reps)
    told = [f"{states[one]} {one}" for one in ("unsure", "discarded") if states[one]]
    return Card("Reps", str(done), ", ".join(told))


def _best(content: SetContent) -> Card:
    best = best_of(content.reps)
    if best is None:
        return Card("Best mean velocity, m/s", NONE)
    value = with_error(best.mean_velocity, digits=3)
    return Card("Best mean velocity, m/s", value, f"rep {best.rep}")


def _loss(content: SetContent) -> Card:
    summary = content.summary
    loss = summary.velocity_loss if summary else None
    limit = content.limits.velocity_loss if content.limits else None
    told = f"at the end; limit {percent(limit)}" if limit is not None else "at the end; no limit"
    if content.limits is None:
        told = "at the end; limit not known"
    value = with_error(loss, 100.0, 0) if loss else NONE
    return Card("Velocity loss, %", value, told)


def _technique(content: SetContent) -> Card:
    states = Counter(rep.technique.state for rep in content.reps if rep.technique and rep.counts)
    if not states:
        return Card("Technique", NONE, "not judged")
    told = [f"{states[one]} {one}" for one in ("clean", "sliding", "failed", "unsure")]
    shown = [word for word in told if not word.startswith("0 ")] or [told[0]]
    return Card("Technique", shown[0], ", ".join(shown[1:]) or "of all reps")


def _left(content: SetContent) -> Card:
    """Return the reps left after the last rep that can be trusted."""
    last = next((rep for rep in reversed(content.reps) if rep.valid), None)
    technical = last.left_technical if last else None
    muscular = last.left_muscular if last else None
    told = [f"{span(muscular)} before strength does"] if muscular and technical else []
    if technical:
        words = ["before technique goes", *told]
    else:
        words = ["before strength goes"] if muscular else ["too little is known to tell"]
    left = technical or muscular
    return Card("Reps left at the end", span(left) if left else NONE, ", ".join(words))
