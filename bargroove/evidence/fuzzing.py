"""What ``make fuzz`` found out, for the page of the evidence."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from bargroove.markdown import table

FILE = Path("docs", "fuzz.json")
HEADING = "## Fuzzing"

_TEXT = """Inputs made by mutation, guided by the coverage of `firmware_bridge` (atheris), each
begun from what a simulated sensor sends. A driver is fed pieces of bytes, new or in the middle of
a stream, on its own channels, with checksums and framing put right or not, and what it reads goes
through the clock; `capture` is replayed, `recording` is a table. Wrong would be: an exception,
more than 5 s or 1 GB for an input, a driver that keeps more than 64 kB, a sample that is no number.
`make fuzz` repeats it, `FUZZ_SECONDS` long for each."""


@dataclass(frozen=True)
class Run:
    """What fuzzing one target came to.

    Attributes:
        target: its name.
        seconds: how long it was fuzzed.
        executions: number of inputs tried; ``inputs``, of those kept for what they reach.
        edges: number of branches reached in the code under test.
        slowest_ms: processor time of the slowest input; ``peak_mb`` most memory of the process.
        failed: whether an input brought it down.
    """

    target: str
    seconds: int
    executions: int
    edges: int
    inputs: int
    slowest_ms: float
    peak_mb: int
    failed: bool


def kept(project: Path) -> list[Run]:
    """Return the last run of each target, none where there was none."""
    path = project / FILE
    if not path.is_file():
        return []
    return [Run(**run) for run in json.loads(path.read_text(encoding="utf-8"))]


def keep(project: Path, runs: Iterable[Run]) -> None:
    """Keep runs in place of earlier ones of the same targets, and bring the page up to date."""
    newest = {run.target: run for run in (*kept(project), *runs)}
    lines = ",\n".join(json.dumps(asdict(run)) for run in newest.values())
    (project / FILE).write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    page = project / "docs" / "evidence.md"
    others = page.read_text(encoding="utf-8").partition(HEADING)[0]
    page.write_text(f"{others.rstrip()}\n\n{section(project)}\n", encoding="utf-8")


def section(project: Path) -> str:
    """Return the page's part on fuzzing, which is its last one."""
    runs = kept(project)
    body = fuzz_table(runs) if runs else "It has not been run in this copy of the project."
    return f"{HEADING}\n\n{_TEXT}\n\n{body}"


def fuzz_table(runs: Iterable[Run]) -> str:
    """Return a row for each target."""
    header = ("target", "seconds", "inputs tried", "kept", "edges", "slowest, ms", "peak, MB")
    return table((*header, "failed"), [_row(run) for run in runs])


def _row(run: Run) -> list[str]:
    counts = (run.seconds, run.executions, run.inputs, run.edges)
    failed = "YES" if run.failed else "no"
    return [run.target, *map(str, counts), f"{run.slowest_ms:.0f}", str(run.peak_mb), failed]
