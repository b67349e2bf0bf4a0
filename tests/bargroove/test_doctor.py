from __future__ import annotations

import time

import pytest

from bargroove import checks
from bargroove.checks import Check, State
from firmware_bridge.errors import NoBluetooth
from firmware_bridge.link import Found

PORT = Found("serial:/dev/ttyACM0", "Seeed XIAO", "/dev/ttyACM0", None)


@pytest.fixture
def machine(monkeypatch):
    """A machine with this Bluetooth and these ports."""

    def made(air=None, ports=()):
        async def scan(seconds):
            if air is not None:
                raise air
            return []

        monkeypatch.setattr(checks.ble, "scan", scan)
        monkeypatch.setattr(checks, "scan_serial", lambda: list(ports))

    return made


def test_where_all_works_every_line_says_ok(bargroove, machine):
    machine(ports=[PORT])
    result = bargroove("doctor")
    assert (result.status, result.err) == (0, "")
    lines = [line.split()[:2] for line in result.out.splitlines() if not line.startswith(" ")]
    names = [
        "version",
        "python",
        "packages",
        "drivers",
        "bluetooth",
        "serial",
        "data",
        "logbook",
        "terminal",
    ]
    assert lines == [[name, "ok"] for name in names]


def test_a_driver_of_another_package_that_cannot_be_used_is_told(monkeypatch):
    trouble = "driver 'x' (y:Z) cannot be used: it has no key or no label"
    monkeypatch.setattr(checks.drivers, "plugin_troubles", lambda: [trouble])
    check = checks.plugins()
    assert check.state is State.WARNING
    assert check.told.endswith(trouble)


def test_one_way_to_a_sensor_is_enough(bargroove, machine):
    machine(NoBluetooth("Bluetooth is switched off; switch it on"), [PORT])
    result = bargroove("doctor")
    assert result.status == 0
    assert "bluetooth  warning  Bluetooth is switched off; switch it on" in result.out


def test_without_any_way_to_a_sensor_the_main_job_cannot_be_done(bargroove, machine):
    machine(NoBluetooth("Bluetooth is switched off; switch it on"))
    result = bargroove("doctor")
    assert result.status == 1
    assert "bluetooth  broken" in result.out
    assert "a live set cannot run here: bluetooth" in result.err


def test_a_folder_that_cannot_be_written_is_broken(bargroove, machine, data):
    machine(ports=[PORT])
    data.write_text("")
    result = bargroove("doctor")
    assert result.status == 1
    assert "BARGROOVE_DATA" in " ".join(result.out.split())


def test_a_full_disk_is_told(monkeypatch):
    monkeypatch.setattr(checks, "_LITTLE_SPACE", 1e30)
    assert checks.data().state is State.WARNING


def test_a_port_that_may_not_be_opened_is_told(machine, monkeypatch, tmp_path):
    port = tmp_path / "ttyACM0"
    port.touch()
    machine(ports=[Found(f"serial:{port}", "", str(port), None)])
    monkeypatch.setattr(checks, "_may_use", lambda _: False)
    check = checks.serial_ports()
    assert check.state is State.WARNING
    assert "dialout" in check.told


def test_a_missing_package_is_named_with_what_installs_it(monkeypatch):
    monkeypatch.setattr(checks, "NEEDED", ("numpy", "no-such-package"))
    expected = "missing: no-such-package; pip install no-such-package"
    assert checks.packages() == Check("packages", State.BROKEN, expected)


def test_a_radio_that_never_answers_does_not_hold_it_up(monkeypatch):
    async def scan(seconds):
        await checks.asyncio.sleep(60)

    monkeypatch.setattr(checks.ble, "scan", scan)
    monkeypatch.setattr(checks, "_RADIO_LIMIT", 0.1)
    begun = time.monotonic()
    assert checks.bluetooth().state is State.WARNING
    assert time.monotonic() - begun < 2
