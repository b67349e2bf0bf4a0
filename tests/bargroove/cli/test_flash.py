"""``bargroove flash`` as a person meets it."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bargroove.cli import flash
from bargroove.flashing.drive import BOARD
from bargroove.flashing.firmware import firmware
from hardware.simulated.sensors.bvm import SimulatedBvmSerial
from hardware.simulated.sensors.contract import SimulatedSensor
from hardware.simulated.sensors.wt901c import SimulatedWt901c
from tests.radio.port import Port
from tests.still import BUSY, still


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    place = tmp_path / "CIRCUITPY"
    place.mkdir()
    (place / "boot_out.txt").write_text(
        f"Adafruit CircuitPython 9.2.1 on 2025-01-01; Seeed XIAO\nBoard ID:{BOARD}\n"
    )
    return place


@pytest.fixture
def plug_in(tmp_path: Path) -> Iterator[Callable[[SimulatedSensor], Path]]:
    """Have a sensor behind a port, run in a thread beside the program."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    ports: list[Port] = []

    async def plugged(sensor: SimulatedSensor) -> Path:
        ports.append(Port(tmp_path / "port", sensor))
        await ports[-1].plug_in()
        return ports[-1].path

    def do(work):
        return asyncio.run_coroutine_threadsafe(work, loop).result(10)

    yield lambda sensor: do(plugged(sensor))
    for port in ports:
        do(port.unplug())
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


def test_a_copy_tells_what_was_there_what_is_and_what_to_do_next(bargroove, drive):
    version = firmware("circuitpython").version
    result = bargroove("flash", "--drive", drive)
    assert result.status == 0
    assert f"{drive} has version {version} now" in result.out
    assert "before: no firmware of ours" in result.out
    assert "switch the board off and on" in result.out
    assert "has not been tried on a physical board" in result.out
    assert f"/{len(firmware('circuitpython').files)} code.py" in result.err
    again = bargroove("flash", "--drive", drive).out
    assert f"before: version {version}" in again
    assert "switch the board off and on" not in again


def test_a_wrong_place_is_one_line(bargroove, tmp_path):
    result = bargroove("flash", "--drive", tmp_path)
    assert result.status == 1
    assert "has no boot_out.txt" in result.err
    assert len(result.err.splitlines()) == 1


def judged(out: str) -> dict[str, str]:
    """Verdicts by what they are about, from the table."""
    rows = re.findall(r"^(\w[\w ]+?)  +\S.*?(ok|NOT OK)$", out, flags=re.MULTILINE)
    return dict(rows)


def test_a_sensor_that_is_well(bargroove, plug_in):
    port = plug_in(SimulatedBvmSerial(still()))
    result = bargroove("flash", "--test", f"serial:{port}", "--seconds", 2)
    amiss = {name for name, verdict in judged(result.out).items() if verdict != "ok"}
    assert amiss <= BUSY
    assert (result.status == 0) == (not amiss) == ("All is as it should be." in result.out)
    assert "Lay the sensor on a firm table" in result.err


def test_a_sensor_that_is_not_well_and_not_ours_for_programs(bargroove, plug_in):
    readings = still(200.0)
    readings.specific_force[:] *= 0.9
    port = plug_in(SimulatedWt901c(readings))
    source = f"serial:{port}?driver=wt901c"
    result = bargroove("flash", "--test", source, "--seconds", 2, "--json")
    told = json.loads(result.out)
    assert (result.status, told["well"], told["driver"]) == (1, False, "wt901c")
    (gravity,) = [one for one in told["findings"] if one["name"] == "gravity"]
    assert gravity["value"] == pytest.approx(0.9, abs=0.002)
    assert re.search("not as it should be: .*gravity", result.err)


def test_a_copy_can_be_tested_at_once(bargroove, drive, plug_in, monkeypatch):
    monkeypatch.setattr(flash, "_RESTARTED_S", 0.0)
    port = plug_in(SimulatedBvmSerial(still()))
    result = bargroove("flash", "--drive", drive, "--test", f"serial:{port}", "--seconds", 2)
    assert judged(result.out)["gravity"] == "ok"
    assert result.out.index("checked byte for byte") < result.out.index("gravity")


def test_wrong_usage(bargroove, drive):
    assert bargroove("flash", "--drive", drive, "--port", "COM3").status == 2
    assert bargroove("flash", "--test", "ble:x", "--seconds", 0).status == 2
    assert "only a sensor" in bargroove("flash", "--test", "sim:squat").err
