"""The real pyserial on real pseudo-terminals, with simulated sensors behind them, in real time."""

from __future__ import annotations

import asyncio
import errno
import sys
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing, asynccontextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals", allow_module_level=True)

import serial
from serial.tools import list_ports, list_ports_common

from firmware_bridge import serial_port, sources
from firmware_bridge.drivers import drivers, find
from firmware_bridge.errors import (
    BadUrl,
    BridgeError,
    LinkLost,
    NoSuchSensor,
    NotPermitted,
    PortBusy,
    WrongSensor,
)
from firmware_bridge.events import Connected, Disconnected, Event, Readings
from firmware_bridge.records import Record
from firmware_bridge.serial_port import SerialDial, SerialLink, scan_serial
from firmware_bridge.sources import Header, open_source
from hardware.simulated.sensors import SENSORS
from hardware.simulated.sensors.bvm import SCALE
from hardware.simulated.sensors.contract import Readings as Chip
from hardware.simulated.sensors.contract import SimulatedSensor
from tests.radio.port import Port
from velocity.samples import MISSING

SERIAL_SENSORS = [driver.key for driver in drivers() if driver.key in SENSORS and driver.bauds]
STILL = Chip(208.0, np.tile((1.0, -2.0, 9.5), (10, 1)), np.tile((0.1, -0.2, 0.3), (10, 1)))


def counting() -> Chip:
    """What a BVM sensor reads whose first axis counts its samples."""
    force = np.zeros((208 * 60, 3))
    force[:, 0] = SCALE[0] * np.arange(len(force))
    return Chip(208.0, force, np.zeros_like(force))


@asynccontextmanager
async def plugged_in(path: Path, sensor: SimulatedSensor | None) -> AsyncGenerator[Port, None]:
    port = Port(path, sensor)
    await port.plug_in()
    try:
        yield port
    finally:
        await port.unplug()


async def drained(link: SerialLink) -> None:
    while await link.receive(None):
        pass


def keeper(_: Header) -> Callable[[Record], None]:
    return lambda record: None


async def listen(url: str, seconds: float, begin: sources.Begin = keeper) -> list[Event]:
    told: list[Event] = []
    heard = 0.0
    async with aclosing(open_source(url, 200.0, begin)) as events, asyncio.timeout(25.0):
        async for event in events:
            told.append(event)
            if isinstance(event, Readings):
                heard += event.samples.duration
                if heard > seconds:
                    break
    return told


def readings(events: list[Event]) -> list[Any]:
    return [event.samples for event in events if isinstance(event, Readings)]


@pytest.fixture(scope="module")
def streams(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Event]]:
    """What each serial sensor tells in a second, all of them at once."""
    folder = tmp_path_factory.mktemp("ports")

    async def one(key: str) -> list[Event]:
        baud = find(key).bauds[0]
        async with plugged_in(folder / key, SENSORS[key](STILL)) as port:
            return await listen(f"serial:{port.path}?driver={key}&baud={baud}", 1.0)

    async def story() -> dict[str, list[Event]]:
        events = await asyncio.gather(*map(one, SERIAL_SENSORS))
        return dict(zip(SERIAL_SENSORS, events, strict=True))

    return asyncio.run(story())


@pytest.mark.parametrize("key", SERIAL_SENSORS)
def test_a_sensor_on_a_port_streams(streams: dict[str, list[Event]], key: str) -> None:
    samples = readings(streams[key])
    force = np.concatenate([part.specific_force for part in samples])
    turn = np.concatenate([part.angular_rate for part in samples])
    assert np.allclose(force.mean(axis=0), (1.0, -2.0, 9.5), atol=0.02)
    assert np.allclose(turn.mean(axis=0), (0.1, -0.2, 0.3), atol=0.01)
    assert not any((part.flags & MISSING).any() for part in samples)


def test_a_sensor_is_found_by_trying_what_it_answers_to(tmp_path: Path) -> None:
    headers: list[Header] = []
    records: list[Record] = []

    def begin(header: Header) -> Callable[[Record], None]:
        headers.append(header)
        return records.append

    async def story() -> list[Event]:
        async with plugged_in(tmp_path / "port", SENSORS["ximu3"](STILL)) as port:
            return await listen(f"serial:{port.path}", 0.3, begin)

    events = asyncio.run(story())
    assert [header["driver"] for header in headers] == ["ximu3"]
    # Of the trials before the right one nothing is told, and nothing captured.
    assert sum(isinstance(event, Connected) for event in events) == 1
    assert [record.kind.name for record in records].count("CONNECTED") == 1
    assert records[0].kind.name == "CONNECTED"


def test_a_port_on_which_nobody_answers_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story() -> None:
        async with plugged_in(tmp_path / "port", None) as port:
            await listen(f"serial:{port.path}?baud=115200", 1.0)

    few = [find("ximu3"), find("wt901c")]
    monkeypatch.setattr(sources.drivers, "for_serial", lambda: few)
    with pytest.raises(WrongSensor, match=r"\?driver=KEY .*ximu3 at 115200 baud.*wt901c at"):
        asyncio.run(story())


def test_a_port_unplugged_and_plugged_in_again_costs_no_sample(tmp_path: Path) -> None:
    async def story() -> list[Event]:
        async with plugged_in(tmp_path / "port", SENSORS["bvm-serial"](counting())) as port:

            async def replug() -> None:
                await asyncio.sleep(1.0)
                await port.unplug()
                await asyncio.sleep(1.0)
                await port.plug_in()

            replugging = asyncio.create_task(replug())
            events = await listen(f"serial:{port.path}?driver=bvm-serial", 3.5)
            await replugging
            return events

    events = asyncio.run(story())
    counts = np.concatenate([part.specific_force[:, 0] for part in readings(events)]) / SCALE[0]
    assert np.all(np.diff(np.round(counts)) == 1)
    told = [event for event in events if isinstance(event, Connected | Disconnected)]
    assert [type(event) for event in told] == [Connected, Disconnected, Disconnected, Connected]
    assert "unplugged" in getattr(told[1], "why", "")
    assert "plug it in" in getattr(told[2], "why", "")


def test_a_cut_in_a_write_is_a_lost_link(tmp_path: Path) -> None:
    async def story() -> None:
        async with plugged_in(tmp_path / "port", None) as port:
            link = await SerialDial(str(port.path), 9600)()
            await port.unplug()
            with pytest.raises(LinkLost, match="unplugged"):
                await link.receive(None)
            with pytest.raises(LinkLost, match="plug the sensor in"):
                await link.write("", b"hello", False)
            with pytest.raises(LinkLost, match="port"):
                await link.set_baud(115200)
            await link.close()
            await link.close()

    asyncio.run(story())


def test_a_reader_that_fails_in_any_way_is_a_lost_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story() -> None:
        async with plugged_in(tmp_path / "port", None) as port:
            link = await SerialDial(str(port.path), 9600)()
            monkeypatch.setattr(link._port, "read", lambda size: 1 / 0)
            port.send(b"x")
            with pytest.raises(LinkLost, match="port"):
                await drained(link)
            await link.close()

    asyncio.run(story())


def test_bytes_come_within_milliseconds_of_being_sent(tmp_path: Path) -> None:
    async def story() -> float:
        async with plugged_in(tmp_path / "port", None) as port:
            link = await SerialDial(str(port.path), 115200)()
            late = []
            for _ in range(50):
                sent = link.now()
                port.send(bytes(22))
                arrival = await link.receive(sent + 1.0)
                assert arrival is not None
                late.append(arrival[0] - sent)
                while await link.receive(link.now() + 0.002):
                    pass
            await link.close()
            return float(np.median(late))

    assert asyncio.run(story()) < 0.02


def test_a_changed_speed_outlasts_the_link(tmp_path: Path) -> None:
    async def story() -> int:
        async with plugged_in(tmp_path / "port", None) as port:
            dial = SerialDial(str(port.path), 9600)
            link = await dial()
            await link.set_baud(115200)
            await link.close()
            link = await dial()
            await link.close()
            return link.baud

    assert asyncio.run(story()) == 115200


def test_a_flood_of_bytes_ends_in_an_error_and_not_in_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story() -> None:
        async with plugged_in(tmp_path / "port", None) as port:
            link = await SerialDial(str(port.path), 115200)()
            while True:  # nobody takes what comes
                port.send(bytes(4096))
                await asyncio.sleep(0.001)
                if link._inbox.is_cut:
                    break
            with pytest.raises(LinkLost, match="faster"):
                await drained(link)
            await link.close()

    monkeypatch.setattr("firmware_bridge.inbox.INBOX_BYTES", 100_000)
    asyncio.run(asyncio.wait_for(story(), 10.0))


def opening(path: str) -> BridgeError:
    with pytest.raises(BridgeError) as caught:
        asyncio.run(SerialDial(path, 9600)())
    return caught.value


def test_a_port_that_is_in_use_is_told(tmp_path: Path) -> None:
    async def story() -> None:
        async with plugged_in(tmp_path / "port", None) as port:
            first = await SerialDial(str(port.path), 9600)()
            try:
                with pytest.raises(PortBusy, match="close the other program"):
                    await SerialDial(str(port.path), 9600)()
            finally:
                await first.close()

    asyncio.run(story())


def test_a_port_that_is_not_there_is_told_with_those_that_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    port = list_ports_common.ListPortInfo("/dev/ttyACM7")
    monkeypatch.setattr(list_ports, "comports", lambda: [port])
    error = opening("/dev/not-there")
    assert isinstance(error, NoSuchSensor)
    assert "/dev/ttyACM7" in str(error)


def test_a_file_is_no_port(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert isinstance(opening(str(tmp_path / "file")), NoSuchSensor)


@pytest.mark.parametrize(
    ("trouble", "kind", "words"),
    [
        (serial.SerialException(errno.EACCES, "denied"), NotPermitted, "dialout"),
        (serial.SerialException(errno.EBUSY, "busy"), PortBusy, "in use"),
        # as pyserial says it on Windows
        (
            serial.SerialException("could not open port 'COM3': PermissionError(13, 'Access ...')"),
            PortBusy,
            "in use",
        ),
        (serial.SerialException("could not configure port"), NoSuchSensor, "cable"),
        # as termios says it of a port that goes while it is opened
        (type("error", (Exception,), {})(5, "Input/output error"), NoSuchSensor, "cable"),
    ],
)
def test_whatever_keeps_a_port_closed_is_said_with_what_to_do(
    trouble: Exception, kind: type[BridgeError], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise trouble

    monkeypatch.setattr(serial, "Serial", broken)
    monkeypatch.setattr(serial_port.platform, "system", lambda: "Linux")
    error = opening("/dev/ttyUSB0")
    assert isinstance(error, kind)
    assert words in str(error)


def test_a_scan_lists_likely_ports_first(monkeypatch: pytest.MonkeyPatch) -> None:
    def port(name: str, vendor: int | None, description: str) -> Any:
        made = list_ports_common.ListPortInfo(name)
        made.vid, made.description = vendor, description
        return made

    ports = [
        port("/dev/ttyS0", None, "n/a"),
        port("/dev/ttyUSB1", 0x1234, "A modem"),
        port("/dev/ttyUSB0", 0x10C4, "n/a"),
        port("/dev/ttyACM0", 0x2886, "XIAO nRF52840 Sense"),
    ]
    monkeypatch.setattr(list_ports, "comports", lambda: ports)
    assert [(one.url, one.name) for one in scan_serial()] == [
        ("serial:/dev/ttyACM0", "XIAO nRF52840 Sense"),
        ("serial:/dev/ttyUSB0", "Silicon Labs CP210x"),
        ("serial:/dev/ttyUSB1", "A modem"),
        ("serial:/dev/ttyS0", ""),
    ]


def test_a_ble_driver_is_refused_on_a_port() -> None:
    with pytest.raises(BadUrl, match="for BLE"):
        asyncio.run(listen("serial:/dev/ttyACM0?driver=bvm", 1.0))
