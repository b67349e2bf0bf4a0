"""The page of the evidence: what was done, and the tables."""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

from bargroove.evidence import fuzzing, kills, real, tables
from bargroove.evidence.cases import Case, Outcome, run
from bargroove.evidence.faults import Fault
from bargroove.evidence.live import Heard, listen
from bargroove.evidence.live_document import live_sections
from bargroove.evidence.study import Progress, Study, grouped
from bargroove.evidence.technique_document import technique_sections
from hardware.simulated import UNCALIBRATED, VARIANTS

BESIDE_M, TILT_DEG = 0.9, 3.0

_FAULTY = {
    "none": UNCALIBRATED,
    "1 % of packets lost": replace(UNCALIBRATED, loss=0.01),
    "5 % of packets lost": replace(UNCALIBRATED, loss=0.05),
    "100 Hz": replace(UNCALIBRATED, rate=100.0),
    "±8 g": replace(UNCALIBRATED, accel_range_g=8.0),
    "stamps by the device": replace(UNCALIBRATED, stamps="device"),
}
_CUT = "no rest at the ends"

_SIMULATED = """Each set is written as a CSV with the arrival stamps of a radio link, read back and
analyzed as a user's file is, with nothing else known than the lift. The sensor sits in the middle
of the bar, 2 cm off its axis; numbers and truth are those of the sensor's own point.

The sensor is uncalibrated: per axis 20 mg of bias (1 σ), 0.4 % of scale, 0.3 % of misalignment,
1 °/s of gyro bias, 0.7 % of gyro scale, a clock 0.8 % off, 208 Hz, ±16 g, mounted at any angle
about the bar. Sets have 4-12 reps and lose 20-60 % of their velocity.

A rep found and a rep done are the same one where they share more than half of the shorter one's
time. Errors are over all of these, in all sets, trusted or not. `in 1 / 2 se` is how often
the truth lies within one and two standard errors of the number; NO marks what falls short."""
_TARGETS = """Over all sets of the seven ways of lifting that the targets speak of, and in the
worst of the seven (for the standard errors: the one furthest from 68 %)."""
_USUAL = """The first seven are those that the targets speak of; the others are held to the same. A
set with which the analysis fails counts as one without a rep found, and is named."""
_BESIDE = f"""The sensor sits {BESIDE_M} m beside the bar's middle and the analysis is told so; the
bar tilts by {TILT_DEG:g}° in each rep. `middle` are the usual sets above; `middle, {TILT_DEG:g}°`
are the same tilted sets with the sensor in the middle. RMSE each; asked for is a ratio of at most
{tables.MOST_RATIO} to the usual sets."""
_FAULTS = """Mean velocity, mm/s, over some sets of each of the seven ways above, each time the same
lifters with the same sensors. `trusted` leaves out the reps that the analysis itself marks as not
valid. The last ones are cut to 0.2 s before the first rep's motion and 0.2 s after the last
one's."""
_POINTS = """`default`: as a user gets it, the analysis judging from the motion how far the sensor
sits from the bar's middle. `sensor`: with `--offset-m 0`, for the sensor's own point."""
_ENCODER = """The encoder's cord is near the middle of the bar, the sensor at its end. The encoder
prints 0.01 m/s and 1 cm, and its rule for the start and the end of a rep is unpublished, so that a
steady difference says little. Asked for in mean velocity: SD at most 20 mm/s (aim 12), RMSE at
most 35 mm/s (aim 20)."""
_CAPTURE = """Vertical velocity of a hand-held sensor where it moves, against the derivative of its
height by motion capture."""


def page(study: Study, project: Path, pool: Executor, progress: Progress) -> str:
    """Return the whole page in Markdown.

    Args:
        study: what to simulate.
        project: its folder; the real recordings, which need not be there, stand beside it.
        pool: what computes.
        progress: what tells people how far it is.
    """
    folder = project.parent / "shared" / "data" / "real"

    def outcomes(title: str, cases: list[Case]) -> list[Outcome]:
        return list(progress(title, pool.map(run, cases, chunksize=2), len(cases)))

    def heard(title: str, cases: list[Case], fault: Fault) -> list[Heard]:
        faults = [fault] * len(cases)
        return list(progress(title, pool.map(listen, cases, faults, chunksize=2), len(cases)))

    parts = (
        _introduction(study),
        *_usual_and_beside(study, outcomes),
        f"## Faults\n\n{_FAULTS}\n\n{tables.faults(_with_faults(study, outcomes))}",
        *live_sections(study, heard, pool),
        *technique_sections(study, pool, progress),
        kills.section(project),
        f"## Real recordings\n\n{_real(folder, pool)}",
        fuzzing.section(project),
    )
    return "\n\n".join(parts) + "\n"


Compute = Callable[[str, list[Case]], list[Outcome]]


def _usual_and_beside(study: Study, outcomes: Compute) -> tuple[str, ...]:
    cases = study.cases()
    usual = grouped(outcomes("usual sets", cases))
    cases = [replace(case, tilt_deg=TILT_DEG, offset_m=0.0) for case in cases]
    middle = grouped(outcomes("tilted sets", cases))
    cases = [replace(case, offset_m=BESIDE_M) for case in cases]
    beside = grouped(outcomes("sensor beside the middle", cases))
    return (
        f"## Targets\n\n{_TARGETS}\n\n{tables.summary(usual)}",
        f"## Simulated sets\n\n{_USUAL}\n\n{tables.counts(usual)}",
        tables.by_variant(usual),
        f"**Every metric**, all sets\n\n{tables.all_metrics(usual)}",
        f"**The worst mean velocities**, mm/s\n\n{tables.worst(usual)}",
        f"## A sensor beside the middle\n\n{_BESIDE}",
        tables.beside_by_variant(usual, middle, beside),
        tables.beside_by_metric(usual, middle, beside),
    )


def _with_faults(study: Study, outcomes: Compute) -> dict[str, list[Outcome]]:
    few = study.few()
    found = {
        name: outcomes(name, [replace(case, imu=imu) for case in few])
        for name, imu in _FAULTY.items()
    }
    return found | {_CUT: outcomes(_CUT, [replace(case, in_motion=True) for case in few])}


def _introduction(study: Study) -> str:
    try:
        own = version("bargroove")
    except PackageNotFoundError:
        own = "(not installed)"
    command = f"python -m bargroove.evidence --sets {study.sets} --seed {study.seed}"
    if set(study.variants) != set(VARIANTS):
        command += f" --variants {','.join(study.variants)}"
    return f"""# Evidence

How far the numbers are from the truth, on sets of the project's own simulator and on real
recordings. Repeat it with `make evidence`, that is
`{command}`.

Made on {date.today().isoformat()}: bargroove {own}, Python {platform.python_version()}, \
numpy {np.__version__}.

Sets of each of {len(study.variants)} ways of lifting: {study.sets}. Set i of the k-th way that the
simulator lists, both from 0, is drawn from `numpy.random.default_rng([{study.seed}, i, k])`, lifter
and sensor from children of it.

{_SIMULATED}"""


def _real(folder: Path, pool: Executor) -> str:
    """Return the tables of the real recordings, or that there are none."""
    if not (folder / "truth.json").is_file():
        return "There are none beside this copy of the project: this part was left out."
    listed = real.recordings(folder)
    return "\n\n".join((_POINTS, *_counted(listed, pool), _CAPTURE, _captured(listed, pool)))


def _counted(listed: Sequence[real.Recorded], pool: Executor) -> tuple[str, ...]:
    """Return the tables of the recordings of sets."""
    sets = [recorded for recorded in listed if recorded.reps is not None]
    encoded = [recorded for recorded in sets if recorded.encoder]
    found = list(zip(sets, pool.map(real.find, sets), strict=True))
    own = pool.map(real.find, encoded, [0.0] * len(encoded))
    rows = [(recorded, "default", reps) for recorded, reps in found if recorded.encoder]
    rows += [(recorded, "sensor", reps) for recorded, reps in zip(encoded, own, strict=True)]
    counts = real.count_table([(recorded, len(reps)) for recorded, reps in found])
    return counts, _ENCODER, real.encoder_table(rows)


def _captured(listed: Sequence[real.Recorded], pool: Executor) -> str:
    seen = [recorded for recorded in listed if recorded.captured]
    both = [(recorded, point) for recorded in seen for point in ("default", "sensor")]
    offsets = [None if point == "default" else 0.0 for _, point in both]
    results = pool.map(real.captured_velocity, [recorded for recorded, _ in both], offsets)
    rows = [(*case, result) for case, result in zip(both, results, strict=True)]
    return real.captured_table(rows)
