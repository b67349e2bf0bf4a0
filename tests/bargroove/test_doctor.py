from __future__ import annotations

import os
import re
import time
import tomllib
from pathlib import Path

import pytest

from bargroove import checks, outward_checks
from bargroove.check import Check, State
from bargroove.system_libraries import SOUND, WINDOW, missing
from firmware_bridge.errors import NoBluetooth
from firmware_bridge.link import Found
from gui.sound.speech import PROGRAMS

PORT = Found("serial:/dev/ttyACM0", "Seeed XIAO", "/dev/ttyACM0", None)

PROJECT = Path(__file__).parents[2]


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


@pytest.fixture
def seen_and_heard(monkeypatch, tmp_path):
    """A machine with a screen, a loudspeaker that swallows all, and a voice."""
    if lacking := missing([*WINDOW, *SOUND]):
        pytest.skip(f"this system lacks {', '.join(lacking)}")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    sounds = tmp_path / "asound.conf"
    sounds.write_text("pcm.!default { type null }")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(sounds))
    (tmp_path / "espeak-ng").touch(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)


def test_where_all_works_every_line_says_ok(bargroove, machine, seen_and_heard):
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
        "screen",
        "sound",
        "voice",
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


def test_all_that_is_installed_with_the_program_is_looked_for():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    installed = [re.match(r"[\w-]+", need)[0] for need in project["dependencies"]]
    assert list(checks.NEEDED) == installed


def test_a_screen_is_told_with_its_size(seen_and_heard):
    check = outward_checks.screen()
    assert check.state is State.OK
    assert re.fullmatch(r"\d+x\d+ offscreen", check.told)


def test_without_a_display_sets_are_shown_in_the_terminal(monkeypatch, seen_and_heard):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    check = outward_checks.screen()
    assert check.state is State.WARNING
    assert check.told.startswith("no display")
    assert check.told.endswith("sets are shown in the terminal")


def test_a_window_that_brings_its_process_down_is_told(monkeypatch, seen_and_heard):
    monkeypatch.setenv("QT_QPA_PLATFORM", "none-such")
    check = outward_checks.screen()
    assert check.state is State.WARNING
    assert "Qt does not start: qt.qpa.plugin: Could not find the Qt platform plugin" in check.told


def test_a_window_that_never_comes_does_not_hold_it_up(monkeypatch, seen_and_heard):
    monkeypatch.setattr(outward_checks, "_SCREENS", "import time; time.sleep(60)")
    monkeypatch.setattr(outward_checks, "_PATIENCE", 0.1)
    assert "Qt does not start: no answer within 0 s" in outward_checks.screen().told


def test_a_machine_without_a_loudspeaker_is_silent(monkeypatch, seen_and_heard, tmp_path):
    empty = tmp_path / "empty.conf"
    empty.touch()
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(empty))
    check = outward_checks.sound()
    assert check.state is State.WARNING
    assert check.told.startswith("silent: no loudspeaker is found (")


def test_a_system_without_portaudio_is_silent(monkeypatch):
    monkeypatch.setattr(outward_checks, "missing", lambda parts: list(parts))
    check = outward_checks.sound()
    assert check.state is State.WARNING
    assert check.told.startswith("silent: missing libportaudio.so.2; ")


def test_a_machine_without_a_voice_says_nothing(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    check = outward_checks.voice()
    assert check.state is State.WARNING
    assert check.told.startswith("none; needed only to have numbers spoken")


def test_the_voices_looked_for_are_those_that_speak():
    names = {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}
    spoken = {names[key]: tuple(one.name for one in programs) for key, programs in PROGRAMS.items()}
    assert spoken == outward_checks.VOICES
