"""The limits of a set in words."""

from __future__ import annotations

from gui.live_words import counted
from gui.report.numbers import percent, plain
from velocity.limits import Limits

_AT = {
    "slide": "as soon as technique is seen to slide",
    "confirmed": "where technique slides for the second rep in a row",
    "failed": "where technique has failed for the second rep in a row",
}


def limit_rows(limits: Limits | None) -> tuple[tuple[str, str, str], ...]:
    """Return each limit's name, its value, and what it means; none where they are not known."""
    if limits is None:
        return ()
    return (*_of_velocity(limits), *_of_technique(limits))


def _of_velocity(limits: Limits) -> tuple[tuple[str, str, str], ...]:
    loss, floor = limits.velocity_loss, limits.velocity_floor
    return (
        (
            "Velocity loss",
            "off" if loss is None else percent(loss),
            "slower than the set's best rep so far: the first rep beyond it warns, the second in a"
            " row says rack",
        ),
        (
            "Velocity floor",
            "off" if floor is None else f"{plain(floor, 2)} m/s",
            "a mean velocity below which a rep is hardly got up: says rack at once",
        ),
    )


def _of_technique(limits: Limits) -> tuple[tuple[str, str, str], ...]:
    if not limits.technique:
        return (("Technique", "off", "it was not judged"),)
    policy = limits.chosen
    rows = [
        ("Technique", policy.name, f"says rack {_AT[policy.at]}"),
        (
            "Reps kept",
            counted(limits.kept, "rep"),
            "to be left in reserve before technique is expected to go",
        ),
        (
            "False alarms",
            percent(limits.false_alarms),
            "of clean sets that technique may end wrongly: a smaller share finds slides later",
        ),
    ]
    if policy.at == "failed":
        share = percent(limits.degraded)
        rows.append(("Degraded reps", share, "of a set's reps may slide before it says rack"))
    if limits.failed is not None:
        told = "from the groove, from which technique has failed"
        rows.append(("Failed", f"{plain(limits.failed, 1)} spreads", told))
    return tuple(rows)
