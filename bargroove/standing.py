"""The limits that hold for a lifter's next set, and who has chosen each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bargroove.choices import CHOICES, limits_of, written
from bargroove.judging import History, own_floor_of
from bargroove.settings import Settings
from gui.limits import Origin
from velocity.floor import usual_floor
from velocity.lifts import Lift
from velocity.limits import Limits


@dataclass(frozen=True)
class Standing:
    """What holds.

    Attributes:
        limits: as chosen; ``own``: the lifter's own velocity floor takes the place of theirs.
        origins: each limit as it holds, and who has chosen it.
    """

    limits: Limits
    own: bool
    origins: tuple[Origin, ...]


def standing(
    settings: Settings,
    held: Mapping[str, Any],
    history: History,
    lifter: str,
    lift: Lift,
    phase: str = "",
) -> Standing:
    """Return what holds for a lifter's next set.

    Args:
        settings: of the user.
        held: what was set for the lifter in the logbook.
        history: of the lifter in the lift.
        lifter: name.
        lift: what will be lifted.
        phase: of training.

    Raises:
        BadChoice: what was chosen contradicts itself.
    """
    layers = {
        f"settings, [{name}]": dict(chosen)
        for name, chosen in settings.layers(lifter, lift.name, phase)
    }
    layers["set by you"] = dict(held)
    limits = limits_of(lift, *layers.values())
    own = not any("velocity_floor" in layer for layer in layers.values())
    floor = own_floor_of(lift, history)
    holds = limits
    if own and limits.velocity_floor is not None:
        holds = replace(limits, velocity_floor=floor.value)
    by_reps = own and floor != usual_floor(lift)
    origins = tuple(_origin(name, holds, layers, own=by_reps) for name in CHOICES)
    return Standing(limits, own, origins)


def _origin(
    name: str, limits: Limits, layers: Mapping[str, Mapping[str, Any]], *, own: bool
) -> Origin:
    """Return a limit as it holds, and who has chosen it."""
    chosen = next((word for word in reversed(list(layers)) if name in layers[word]), None)
    value, by_policy = (
        getattr(limits, name),
        {"buffer": limits.kept, "degraded_share": limits.degraded},
    )
    if value is None and name in by_policy:
        return Origin(name, written(name, by_policy[name]), f"the policy {limits.policy}")
    yours = "your own reps" if name == "velocity_floor" and own else "usual"
    return Origin(name, written(name, value), chosen or yours)
