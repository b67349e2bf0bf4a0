"""The table of a recording's reps: for people."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from itertools import groupby
from math import ceil, isfinite, isnan, log10, nan

from gui.grid import Column, fitting, grid
from gui.terminal import Colour, Style
from velocity import Analysis, Measured, Rep, SetSummary

VERDICTS = {"ok": Colour.GREEN, "near": Colour.ORANGE, "rack": Colour.VERMILION}
"""The colour of each verdict."""
_NOT_MEASURED = "–"


def render(analysis: Analysis, style: Style, *, notices: Sequence[str] = ()) -> str:
    """Return the sets of an analysis as tables, and below them what people should know.

    Args:
        analysis: what to show; it holds at least one rep.
        style: width and colours of the place.
        notices: shown below, as they are.
    """
    blocks = []
    sets = {number: list(reps) for number, reps in groupby(analysis.reps, key=lambda r: r.set)}
    for summary in analysis.sets:
        heading = f"Set {summary.set} of {len(analysis.sets)}"
        block = [style.paint(heading, Colour.BOLD)] if len(analysis.sets) > 1 else []
        reps = sets[summary.set]
        block += [*_table(reps, style), "", *_wrapped(conclusion(summary, reps), style)]
        blocks.append("\n".join(block + _doubted(reps, style)))
    blocks.append("\n".join(["± is one standard error.", *bullets(notices, style)]))
    return "\n\n".join(blocks)


def bullets(texts: Sequence[str], style: Style) -> list[str]:
    """Return each text as an item of a list, broken into lines that fit."""
    return [
        line
        for text in texts
        for line in textwrap.wrap(text, style.width, initial_indent="- ", subsequent_indent="  ")
    ]


def measured(values: Sequence[Measured | None], scale: float = 1.0, digits: int = 2) -> list[str]:
    """Return values and their standard errors in matching digits, aligned at the ±.

    Args:
        values: what to show; None is shown as not measured.
        scale: shown unit ÷ unit of the values.
        digits: most decimal places.
    """
    errors = [v.se * scale for v in values if v is not None and isfinite(v.se) and v.se > 0]
    if any(v is not None and isfinite(v.value) and isnan(v.se) for v in values):
        errors.append(10.0**-digits)  # nobody told the error, so no digit is known to be too many
    places = min(max(ceil(-log10(min(errors, default=1.0))), 0), digits)
    parts = [_parts(v, scale, places) for v in values]
    widest = max(len(error) for _, error in parts)
    return [f"{value}±{error:>{widest}}" if error else value for value, error in parts]


def _parts(value: Measured | None, scale: float, places: int) -> tuple[str, str]:
    if value is None or not isfinite(value.value):
        return _NOT_MEASURED, ""
    least = 10.0**-places  # an error is never shown as nothing
    error = f"{max(value.se * scale, least):.{places}f}" if isfinite(value.se) else "?"
    return _number(value.value * scale, places), error


def _number(value: float, places: int) -> str:
    """Return a number that is never minus nothing."""
    return f"{round(value, places) + 0.0:.{places}f}"


def _table(reps: Sequence[Rep], style: Style) -> list[str]:
    columns = _columns(reps, style)
    kept = fitting(columns, style.width)
    lines = grid(kept)
    if len(kept) < len(columns):
        left_out = ", ".join(
            "".join(c.heading[:-1]).replace("-", "") for c in columns if c not in kept
        )
        lines.append(style.paint(f"(no room for: {left_out})", Colour.FAINT))
    return lines


def _columns(reps: Sequence[Rep], style: Style) -> list[Column]:
    def with_error(of: Callable[[Rep], Measured], scale: float, digits: int) -> list[str]:
        return measured([of(rep) for rep in reps], scale, digits)

    def plain(of: Callable[[Rep], Measured | None], scale: float, places: int) -> list[str]:
        return [_parts(of(rep), scale, places)[0] for rep in reps]

    return [
        Column(("rep",), [str(rep.rep) for rep in reps]),
        Column(("start", "s"), plain(lambda r: Measured(r.start_s, nan), 1, 1), spare=5),
        Column(("mean", "velocity", "m/s"), with_error(lambda r: r.mean_velocity, 1, 3)),
        Column(("peak", "velocity", "m/s"), with_error(lambda r: r.peak_velocity, 1, 3)),
        Column(("range", "cm"), with_error(lambda r: r.range_of_motion, 100, 1)),
        Column(("con-", "centric", "s"), plain(lambda r: r.duration, 1, 2), spare=1),
        Column(("ec-", "centric", "s"), plain(lambda r: r.eccentric_duration, 1, 2), spare=4),
        Column(("loss", "%"), plain(lambda r: r.velocity_loss, 100, 0)),
        Column(("forward", "cm"), with_error(lambda r: r.forward_deviation, 100, 1), spare=2),
        Column(("tilt", "°"), with_error(lambda r: r.tilt_range_deg, 1, 1), spare=3),
        Column(("verdict",), [verdict(rep, style) for rep in reps], left=True),
    ]


def verdict(rep: Rep, style: Style) -> str:
    """Return a rep's verdict as it stands in tables; ``unsure`` or ``discarded`` for no verdict."""
    if not rep.valid:
        return style.paint("unsure" if rep.counts else "discarded", Colour.FAINT)
    return style.paint(rep.verdict, VERDICTS[rep.verdict])


def conclusion(summary: SetSummary, reps: Sequence[Rep]) -> str:
    """Return what a set of these reps amounts to, in words."""
    count = f"{summary.reps} rep" + ("s" if summary.reps != 1 else "")
    best, loss = summary.best_mean_velocity, summary.velocity_loss
    if best is None or loss is None:
        return f"{count}; none can be trusted, so there is no best and no velocity loss."
    fastest = max((rep for rep in reps if rep.valid), key=lambda rep: rep.mean_velocity.value)
    return (
        f"{count}; best {measured([best], digits=3)[0]} m/s (rep {fastest.rep}), velocity loss"
        f" {_percent(loss)} at the end. {_stop(summary, reps)}"
    )


def _stop(summary: SetSummary, reps: Sequence[Rep]) -> str:
    if summary.stop_after_rep is None:
        return "No reason to stop."
    last = next(rep for rep in reps if rep.rep == summary.stop_after_rep)
    why = {
        "velocity_loss": f"{_percent(last.velocity_loss)} of the velocity was lost",
        "velocity_floor": f"{last.mean_velocity.value:.2f} m/s is slower than the lift allows",
    }
    reasons = " and ".join(why.get(r, r.replace("_", " ")) for r in summary.stop_reasons)
    return f"Stop after rep {last.rep}: {reasons}."


def _percent(share: Measured) -> str:
    return f"{100 * share.value:.0f} %"


def _doubted(reps: Sequence[Rep], style: Style) -> list[str]:
    return [
        line
        for rep in reps
        if not rep.valid
        for line in _wrapped(f"Rep {rep.rep} {_doubt(rep)}.", style)
    ]


def _doubt(rep: Rep) -> str:
    if not rep.counts:
        return "is discarded: somebody has said that it was none"
    return f"is unsure: {', '.join(rep.doubts)}"


def _wrapped(text: str, style: Style) -> list[str]:
    return textwrap.wrap(text, style.width)
