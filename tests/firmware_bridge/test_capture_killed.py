"""A recording that is killed at any instant opens and replays."""

from __future__ import annotations

import asyncio
import os
from contextlib import aclosing
from pathlib import Path

import numpy as np
import pytest

from bargroove.simulated_link import SimulatedLink, SimulatedTime
from firmware_bridge import drivers
from firmware_bridge.capture_reader import read_capture
from firmware_bridge.events import Readings
from firmware_bridge.link import run as run_link
from firmware_bridge.replay import recorded, replay
from firmware_bridge.session import Session
from hardware.simulated.sensors.bvm import SimulatedBvm
from hardware.simulated.sensors.contract import Readings as Chip
from tests.captures import run, write

KILLER = """
import mmap, os, random, signal, struct, sys, time
from firmware_bridge import capture
from firmware_bridge.capture_reader import read_capture

capture.FLUSHED_EVERY = 0.003
chance = random.Random(1)
whole = read_capture(sys.argv[1])

def record(path, shared):
    writer = capture.CaptureWriter(path, whole.header)
    shared[0] = 1
    for i, record in enumerate(whole.records):
        writer.write(record)
        if i % 10 == 0:
            time.sleep(0.0005)
            shared[8:16] = struct.pack("<Q", writer.saved)
    time.sleep(60)

for round in range(int(sys.argv[3])):
    path = f"{sys.argv[2]}/{round}.capture"
    shared = mmap.mmap(-1, 16)
    child = os.fork()
    if not child:
        record(path, shared)
    while not shared[0]:
        time.sleep(0.0002)
    time.sleep(chance.uniform(0, 0.06))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    print(path, *struct.unpack("<Q", shared[8:16]))
"""


@pytest.fixture(scope="session")
def streamed(tmp_path_factory):
    """A capture of half a minute of a sensor that streams."""
    path = tmp_path_factory.mktemp("streamed") / "whole.capture"
    still = Chip(208.0, np.random.default_rng(1).normal(0, 5, (6240, 3)), np.zeros((6240, 3)))
    kept = []

    async def story():
        dial_once = SimulatedLink(SimulatedBvm(still), SimulatedTime(0.0))

        async def dial():
            return dial_once

        session = Session(drivers.find("bvm")(), 208.0)
        async with aclosing(run_link(dial, session, kept.append)) as events:
            async for event in events:
                if isinstance(event, Readings) and event.samples.start > 28.0:
                    return

    asyncio.run(story())
    write(path, kept, {"driver": "bvm", "rate": 208.0})
    return path


def forces(held):
    parts = [e.samples.specific_force for e in replay(held) if isinstance(e, Readings)]
    return np.concatenate([np.empty((0, 3)), *parts])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_capture_killed_at_any_instant_replays_all_that_was_flushed(tmp_path, streamed):
    whole = read_capture(streamed)
    samples = forces(whole)
    rounds = [line.split() for line in run(KILLER, streamed, tmp_path, 120).splitlines()]
    assert len(rounds) == 120
    sizes = []
    for path, saved in rounds:
        held = read_capture(path)
        torn = int(held.damage.split("last ")[1].split()[0]) if held.damage else 0
        assert Path(path).stat().st_size - torn >= int(saved)
        assert held.records == whole.records[: len(held.records)]
        replayed = forces(held)
        np.testing.assert_array_equal(replayed, samples[: len(replayed)])
        if len(replayed):
            recorded(held)
        sizes.append(len(replayed))
    assert sum(0 < size < len(samples) for size in sizes) > 40
