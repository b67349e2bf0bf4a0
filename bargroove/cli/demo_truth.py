"""What a demo has shown, beside the truth that only the simulation knows."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from math import sqrt
from pathlib import Path
from textwrap import fill

from bargroove.cli.analyze import analyze_file
from bargroove.cli.terminal import summary
from bargroove.comparison import Pair, compared, concluded, matched
from bargroove.live import LiveSet
from bargroove.places import demo_logbook
from gui.terminal import style_of
from hardware.simulated import TrueRep
from velocity import Rep


def print_all(live: LiveSet, lift: str) -> None:
    """Print a demo's final table, the truth beside it, and what its capture says again."""
    print(summary(live, live.state))
    print(f"The demo's logbook, apart from yours: {demo_logbook()}")
    found = [rep for number in sorted(live.ended) for rep in live.ended[number].reps]
    print(_beside_truth(matched(_truth(live), found), len(found)))
    if live.recorder.path is not None and not live.recorder.trouble:
        print(_again(live.recorder.path, lift, found))


def _beside_truth(pairs: Sequence[Pair], found: int) -> str:
    """Return the measured reps beside the true ones, as lines."""
    if not pairs:
        return "\nIt was stopped before the first rep was done: there is no truth to show."
    heading = "Beside the truth, which the simulation knows and the monitor does not:"
    told = fill(concluded(pairs, found), style_of(sys.stdout, os.environ).width)
    return "\n".join(["", heading, "", *compared(pairs), "", told])


def _truth(live: LiveSet) -> list[TrueRep]:
    """Return the true reps up to now of the sensor's own point, on the clock of the live set."""
    simulated, origin = live.source.simulated, live.origin or 0.0
    done = simulated.done if simulated else None
    return [
        replace(rep, start_s=rep.start_s - origin, end_s=rep.end_s - origin)
        for rep in (done.truth.sensor_reps if done else ())
        if rep.end_s - origin < live.passed_s
    ]


def _again(capture: Path, lift: str, live: Sequence[Rep]) -> str:
    """Analyze the capture, and return how well that agrees with what was said live."""
    _, analysis = analyze_file(capture, lift)
    later = analysis.reps
    told = f"Analyzed again from its capture: {len(later)} reps"
    if later and len(later) == len(live):
        pairs = zip(live, later, strict=True)
        off = [a.mean_velocity.value - b.mean_velocity.value for a, b in pairs]
        rms = 1000 * sqrt(sum(difference**2 for difference in off) / len(off))
        told += f", mean velocities {rms:.1f} mm/s RMS apart"
    return f"{told}.\nTry it: {_command()} analyze {shlex.quote(str(capture))} --lift {lift}"


def _command() -> str:
    """Return how to call this program from here: it may lie in a venv that is not active."""
    if shutil.which("bargroove"):
        return "bargroove"
    python = Path(sys.executable)
    if python.is_relative_to(Path.cwd()):
        python = python.relative_to(Path.cwd())
    return f"{shlex.quote(str(python))} -m bargroove"
