"""What ends a set: the limits that a lifter has chosen."""

from __future__ import annotations

from dataclasses import dataclass

from velocity.lifts import Lift
from velocity.policies import POLICIES, Policy


@dataclass(frozen=True)
class Limits:
    """What ends a set; None or False where a limit is off.

    Attributes:
        velocity_loss: share of the set's best mean velocity.
        velocity_floor: mean velocity, m/s.
        technique: whether technique is judged.
        buffer: reps kept before technical failure; None for the policy's own.
        policy: a key of ``POLICIES``.
        degraded_share: share of a set's reps that may slide under ``push``; None for the policy's.
        false_alarms: share of clean sets that technique may end wrongly, more than 0.
        failed: score, in spreads, from which technique has failed; None for the usual.

    Raises:
        ValueError: there is no such policy, or a limit is out of its range.
    """

    velocity_loss: float | None = 0.20
    velocity_floor: float | None = None
    technique: bool = True
    buffer: int | None = None
    policy: str = "balanced"
    degraded_share: float | None = None
    false_alarms: float = 0.05
    failed: float | None = None

    def __post_init__(self) -> None:
        if self.policy not in POLICIES:
            raise ValueError(f"no policy {self.policy!r}; there are {', '.join(POLICIES)}")
        ranges = (
            ("velocity_loss", self.velocity_loss, 0.01, 0.95),
            ("velocity_floor", self.velocity_floor, 0.0, 3.0),
            ("buffer", self.buffer, 0, 10),
            ("degraded_share", self.degraded_share, 0.0, 1.0),
            ("false_alarms", self.false_alarms, 0.001, 0.5),
            ("failed", self.failed, 1.0, 20.0),
        )
        for name, value, least, most in ranges:
            if value is not None and not least <= value <= most:
                raise ValueError(f"{name} lies between {least:g} and {most:g}, not at {value:g}")

    @property
    def chosen(self) -> Policy:
        """The policy itself."""
        return POLICIES[self.policy]

    @property
    def kept(self) -> int:
        """Reps kept before technical failure."""
        return self.chosen.buffer if self.buffer is None else self.buffer

    @property
    def degraded(self) -> float:
        """Share of a set's reps that may slide."""
        return self.chosen.degraded if self.degraded_share is None else self.degraded_share


def usual_limits(lift: Lift) -> Limits:
    """Return the limits of a lifter of whom nothing is known."""
    return Limits(velocity_floor=lift.velocity_at_1rm)
