"""The bench's page on reports: from the command to the file that is written."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bargroove.bench.history import LIFTER, fill
from bargroove.evidence.scores import reached
from bargroove.logbook import open_logbook
from bargroove.markdown import table

FEW, MANY = 10, 2000  # sets
FEW_S, MANY_S, MOST_KB = 1.5, 5.0, 600.0
_LAST = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
_REPEATS = 3  # of each report; the quickest counts, the others were disturbed


@dataclass(frozen=True)
class _Report:
    """A report that is asked for: in words, how, of how many sets, and within how many seconds."""

    name: str
    arguments: tuple[str, ...]
    sets: int
    most_s: float


_REPORTS = (
    _Report(f"session of {FEW} sets", ("--session",), FEW, FEW_S),
    _Report(f"lifter's {FEW} sets", ("--lifter", LIFTER), FEW, FEW_S),
    _Report(f"one set of {MANY}", ("last",), MANY, FEW_S),
    _Report(f"lifter's {MANY} sets", ("--lifter", LIFTER), MANY, MANY_S),
    _Report(f"team with {MANY} sets", ("--team", "--until", "2026-11-20"), MANY, MANY_S),
)


def reports_page(tell: Callable[[str], None]) -> str:
    """Return what reports cost, each made by the command in a process of its own.

    Args:
        tell: tells people what is being done.
    """
    with TemporaryDirectory() as folder:
        logbooks = {sets: Path(folder) / f"{sets}.sqlite" for sets in (FEW, MANY)}
        for sets, path in logbooks.items():
            tell(f"reports: lifting {sets} sets")
            with open_logbook(str(path)) as logbook:
                fill(logbook, sets, _LAST)
        rows = []
        for report in _REPORTS:
            tell(f"reports: {report.name}")
            rows.append(_row(report, logbooks[report.sets], Path(folder)))
    header = ("report, HTML", "s", "asked", "reached", "kB", "reached")
    return (
        f"{table(header, rows)}\n\nFrom the command's start to the file, the quickest of"
        f" {_REPEATS}; asked of the size: ≤ {MOST_KB:g} kB."
    )


def _row(report: _Report, logbook: Path, folder: Path) -> list[str]:
    seconds, size = report_cost(report.arguments, logbook, folder)
    kilobytes = size / 1000
    return [
        report.name,
        f"{seconds:.2f}",
        f"≤ {report.most_s:g}",
        reached(seconds, report.most_s, report.most_s),
        f"{kilobytes:.0f}",
        reached(kilobytes, MOST_KB, MOST_KB),
    ]


def report_cost(arguments: Sequence[str], logbook: Path, folder: Path) -> tuple[float, int]:
    """Return how long ``bargroove report`` takes, s, and how large its file is, bytes.

    Raises:
        CalledProcessError: it cannot be made.
    """
    settings, page = folder / "settings.toml", folder / "report.html"
    settings.touch()
    places = {
        "BARGROOVE_LOGBOOK": str(logbook),
        "BARGROOVE_DATA": str(folder),
        "BARGROOVE_CONFIG": str(settings),
    }
    command = [sys.executable, "-m", "bargroove", "report", *arguments, "--out", str(page)]
    took = []
    for _ in range(_REPEATS):
        start = perf_counter()
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, **places})
        took.append(perf_counter() - start)
    return min(took), page.stat().st_size
