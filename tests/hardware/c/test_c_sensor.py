"""A sensor in C on a Cortex-M3 that QEMU runs, its serial port a real pseudo-terminal."""

from __future__ import annotations

import asyncio
import re
import subprocess
import time
from contextlib import aclosing

import numpy as np
import pytest
import serial

from firmware_bridge.drivers import bvm1
from firmware_bridge.drivers.framing import ZeroEnded, uncobs
from firmware_bridge.events import Readings
from firmware_bridge.sources import open_source
from hardware import protocol
from hardware.simulated.sensors.bvm import SCALE
from tests.hardware.c import building
from velocity.samples import MISSING


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """Where the board's serial port is."""
    image = building.for_cortex(tmp_path_factory.mktemp("made") / "sense.elf", "sense.c", "line.c")
    board = subprocess.Popen(
        building.on_qemu(image, "pty"), stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True
    )
    found = re.search(r"/dev/\S+", board.stdout.readline())
    assert found
    yield found[0]
    board.kill()
    board.communicate()


async def live(url, seconds):
    got = []
    async with (
        aclosing(open_source(url, 208.0, lambda _: lambda record: None)) as events,
        asyncio.timeout(25),
    ):
        async for event in events:
            if isinstance(event, Readings):
                got.append(event.samples)
                if sum(part.duration for part in got) > seconds:
                    break
    return got


def test_the_program_takes_its_samples_as_any_sensor_s(port):
    parts = asyncio.run(live(f"serial:{port}?driver=bvm-serial", 1.5))
    force = np.concatenate([part.specific_force for part in parts])
    assert not np.any(np.concatenate([part.flags for part in parts]) & MISSING)
    assert np.all(np.diff(np.round(force[:, 0] / SCALE[0])) == 1)
    assert np.allclose(force[:, 2], 9.80, atol=0.01)


class Host:
    """What a program that was begun anew hears, and says, on a port."""

    def __init__(self, port):
        self._line, self._pieces = serial.Serial(port, 115200, timeout=0.05), ZeroEnded()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._line.close()

    def ask(self, kind, body=b"", index=0):
        self._line.write(b"\0" + protocol.stuffed(protocol.frame(kind, body, index=index)))

    def hear(self, seconds):
        end, frames = time.monotonic() + seconds, []
        while time.monotonic() < end:
            pieces = self._pieces.feed(self._line.read(self._line.in_waiting or 1))
            frames += [uncobs(piece) or b"" for piece in pieces]
        return [frame for frame in frames if bvm1.header(frame)]

    def greet(self):
        """Say HELLO until it is answered, as QEMU takes a while to see that somebody is there."""
        for _ in range(50):
            self.ask(protocol.HELLO)
            told = [frame for frame in self.hear(0.2) if frame[0] & 15 == protocol.INFO]
            if told:
                return bvm1.Info.parse(told[-1][12:-4])
        raise AssertionError("nobody answers")


def indices(frames):
    data = [frame for frame in frames if frame[0] & 15 == protocol.DATA]
    first = [bvm1.header(frame)[3] for frame in data]
    return [k + i for frame, i in zip(data, first, strict=True) for k in range(frame[1])]


def test_a_host_that_was_away_misses_nothing(port):
    with Host(port) as host:
        host.greet()
        host.ask(protocol.START, b"\xd0\0\x10\xd0\x07\x0a")
        before = indices(host.hear(1.0))
        session = host.greet().session
    time.sleep(1.0)
    with Host(port) as host:
        info = host.greet()
        assert (info.uid, info.session, info.running) == ("c0ffee0000000000", session, True)
        host.ask(protocol.RESEND, index=before[-1] + 1)
        frames = host.hear(0.5)
        for _ in range(50):
            if max(indices(frames), default=0) > before[-1] + 400:
                break
            frames += host.hear(0.2)
    (answer,) = [frame for frame in frames if frame[0] & 15 == protocol.RESP]
    assert answer[12:14] == bytes((protocol.RESEND, protocol.OK))
    got = {*before, *indices(frames)}
    assert got == set(range(max(got) + 1))
    assert max(got) > before[-1] + 400
