"""From the chip's registers to counted repetitions: the firmware, the radio, the program."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bargroove import simulated_source
from bargroove.cli import main
from bargroove.simulated_link import SimulatedLink, SimulatedTime
from bargroove.simulated_source import simulation
from firmware_bridge.ble import scan
from firmware_bridge.ble_link import Radio
from firmware_bridge.drivers.bvm import Bvm
from firmware_bridge.errors import LinkLost
from firmware_bridge.events import Disconnected, Event, Lost, Readings
from firmware_bridge.link import Arrival, Found, Link, run
from firmware_bridge.records import Record
from firmware_bridge.session import Session
from firmware_bridge.sources import Header, open_source, parse
from tests.boards import SCALES, Board, BoardOnPort, felt
from tests.hardware.firmware.figures import KINDS, QUICK
from tests.radio.air import Air
from tests.radio.backend import backends
from tests.radio.peripheral import Peripheral
from tests.radio.port import Port
from velocity import LIFTS
from velocity.events import RepFinished
from velocity.monitor import Monitor

SQUAT = "sim:squat?seed=1&speed=0"
AWAY_S = 2.0
SECONDS = 5.0


def keep(_: Header) -> Callable[[Record], None]:
    return lambda record: None


def test_a_live_set_with_the_firmware_counts_its_repetitions(monkeypatch, tmp_path, capsys):
    kind = "micropython"
    boards: list[Board] = []

    def on_the_bar(readings: Any) -> Board:
        boards.append(Board(kind, rows=felt(kind, readings), **QUICK))
        return boards[-1]

    monkeypatch.setenv("BARGROOVE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("BARGROOVE_CONFIG", str(tmp_path / "settings.toml"))
    (tmp_path / "settings.toml").touch()
    monkeypatch.delenv("BARGROOVE_LOGBOOK", raising=False)
    monkeypatch.setitem(simulated_source.SENSORS, "bvm", on_the_bar)
    try:
        assert main(["live", SQUAT, "--lift", "squat", "--terminal", "--no-report"]) == 0
    finally:
        for board in boards:
            board.switch_off()
    told = capsys.readouterr().out
    assert "7 reps; best" in told
    shown = "".join(how for _, how in boards[0].lit("letter"))
    assert "m/s" in shown
    assert ("R" in shown) == bool(boards[0].lit("buzzer"))


class Broken(SimulatedLink):
    """A link that is cut between two times."""

    def __init__(self, board: Board, time: SimulatedTime, cut: tuple[float, float]) -> None:
        if cut[0] < time.now() < cut[1]:
            raise LinkLost("out of reach")
        super().__init__(board, time)
        self._cut = cut

    async def receive(self, until: float | None) -> Arrival | None:
        arrival = await super().receive(until)
        if self._cut[0] < self.now() < self._cut[1]:
            self._sensor.disconnect(self.now())
            await self._time.wait(self._cut[1])
            raise LinkLost("the supervision timer ran out")
        return arrival


async def lifted(board: Board, cut: tuple[float, float], seconds: float) -> list[Event]:
    time = SimulatedTime(0.0)

    async def dial() -> Link:
        return Broken(board, time, cut)

    told: list[Event] = []
    async with aclosing(run(dial, Session(Bvm(), 208.0), lambda record: None)) as events:
        async for event in events:
            told.append(event)
            if time.now() > seconds:
                return told
    return told


def test_a_cut_of_two_seconds_amid_a_set_costs_no_sample_and_no_repetition():
    kind = "circuitpython"
    simulated = simulation(parse(SQUAT))
    assert simulated.done is not None
    reps = simulated.done.truth.reps
    board = Board(kind, rows=felt(kind, simulated.readings), **QUICK)
    begins = reps[2].start_s + 0.3
    try:
        told = asyncio.run(lifted(board, (begins, begins + AWAY_S), simulated.duration))
    finally:
        board.switch_off()
    assert any(isinstance(event, Disconnected) for event in told)
    assert not [event for event in told if isinstance(event, Lost)]
    monitor = Monitor(LIFTS["squat"])
    happened = [
        each
        for event in told
        if isinstance(event, Readings)
        for each in monitor.feed(event.samples)
    ] + monitor.finish()
    assert sum(isinstance(each, RepFinished) for each in happened) == len(reps)


@asynccontextmanager
async def on_the_air(air: Air, board: Board) -> AsyncGenerator[Peripheral, None]:
    peripheral = Peripheral(air, board)
    await peripheral.switch_on()
    try:
        yield peripheral
    finally:
        await peripheral.switch_off()
        board.switch_off()


@asynccontextmanager
async def plugged_in(path: Path, board: Board) -> AsyncGenerator[Port, None]:
    port = Port(path, board)
    await port.plug_in()
    try:
        yield port
    finally:
        await port.unplug()
        board.switch_off()


async def heard(source: Any, vanish: Callable[[], Awaitable[None]]) -> list[Event]:
    """Listen, and let the sensor vanish once after a while."""
    told: list[Event] = []
    samples, gone = 0, None
    async with aclosing(source) as events, asyncio.timeout(25.0):
        async for event in events:
            told.append(event)
            samples += len(event.samples) if isinstance(event, Readings) else 0
            if samples > 200 and gone is None:
                gone = asyncio.create_task(vanish())
            if samples > SECONDS * 200:
                break
    assert gone is not None
    await gone
    return told


async def over_the_air(kind: str) -> list[Event]:
    air = Air()
    async with on_the_air(air, Board(kind, **QUICK)) as peripheral:
        source = open_source("ble:BVM", 208.0, keep, radio=Radio(*backends(air)))
        return await heard(source, lambda: peripheral.vanish(AWAY_S))


async def over_a_port(kind: str, path: Path) -> list[Event]:
    async with plugged_in(path, BoardOnPort(kind)) as port:

        async def vanish() -> None:
            await port.unplug()
            await asyncio.sleep(AWAY_S)
            await port.plug_in()

        source = open_source(f"serial:{path}?driver=bvm-serial", 208.0, keep)
        return await heard(source, vanish)


@pytest.fixture(scope="module")
def streams(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], list[Event]]:
    """What both boards tell over a radio and over a port, in real time and all at once."""
    folder = tmp_path_factory.mktemp("ports")

    async def story() -> list[list[Event]]:
        radios = [over_the_air(kind) for kind in KINDS]
        ports = [over_a_port(kind, folder / kind) for kind in KINDS]
        return list(await asyncio.gather(*radios, *ports))

    ways = [(way, kind) for way in ("ble", "port") for kind in KINDS]
    return dict(zip(ways, asyncio.run(story()), strict=True))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("way", ["ble", "port"])
def test_over_a_real_client_a_cut_of_two_seconds_loses_nothing(streams, way, kind):
    told = streams[way, kind]
    forces = [e.samples.specific_force[:, 0] for e in told if isinstance(e, Readings)]
    counted = np.rint(np.concatenate(forces) / SCALES[kind][0])
    assert np.all(np.diff(counted) == 1)
    assert counted[0] == 0
    assert not [event for event in told if isinstance(event, Lost)]
    assert any(isinstance(event, Disconnected) for event in told)


def test_a_scan_tells_firmware_and_battery_without_connecting():
    async def story() -> list[Found]:
        air = Air()
        async with on_the_air(air, Board("circuitpython")):
            return await scan(0.5, Radio(*backends(air)))

    (found,) = asyncio.run(story())
    assert (found.name, found.driver, found.firmware, found.battery) == ("BVM-51ab", "bvm", "1", 49)
