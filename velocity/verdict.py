"""From what was found of a rep to one verdict: each limit's own reasons, and how they rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from velocity.limits import Limits
from velocity.rep import Range, Reason, Rep

NEAR = 0.05  # share before the velocity-loss limit at which a set is near its end
UNSURE = 0.10  # standard error of velocity loss beyond which nothing is said
LEVELS = ("ok", "near", "rack")

Found = tuple[str, Reason]
"""A level and what speaks for it."""


@dataclass(frozen=True)
class Crossings:
    """How many reps in a row, up to the last one, were beyond each limit."""

    loss: int = 0
    technique: int = 0
    forecast: int = 0


def rank(found: Sequence[Found]) -> tuple[str, tuple[Reason, ...]]:
    """Return the highest level found, and the reasons that are of that level."""
    level = max((level for level, _ in found), key=LEVELS.index, default="ok")
    return level, tuple(reason for one, reason in found if one == level)


def of_loss(rep: Rep, limits: Limits, before: int) -> tuple[int, list[Found]]:
    """Return how many reps in a row are beyond the velocity-loss limit, and what that means."""
    limit = limits.velocity_loss
    if limit is None or not velocity_is_sure(rep):
        return before, []
    lost = rep.velocity_loss.value
    beyond = before + 1 if lost > limit else 0
    if not beyond and lost <= limit - NEAR:
        return beyond, []
    told = f"{100.0 * lost:.0f} % slower"
    reason = Reason("velocity_loss", 100.0 * lost, 100.0 * limit, "%", told)
    return beyond, [("rack" if beyond >= 2 else "near", reason)]


def of_floor(rep: Rep, limits: Limits) -> list[Found]:
    """Return whether a rep was slower than the velocity floor allows."""
    floor, mean = limits.velocity_floor, rep.mean_velocity
    if floor is None or not velocity_is_sure(rep) or mean.value + mean.se >= floor:
        return []
    told = f"{mean.value:.2f} m/s, under the floor"
    return [("rack", Reason("velocity_floor", mean.value, floor, "m/s", told))]


def of_forecast(left: Range | None, kept: int, own: bool, before: int) -> tuple[int, list[Found]]:
    """Return what the reps left before technical failure mean for the reps to be kept.

    Args:
        left: the forecast.
        kept: reps to be kept.
        own: whether it rests on slides of the lifter's own; else it only warns.
        before: reps in a row that were beyond before this one.
    """
    if left is None or not kept or left.most > kept + 1:
        return 0, []
    beyond = before + 1 if left.most <= kept else 0
    told = f"{span(left)} left before technique goes"
    level = "rack" if own and beyond >= 2 else "near"
    return beyond, [(level, Reason("reps_left", left.likely, float(kept), "reps", told))]


def span(left: Range) -> str:
    """Return a range of reps in words."""
    if left.least == left.most:
        return f"{left.most} rep" + ("s" if left.most != 1 else "")
    return f"{left.least}–{left.most} reps"


def velocity_is_sure(rep: Rep) -> bool:
    """Return whether a rep's velocity is known well enough to speak for a verdict."""
    return rep.valid and rep.velocity_loss.se <= UNSURE
