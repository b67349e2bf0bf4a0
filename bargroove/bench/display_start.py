"""How long people wait for the window."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from bargroove.bench.display_rig import thrown_away

_PROJECT = Path(__file__).parents[2]

_BEGIN = """
import os, sys
from time import perf_counter
from PySide6.QtCore import QTimer
from bargroove.cli import main, window

def told():
    print(perf_counter(), flush=True)
    os._exit(0)

class Seen(window.DisplayWindow):
    def paintEvent(self, event):
        QTimer.singleShot(0, told)  # first in line once everything in the window is painted
        super().paintEvent(event)

window.DisplayWindow = Seen
main(sys.argv[1:])
"""


def start_seconds(arguments: Sequence[str], repeats: int = 5) -> list[float]:
    """Return the s from a process's start to its first painted window, each time in a new one.

    Args:
        arguments: of ``bargroove``.
        repeats: how often, after a first time that does not count.
    """
    with thrown_away():
        return [_started(arguments) for _ in range(repeats + 1)][1:]


def _started(arguments: Sequence[str]) -> float:
    command = [sys.executable, "-c", _BEGIN, *arguments]
    begun = perf_counter()
    ran = subprocess.run(command, cwd=_PROJECT, capture_output=True, text=True, check=True)
    return float(ran.stdout) - begun  # the clock is the same in all processes
