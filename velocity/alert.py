"""When to rack the bar: velocity loss and the velocity floor, rep by rep.

The first rep beyond the velocity-loss limit warns, the second in a row says rack; the floor says
rack at once. A reading too uncertain to decide stays silent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from velocity.lifts import Lift
from velocity.rep import Rep

NEAR = 0.05  # share before the limit at which a set is near its end
UNSURE = 0.10  # standard error of velocity loss beyond which nothing is said


@dataclass(frozen=True)
class Limits:
    """What ends a set: a share of velocity lost, and a mean velocity, m/s; None for never."""

    velocity_loss: float | None = 0.20
    velocity_floor: float | None = None


def usual_limits(lift: Lift) -> Limits:
    """Return the limits of a lifter of whom nothing is known."""
    return Limits(velocity_floor=lift.velocity_at_1rm)


def judge(reps: Sequence[Rep], limits: Limits) -> list[Rep]:
    """Return the reps of one set with their verdicts."""
    judged: list[Rep] = []
    beyond = 0
    for rep in reps:
        if _certain(rep):
            beyond = beyond + 1 if _lost(rep, limits, 0.0) else 0
        verdict, reasons = _verdict(rep, limits, beyond)
        judged.append(replace(rep, verdict=verdict, reasons=reasons))
    return judged


def _verdict(rep: Rep, limits: Limits, beyond: int) -> tuple[str, tuple[str, ...]]:
    if not _certain(rep):
        return "ok", ()
    floor = limits.velocity_floor
    if floor is not None and rep.mean_velocity.value + rep.mean_velocity.se < floor:
        return "rack", ("velocity_floor",)
    if beyond >= 2:
        return "rack", ("velocity_loss",)
    if beyond or _lost(rep, limits, NEAR):
        return "near", ("velocity_loss",)
    return "ok", ()


def _certain(rep: Rep) -> bool:
    return rep.valid and rep.velocity_loss.se <= UNSURE


def _lost(rep: Rep, limits: Limits, margin: float) -> bool:
    if limits.velocity_loss is None:
        return False
    return rep.velocity_loss.value > limits.velocity_loss - margin
