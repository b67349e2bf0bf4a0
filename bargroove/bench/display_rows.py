"""The bench's page on the screen and the sound."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from statistics import median

import numpy as np

from bargroove.bench.display import Floats, Lifting, Memory, lifting, memory_held, processor
from bargroove.bench.display_start import start_seconds
from bargroove.evidence.scores import reached
from bargroove.markdown import table

SECONDS = 400.0
"""For how long sets of all lifts are lifted in their own time, s, if that is not enough."""
_PROCESSOR_S = 155.0  # a set of squats, and a usual rest
_FASTER = 9  # times, that the hour passes
_SHOWN_MS, _HEARD_MS, _FRAME_MS = (250.0, 150.0), (60.0, 20.0), (8.0, 4.0)
_SHARE, _START_S = (25.0, 10.0), (1.5, 0.8)
_GROWTH_MB, _HELD_MB = (5.0, 0.0), (350.0, 200.0)
_STARTS = {"": ("live",), " to lift at once": ("live", "sim:squat", "--lift", "squat")}

_ABOUT = """Offscreen, 1920×1080, the whole program with logbook and capture; the simulated sensor
runs in a process of its own. Distributions are median / 95 / 99 %, over all reps and frames;
asked for is the 99 %, of frames the 95 %."""

Limits = tuple[float, float]
Row = list[str]


def display_page(pool: Executor, seconds: float, tell: Callable[[str], None]) -> str:
    """Return what screen and sound cost, each row measured in a fresh process.

    Args:
        pool: gives a fresh process to each task.
        seconds: for which sets are lifted at most; the hour is made shorter with it.
        tell: tells people what is being done.
    """
    tell("screen: sets of all lifts")
    lifted = pool.submit(lifting, seconds).result()
    tell("screen: processor")
    busy, took = pool.submit(processor, min(_PROCESSOR_S, seconds)).result()
    share = 100.0 * busy / took
    tell("screen: an hour of sets")
    held = pool.submit(memory_held, min(3600.0, _FASTER * seconds)).result()
    rows = lifting_rows(lifted)
    rows.append(
        _row("processor, one sensor at 208 Hz, % of a core", f"{took:.0f} s", share, _SHARE)
    )
    rows += memory_rows(held)
    tell("screen: start")
    rows += [_start(name, arguments) for name, arguments in _STARTS.items()]
    header = ("screen and sound", "of", "measured", "at least", "aim", "reached")
    return f"{table(header, rows)}\n\n{_ABOUT}\n\n{parts_table(lifted)}"


def lifting_rows(lifted: Lifting) -> list[Row]:
    """Return the rows of what is seen and heard; a rep never painted is infinitely late."""
    shown = 1000 * np.nan_to_num(lifted.reps[:, -1], nan=np.inf)
    frames = 1000 * lifted.frames
    name = "rep's end in the data → number painted, ms"
    rows = [_spread(name, f"{len(shown)} reps", shown, _SHOWN_MS, 99)]
    for taker, taken in lifted.sounds.items():
        if len(taken):
            name = f"decision → first sample to {taker}, ms"
            rows.append(_spread(name, f"{len(taken)} sounds", 1000 * taken, _HEARD_MS, 99))
    rows.append(_spread("frame while lifting, ms", f"{len(frames)} frames", frames, _FRAME_MS, 95))
    return rows


def memory_rows(held: Memory) -> list[Row]:
    """Return the rows of memory."""
    of = f"{held.passed_s / 60:.0f} minutes, {held.sets} sets"
    if held.settled is None or held.ended is None:
        return [["memory: this system does not tell it", of, "-", "", "", "-"]]
    grown = (held.ended - held.settled) / 1e6
    name = f"memory grown since minute {held.settled_s / 60:.0f}, MB"
    return [
        _row(name, of, grown, _GROWTH_MB),
        _row("memory held then, window open, MB", of, held.ended / 1e6, _HELD_MB),
    ]


def _start(name: str, arguments: tuple[str, ...]) -> Row:
    starts = start_seconds(arguments)
    return _row(f"start to window{name}, s", f"{len(starts)} starts", median(starts), _START_S)


def _spread(name: str, of: str, values: Floats, limits: Limits, percentile: int) -> Row:
    if not len(values):
        return [name, of, "-", *(f"{limit:g}" for limit in limits), "-"]
    told = " / ".join(f"{_percent(values, share):.1f}" for share in (50, 95, 99))
    verdict = reached(_percent(values, percentile), *limits)
    return [name, of, told, *(f"{limit:g}" for limit in limits), verdict]


def _percent(values: Floats, share: int) -> float:
    """Return a percentile that is one of the values, which may be infinite."""
    return float(np.percentile(values, share, method="higher"))


def _row(name: str, of: str, value: float, limits: Limits) -> Row:
    told = f"{value:.0f}" if value >= 100 else f"{value:.1f}"
    return [name, of, told, *(f"{limit:g}" for limit in limits), reached(value, *limits)]


def parts_table(lifted: Lifting) -> str:
    """Return what the time from a rep's end to its number is made of, as a table."""
    names = (
        "wait until the rep is sure to be over",
        "from that reading to the decision: estimator",
        "from the decision to the number: logbook, window",
    )
    rows = [
        [name, *(f"{ms:.1f}" for ms in np.nanpercentile(1000 * column, (50, 95, 99)))]
        for name, column in zip(names, lifted.reps.T, strict=False)
        if np.isfinite(column).any()
    ]
    return table(("of which, ms", "median", "95 %", "99 %"), rows)
