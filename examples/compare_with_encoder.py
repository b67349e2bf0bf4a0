"""Compare a recording with what another device said of the same set, by Bland and Altman's method.

    python examples/compare_with_encoder.py                                 a made-up set
    python examples/compare_with_encoder.py set.csv encoder.csv --lift squat

The other device's file is a CSV with a header and one row for each rep, in order; one column
holds the mean velocity in m/s (``--column`` names it). Both must have found the same reps.

Bland JM, Altman DG. Statistical methods for assessing agreement between two methods of clinical
measurement. Lancet 1986;327:307-310.
"""

from __future__ import annotations

import argparse
import csv
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from bargroove import BargrooveError, BridgeError, analyze, open_recording, rep_columns
from hardware.simulated import UNCALIBRATED, random_plan, simulate, write_csv

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Agreement:
    """How two devices agree over n reps; all in the unit of what was measured.

    Attributes:
        n: reps that both have measured.
        bias: mean difference, ours less theirs, and its standard error.
        spread: standard deviation of the differences.
        limits: between which 95 % of differences are expected, and their standard error.
        slope: by which the difference grows with the size, and its standard error.
        rmse: root of the mean squared difference.
    """

    n: int
    bias: float
    bias_se: float
    spread: float
    limits: tuple[float, float]
    limits_se: float
    slope: float
    slope_se: float
    rmse: float


def agreement(ours: Floats, theirs: Floats) -> Agreement:
    """Return how two series (n,) of the same reps agree.

    Raises:
        ValueError: they differ in length, or hold fewer than three reps.
    """
    if len(ours) != len(theirs) or len(ours) < 3:
        raise ValueError(
            f"{len(ours)} reps here and {len(theirs)} there: the same three or more are needed"
        )
    n, difference, size = len(ours), ours - theirs, (ours + theirs) / 2.0
    bias, spread = float(difference.mean()), float(difference.std(ddof=1))
    about = size - size.mean()
    slope = float(about @ difference / (about @ about))
    rest = difference - bias - slope * about
    return Agreement(
        n=n,
        bias=bias,
        bias_se=spread / n**0.5,
        spread=spread,
        limits=(bias - 1.96 * spread, bias + 1.96 * spread),
        limits_se=spread * (1.0 / n + 1.96**2 / (2.0 * (n - 1))) ** 0.5,
        slope=slope,
        slope_se=float((rest @ rest / (n - 2) / (about @ about)) ** 0.5),
        rmse=float(np.sqrt(np.mean(difference**2))),
    )


def read_column(path: Path, name: str) -> Floats:
    """Return a column (n,) of a CSV.

    Raises:
        ValueError: there is no such column, or a cell is no number.
    """
    with path.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    if not rows or name not in rows[0]:
        there = ", ".join(rows[0]) if rows else "nothing"
        raise ValueError(f"{path}: no column {name!r}; it has {there}")
    return np.array([float(row[name]) for row in rows])


def told(ours: Floats, ours_se: Floats, theirs: Floats) -> str:
    """Return the comparison of mean velocities, m/s, in words; reps in order."""
    result = agreement(ours, theirs)
    low, high = result.limits
    rows = [
        f"{rep:3}   {a:.3f}±{se:.3f}   {b:.3f}   {a - b:+.3f}"
        for rep, (a, se, b) in enumerate(zip(ours, ours_se, theirs, strict=True), start=1)
    ]
    return "\n".join(
        [
            "rep   ours m/s      theirs   difference",
            *rows,
            "",
            f"bias                 {result.bias:+.3f} ± {result.bias_se:.3f} m/s",
            f"limits of agreement  {low:+.3f} to {high:+.3f}, each ± {result.limits_se:.3f} m/s",
            f"spread               {result.spread:.3f} m/s, RMSE {result.rmse:.3f} m/s",
            f"grows with velocity  {100 * result.slope:+.0f} ± {100 * result.slope_se:.0f} %",
            f"{result.n} reps; ± is one standard error",
        ]
    )


def plot(ours: Floats, theirs: Floats, path: Path) -> None:
    """Draw differences over sizes."""
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise SystemExit("to draw it takes matplotlib: pip install matplotlib") from None
    result = agreement(ours, theirs)
    figure = Figure()
    axes = figure.subplots()
    axes.scatter((ours + theirs) / 2.0, ours - theirs)
    for height, style in ((result.bias, "-"), (result.limits[0], "--"), (result.limits[1], "--")):
        axes.axhline(height, linestyle=style)
    axes.set(xlabel="mean of both, m/s", ylabel="ours less theirs, m/s")
    figure.savefig(path)


def make_up(folder: Path) -> tuple[Path, Path]:
    """Write a simulated set, and what an encoder that reads 0.02 m/s too little says of it."""
    rng = np.random.default_rng(5)
    done = simulate(random_plan("squat", rng), UNCALIBRATED, rng)
    recording, reference = folder / "set.csv", folder / "encoder.csv"
    write_csv(done, recording)
    shown = [f"{rep.mean_velocity - 0.02:.2f}" for rep in done.truth.sensor_reps]
    reference.write_text("\n".join(["mean_velocity_m_s", *shown]), encoding="utf-8")
    return recording, reference


def main() -> int:
    """Compare, print, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("recording", nargs="?", type=Path)
    parser.add_argument("reference", nargs="?", type=Path)
    parser.add_argument("--lift", default="squat")
    parser.add_argument("--offset-m", type=float, help="from the bar's middle to the sensor")
    parser.add_argument("--column", default="mean_velocity_m_s", help="of the reference")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw it, with matplotlib")
    options = parser.parse_args()
    if options.recording and not options.reference:
        parser.error("a recording needs a reference to be compared with")
    with TemporaryDirectory() as folder:
        made_up = options.recording is None
        pair = make_up(Path(folder)) if made_up else (options.recording, options.reference)
        try:
            analysis = analyze(open_recording(pair[0]), options.lift, offset_m=options.offset_m)
            columns = rep_columns(rep for rep in analysis.reps if rep.counts)
            theirs = read_column(pair[1], options.column)
            print(told(columns["mean_velocity"], columns["mean_velocity_se"], theirs))
        except (BargrooveError, BridgeError, ValueError, OSError) as error:
            print(error, file=sys.stderr)
            return 1
    if options.plot:
        plot(columns["mean_velocity"], theirs, options.plot)
    return 0


if __name__ == "__main__":
    sys.exit(main())
