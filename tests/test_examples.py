"""The examples run, and say what is so."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests import worked

ROOT = Path(__file__).parents[1]


def run(name: str, *words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "examples" / name), *map(str, words)]
    environment = {**os.environ, "PYTHONWARNINGS": "error", "PYTHONPATH": str(ROOT)}
    environment["PYTHONIOENCODING"] = "utf-8"
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def test_the_evidence_is_repeated_for_a_few_sets(tmp_path):
    done = run("evidence_tables.py", "--lifts", "bench", "--sets", 1, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "4 reps done, 4 found" in done.stdout
    assert re.search(r"\| bench +\| +1 \|", done.stdout)
    assert "spread of error ÷ standard error" in done.stdout


def test_an_encoder_that_reads_too_little_shows_as_bias(tmp_path):
    done = run("compare_with_encoder.py", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    told = re.search(r"bias +([+-][\d.]+) ± ([\d.]+)", done.stdout)
    assert told is not None
    assert float(told[1]) == pytest.approx(0.02, abs=0.005)


def test_the_comparison_is_that_of_bland_and_altman(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "examples"))
    from compare_with_encoder import agreement

    rng = np.random.default_rng(1)
    theirs = rng.uniform(0.2, 1.0, 4000)
    found = agreement(theirs + 0.03 + rng.normal(0.0, 0.01, 4000), theirs)
    assert found.bias == pytest.approx(0.03, abs=4 * found.bias_se)
    assert found.limits[1] - found.limits[0] == pytest.approx(2 * 1.96 * 0.01, rel=0.05)
    assert abs(found.slope) < 4 * found.slope_se


def test_other_reps_than_ours_are_not_compared(tmp_path):
    worked.lay_out(tmp_path)
    (tmp_path / "encoder.csv").write_text("mean_velocity_m_s\n0.5\n0.4\n", encoding="utf-8")
    done = run("compare_with_encoder.py", "set.csv", "encoder.csv", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "7 reps here and 2 there: the same three or more are needed\n"
