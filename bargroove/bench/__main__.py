"""Print what the analysis costs, everything in fresh processes on one core."""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import Executor
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from bargroove.bench.costs import Cost, analysis_cost, import_seconds, reading_cost
from bargroove.bench.display_rows import SECONDS, display_page
from bargroove.bench.live_rows import live_page
from bargroove.bench.report_rows import reports_page
from bargroove.bench.session import Session, long_session
from bargroove.bench.tones import tones_page
from bargroove.evidence.scores import reached
from bargroove.markdown import table
from bargroove.workers import single_core_pool

PROJECT = Path(__file__).parents[2]
RESTS_S = (120.0, 5.0)  # usual, and sets almost without a rest
MOST_US, AIM_US, MOST_BYTES, MOST_IMPORT_S = 1.5, 0.5, 200.0, 0.15


def main(arguments: list[str] | None = None) -> None:
    """Run the bench as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m bargroove.bench", description=__doc__)
    minutes = "lengths of the recordings, minutes"
    parser.add_argument("--minutes", type=float, nargs="+", default=[6.0, 20.0, 60.0], help=minutes)
    hours_help = "length of the live stream whose memory is watched, hours"
    parser.add_argument("--hours", type=float, default=3.0, help=hours_help)
    display_help = "longest that sets are lifted before the window in their own time, s"
    parser.add_argument("--display-seconds", type=float, default=SECONDS, help=display_help)
    options = parser.parse_args(arguments)
    lengths: list[float] = options.minutes
    hours: float = options.hours
    rows: list[list[str]] = []
    with TemporaryDirectory() as folder, single_core_pool(1, tasks_each=1) as pool:
        for rest_s in RESTS_S:
            _tell(f"simulating {max(lengths):g} minutes with rests of {rest_s:g} s")
            whole = long_session(max(lengths), rest_s)
            for length in lengths:
                part = whole.first(length)
                rows.append(_analyzed(part, length, rest_s, Path(folder), pool))
                if rest_s == RESTS_S[0]:
                    rows.append(_read(part, length, Path(folder), pool))
    rows.sort(key=lambda row: row[0])
    header = ("step", "minutes", "samples", "reps", "µs/sample", "", "bytes/sample", "")
    print(table(header, rows))
    print(f"\nAsked of the analysis: ≤ {MOST_US} µs (aim {AIM_US}), ≤ {MOST_BYTES:g} bytes.")
    seconds = import_seconds(PROJECT, "velocity")
    verdict = reached(seconds, MOST_IMPORT_S, MOST_IMPORT_S)
    print(f"Import of velocity beyond numpy: {seconds:.3f} s, ≤ {MOST_IMPORT_S} s: {verdict}.")
    seconds = import_seconds(PROJECT, "bargroove.cli.terminal")
    print(f"Import of what `live --terminal` begins with, beyond numpy: {seconds:.3f} s.\n")
    with single_core_pool(1, tasks_each=1) as pool:
        print(live_page(pool, hours, _tell))
        print()
        print(display_page(pool, options.display_seconds, _tell))
    print(f"\n{reports_page(_tell)}")
    print(f"\n{tones_page()}\n\nAs they are handed to a speaker at full volume.")


def _analyzed(
    part: Session, minutes: float, rest_s: float, folder: Path, pool: Executor
) -> list[str]:
    path = folder / "readings.npy"
    np.save(path, part.readings)
    cost = pool.submit(analysis_cost, path).result()
    reps = f"{cost.reps} of {len(part.rep_ends)}"
    used = cost.bytes_per_sample
    verdicts = (
        reached(cost.us_per_sample, MOST_US, AIM_US),
        "-" if used is None else reached(used, MOST_BYTES, MOST_BYTES),
    )
    return _row(f"analysis, rests of {rest_s:g} s", minutes, cost, reps, verdicts)


def _read(part: Session, minutes: float, folder: Path, pool: Executor) -> list[str]:
    path = folder / "recording.csv"
    part.write_csv(path)
    cost = pool.submit(reading_cost, path).result()
    return _row("reading a CSV", minutes, cost, "", ("", ""))


def _row(step: str, minutes: float, cost: Cost, reps: str, verdicts: tuple[str, str]) -> list[str]:
    used = cost.bytes_per_sample
    memory = "-" if used is None else f"{used:.0f}"
    start = [step, f"{minutes:g}", str(cost.samples), reps]
    return [*start, f"{cost.us_per_sample:.2f}", verdicts[0], memory, verdicts[1]]


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
