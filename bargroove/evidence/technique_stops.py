"""Where a set is ended, beside where its true velocities would end it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bargroove.evidence.scores import METRICS
from bargroove.evidence.technique import Career, Lifted
from bargroove.evidence.technique_history import Watched, judge
from bargroove.evidence.technique_shares import Answers
from hardware.simulated.truth import TrueRep
from velocity.limits import Limits, usual_limits
from velocity.rep import Measured, Rep
from velocity.verdict import of_floor, of_loss


def stops(found: Answers, lives: Career, clean: Watched) -> None:
    """Add where the velocity-loss limit, and where all usual limits end clean sets to failure."""
    usual = usual_limits(lives.lift)
    alert, loss_only = clean.alert(usual), replace(usual, velocity_floor=None)
    for one in lives.deep:
        judged = judge(alert, one)
        early = true_stop(one, loss_only) - found_stop(judged, one, ("velocity_loss",))
        found.add("loss same", early == 0)
        found.add("loss beside", abs(early) <= 1)
        found.add("loss two early", early >= 2)
        found.add("loss two late", early <= -2)
        early = true_stop(one, usual) - found_stop(judged, one)
        found.add("false usual", early >= 1)
        found.add("false usual, two early", early >= 2)


def found_stop(judged: Sequence[Rep], one: Lifted, reasons: Sequence[str] = ()) -> int:
    """Return the rep done, from 0, at which a set is ended; one past the last for never.

    With ``reasons``, the rep at which one of them ends it, whatever others say.
    """
    at = first_rack(judged, reasons)
    return len(one.true) if at is None else one.done_as.get(at, at)


def first_rack(judged: Sequence[Rep], reasons: Sequence[str] = ()) -> int | None:
    """Return the index of the first rep with the verdict rack; arguments as above."""
    for i, rep in enumerate(judged):
        named = not reasons or any(reason.name in reasons for reason in rep.reasons)
        if rep.verdict == "rack" and named:
            return i
    return None


def true_stop(one: Lifted, limits: Limits) -> int:
    """Return the same by the true velocities and the same rules, technique left aside."""
    beyond = 0
    for i, rep in enumerate(one.true):
        exact = perfect(i + 1, rep)
        beyond, found = of_loss(exact, limits, beyond)
        if any(said == "rack" for said, _ in found + of_floor(exact, limits)):
            return i
    return len(one.true)


def perfect(number: int, true: TrueRep) -> Rep:
    """Return the rep that a sensor without any error would give, less its path."""
    values = {metric.name: getattr(true, metric.name) for metric in METRICS}
    exact = {name: None if x is None else Measured(x, 0.0) for name, x in values.items()}
    times = {"start_s": true.start_s, "end_s": true.end_s}
    return Rep(rep=number, set=1, valid=True, doubts=(), **times, **exact)  # type: ignore[arg-type]
