"""What the firmware's own work costs, beside a loop that only reads the bytes, on MicroPython.

The bus answers at once: always ten samples, or as many bytes as are asked for. A line of JSON says
µs for each sample, and bytes of memory.
"""

import gc
import json

import pipe

gc.collect()
before = gc.mem_alloc()
import bvm_frames as bvm  # noqa: E402
import lsm6ds3tr  # noqa: E402
from bvm_board import Board, Link  # noqa: E402
from bvm_core import Core  # noqa: E402
from lsm6ds3tr import Lsm6ds3tr  # noqa: E402

gc.collect()
code = gc.mem_alloc() - before
RING = 48_000
PASS_US, PASSES, RUNS = 10_000, 4_000, 15


class Bus:
    def __init__(self):
        self.stream = memoryview(bytes(range(228)))
        self.status = bytearray((60, 0, 0, 0))

    def readfrom_mem_into(self, address, register, into):
        into[:] = self.status if register == 0x3A else self.stream[: len(into)]

    def writeto_mem(self, address, register, data):
        pass


class Still(Board):
    us = 0

    def now_us(self):
        return self.us


class Everything(Link):
    samples = 0

    def send(self, frame):
        self.samples += frame[1]
        return True


class NoTime:
    def sleep(self, seconds):
        pass


def bare(bus, each):
    """Ask how much there is, and read that: ``each`` samples at a time."""
    status, raw = bytearray(4), memoryview(bytearray(228))
    bus.status[0] = 6 * each
    for _ in range(PASSES):
        bus.readfrom_mem_into(0x6A, 0x3A, status)
        size = 2 * ((status[1] & 7) << 8 | status[0])
        bus.readfrom_mem_into(0x6A, 0x3E, raw[:size])
    bus.status[0] = 60
    return PASSES * each


def firmware(bus):
    """Do all that the sensor does, in as many passes."""
    lsm6ds3tr.time = NoTime()
    board, link = Still(), Everything()
    chip = Lsm6ds3tr(bus)
    chip.who = lambda: 0x6A
    core = Core(board, chip, RING)
    start = memoryview(bytearray(12) + b"\xd0\x00\x10\xd0\x07\x0a" + bytes(4))
    bvm.seal(start, bvm.START, 0, 0, 0, 0)
    core.heard(link, bytes(start))
    for _ in range(PASSES):
        board.us += PASS_US
        core.poll()
    return link.samples


def timed(work, *about):
    """µs of the processor for each sample."""
    gc.collect()
    begun = pipe.cpu_us()
    samples = work(*about)
    return (pipe.cpu_us() - begun) / samples


def told():
    """The middle of some runs of each, in turn, and of what one is beside the other."""
    bus = Bus()
    works = {"bare": (bare, bus, 2), "bare_in_frames": (bare, bus, 10), "firmware": (firmware, bus)}
    runs = []
    for _ in range(RUNS):
        run = {name: timed(*work) for name, work in works.items()}
        for name in ("bare", "bare_in_frames"):
            run["beside_" + name] = run["firmware"] / run[name]
        runs.append(run)
    return {name: sorted([run[name] for run in runs])[RUNS // 2] for name in runs[0]}


figures = told()
gc.collect()
before = gc.mem_alloc()
core = Core(Still(), Lsm6ds3tr(Bus()), RING)
gc.collect()
figures["code_bytes"], figures["data_bytes"] = code, gc.mem_alloc() - before
pipe.write(json.dumps(figures))
