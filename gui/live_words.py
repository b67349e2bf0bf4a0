"""What a verdict says while the bar moves, in few words, with its numbers."""

from __future__ import annotations

from velocity.rep import Range, Rep

UNSEEN = (
    "A bar cannot show knees, back, hips, heels or elbows: mark a rep where one of these broke."
)
"""What stands wherever a verdict on technique is explained in full."""


def why(rep: Rep) -> str:
    """Return what decided a rep's verdict, the first reason alone; "" where nothing did."""
    return rep.reasons[0].told if rep.valid and rep.reasons else ""


def called(rep: Rep) -> str:
    """Return a verdict with its reason: ``RACK: 24 % slower``, ``near: …``, ``ok``, ``unsure``."""
    if not rep.counts:
        return "discarded"
    if not rep.valid:
        return "unsure"
    word = "RACK" if rep.verdict == "rack" else rep.verdict
    return f"{word}: {why(rep)}" if why(rep) else word


def technique(rep: Rep) -> str:
    """Return how a rep was lifted, beside the lifter's clean ones; "" where that is not judged."""
    found = rep.technique
    if found is None:
        return ""
    if found.state == "unsure":
        return found.told
    if found.recovered:
        return "recovered"
    return f"{found.state}: {found.told}" if found.told else found.state


def left(rep: Rep) -> str:
    """Return how many reps are left before technique fails, or strength: ``1–3 left``."""
    ranges = [one for one in (rep.left_technical, rep.left_muscular) if one is not None]
    return f"{span(min(ranges, key=lambda one: one.likely))} left" if ranges else ""


def left_in_full(rep: Rep) -> str:
    """Return how many reps are left before each: ``left: 1–3 to technique, 4 to strength``."""
    ranges = (rep.left_technical, "technique"), (rep.left_muscular, "strength")
    told = [f"{span(reps)} to {what}" for reps, what in ranges if reps is not None]
    return f"left: {', '.join(told)}" if told else ""


def span(reps: Range) -> str:
    """Return a number of reps, ``1–3``, or ``2`` where it is but one."""
    return f"{reps.least}" if reps.least == reps.most else f"{reps.least}–{reps.most}"


def counted(number: int, noun: str) -> str:
    """Return a number and what it counts, in the plural where it is not one."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def title(lift: str, load_kg: float | None, lifter: str | None) -> str:
    """Return what is lifted, how much, and by whom, as far as it is known."""
    words = (lift.replace("_", " "), f"{load_kg:g} kg" if load_kg is not None else None, lifter)
    return ", ".join(word for word in words if word)
