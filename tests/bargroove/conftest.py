from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from bargroove.cli import main
from hardware.simulated import UNCALIBRATED, SimulatedSet, random_plan, simulate, write_csv

ROOT = Path(__file__).parents[2]


class Result(NamedTuple):
    status: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def data(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A data folder of the test's own, and no settings and no logbook of anybody's."""
    folder = tmp_path / "data"
    monkeypatch.setenv("BARGROOVE_DATA", str(folder))
    settings = tmp_path_factory.mktemp("config") / "settings.toml"
    settings.touch()
    monkeypatch.setenv("BARGROOVE_CONFIG", str(settings))
    monkeypatch.delenv("BARGROOVE_LOGBOOK", raising=False)
    return folder


@pytest.fixture(scope="session")
def squats() -> SimulatedSet:
    rng = np.random.default_rng(1)
    return simulate(random_plan("squat", rng), UNCALIBRATED, rng)


@pytest.fixture(scope="session")
def recording(squats: SimulatedSet, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A squat set as an uncalibrated sensor recorded it."""
    path = tmp_path_factory.mktemp("recording") / "squat.csv"
    write_csv(squats, path)
    return path


def quiet(arguments: Sequence[object]) -> list[str]:
    """The words of a command line; no test waits for the report of a set that it does not read."""
    words = [str(argument) for argument in arguments]
    return [*words, "--no-report"] if words[:1] in (["live"], ["demo"]) else words


@pytest.fixture
def bargroove(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    """Call the command line in this process."""
    monkeypatch.delenv("BARGROOVE_DEBUG", raising=False)
    monkeypatch.setenv("COLUMNS", "100")

    def called(*arguments: object) -> Result:
        try:
            status = main(quiet(arguments))
        except SystemExit as stop:
            status = int(stop.code or 0)
        return Result(status, *capsys.readouterr())

    return called


@pytest.fixture
def process() -> Callable[..., subprocess.Popen[str]]:
    """Start the command line in a process of its own."""

    def started(*arguments: object, **options: object) -> subprocess.Popen[str]:
        environment = {**os.environ, "PYTHONWARNINGS": "error", "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "bargroove", *quiet(arguments)]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
        return subprocess.Popen(command, text=True, encoding="utf-8", env=environment, **pipes)  # type: ignore[call-overload,no-any-return]

    return started
