"""The signs by which a bar shows how a rep was lifted, and which of them go first in which lift."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Sign(IntEnum):
    """What shows how a rep was lifted; lengths in m, turns in rad.

    ``FORWARD_LOW`` and ``FORWARD_HIGH`` are how far the bar is forward of the straight line from
    bottom to top at 30 % and 70 % of the height; ``LEAN`` is how far the top lies forward of the
    bottom. ``LATERAL``, ``TILT`` and ``TWIST`` are the departures on the way up, ``RANGE`` the
    range of motion, ``DIP`` the share of the speed that is lost where the lift sticks, ``SKEW`` how
    early the speed comes (as in a profile), ``TEMPO`` the duration of the eccentric, s.
    """

    FORWARD_LOW = 0
    FORWARD_HIGH = 1
    LEAN = 2
    LATERAL = 3
    TILT = 4
    TWIST = 5
    RANGE = 6
    DIP = 7
    SKEW = 8
    TEMPO = 9


@dataclass(frozen=True)
class Kind:
    """What breaking down and tiring look like in a lift; velocities in m/s.

    Attributes:
        at_failure: mean velocity of the heaviest single, of the population.
        slope: mean velocity lost per whole one-repetition maximum of load.
        range_spread: limits of the rep-to-rep spread of the range of motion, m.
        leads: signs that may come first and which way: 1, −1, or 0 for either.
    """

    at_failure: float
    slope: float
    range_spread: tuple[float, float]
    leads: tuple[tuple[Sign, int], ...]


_SQUAT = Kind(
    0.28,
    1.2,
    (0.008, 0.014),
    ((Sign.FORWARD_LOW, 1), (Sign.LEAN, 1), (Sign.DIP, 1), (Sign.SKEW, 1), (Sign.RANGE, -1)),
)
_BENCH = Kind(
    0.16,
    1.45,
    (0.003, 0.006),
    ((Sign.FORWARD_HIGH, 0), (Sign.TILT, 0), (Sign.TWIST, 0), (Sign.DIP, 1)),
)
_DEADLIFT = Kind(
    0.15,
    1.3,
    (0.003, 0.005),
    ((Sign.FORWARD_LOW, 1), (Sign.LEAN, 1), (Sign.SKEW, -1), (Sign.DIP, 1)),
)
_PRESS = Kind(
    0.19,
    1.4,
    (0.005, 0.007),
    ((Sign.FORWARD_LOW, 1), (Sign.FORWARD_HIGH, 0), (Sign.LEAN, 0), (Sign.DIP, 1)),
)
_PULL = ((Sign.FORWARD_LOW, 1), (Sign.SKEW, 1), (Sign.RANGE, -1), (Sign.DIP, 1))
ALWAYS = ((Sign.TEMPO, -1), (Sign.RANGE, -1), (Sign.TILT, 0))
"""Signs that may follow in any lift, and which way."""

KINDS: dict[str, Kind] = {
    "squat": _SQUAT,
    "front_squat": _SQUAT,
    "bench": _BENCH,
    "deadlift": _DEADLIFT,
    "overhead_press": _PRESS,
    "romanian_deadlift": Kind(0.15, 1.3, (0.006, 0.010), _PULL),
    "row": Kind(0.50, 1.2, (0.006, 0.010), _PULL),
    "hip_thrust": Kind(0.25, 1.0, (0.005, 0.008), _PULL),
}
"""By lift; the velocities are mean values of published samples of trained lifters."""
