from __future__ import annotations

import json

import pytest

from bargroove.cli import scan
from firmware_bridge.errors import NoBluetooth
from firmware_bridge.link import Found

BVM = Found("ble:BVM-51ab", "BVM-51ab", "AA:BB:CC:DD:EE:FF", "bvm", -61, "1", 80)
PHONE = Found("ble:phone", "phone", "11:22:33:44:55:66", None, -80)
PORT = Found("serial:/dev/ttyACM0", "Seeed XIAO", "/dev/ttyACM0", None)


@pytest.fixture
def world(monkeypatch):
    """Let these be in reach."""

    def made(air, ports):
        async def ble_scan(seconds):
            if isinstance(air, Exception):
                raise air
            return air

        monkeypatch.setattr(scan.ble, "scan", ble_scan)
        monkeypatch.setattr(scan, "scan_serial", lambda: ports)

    return made


def test_what_is_in_reach_is_listed_with_what_to_type(bargroove, world):
    world([BVM, PHONE], [PORT])
    result = bargroove("scan", "--seconds", 0.1)
    rows = result.out.splitlines()
    assert (result.status, result.err) == (0, "")
    assert rows[-3].split() == [
        "BVM-51ab",
        BVM.address,
        "bvm",
        "1",
        "80",
        "%",
        "-61",
        "ble:BVM-51ab",
    ]
    assert rows[-2].split()[2:] == ["none", "known", "–", "–", "-80", "ble:phone"]
    assert rows[-1].endswith("serial:/dev/ttyACM0")


def test_without_bluetooth_the_ports_are_listed_all_the_same(bargroove, world):
    world(NoBluetooth("Bluetooth is switched off; switch it on"), [PORT])
    result = bargroove("scan")
    assert result.status == 0
    assert result.err == "bargroove: Bluetooth: Bluetooth is switched off; switch it on\n"
    assert "serial:/dev/ttyACM0" in result.out


def test_where_there_is_nothing_it_says_what_to_check(bargroove, world):
    world([], [])
    result = bargroove("scan")
    assert result.status == 0
    assert "No sensor found. Check that it" in result.out


def test_programs_get_json(bargroove, world):
    world(NoBluetooth("off"), [PORT])
    told = json.loads(bargroove("scan", "--json").out)
    assert told["bluetooth"] == "off"
    assert told["sensors"][0]["url"] == "serial:/dev/ttyACM0"
