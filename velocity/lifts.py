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
        on_floor: whether the bar meets the floor between reps.
        velocity_at_1rm: mean velocity of the heaviest single, m/s; None where none is known.
        source: where ``velocity_at_1rm`` comes from.
    """

    name: str
    down_first: bool | None
    range_of_motion: tuple[float, float]
    on_floor: bool
    velocity_at_1rm: float | None
    source: str


LIFTS = {
    lift.name: lift
    for lift in (
        Lift("squat", True, (0.30, 0.90), False, 0.28, "free weight, 52 lifters, 0.275 ± 0.017"),
        Lift("front_squat", True, (0.30, 0.90), False, 0.28, "taken from the squat"),
        Lift("bench", True, (0.15, 0.60), False, 0.16, "González-Badillo 2010, 0.16 ± 0.04"),
        Lift(
            "deadlift", False, (0.30, 0.85), True, 0.15, "Helms 2017, 0.14 ± 0.05; others to 0.25"
        ),
        Lift("romanian_deadlift", None, (0.25, 0.85), False, 0.15, "taken from the deadlift"),
        Lift("overhead_press", False, (0.25, 0.85), False, 0.19, "Balsalobre 2018, about 0.19"),
        Lift("row", False, (0.18, 0.65), False, 0.50, "bench pull, about 0.50; recalled"),
        Lift("hip_thrust", False, (0.15, 0.60), False, 0.25, "about 0.25; recalled"),
        Lift("generic", None, (0.12, 1.50), False, None, "none"),
    )
}
