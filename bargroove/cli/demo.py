"""``bargroove demo``: a simulated set through the real path, and the truth beside it."""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path

import numpy as np

from bargroove.cli.analyze import analyze_file, as_text
from bargroove.comparison import compared, concluded, matched
from bargroove.files import write_whole
from bargroove.progress import progress
from gui.terminal import style_of
from hardware.simulated import UNCALIBRATED, SimulatedSet, random_plan, simulate, write_csv


def default_out() -> Path:
    """Return where the recording goes if nothing else is asked for."""
    return Path(tempfile.gettempdir()) / "bargroove-demo.csv"


def run(arguments: argparse.Namespace) -> None:
    """Simulate a set, analyze the recording it leaves, and print both sides.

    Raises:
        CannotWrite: the recording cannot be written.
    """
    out: Path = arguments.out
    with progress("simulating"):
        sim = _simulated(arguments.lift, arguments.seed)
    write_whole(out, "recording", partial(write_csv, sim))
    print(f"A simulated {arguments.lift} set, seed {arguments.seed}; recording: {out}\n")
    recording, analysis = analyze_file(out, sim.lift)
    print(as_text(recording, analysis, style_of(sys.stdout, os.environ)))
    pairs = matched(sim.truth.sensor_reps, analysis.reps)
    print("\nBeside the truth, which the simulation knows and the analysis does not:\n")
    print("\n".join(compared(pairs)))
    print(f"\n{concluded(pairs, len(analysis.reps))}")
    print(f"Try it: {_command()} analyze {shlex.quote(str(out))} --lift {sim.lift}")


def _command() -> str:
    """Return how to call this program from here: it may lie in a venv that is not active."""
    if shutil.which("bargroove"):
        return "bargroove"
    python = Path(sys.executable)
    if python.is_relative_to(Path.cwd()):
        python = python.relative_to(Path.cwd())
    return f"{shlex.quote(str(python))} -m bargroove"


def _simulated(variant: str, seed: int) -> SimulatedSet:
    rng = np.random.default_rng(seed)
    return simulate(random_plan(variant, rng), UNCALIBRATED, rng)
