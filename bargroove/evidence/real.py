"""Real recordings against what else measured them: a linear encoder, motion capture, a count."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bargroove.evidence.scores import METRICS, Score, reached, score
from bargroove.markdown import table
from firmware_bridge.recordings import read_recording
from velocity import LIFTS, Rep, analyze

Floats = NDArray[np.float64]

_METRICS = {metric.name: metric for metric in METRICS}
_ENCODED = {"mean_velocity": "mean_velocity", "peak_velocity": "peak_velocity"}
_ENCODED |= {"range_of_motion": "rom"}
SPREAD = (20.0, 12.0)  # mm/s: SD of mean velocity's differences, at least and aim
DISTANCE = (35.0, 20.0)  # mm/s: RMSE of mean velocity
CAPTURED = {"broad-15": (25.0, 15.0)}  # mm/s: RMSE of vertical velocity
CAPTURED_USUALLY = (20.0, 15.0)


@dataclass(frozen=True)
class Recorded:
    """A real recording and what is known of it: as in ``truth.json``, None where it is not."""

    path: Path
    lift: str
    reps: int | None
    encoder: dict[str, Floats] | None
    captured: bool


def recordings(folder: Path) -> list[Recorded]:
    """Return the recordings that ``truth.json`` in the folder lists, in its order."""
    listed: dict[str, dict[str, Any]] = json.loads((folder / "truth.json").read_text())
    return [_recorded(folder / f"{name}.csv", known) for name, known in listed.items()]


def _recorded(path: Path, known: dict[str, Any]) -> Recorded:
    reps = known.get("reps")
    encoder = reps and {
        name: np.array([rep[key] for rep in reps]) for name, key in _ENCODED.items()
    }
    return Recorded(path, known["lift"], known["n"], encoder, bool(known.get("mocap")))


def find(recorded: Recorded, offset_m: float | None = None) -> tuple[Rep, ...]:
    """Return the reps that the product finds; without an offset it does as a user's default."""
    samples = read_recording(recorded.path).samples
    return analyze(samples, LIFTS[recorded.lift], offset_m=offset_m).reps


def captured_velocity(recorded: Recorded, offset_m: float | None = None) -> Score:
    """Return the score of the vertical velocity where motion capture saw the sensor move."""
    truth = np.genfromtxt(recorded.path.with_suffix(".truth.csv"), delimiter=",", names=True)
    samples = read_recording(recorded.path).samples
    trace = analyze(samples, LIFTS[recorded.lift], offset_m=offset_m, trace=True).trace
    assert trace is not None  # it was asked for
    time = truth["t_s"] - samples.start
    measured = (trace.vertical_velocity, trace.vertical_velocity_se)
    value, se = (np.interp(time, trace.time, column) for column in measured)
    numbers = np.stack((value, se, np.gradient(truth["up_m"], time)), axis=1)
    return score(numbers[(truth["moving"] == 1) & np.isfinite(truth["up_m"])])


def count_table(found: Sequence[tuple[Recorded, int]]) -> str:
    """Return the number of reps in each recording beside the number done."""
    rows = [
        [
            recorded.path.stem,
            recorded.lift,
            str(recorded.reps),
            str(n),
            "yes" if recorded.reps == n else "NO",
        ]
        for recorded, n in found
    ]
    return table(("recording", "lift", "done", "found", "right"), rows)


def encoder_table(found: Sequence[tuple[Recorded, str, Sequence[Rep]]]) -> str:
    """Return the differences from the encoder, rep by rep in order, for each set and point."""
    rows = []
    for recorded, point, reps in found:
        for name, truth in (recorded.encoder or {}).items():
            label = [recorded.path.stem, point, _METRICS[name].title, _METRICS[name].unit]
            same = len(reps) == len(truth)
            cells = _differences(name, reps, truth) if same else ["count is wrong", *[""] * 6]
            rows.append([*label, *cells])
    header = ("set", "numbers for", "metric", "unit", "n", "bias", "SD", "RMSE")
    return table((*header, "in 1 / 2 se, %", "SD reached", "RMSE reached"), rows)


def _differences(name: str, reps: Sequence[Rep], truth: Floats) -> list[str]:
    metric = _METRICS[name]
    measured = np.array([(getattr(rep, name).value, getattr(rep, name).se) for rep in reps])
    result = score(np.column_stack((measured, truth)))
    spread = float(np.std(measured[:, 0] - truth, ddof=1))
    verdicts = ["", ""]
    if name == "mean_velocity":
        sizes = ((spread, SPREAD), (result.rmse, DISTANCE))
        verdicts = [reached(size * metric.scale, *target) for size, target in sizes]
    sizes_text = [metric.text(size) for size in (result.bias, spread, result.rmse)]
    return [str(result.n), *sizes_text, result.within, *verdicts]


def captured_table(found: Sequence[tuple[Recorded, str, Score]]) -> str:
    """Return the vertical velocity's differences from motion capture."""
    metric = _METRICS["mean_velocity"]
    rows = []
    for recorded, point, result in found:
        target = CAPTURED.get(recorded.path.stem.partition("_")[0], CAPTURED_USUALLY)
        sizes = [metric.text(size) for size in (result.rmse, result.bias, result.median)]
        verdict = reached(result.rmse * metric.scale, *target)
        asked = "{:g} / {:g}".format(*target)
        rows.append(
            [recorded.path.stem, point, str(result.n), *sizes, result.within, asked, verdict]
        )
    header = ("vertical velocity, mm/s", "numbers for", "samples", "RMSE", "bias", "median error")
    return table((*header, "in 1 / 2 se, %", "at least / aim", "reached"), rows)
