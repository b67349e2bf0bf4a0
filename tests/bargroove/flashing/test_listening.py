"""The self-test over a real radio's protocol, and of the firmware itself."""

from __future__ import annotations

import asyncio

import pytest

from bargroove.flashing.listening import Heard, listen
from bargroove.flashing.selftest import findings
from firmware_bridge import ble
from firmware_bridge.ble_link import Radio
from firmware_bridge.errors import BadUrl
from hardware.simulated.sensors import SENSORS
from hardware.simulated.sensors.bvm import SimulatedBvm
from hardware.simulated.sensors.contract import SimulatedSensor
from tests.boards import Board, felt
from tests.radio.air import Air
from tests.radio.backend import backends
from tests.radio.peripheral import Peripheral
from tests.still import BUSY, amiss, heard_of, still


@pytest.fixture(autouse=True)
def short_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ble, "NAMESAKE_S", 0.3)
    monkeypatch.setattr(ble, "SEARCH_S", 3.0)


async def over_air(sensor: SimulatedSensor, stall: float = 0.0) -> Heard:
    """What comes of a sensor whose link stalls for so long every second."""
    air = Air(interval=0.03)
    peripheral = Peripheral(air, sensor)
    await peripheral.switch_on()
    stalling = asyncio.create_task(stalled(air, stall))
    try:
        url = f"ble:{peripheral.address}"
        return await listen(url, 208.0, 2.5, Radio(*backends(air)))
    finally:
        stalling.cancel()
        await peripheral.switch_off()


async def stalled(air: Air, seconds: float) -> None:
    while seconds:
        await asyncio.sleep(1.0)
        air.stall(seconds)


@pytest.mark.parametrize("key", ["bvm", "witmotion"])
def test_a_sensor_that_is_well_is_found_well_over_the_air(key):
    rate = 200.0 if key == "witmotion" else 208.0
    heard = asyncio.run(over_air(SENSORS[key](still(rate))))
    assert set(amiss(heard)) <= BUSY
    assert (heard.driver.key, heard.cuts) == (key, [])


def test_a_link_that_stalls_is_late_and_loses_nothing():
    found = {one.name: one for one in findings(asyncio.run(over_air(SimulatedBvm(still()), 0.7)))}
    assert not found["link delay"].well
    assert found["samples lost"].well


@pytest.mark.parametrize("url", ["sim:squat?seed=1", "file:set.csv"])
def test_what_is_no_sensor_is_not_tested(url):
    with pytest.raises(BadUrl, match="only a sensor is tested"):
        asyncio.run(listen(url, 208.0, 1.0))


@pytest.mark.parametrize("kind", ["circuitpython", "micropython"])
@pytest.mark.parametrize(
    ("options", "told"), [({}, set()), ({"rate_error": 0.08}, {"sample rate"})]
)
def test_the_firmware_itself_is_tested_so(kind, options, told):
    board = Board(kind, rows=felt(kind, still()), **options)
    try:
        assert set(amiss(heard_of(board))) == told
    finally:
        board.switch_off()
