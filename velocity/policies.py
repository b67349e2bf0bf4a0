"""Policies: what a lifter wants of technique, from strict to push."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Policy:
    """When technique says rack.

    Attributes:
        name: as on the command line.
        buffer: reps that are kept before technical failure.
        at: ``slide``: where technique is seen to slide; ``confirmed``: likewise, but not before
            the rep after a first warning; ``failed``: where it has failed, likewise.
        degraded: share of a set's reps that may slide; of use with ``failed`` alone.
        meant_for: in words.
    """

    name: str
    buffer: int
    at: str
    degraded: float
    meant_for: str


POLICIES = {
    policy.name: policy
    for policy in (
        Policy("strict", 2, "slide", 0.0, "rehabilitation, beginners, long careers"),
        Policy("balanced", 1, "confirmed", 0.0, "most training"),
        Policy("push", 0, "failed", 0.4, "competitors, planned overreaching"),
    )
}
