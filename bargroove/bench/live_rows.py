"""The bench's page on live sets."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor

import numpy as np

from bargroove.bench.live import (
    capture_cost,
    crowd_delays,
    decoding_cost,
    memory_growth,
    running_cost,
)
from bargroove.evidence.scores import reached
from bargroove.markdown import table
from firmware_bridge.drivers import BUILT_IN

RESTS_S = (120.0, 5.0)  # usual, and sets almost without a rest
MINUTES = 20.0
REP_MS, SHARE, GROWTH_MB, DECODING_US = (20.0, 5.0), (3.0, 1.0), (20.0, 5.0), (1.0, 0.3)
CROWD, LATE_S = (20, 60), 0.1

_CROWD = """All in sets at once, on one core, each with a capture; worked on in order of arrival
as fast as it goes, and how late each batch would have been follows from its arrival and from the
measured time that it and those before it took (one queue)."""


def live_page(pool: Executor, hours: float, tell: Callable[[str], None]) -> str:
    """Return what live sets cost, each row measured in a fresh process.

    Args:
        pool: gives a fresh process to each task.
        hours: of the stream whose memory is watched.
        tell: tells people what is being done.
    """
    parts: list[str] = []
    for title, part in (
        ("one sensor", _running),
        ("a crowd of sensors", _crowd),
        ("decoding", _decoding),
        (f"{hours:g} hours of stream", lambda pool: _memory(pool, hours)),
    ):
        tell(f"live: {title}")
        parts.append(part(pool))
    return "\n\n".join(parts)


def _running(pool: Executor) -> str:
    rows = []
    for rest_s in RESTS_S:
        cost = pool.submit(running_cost, MINUTES, rest_s).result()
        share = 100 * cost.busy / cost.seconds
        computing, wall = (1000 * np.percentile(column, (50, 95, 99)) for column in cost.reps.T)
        rows.append(
            [
                f"sets with rests of {rest_s:g} s",
                f"{MINUTES:g}",
                str(len(cost.reps)),
                *(" / ".join(f"{ms:.1f}" for ms in column) for column in (computing, wall)),
                reached(computing[-1], *REP_MS),
                f"{share:.2f}",
                reached(share, *SHARE),
            ]
        )
    header = ("live, one 208 Hz sensor", "minutes", "reps", "rep told, ms of processor", "of time")
    return (
        f"{table((*header, 'reached', 'of a core, %', 'reached'), rows)}\n\n"
        "From a batch's arrival to the rep that it ended: median / 95 / 99 %; asked for 99 %: ≤"
        f" {REP_MS[0]:g} ms (aim {REP_MS[1]:g}). With capture: ≤ {SHARE[0]:g} % of a core"
        f" (aim {SHARE[1]:g})."
    )


def _crowd(pool: Executor) -> str:
    seconds, delays = pool.submit(crowd_delays, max(CROWD), CROWD).result()
    rows = []
    for sensors, late in delays.items():
        share, most = 100 * float(np.mean(late > LATE_S)), 1000 * late.max()
        half = 1000 * float(np.median(late))
        verdict = "yes" if share == 0 else "NO"
        rows.append([str(sensors), f"{seconds:.0f}", f"{half:.1f}", f"{share:.2f}", f"{most:.0f}"])
        rows[-1].append(verdict)
    header = ("sensors at once", "seconds", "median, ms", "> 100 ms late, %", "most, ms", "reached")
    return f"{table(header, rows)}\n\n{_CROWD}"


def _decoding(pool: Executor) -> str:
    rows = []
    for driver in BUILT_IN:
        cost = pool.submit(decoding_cost, driver.key).result()
        verdict = reached(cost.alone_us, *DECODING_US)
        joined = "-" if np.isnan(cost.joined_us) else f"{cost.joined_us:.2f}"
        sizes = f"{cost.alone_us:.2f}", verdict, joined, f"{cost.clocked_us:.2f}"
        rows.append([driver.key, str(cost.samples), *sizes])
    samples, seconds = pool.submit(capture_cost, MINUTES).result()
    rows.append(["capture of bvm", str(samples), f"{1e6 * seconds / samples:.2f}", "", "", ""])
    header = ("decoding", "samples", "µs/sample", "reached", "1 kB at a time", "with clock")
    return (
        f"{table(header, rows)}\n\nIn the pieces that the sensor sends; asked for: ≤"
        f" {DECODING_US[0]:g} µs (aim {DECODING_US[1]:g})."
    )


def _memory(pool: Executor, hours: float) -> str:
    grown, reps = pool.submit(memory_growth, hours, RESTS_S[0]).result()
    ran = f"{hours:g} h of sets with rests of {RESTS_S[0]:g} s ({reps} reps told)"
    if grown is None:
        return f"Memory over {ran}: this system does not tell it."
    size = grown / 1e6
    return (
        f"Memory over {ran}, from the 10th minute on: {size:+.1f} MB, ≤ {GROWTH_MB[0]:g}"
        f" (aim {GROWTH_MB[1]:g}): {reached(size, *GROWTH_MB)}."
    )
