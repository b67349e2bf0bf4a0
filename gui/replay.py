"""A set judged twice: what was said then, and what other limits would have said."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from gui.grid import Column, grid
from gui.live_words import counted
from gui.table import measured, verdict
from gui.terminal import Style
from velocity.rep import Rep


def compared(before: Sequence[Rep], after: Sequence[Rep], changed: str, style: Style) -> str:
    """Return a table of a set's verdicts, and in words where it would have ended.

    Args:
        before: the reps as they were judged.
        after: the same, as they are judged now.
        changed: what of the limits is other than it was, in words.
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
    told = (changed, _stop("Then", before), _stop("Now", after))
    return "\n".join([*grid(columns), "", *(textwrap.fill(one, style.width) for one in told)])


def _stop(word: str, reps: Sequence[Rep]) -> str:
    """Return after which rep a set would have ended, and why."""
    stop = next((rep for rep in reps if rep.verdict == "rack"), None)
    if stop is None:
        return f"{word}: no reason to stop in {counted(len(reps), 'rep')}."
    return f"{word}: stop after rep {stop.rep} ({_why(stop)})."


def _why(rep: Rep) -> str:
    return ", ".join(reason.told for reason in rep.reasons)
