"""Boards that run the firmware's own files, under MicroPython or CPython.

Each is a process of its own. Around the firmware are the models and fakes of
``tests/hardware/firmware/device``. A board's time is virtual: it is run as a simulated sensor is.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest

from hardware.simulated.sensors.bvm import LISTENS, SENDS, SERVICE
from hardware.simulated.sensors.contract import Frame, Readings, SimulatedSensor
from hardware.simulated.sensors.int16 import int16
from hardware.simulated.sensors.sampling import Sampling

ROOT = Path(__file__).parents[1]
FIRMWARE = ROOT / "hardware" / "firmware"
DEVICE = ROOT / "tests" / "hardware" / "firmware" / "device"
INTERPRETER = "node_modules/@micropython/micropython-webassembly-pyscript/micropython.mjs"
CHIPS = {"micropython": "mpu6886", "circuitpython": "lsm6ds3tr"}
STARTED_S = 1.0
"""How long a board has been on when its time 0 begins."""
HEAP_KB = 4096
"""More than a board has: the models and what they are told lie in it too."""


# As on a board, where all files lie side by side.
sys.path += [str(FIRMWARE / "common"), str(DEVICE / "cpython")]


def interpreter() -> Path:
    """Where MicroPython's build for node is; a test that needs it is skipped without it."""
    found = ROOT / "build" / "npm" / INTERPRETER
    if shutil.which("node") is None or not found.exists():
        pytest.skip("needs node, and npm install --prefix build/npm " + INTERPRETER.split("/m")[0])
    return found


def on_micropython(start: str, *directories: Path, heap_kb: int = HEAP_KB) -> list[str]:
    """Return the command that runs a module of these directories under MicroPython."""
    run = [shutil.which("node") or "node", DEVICE / "run.mjs", interpreter(), heap_kb, start]
    return [str(part) for part in (*run, *directories)]


def on_cpython(start: Path, *directories: Path) -> tuple[list[str], dict[str, str]]:
    """Return the command that runs a file with these directories' modules, and its environment."""
    paths = os.pathsep.join(map(str, (*directories, DEVICE / "cpython")))
    return [sys.executable, str(start)], os.environ | {"PYTHONPATH": paths}


def command(kind: str) -> tuple[list[str], dict[str, str]]:
    """Return how to start a board, and its environment."""
    common, own, models = FIRMWARE / "common", FIRMWARE / kind, DEVICE / kind
    if kind == "micropython":
        return on_micropython("start", common, own, DEVICE, models), dict(os.environ)
    start, environment = on_cpython(models / "start.py", common, DEVICE, models)
    return [*start, str(own)], environment


class Board(SimulatedSensor):
    """A board with the firmware on it; ``options`` are those of ``device/world.py``.

    Attributes:
        seen: s and words of what it did to people: its lights, its buzzer, its screen.
    """

    name = "BVM-51ab"
    services: ClassVar[tuple[str, ...]] = (SERVICE,)
    notify: ClassVar[tuple[str, ...]] = (SENDS,)
    writable: ClassVar[tuple[str, ...]] = (LISTENS,)
    link = "ble"

    @property
    def scan_response(self) -> bytes:  # type: ignore[override]
        """What the firmware has told its radio to tell."""
        return bytes.fromhex(self.lit("advertised")[-1][1].split()[1])

    def __init__(self, kind: str, **options: object) -> None:
        start, environment = command(kind)
        self._process = subprocess.Popen(
            start, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.seen: list[tuple[float, str]] = []
        self._out: list[Frame] = []
        self._now_us = 0
        self._linked = False
        self._say(json.dumps({"chip": CHIPS[kind]} | options))
        self._hear()
        self._run(STARTED_S)

    def _say(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def _hear(self) -> None:
        assert self._process.stdout is not None
        while (line := self._process.stdout.readline().strip()) != ".":
            assert line, f"the board stopped: {self._process.wait()}"
            word, at, what = line.split(" ", 2)
            if word == "seen":
                self.seen.append((int(at) / 1e6, what))
            elif word == self.link:
                channel = SENDS if word == "ble" else ""
                self._out.append(Frame(int(at) / 1e6 - STARTED_S, channel, bytes.fromhex(what)))

    def _run(self, seconds: float) -> None:
        if (us := round(seconds * 1e6)) > self._now_us:
            self._now_us = us
            self._say(f"t {us}")
            self._hear()

    def connect(self, at: float, mtu: int = 247) -> None:
        self._run(STARTED_S + at)
        self._say(f"connect {mtu}" if self.link == "ble" else "open")
        self._linked = True

    def disconnect(self, at: float) -> None:
        self._run(STARTED_S + at)
        self._out.clear()
        if self._linked:
            self._say("cut" if self.link == "ble" else "close")
        self._linked = False

    def write(self, at: float, channel: str, data: bytes) -> None:
        self._run(STARTED_S + at)
        self._say(f"{'write' if self.link == 'ble' else 'port'} {data.hex()}")

    def press(self, at: float, down: bool) -> None:
        self._run(STARTED_S + at)
        self._say(f"button {down:d}")

    def advance(self, to: float) -> list[Frame]:
        self._run(STARTED_S + to)
        out = [frame for frame in self._out if frame.at <= to]
        self._out = self._out[len(out) :]
        return out

    def lit(self, what: str) -> list[tuple[float, str]]:
        """Return when something people see or hear changed, and to what."""
        words = ((at, said.split(" ", 1)) for at, said in self.seen)
        return [(at - STARTED_S, how) for at, (name, how) in words if name == what]

    def switch_off(self) -> None:
        self._process.kill()
        self._process.communicate()


class BoardOnPort(Board):
    """The same, on its serial port."""

    name = ""
    services: ClassVar[tuple[str, ...]] = ()
    notify: ClassVar[tuple[str, ...]] = ()
    writable: ClassVar[tuple[str, ...]] = ()
    link = "port"


SCALES = {
    "micropython": np.array([9.80665 / 2048] * 3 + [np.radians(1 / 16.4)] * 3),
    "circuitpython": np.array([0.488e-3 * 9.80665] * 3 + [np.radians(0.070)] * 3),
}
"""(6,) m/s² and rad/s per count of each board's chip."""
RATES = {"micropython": 200.0, "circuitpython": 208.0}
"""Hz, that a host gets of each where it asks for 208."""


def felt(kind: str, readings: Readings) -> str:
    """Return what a board's chip is to read, for its option ``rows``."""
    taken = Sampling(readings, RATES[kind])
    n = int(len(readings.specific_force) / readings.rate * taken.rate)
    return int16(taken.values(0, n), SCALES[kind]).astype("<i2").tobytes().hex()
