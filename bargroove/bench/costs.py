"""What one step costs; each of these wants a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time

import numpy as np

from bargroove.bench.session import LIFT, RATE, samples_of
from firmware_bridge.recordings import read_recording
from velocity import LIFTS, analyze

REPEATS = 3  # of each step; the quickest counts, the others were disturbed
_WARM_UP_S = 20.0
_STATUS = Path("/proc/self/status")
_IMPORT = """
import numpy
from time import perf_counter
start = perf_counter()
import {}
print(perf_counter() - start)
"""


@dataclass(frozen=True)
class Cost:
    """What a step took.

    Attributes:
        samples: how many it worked on.
        seconds: processor time of the quickest run.
        peak_bytes: most memory that the data and the step held at a time, None where the system
            does not tell.
        reps: number of reps found, where that was the step.
    """

    samples: int
    seconds: float
    peak_bytes: int | None
    reps: int = 0

    @property
    def us_per_sample(self) -> float:
        """Processor time, µs per sample."""
        return 1e6 * self.seconds / self.samples

    @property
    def bytes_per_sample(self) -> float | None:
        """Peak memory per sample, that of the sample itself included."""
        return None if self.peak_bytes is None else self.peak_bytes / self.samples


def analysis_cost(path: Path) -> Cost:
    """Return the cost of analyzing the readings (2, n, 3) in an .npy file."""
    warm_up = np.array(np.load(path, mmap_mode="r")[:, : round(_WARM_UP_S * RATE)])
    analyze(samples_of(warm_up), LIFTS[LIFT])
    before = memory("VmRSS")
    samples = samples_of(np.load(path))
    seconds, peak, reps = _timed(lambda: len(analyze(samples, LIFTS[LIFT]).reps))
    return Cost(len(samples), seconds, _growth(before, peak), reps)


def reading_cost(path: Path) -> Cost:
    """Return the cost of reading a CSV recording."""
    before = memory("VmRSS")
    seconds, peak, n = _timed(lambda: len(read_recording(path).samples))
    return Cost(n, seconds, _growth(before, peak))


def import_seconds(project: Path, module: str, repeats: int = 5) -> float:
    """Return the median time to import a module where numpy is there already, s."""
    command = [sys.executable, "-c", _IMPORT.format(module)]
    runs = [
        subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)
        for _ in range(repeats)
    ]
    return median(float(run.stdout) for run in runs)


def _timed(step: Callable[[], int]) -> tuple[float, int | None, int]:
    """Return the quickest run's time, s, the peak memory after the first, and the result."""
    seconds: list[float] = []
    peak: int | None = None
    for _ in range(REPEATS):
        start = process_time()
        result = step()
        seconds.append(process_time() - start)
        peak = peak or memory("VmHWM")
    return min(seconds), peak, result


def memory(field: str) -> int | None:
    """Return a field of this process's memory in bytes, None where the system has no such page.

    ``VmHWM`` is the most so far; unlike ``ru_maxrss`` it does not start from the parent's.
    """
    if not _STATUS.exists():
        return None
    fields = dict(line.split(":", 1) for line in _STATUS.read_text().splitlines())
    return 1024 * int(fields[field].split()[0])


def _growth(before: int | None, peak: int | None) -> int | None:
    return None if before is None or peak is None else peak - before
