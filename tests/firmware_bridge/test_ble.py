"""The real bleak client over GATT against simulated sensors, on simulated air, in real time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from bleak import exc
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData
from numpy.typing import NDArray

from firmware_bridge import ble, ble_link
from firmware_bridge.ble import BleDial, Sighting, scan
from firmware_bridge.ble_link import Radio
from firmware_bridge.drivers import drivers
from firmware_bridge.drivers.contract import Identity
from firmware_bridge.errors import (
    BridgeError,
    LinkLost,
    NoSuchSensor,
    SensorError,
    SeveralSensors,
    WrongSensor,
)
from firmware_bridge.events import Connected, Disconnected, Event, Lost, Readings
from firmware_bridge.records import Kind, Record
from firmware_bridge.sources import Header, open_source
from hardware.simulated.sensors import SENSORS
from hardware.simulated.sensors.bvm import SCALE, SimulatedBvm
from hardware.simulated.sensors.contract import Readings as Chip
from hardware.simulated.sensors.contract import SimulatedSensor
from tests.radio.air import Air
from tests.radio.backend import backends
from tests.radio.peripheral import Peripheral
from velocity.samples import MISSING

BLE_SENSORS = [driver.key for driver in drivers() if driver.key in SENSORS and not driver.bauds]
NAMELESS = ("polar", "dot")
MTUS = (247, 185, 23)


@pytest.fixture(autouse=True)
def short_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ble, "NAMESAKE_S", 0.4)
    monkeypatch.setattr(ble, "SEARCH_S", 3.0)


def held(force: Sequence[float], turn: Sequence[float], rate: float = 208.0) -> Chip:
    return Chip(rate, np.tile(force, (10, 1)), np.tile(turn, (10, 1)))


def counting(seconds: float = 60.0) -> Chip:
    """What a BVM sensor reads whose first axis counts its samples."""
    n = int(208 * seconds)
    force = np.zeros((n, 3))
    force[:, 0] = SCALE[0] * np.arange(n)
    return Chip(208.0, force, np.zeros((n, 3)))


@asynccontextmanager
async def switched_on(
    air: Air, *sensors: SimulatedSensor, **options: Any
) -> AsyncGenerator[list[Peripheral], None]:
    peripherals = [Peripheral(air, sensor, **options) for sensor in sensors]
    for peripheral in peripherals:
        await peripheral.switch_on()
    try:
        yield peripherals
    finally:
        for peripheral in peripherals:
            await peripheral.switch_off()


@dataclass
class Heard:
    """What one source has told."""

    events: list[Event] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    headers: list[Header] = field(default_factory=list)
    error: BridgeError | None = None

    def of(self, *kinds: type) -> list[Any]:
        return [event for event in self.events if isinstance(event, kinds)]

    @property
    def samples(self) -> int:
        return sum(len(event.samples) for event in self.of(Readings))

    @property
    def counts(self) -> NDArray[np.float64]:
        forces = [event.samples.specific_force[:, 0] for event in self.of(Readings)]
        return np.round(np.concatenate(forces) / SCALE[0])


async def listen(
    air: Air,
    url: str,
    seconds: float,
    story: Callable[[Heard], Awaitable[None]] | None = None,
    mtu: int = 247,
) -> Heard:
    """Listen until ``seconds`` of samples have come, while a story takes its course."""
    heard = Heard()

    def begin(header: Header) -> Callable[[Record], None]:
        heard.headers.append(header)
        return heard.records.append

    told = asyncio.create_task(story(heard)) if story else None
    try:
        source = open_source(url, 200.0, begin, radio=Radio(*backends(air, mtu)))
        async with aclosing(source) as events, asyncio.timeout(25.0):
            async for event in events:
                heard.events.append(event)
                if isinstance(event, Readings) and heard.samples > seconds * event.samples.rate:
                    break
    except BridgeError as error:
        heard.error = error
    if told:
        await told
    return heard


async def _listen_to_one(number: int, key: str, mtu: int) -> Heard:
    air = Air(interval=0.015)
    chip = held((0.5 * number, -2.0, 9.5), (0.1, -0.2, 0.3 * number))
    async with switched_on(air, SENSORS[key](chip), mtu=mtu) as [sensor]:
        return await listen(air, f"ble:{sensor.name}", 1.0, mtu=mtu)


@pytest.fixture(scope="module")
def streams() -> dict[tuple[str, int], Heard]:
    """What each BLE sensor tells in a second at each MTU, all of them at once."""

    async def story() -> dict[tuple[str, int], Heard]:
        cases = [(key, mtu) for key in BLE_SENSORS for mtu in MTUS]
        numbers = [BLE_SENSORS.index(key) for key, _ in cases]
        heard = await asyncio.gather(
            *(_listen_to_one(number, *case) for number, case in zip(numbers, cases, strict=True))
        )
        return dict(zip(cases, heard, strict=True))

    return asyncio.run(story())


@pytest.mark.parametrize("mtu", MTUS)
@pytest.mark.parametrize("key", BLE_SENSORS)
def test_a_sensor_is_found_by_name_and_streams(
    streams: dict[tuple[str, int], Heard], key: str, mtu: int
) -> None:
    heard, number = streams[key, mtu], BLE_SENSORS.index(key)
    if heard.error is not None and mtu == 23:
        assert isinstance(heard.error, SensorError | LinkLost)  # no room in so small packets
        return
    assert heard.error is None
    samples = [event.samples for event in heard.of(Readings)]
    force = np.concatenate([part.specific_force for part in samples])
    turn = np.concatenate([part.angular_rate for part in samples])
    assert np.allclose(force.mean(axis=0), (0.5 * number, -2.0, 9.5), atol=0.02)
    assert np.allclose(turn.mean(axis=0), (0.1, -0.2, 0.3 * number), atol=0.01)
    assert not any((part.flags & MISSING).any() for part in samples)
    [header] = heard.headers
    assert (header["driver"], header["rate"]) == (key, 200.0)
    assert all(who.uid for who in heard.of(Identity))  # if not its own, then its address
    assert header["address"] in [who.uid for who in heard.of(Identity)] or key not in NAMELESS
    assert heard.records[0].kind == Kind.CONNECTED


def test_a_link_cut_for_a_second_costs_no_sample() -> None:
    async def story() -> Heard:
        air = Air()
        async with switched_on(air, SimulatedBvm(counting())) as [sensor]:

            async def cut(heard: Heard) -> None:
                while heard.samples < 200:
                    await asyncio.sleep(0.01)
                await sensor.vanish(1.0)

            return await listen(air, "ble:BVM", 4.0, cut)

    heard = asyncio.run(story())
    assert np.all(np.diff(heard.counts) == 1)
    assert [type(event) for event in heard.of(Connected, Disconnected)] == [
        Connected,
        Disconnected,
        Connected,
    ]
    assert heard.of(Connected)[1].resumed
    assert "cut" in heard.of(Disconnected)[0].why
    assert not heard.of(Lost)


@pytest.mark.parametrize("interval", [0.0, 0.06])
def test_a_stalled_radio_is_late_and_loses_nothing(interval: float) -> None:
    async def story() -> Heard:
        air = Air(interval)
        async with switched_on(air, SimulatedBvm(counting())):

            async def stall(heard: Heard) -> None:
                while heard.samples < 100:
                    await asyncio.sleep(0.01)
                air.stall(0.5)

            return await listen(air, "ble:BVM", 1.5, stall)

    heard = asyncio.run(story())
    assert np.all(np.diff(heard.counts) == 1)
    assert not heard.of(Disconnected, Lost)
    assert max(np.diff([event.at for event in heard.of(Readings)])) > 0.4


def test_a_closed_source_has_stopped_its_sensor() -> None:
    class Watched(SimulatedBvm):
        stopped = False

        def _stop(self) -> None:
            super()._stop()
            self.stopped = True

        def _start(self, at: float, body: bytes) -> None:
            super()._start(at, body)
            self.stopped = False

    async def story() -> bool:
        air, sensor = Air(), Watched(counting())
        async with switched_on(air, sensor):
            await listen(air, "ble:BVM", 0.2)
            await asyncio.sleep(0.05)
            return sensor.stopped

    assert asyncio.run(story())


def test_two_sensors_of_one_name_are_told_apart_by_address() -> None:
    async def story() -> tuple[list[str], Heard, Heard, list[str]]:
        air = Air()
        twins = SimulatedBvm(counting()), SimulatedBvm(counting(), uid=b"the othr")
        async with switched_on(air, *twins) as sensors:
            refused = await listen(air, "ble:BVM", 0.1)
            chosen = await listen(air, f"ble:{sensors[1].address}", 0.1)
            listed = await scan(0.4, Radio(*backends(air)))
            return [one.address for one in sensors], refused, chosen, [one.url for one in listed]

    addresses, refused, chosen, urls = asyncio.run(story())
    assert isinstance(refused.error, SeveralSensors)
    assert all(address in str(refused.error) for address in addresses)
    assert chosen.error is None
    assert b"the othr".hex() in repr(chosen.events)
    assert sorted(urls) == [f"ble:{address}" for address in addresses]


def test_a_whole_name_is_not_taken_for_the_beginning_of_another() -> None:
    async def story() -> str:
        air, first, second = Air(), SimulatedBvm(counting()), SimulatedBvm(counting())
        async with (
            switched_on(air, first, name="BVM-12"),
            switched_on(air, second, name="BVM-1") as [wanted],
        ):
            found = await BleDial("bvm-1", Radio(*backends(air))).find()
            assert found.address == wanted.address
            return found.name

    assert asyncio.run(story()) == "BVM-1"


def test_a_scan_lists_known_sensors_first() -> None:
    class Phone(SimulatedBvm):
        name = "A phone"
        services = ()

    async def story() -> list[tuple[str, str | None]]:
        air = Air()
        wit = SENSORS["witmotion"](counting())
        async with switched_on(air, Phone(counting()), wit, SimulatedBvm(counting())):
            return [(one.url, one.driver) for one in await scan(0.4, Radio(*backends(air)))]

    assert asyncio.run(story()) == [
        ("ble:BVM-51ab", "bvm"),
        ("ble:WT901BLE68", "witmotion"),
        ("ble:A phone", None),
    ]


def test_a_strangers_name_cannot_command_the_terminal() -> None:
    device = BLEDevice("AA:BB:CC:DD:EE:FF", None, None)
    sighting = Sighting(device)
    sighting.add(device, AdvertisementData("Evil\x1b[2J\r\nbar", {}, {}, [], None, -60, ()))
    assert sighting.name == "Evil[2Jbar"


def test_a_sensor_that_is_not_there_is_told_with_those_that_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def story() -> BridgeError | None:
        air = Air()
        async with switched_on(air, SimulatedBvm(counting())):
            return (await listen(air, "ble:WT901", 0.1)).error

    monkeypatch.setattr(ble, "SEARCH_S", 0.2)
    error = asyncio.run(story())
    assert isinstance(error, NoSuchSensor)
    assert "BVM-51ab" in str(error)
    assert "switch it on" in str(error)


def test_a_sensor_that_nobody_knows_is_told() -> None:
    class Unknown(SimulatedBvm):
        name = "Thermometer"
        services = ()

    async def story(url: str) -> BridgeError | None:
        air = Air()
        async with switched_on(air, Unknown(counting())):
            return (await listen(air, url, 0.1)).error

    error = asyncio.run(story("ble:Thermo"))
    assert isinstance(error, WrongSensor)
    assert "?driver=" in str(error)
    error = asyncio.run(story("ble:Thermo?driver=witmotion"))
    assert isinstance(error, WrongSensor)
    assert "has no characteristic" in str(error)


def test_a_sensor_that_does_not_let_itself_be_connected_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def story() -> None:
        air = Air()
        async with switched_on(air, SimulatedBvm(counting())) as [sensor]:
            dial = BleDial("BVM", Radio(*backends(air)))
            await dial.find()
            await sensor.switch_off()
            await dial()

    monkeypatch.setattr(ble_link, "CONNECT_S", 0.3)
    with pytest.raises(LinkLost, match=r"connecting to BVM-51ab took longer .* no phone"):
        asyncio.run(story())


def test_a_first_attempt_that_fails_is_made_again() -> None:
    async def story() -> int:
        air = Air()
        scanner, client = backends(air)
        attempts: list[object] = []

        class Flaky(client):  # type: ignore[misc, valid-type]
            async def connect(self, pair: bool, **options: Any) -> None:
                attempts.append(self)
                if len(attempts) == 1:
                    raise exc.BleakDBusError("org.bluez.Error.Failed", ["connection abort"])
                await super().connect(pair, **options)

        async with switched_on(air, SimulatedBvm(counting())):
            link = await BleDial("BVM", Radio(scanner, Flaky))()
            await link.close()
        return len(attempts)

    assert asyncio.run(story()) == 2


def test_what_comes_while_one_subscribes_is_not_lost() -> None:
    async def story() -> bytes:
        air = Air()
        scanner, client = backends(air)

        class Hasty(client):  # type: ignore[misc, valid-type]
            async def start_notify(self, characteristic: Any, callback: Any, **_: Any) -> None:
                callback(bytearray(b"early"))
                await super().start_notify(characteristic, callback)

        async with switched_on(air, SimulatedBvm(counting())):
            link = await BleDial("BVM", Radio(scanner, Hasty))()
            await link.subscribe(SimulatedBvm.notify[0])
            arrival = await link.receive(link.now() + 1.0)
            await link.close()
            await link.close()  # a second time does no harm
            assert arrival is not None
            return arrival[2]

    assert asyncio.run(story()) == b"early"


def test_a_used_link_that_is_cut_says_so() -> None:
    async def story() -> None:
        air = Air()
        async with switched_on(air, SimulatedBvm(counting())) as [sensor]:
            link = await BleDial("BVM", Radio(*backends(air)))()
            vanishing = asyncio.create_task(sensor.vanish(0.1))
            with pytest.raises(LinkLost, match="BVM-51ab was cut"):
                await link.receive(None)
            with pytest.raises(LinkLost, match="writing to BVM-51ab"):
                await link.write(SimulatedBvm.writable[0], b"?", False)
            await vanishing
            await link.close()

    asyncio.run(story())
