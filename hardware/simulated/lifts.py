"""What tells the simulated lifts apart: ranges, each drawn from uniformly."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Range = tuple[float, float]
Start = Literal["rack", "bench", "hooks", "floor"]


@dataclass(frozen=True)
class Variant:
    """One way of doing a lift; lengths in m, velocities in m/s, times in s, 1 σ in m.

    Attributes:
        lift: name for the analysis.
        range_of_motion: of a set; ``depth_sd`` and ``lockout_sd`` are its spread within it.
        first_velocity: mean velocity of the set's first rep.
        eccentric, bottom, top: durations of the way down and of the two holds.
        bottom_shift: where the bottom lies forward of the top; ``loop``: how far the way up
            departs from the straight line between the two (positive forward).
        up_first: whether a rep begins at the bottom.
        bottom_at: what carries the bar at the bottom: the hands or the floor.
        starts: where sets start and end: walked out of a rack, pressed out of a bench's
            rack, lifted out of hooks without a step, or on the floor; one is drawn.
    """

    lift: str
    range_of_motion: Range
    first_velocity: Range
    eccentric: Range
    bottom: Range
    top: Range
    bottom_shift: Range
    loop: Range
    up_first: bool = False
    bottom_at: Literal["hands", "floor"] = "hands"
    starts: tuple[Start, ...] = ("rack",)
    depth_sd: float = 0.005
    lockout_sd: float = 0.006


_SQUAT = Variant(
    "squat",
    (0.5, 0.75),
    (0.4, 0.9),
    (0.8, 2.5),
    (0.0, 0.0),
    (0.3, 3.0),
    (-0.03, 0.05),
    (-0.05, 0.05),
    depth_sd=0.014,
)
_BENCH = Variant(
    "bench",
    (0.25, 0.45),
    (0.3, 0.8),
    (0.7, 2.5),
    (0.1, 0.8),
    (0.4, 2.5),
    (0.05, 0.13),
    (-0.03, 0.04),
    starts=("bench",),
    depth_sd=0.003,
)
_DEADLIFT = Variant(
    "deadlift",
    (0.45, 0.6),
    (0.3, 0.75),
    (0.7, 2.0),
    (0.6, 3.0),
    (0.2, 1.5),
    (0.0, 0.04),
    (-0.05, 0.03),
    up_first=True,
    bottom_at="floor",
    starts=("floor",),
    depth_sd=0.002,
)
_PRESS = Variant(
    "overhead_press",
    (0.45, 0.65),
    (0.35, 0.9),
    (0.7, 2.0),
    (0.15, 1.2),
    (0.2, 1.5),
    (0.0, 0.06),
    (0.03, 0.1),
    up_first=True,
    depth_sd=0.006,
)

VARIANTS: dict[str, Variant] = {
    "squat": _SQUAT,
    "paused_squat": replace(_SQUAT, bottom=(0.8, 2.5)),
    "front_squat": replace(_SQUAT, lift="front_squat", bottom_shift=(-0.02, 0.06)),
    "bench": _BENCH,
    "paused_bench": replace(_BENCH, bottom=(0.8, 2.0)),
    "touch_and_go_bench": replace(_BENCH, bottom=(0.0, 0.0), top=(0.0, 0.15)),
    "deadlift": _DEADLIFT,
    "touch_and_go_deadlift": replace(_DEADLIFT, bottom=(0.02, 0.12), top=(0.1, 0.8)),
    "romanian_deadlift": Variant(
        "romanian_deadlift",
        (0.4, 0.62),
        (0.35, 0.7),
        (1.0, 3.0),
        (0.0, 0.3),
        (0.2, 1.5),
        (-0.03, 0.05),
        (-0.03, 0.03),
        starts=("rack", "floor"),
        depth_sd=0.012,
    ),
    "overhead_press": _PRESS,
    "seated_press": replace(_PRESS, starts=("hooks",), range_of_motion=(0.4, 0.55)),
    "row": Variant(
        "row",
        (0.3, 0.5),
        (0.45, 0.9),
        (0.6, 1.5),
        (0.1, 0.8),
        (0.1, 0.5),
        (-0.08, 0.0),
        (-0.03, 0.03),
        up_first=True,
        starts=("floor", "rack"),
        depth_sd=0.008,
        lockout_sd=0.008,
    ),
    "hip_thrust": Variant(
        "hip_thrust",
        (0.25, 0.45),
        (0.3, 0.7),
        (0.6, 1.5),
        (0.2, 1.0),
        (0.3, 1.5),
        (-0.05, 0.05),
        (-0.03, 0.03),
        up_first=True,
        starts=("floor",),
        depth_sd=0.006,
    ),
}
"""Every way of lifting that a set can be drawn for."""
