"""``python -m tests.fuzz [TARGET …]``: fuzz, guided by coverage, and write down what came of it.

Each target runs for FUZZ_SECONDS (600 unless set) in a process of its own with bounded memory and
time for each input. The figures go to ``docs/fuzz.json`` and from there into the evidence; what
brings a target down stays in ``build/fuzz``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bargroove.evidence import fuzzing
from tests.fuzz.targets import NAMES

PROJECT = Path(__file__).parents[2]
ARTIFACTS = PROJECT / "build" / "fuzz"
OPTIONS = ("-rss_limit_mb=1024", "-timeout=5", "-max_len=4096", "-print_final_stats=1")


def main() -> None:
    """Fuzz the targets that are named, or all."""
    names = sys.argv[1:] or NAMES
    if unknown := set(names) - set(NAMES):
        sys.exit(f"there is no target {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    seconds = int(os.environ.get("FUZZ_SECONDS", "600"))
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        runs = list(pool.map(lambda name: fuzzed(name, seconds), names))
    fuzzing.keep(PROJECT, runs)
    print(fuzzing.fuzz_table(runs))
    sys.exit(any(run.failed for run in runs))


def fuzzed(name: str, seconds: int) -> fuzzing.Run:
    """Fuzz one target and say what came of it."""
    options = (*OPTIONS, f"-max_total_time={seconds}", f"-artifact_prefix={ARTIFACTS}/{name}-")
    with tempfile.TemporaryDirectory() as corpus:
        command = [sys.executable, "-m", "tests.fuzz.one", name, corpus, *options]
        done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    said = done.stderr
    (ARTIFACTS / f"{name}.log").write_text(said)
    return fuzzing.Run(
        target=name,
        seconds=seconds,
        executions=int(_last(said, r"stat::number_of_executed_units: +(\d+)")),
        edges=int(_last(said, r"cov: (\d+)")),
        inputs=int(_last(said, r"corp: (\d+)")),
        slowest_ms=_last(said, r"slowest: ([\d.]+) ms"),
        peak_mb=int(_last(said, r"stat::peak_rss_mb: +(\d+)")),
        failed=done.returncode != 0,
    )


def _last(text: str, pattern: str) -> float:
    """The number that a pattern matches last, 0 where it does nowhere."""
    return float(([*re.findall(pattern, text)] or ["0"])[-1])


if __name__ == "__main__":
    main()
