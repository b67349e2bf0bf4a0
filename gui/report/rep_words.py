"""Reps in words: what the charts and the tables of a set say of each."""

from __future__ import annotations

from collections.abc import Sequence

from gui.live_words import technique
from gui.report.numbers import NONE, percent, plain, with_error
from velocity.rep import DISCARDED, Measured, Reason, Rep

NOT_JUDGED = "not judged"


def state_of(rep: Rep) -> str:
    """Return ``ok``, ``near``, ``rack``, ``unsure`` or ``discarded``."""
    if not rep.counts:
        return DISCARDED
    return rep.verdict if rep.valid else "unsure"


def path_state_of(rep: Rep) -> str:
    """Return ``clean``, ``sliding``, ``failed`` or ``unsure``; ``NOT_JUDGED``; ``discarded``."""
    if not rep.counts:
        return DISCARDED
    if not rep.valid:
        return "unsure"
    return rep.technique.state if rep.technique else NOT_JUDGED


def best_of(reps: Sequence[Rep]) -> Rep | None:
    """Return the fastest rep that can be trusted; None where there is none."""
    return max(
        (rep for rep in reps if rep.valid), key=lambda rep: rep.mean_velocity.value, default=None
    )


def loss_of(rep: Rep) -> Measured | None:
    """Return what a rep has lost; None where it is unsure, and comes before all that are not."""
    return rep.velocity_loss if rep.valid or rep.velocity_loss.se > 0 else None


def velocity_told(rep: Rep) -> str:
    """Return a rep's mean velocity and verdict: ``rep 3: 0.62 ± 0.01 m/s, 4 % lost, ok``."""
    mean = with_error(rep.mean_velocity, digits=3)
    if mean == NONE:
        return f"rep {rep.rep}: not measured, {state_of(rep)}"
    lost = f", {percent(rep.velocity_loss.value)} lost" if rep.valid else ""
    return f"rep {rep.rep}: {mean} m/s{lost}, {state_of(rep)}"


def reason_told(reason: Reason) -> str:
    """Return what speaks for a verdict, with its numbers."""
    words = reason.told or reason.name.replace("_", " ")
    found, allowed = (_amount(one, reason.unit) for one in (reason.value, reason.limit))
    return f"{words} ({'' if found in words else f'{found}; '}limit {allowed})"


def why(rep: Rep) -> tuple[str, ...]:
    """Return all that is to be said of a rep's verdict and technique."""
    if not rep.counts:
        return ("A person has said that it was none.",)
    told = [reason_told(reason) for reason in rep.reasons]
    found = rep.technique
    if found and found.told and not any(one.told == found.told for one in rep.reasons):
        told.append(f"{found.told} ({_scored(rep)})" if found.score else found.told)
    if rep.doubts:
        told.append(f"in doubt: {', '.join(rep.doubts)}")
    return tuple(told)


def technique_told(rep: Rep) -> str:
    """Return the state of a rep's technique in a word or two."""
    if rep.technique is None:
        return NONE
    return "recovered" if rep.technique.recovered else rep.technique.state


def path_told(rep: Rep) -> str:
    """Return which rep a path is of, and how it was."""
    return f"rep {rep.rep}: {technique(rep) or state_of(rep)}"


def _scored(rep: Rep) -> str:
    found = rep.technique
    assert found is not None
    at = "" if found.height is None else f" at {percent(found.height)} of the height"
    return f"{plain(found.score, 1)} spreads{at}; slides from {plain(found.limit, 1)}"


def _amount(value: float, unit: str) -> str:
    places = 2 if unit == "m/s" else 1 if abs(value) < 10 and value != round(value) else 0
    if unit == "reps" and value == 1:
        return "1 rep"
    return f"{plain(value, places)}{'' if unit == '°' else ' '}{unit}".rstrip()
