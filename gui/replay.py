"""A set judged twice: what was said then, and what other limits would have said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from gui.grid import Column, grid
from gui.table import measured, verdict
from gui.terminal import Style
from velocity.limits import Limits
from velocity.rep import Rep


def compared(
    before: Sequence[Rep], after: Sequence[Rep], then: Limits | None, now: Limits, style: Style
) -> str:
    """Return a table of a set's verdicts, and in words where it would have ended.

    Args:
        before: the reps as they were judged.
        after: the same, as they are judged now.
        then: the limits of the time, None where they are not known.
        now: the limits of now.
        style: width and colours of the place.
    """
    columns = [
        Column(("rep",), [str(rep.rep) for rep in after]),
        Column(("mean", "m/s"), measured([rep.mean_velocity for rep in after], 1, 3)),
        Column(("loss", "%"), [f"{100 * rep.velocity_loss.value:.0f}" for rep in after]),
        Column(("then",), [verdict(rep, style) for rep in before], left=True),
        Column(("now",), [verdict(rep, style) for rep in after], left=True),
        Column(("why",), [_why(rep) for rep in after], left=True),
    ]
    lines = [*grid(columns), "", _changed(then, now), _stop("Then", before), _stop("Now", after)]
    return "\n".join(line for line in lines if line is not None)


def _changed(then: Limits | None, now: Limits) -> str:
    """Return what of the limits is other than it was."""
    if then is None:
        return "It is not known by which limits it was judged."
    names = [f.name for f in fields(Limits) if getattr(then, f.name) != getattr(now, f.name)]
    told = [
        f"{name.replace('_', ' ')} {_shown(then, name)} → {_shown(now, name)}" for name in names
    ]
    return f"Changed: {', '.join(told)}." if told else "By the limits that it was judged by."


def _shown(limits: Limits, name: str) -> str:
    value = getattr(limits, name)
    if value is None or isinstance(value, bool):
        return "on" if value else "off"
    share = name in ("velocity_loss", "degraded_share", "false_alarms")
    return f"{100 * value:g} %" if share else f"{value:.3g}" if isinstance(value, float) else value


def _stop(word: str, reps: Sequence[Rep]) -> str:
    """Return after which rep a set would have ended, and why."""
    stop = next((rep for rep in reps if rep.verdict == "rack"), None)
    if stop is None:
        return f"{word}: no reason to stop in {len(reps)} reps."
    return f"{word}: stop after rep {stop.rep} ({_why(stop)})."


def _why(rep: Rep) -> str:
    return ", ".join(reason.told for reason in rep.reasons)
