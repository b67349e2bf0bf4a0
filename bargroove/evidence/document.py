"""The page of the evidence: what was done, and the tables."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TypeVar

import numpy as np

from bargroove.evidence import real, simulated
from bargroove.evidence.cases import Case, Outcome, run
from bargroove.evidence.scores import TARGET_VARIANTS
from hardware.simulated import UNCALIBRATED

T = TypeVar("T")
Progress = Callable[[str, Iterable[T], int], Iterable[T]]
"""Takes a title, results as they come and how many there will be; yields the results."""

BESIDE_M, TILT_DEG = 0.9, 3.0
FAULT_SHARE = 4  # one set in so many is repeated with each fault

_FAULTY = {
    "none": UNCALIBRATED,
    "1 % of packets lost": replace(UNCALIBRATED, loss=0.01),
    "5 % of packets lost": replace(UNCALIBRATED, loss=0.05),
    "100 Hz": replace(UNCALIBRATED, rate=100.0),
    "±8 g": replace(UNCALIBRATED, accel_range_g=8.0),
    "stamps by the device": replace(UNCALIBRATED, stamps="device"),
}


@dataclass(frozen=True)
class Study:
    """What to simulate: the ways of lifting, how many sets of each, and the seed of them all."""

    variants: tuple[str, ...]
    sets: int
    seed: int

    def cases(self, variants: Sequence[str] | None = None, sets: int | None = None) -> list[Case]:
        """Return the usual cases."""
        names = self.variants if variants is None else variants
        return [Case(name, i, self.seed) for name in names for i in range(sets or self.sets)]


def page(study: Study, folder: Path, pool: Executor, progress: Progress[Outcome]) -> str:
    """Return the whole page in Markdown.

    Args:
        study: what to simulate.
        folder: of the real recordings; it need not exist.
        pool: what computes.
        progress: what tells people how far it is.
    """

    def outcomes(title: str, cases: list[Case]) -> list[Outcome]:
        return list(progress(title, pool.map(run, cases, chunksize=2), len(cases)))

    cases = study.cases()
    usual = _grouped(outcomes("usual sets", cases))
    cases = [replace(case, tilt_deg=TILT_DEG) for case in cases]
    middle = _grouped(outcomes("tilted sets", cases))
    cases = [replace(case, offset_m=BESIDE_M) for case in cases]
    beside = _grouped(outcomes("sensor beside the middle", cases))
    few = study.cases(_spoken(study.variants), max(1, study.sets // FAULT_SHARE))
    faults = {
        name: outcomes(name, [replace(case, imu=imu) for case in few])
        for name, imu in _FAULTY.items()
    }
    cut = "no rest at the ends"
    faults[cut] = outcomes(cut, [replace(case, in_motion=True) for case in few])
    parts = (
        _introduction(study),
        f"## Targets\n\n{_TARGETS}\n\n{simulated.summary(usual)}",
        f"## Simulated sets\n\n{_USUAL}\n\n{simulated.counts(usual)}",
        simulated.by_variant(usual),
        f"**Every metric**, all sets\n\n{simulated.all_metrics(usual)}",
        f"## A sensor beside the middle\n\n{_BESIDE}",
        simulated.beside_by_variant(usual, middle, beside),
        simulated.beside_by_metric(usual, middle, beside),
        f"## Faults\n\n{_FAULT_NOTE}\n\n{simulated.faults(faults)}",
        f"## Real recordings\n\n{_real(folder, pool)}",
    )
    return "\n\n".join(parts) + "\n"


def _grouped(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.case.variant, []).append(outcome)
    return groups


def _spoken(variants: Sequence[str]) -> list[str]:
    """Return those variants that the targets speak of, or all where they speak of none."""
    return [name for name in variants if name in TARGET_VARIANTS] or list(variants)


def _introduction(study: Study) -> str:
    try:
        own = version("bargroove")
    except PackageNotFoundError:
        own = "not installed"
    return f"""# Evidence

How far the numbers are from the truth, on sets of the project's own simulator and on real
recordings. Repeat it with `make evidence`
(`python -m bargroove.evidence --sets {study.sets} --seed {study.seed}`).

Made on {date.today().isoformat()}: bargroove {own}, Python {platform.python_version()}, \
numpy {np.__version__}.

{study.sets} sets of each of {len(study.variants)} ways of lifting; set i of the k-th way is drawn
from `numpy.random.default_rng([{study.seed}, i, k])`, lifter and sensor from separate children of
it. Each set is written as a CSV with the arrival stamps of a radio link, read back and analyzed
as a user's file is, with nothing else known than the lift and that the sensor sits in the middle
of the bar.

The sensor is uncalibrated: per axis 20 mg of bias (1 σ), 0.4 % of scale, 0.3 % of misalignment,
1 °/s of gyro bias, 0.7 % of gyro scale, a clock 0.8 % off, 208 Hz, ±16 g, mounted at any angle
about the bar. Sets have 4-12 reps and lose 20-60 % of their velocity.

A rep found and a rep done are the same one where they share more than half of the shorter one's
time. Errors are over all of these, in all sets, trusted or not. `in 1 se` is how often the truth
lies within one standard error of the number; NO marks what falls short."""


_TARGETS = """Over the seven ways of lifting that the targets speak of: over all their sets, and in
the worst of them (for the standard errors: the one furthest from 68 %)."""
_USUAL}\n\n{simulated.counts(usual)}",
        simulated.by_variant(usual),
        f"**Every metric**, all sets\n\n{simulated.all_metrics(usual)}",
        f"## A sensor beside the middle\n\n{_BESIDE}",
        simulated.beside_by_variant(usual, middle, beside),
        simulated.beside_by_metric(usual, middle, beside),
        f"## Faults\n\n{_FAULT_NOTE}\n\n{simulated.faults(faults)}",
        f"## Real recordings\n\n{_real(folder, pool)}",
    )
    return "\n\n".join(parts) + "\n"


def _grouped(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.case.variant, []).append(outcome)
    return groups


def _spoken(variants: Sequence[str]) -> list[str]:
    """Return those variants that the targets speak of, or all where they speak of none."""
    return [name for name in variants if name in TARGET_VARIANTS] or list(variants)


def _introduction(study: Study) -> str:
    try:
        own = version("bargroove")
    except PackageNotFoundError:
        own = "not installed"
    return f"""# Evidence

How far the numbers are from the truth, on sets of the project's own simulator and on real
recordings. Repeat it with `make evidence`
(`python -m bargroove.evidence --sets {study.sets} --seed {study.seed}`).

Made on {date.today().isoformat()}: bargroove {own}, Python {platform.python_version()}, \
numpy {np.__version__}.

{study.sets} sets of each of {len(study.variants)} ways of lifting; set i of the k-th way is drawn
from `numpy.random.default_rng([{study.seed}, i, k])`, lifter and sensor from separate children of
it. Each set is written as a CSV with the arrival stamps of a radio link, read back and analyzed
as a user's file is, with nothing else known than the lift and that the sensor sits in the middle
of the bar.

The sensor is uncalibrated: per axis 20 mg of bias (1 σ), 0.4 % of scale, 0.3 % of misalignment,
1 °/s of gyro bias, 0.7 % of gyro scale, a clock 0.8 % off, 208 Hz, ±16 g, mounted at any angle
about the bar. Sets have 4-12 reps and lose 20-60 % of their velocity.

A rep found and a rep done are the same one where they share more than half of the shorter one's
time. Errors are over all of these, in all sets, trusted or not. `in 1 se` is how often the truth
lies within one standard error of the number; NO marks what falls short."""


_TARGETS = """Over the seven ways of lifting that the targets speak of: over all their sets, and in the
worst of them (for the standard errors: the one furthest from 68 %)."""
_USUAL = """The first seven are those that the targets speak of; the others are held to the same."""
_BESIDE = f"""The sensor sits {BESIDE_M} m beside the bar's middle and the analysis is told so; the
bar tilts by {TILT_DEG:g}° in each rep. `middle` are the usual sets above; `middle, 3°` are the same
tilted sets with the sensor in the middle. RMSE each; asked for is a ratio of at most
{simulated.MOST_RATIO} to the usual sets."""
_FAULT_NOTE = f"""Mean velocity, mm/s, over the first {FAULT_SHARE}th part of the sets of the seven
ways above, each time the same lifters with the same sensors. `trusted` leaves out the reps that the
analysis itself marks as not valid. The last ones are cut to 0.2 s before the first rep's motion and
0.2 s after the last one's."""
_POINTS_NOTE = """`default`: as a user gets it, the analysis judging from the motion how far the
sensor sits from the bar's middle. `sensor`: with `--offset-m 0`, for the sensor's own point."""
_ENCODER_NOTE = """The encoder's cord is near the middle of the bar, the sensor at its end. The
encoder prints 0.01 m/s and 1 cm, and its rule for the start and the end of a rep is unpublished, so
that a steady difference says little. Asked for in mean velocity: SD at most 20 mm/s (aim 12), RMSE
at most 35 mm/s (aim 20)."""
_CAPTURE_NOTE = """Vertical velocity of a hand-held sensor where it moves, against the derivative of
its height by motion capture."""


def _real(folder: Path, pool: Executor) -> str:
    """Return the tables of the real recordings, or that there are none."""
    if not (folder / "truth.json").is_file():
        return "There are none beside this copy of the project: this part was left out."
    listed = real.recordings(folder)
    sets = [recorded for recorded in listed if recorded.reps is not None]
    found = list(zip(sets, pool.map(real.find, sets), strict=True))
    encoded = [
        (recorded, point, result)
        for recorded, default in found
        if recorded.encoder
        for point, result in (("default", default), ("sensor", real.find(recorded, 0.0)))
    ]
    seen = [recorded for recorded in listed if recorded.captured]
    captured = [
        (recorded, point, real.captured_velocity(recorded, offset_m))
        for recorded in seen
        for point, offset_m in (("default", None), ("sensor", 0.0))
    ]
    return "\n\n".join(
        (
            _POINTS_NOTE,
            real.count_table([(recorded, len(reps)) for recorded, reps in found]),
            _ENCODER_NOTE,
            real.encoder_table(encoded),
            _CAPTURE_NOTE,
            real.captured_table(captured),
        )
    )
