"""Names of exercises as people write them, and the lifts they are.

Only a name that is the lift itself maps to it: an incline bench press would teach the bench
press a wrong velocity at failure. All others are kept as ``generic``, their names as notes.
"""

from __future__ import annotations

from bargroove.exchange.headings import plain
from velocity import LIFTS

_NAMES = {
    "squat": "squat; back squat; high bar squat; high bar back squat; low bar squat;"
    " low bar back squat",
    "bench": "bench; bench press; flat bench; flat bench press",
    "deadlift": "deadlift; conventional deadlift; sumo deadlift",
    "romanian_deadlift": "romanian deadlift; rdl",
    "overhead_press": "overhead press; ohp; military press; strict press; standing press; press",
    "row": "row; bent over row; pendlay row",
    "front_squat": "front squat",
    "hip_thrust": "hip thrust",
    "generic": "generic",
}
_LIFT_OF = {name: lift for lift, names in _NAMES.items() for name in names.split("; ")}


def lift_of(exercise: str) -> str:
    """Return the lift that an exercise is, ``generic`` where it is none of them."""
    if exercise in LIFTS:
        return exercise
    words = plain(exercise.replace("-", " ")).split()
    words = [word for word in words if word not in ("barbell", "bb", "the")]
    words = [word.removesuffix("s") if word not in ("press", "bars") else word for word in words]
    return _LIFT_OF.get(" ".join(words), "generic")
