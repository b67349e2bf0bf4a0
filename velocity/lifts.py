"""The lifts: what is known of each before the first rep.

Ranges of motion are wide on purpose: they only keep handling and walking apart from reps.
Velocities at one-repetition maximum are population values, mean velocity in m/s.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Lift:
    """What is usual for a lift.

    Attributes:
        name: as on the command line.
        down_first: whether a rep begins with the way down; None where it may be either.
        range_of_motion: (least, most) usual, m.
        returns: m, how closely lockouts and bottoms come back to their places in a set.
        velocity_at_1rm: mean velocity of the heaviest single, m/s; None where none is known.
        source: where ``velocity_at_1rm`` comes from.
        on_floor: whether the bar meets the floor between reps.
        picked_up: whether the bar is picked up from the floor before the first rep.
    """

    name: str
    down_first: bool | None
    range_of_motion: tuple[float, float]
    returns: tuple[float, float]
    velocity_at_1rm: float | None
    source: str
    on_floor: bool = False
    picked_up: bool = False


_SQUAT = "free weight, 52 lifters, 0.275 ± 0.017"
_PULL = "Helms et al. 2017, J. Strength Cond. Res. 31:292, 0.14 ± 0.05"
_BENCH = "González-Badillo & Sánchez-Medina 2010, 0.16 ± 0.04"
_PRESS = "Balsalobre-Fernández et al. 2018, about 0.19"

LIFTS = {
    lift.name: lift
    for lift in (
        Lift("squat", True, (0.30, 0.90), (0.006, 0.012), 0.28, _SQUAT),
        Lift("front_squat", True, (0.30, 0.90), (0.006, 0.012), 0.28, "taken from the squat"),
        Lift("bench", True, (0.15, 0.60), (0.006, 0.012), 0.16, _BENCH),
        Lift("deadlift", False, (0.30, 0.85), (0.006, 0.004), 0.15, _PULL, on_floor=True),
        # A set may begin with the pull from the floor, which lifters count as its first rep.
        Lift("romanian_deadlift", None, (0.25, 0.85), (0.006, 0.012), 0.15, "the deadlift's"),
        Lift("overhead_press", False, (0.25, 0.85), (0.006, 0.012), 0.19, _PRESS),
        Lift("row", False, (0.18, 0.65), (0.008, 0.012), 0.50, "about 0.50", picked_up=True),
        Lift("hip_thrust", False, (0.15, 0.60), (0.006, 0.012), 0.25, "about 0.25"),
        Lift("generic", None, (0.12, 1.50), (0.15, 0.15), None, "none"),
    )
}
