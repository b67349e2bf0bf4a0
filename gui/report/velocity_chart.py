"""Mean velocity, rep by rep, with what the limits allow."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gui.live_words import counted
from gui.report.content import SetContent
from gui.report.numbers import percent, plain, with_error, with_errors
from gui.report.parts import Chart, Table
from gui.report.plot import Plot
from gui.report.rep_words import best_of, loss_of, state_of, velocity_told
from gui.report.scale import linear, numbered
from gui.report.shapes import colour_of
from gui.report.svg import INK, RED
from velocity.rep import Rep
from velocity.samples import Floats

_LEAST = 6  # places for reps, so that those of a short set are no walls
_MARKS = {"broke": "broke", "clean": "kept"}


def velocity_chart(content: SetContent) -> Chart:
    """Return the velocity of each rep as bars with their standard errors, and the limits."""
    reps, limits = content.reps, content.limits
    allowed = allowed_velocities(reps, limits.velocity_loss if limits else None)
    floor = limits.velocity_floor if limits else None
    known = [rep.mean_velocity.value + _error(rep) for rep in reps]
    top = max([v for v in known if np.isfinite(v)] + [floor or 0.0, 0.2])
    plot = Plot(
        numbered("Rep", len(reps), _LEAST),
        linear("Mean velocity, m/s", [1.12 * top], zero=True),
        right=84.0,
    )
    for rep, mark in zip(reps, content.marks, strict=True):
        _bar(plot, rep, mark)
    _limits(plot, content, allowed, floor)
    _verdicts(plot, content)
    _legend(plot, content)
    alt = _alt(content)
    return Chart("Velocity per rep", alt, plot.svg(alt), _table(content, allowed))


def allowed_velocities(reps: Sequence[Rep], loss: float | None) -> Floats:
    """Return the least velocity (reps,) that a limit of velocity loss allowed at each rep, m/s.

    It follows the set's best rep so far; NaN where there is none yet, or no such limit.
    """
    means = [rep.mean_velocity.value if rep.valid else -np.inf for rep in reps]
    best = np.maximum.accumulate(means) if means else np.zeros(0)
    share = np.nan if loss is None else 1.0 - loss
    return np.where(np.isfinite(best), best, np.nan) * share


def _error(rep: Rep) -> float:
    return rep.mean_velocity.se if np.isfinite(rep.mean_velocity.se) else 0.0


def _bar(plot: Plot, rep: Rep, mark: str | None) -> None:
    mean, state = rep.mean_velocity, state_of(rep)
    value = mean.value if np.isfinite(mean.value) else 0.0
    hollow = state in ("unsure", "discarded")
    beside = [plot.error(rep.rep, value, mean.se)] if state != "discarded" else []
    if mark in _MARKS:
        side = min(16.0, 0.7 * plot.slot)
        beside.append(plot.state(rep.rep, 0.0, _MARKS[mark], side=side, up=side))
    told = velocity_told(rep) + (f", marked {mark}" if mark else "")
    dash = "3 3" if state == "discarded" else None
    colour = colour_of(state)
    plot.bar(rep.rep, 0.0, value, colour, hollow=hollow, dash=dash, told=told, beside=beside)


def _limits(plot: Plot, content: SetContent, allowed: Floats, floor: float | None) -> None:
    limits = content.limits
    if limits and limits.velocity_loss is not None and np.isfinite(allowed).any():
        edges = np.arange(0.5, len(allowed) + 1.0)
        edges[-1] = plot.x.high
        plot.steps(edges, allowed, f"limit {percent(limits.velocity_loss)}", RED)
    if floor is not None:
        plot.level(floor, f"floor {plain(floor, 2)}", INK)


def _verdicts(plot: Plot, content: SetContent) -> None:
    """Draw the verdicts over the bars, where no line covers them."""
    best = best_of(content.reps)
    side = min(16.0, 0.9 * plot.slot)
    for rep in content.reps:
        value = rep.mean_velocity.value
        top = value + _error(rep) if np.isfinite(value) else 0.0
        plot.add(plot.state(rep.rep, top, state_of(rep), side=side, up=0.5 * side + 4.0))
        if rep is best:
            plot.words(rep.rep, top, "best", bold=True, up=side + 8.0)


def _legend(plot: Plot, content: SetContent) -> None:
    states = {state_of(rep) for rep in content.reps}
    for state in ("ok", "near", "rack", "unsure", "discarded"):
        if state in states:
            plot.entry(state, INK, f"shape:{state}")
    for mark, sign in _MARKS.items():
        if mark in content.marks:
            plot.entry(f"marked {mark}", INK, f"shape:{sign}")


def _alt(content: SetContent) -> str:
    best, trusted = best_of(content.reps), [rep for rep in content.reps if rep.valid]
    count = counted(sum(rep.counts for rep in content.reps), "rep")
    if best is None:
        return f"{count}, none of which can be trusted."
    last = trusted[-1]
    told = f"{count}. The best is rep {best.rep} with {_velocity(best)}"
    if last is best:
        return f"{told}."
    lost = percent(last.velocity_loss.value)
    return f"{told}; rep {last.rep} has {_velocity(last)}, {lost} less than the best before it."


def _velocity(rep: Rep) -> str:
    return f"{with_error(rep.mean_velocity, digits=3)} m/s"


def _table(content: SetContent, allowed: Floats) -> Table:
    reps = content.reps
    means = with_errors([rep.mean_velocity for rep in reps], digits=3)
    lost = with_errors([loss_of(rep) for rep in reps], 100.0, 1)
    rows = tuple(
        (str(rep.rep), mean, loss, plain(least, 3), state_of(rep), mark or "")
        for rep, mean, loss, least, mark in zip(
            reps, means, lost, allowed.tolist(), content.marks, strict=True
        )
    )
    headings = ("Rep", "Mean velocity, m/s", "Velocity loss, %", "Allowed, m/s", "Verdict", "Mark")
    return Table(headings, rows, (True, True, True, True, False, False))
