"""A speaker for machines that have none: ALSA writes to a program that takes its time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
RATE = 48000
CONFIG = """
pcm.!default {{ type plug slave {{ pcm "kept" rate {rate} channels 2 format S16_LE }} }}
pcm.kept {{ type file slave.pcm "nothing" file "|{python} {listener} {kept} {pid}" format "raw" }}
pcm.nothing {{ type null }}
"""
LISTENER = """
import os, sys, time

began, taken = None, 0
with open(sys.argv[2], "w") as pid:
    pid.write(str(os.getpid()))
with open(sys.argv[1], "ab", buffering=0) as kept:
    while piece := os.read(0, 1920):  # 10 ms
        began = began or time.monotonic()
        kept.write(piece)
        taken += len(piece)
        time.sleep(max(0.0, began + taken / 192000 - time.monotonic()))
"""


class Speaker:
    """What programs play on it is kept, as it comes: two channels of 16 bits.

    Attributes:
        kept: the file.
        pid: a file with the number of the process that listens; to end it is to pull the plug.
    """

    def __init__(self, folder: Path) -> None:
        self.kept, self.pid = folder / "kept.raw", folder / "pid"
        self._config, listener = folder / "asound.conf", folder / "listener.py"
        listener.write_text(LISTENER)
        paths = {"listener": listener, "kept": self.kept, "pid": self.pid}
        self._config.write_text(CONFIG.format(rate=RATE, python=sys.executable, **paths))

    def run(self, program: str) -> str:
        """Run a program that has this speaker and no other, and return what it prints."""
        return run(program, ALSA_CONFIG_PATH=str(self._config))


def run(program: str, **environment: str) -> str:
    """Run a program, to which the project's packages are known, and return what it prints."""
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout
