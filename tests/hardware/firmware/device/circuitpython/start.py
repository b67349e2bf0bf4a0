"""Start the firmware's code.py with a world around it, under CPython."""

import gc
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from world import WORLD


def sleep(seconds):
    us = int(seconds * 1_000_000)
    if us > 50_000:
        WORLD.pass_time(us)
        return
    WORLD.wait(us)
    for what, data in WORLD.happenings():
        _bleio.adapter.happen(what, data)


time = ModuleType("time")
time.sleep, time.monotonic_ns = sleep, lambda: WORLD.now_us * 1000
gc.mem_free = lambda: 61_234
import _bleio  # noqa: E402

sys.modules["time"] = time
firmware = Path(sys.argv[1])
for name in ("boot", "code"):
    told = importlib.util.spec_from_file_location(f"board_{name}", firmware / f"{name}.py")
    told.loader.exec_module(importlib.util.module_from_spec(told))
