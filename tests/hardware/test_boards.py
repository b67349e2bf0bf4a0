"""The pages of the hardware: what they tell a builder is so."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import tests.boards  # noqa: F401 -- the firmware's modules are found from there on
from bargroove.cli.parser import parse
from hardware.mount import PARTS, SHAFTS

ROOT = Path(__file__).parents[2]
BOARDS = sorted((ROOT / "hardware" / "boards").glob("*.md"))
HARDWARE = [*sorted((ROOT / "hardware").glob("*.md")), *BOARDS, ROOT / "hardware/mount/README.md"]
SENSORS = sorted((ROOT / "docs" / "sensors").glob("*.md"))
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in HARDWARE + SENSORS}
BLOCKS = re.compile(r"^ *```sh\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
COMMANDS = sorted(
    {
        line.strip()
        for text in TEXTS.values()
        for block in BLOCKS.findall(text)
        for line in block.splitlines()
        if line.strip().startswith("bargroove ")
    }
)


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_shown_is_understood(line: str) -> None:
    assert parse(shlex.split(line, comments=True)[1:]).run


def test_make_has_what_is_told() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    told = {line for text in TEXTS.values() for line in re.findall(r"^make (\w+)$", text, re.M)}
    assert [name for name in told if f"\n{name}: " not in makefile] == []


@pytest.mark.parametrize(
    "path", [*BOARDS, *(page for page in SENSORS if "{include}" not in page.read_text("utf-8"))]
)
def test_every_page_of_a_sensor_says_soon_that_none_was_tried(path: Path) -> None:
    said = (
        r"unverified on hardware|not tried with a physical sensor|no physical sensor was measured"
    )
    assert re.search(said, path.read_text("utf-8")[:600], re.IGNORECASE)


@pytest.mark.parametrize("page", BOARDS, ids=lambda path: path.stem)
def test_the_lights_are_told_as_the_firmware_shows_them(page: Path) -> None:
    from bvm_lights import GREEN, RED, signal

    class Core:
        def __init__(self, well: bool, percent: int, link: object) -> None:
            self.well, self.percent, self.link = well, percent, link

    shown = {
        signal(Core(True, 80, None))[0]: "waits for a host",
        signal(Core(True, 80, object()))[0]: "a host is connected, or it samples",
        signal(Core(True, 15, object()))[0]: "battery low, 15 % or less",
        signal(Core(False, 80, None))[0]: "its motion chip does not answer",
    }
    assert signal(Core(True, 16, object())) == (2, GREEN)
    assert signal(Core(False, 80, None))[1] == RED
    text = page.read_text("utf-8")
    rows = dict(re.findall(r"^\| (\d)\D*? \| (.*?) \|$", text, re.MULTILINE))
    assert rows == {str(blinks): meaning for blinks, meaning in shown.items()}


def test_the_bill_adds_up() -> None:
    bill = (ROOT / "hardware" / "BOM.md").read_text("utf-8")
    for build in re.findall(r"## Build .*?(?=\n## )", bill, re.DOTALL):
        costs = [float(cost) for cost in re.findall(r"\| ([\d.]+) \|$", build, re.MULTILINE)]
        (total,) = re.findall(r"\| \*\*(\d+)\*\* \|$", build, re.MULTILINE)
        assert round(sum(costs)) == int(total)
    assert "Prices are unverified" in bill


def test_the_parts_and_shafts_of_the_mount_are_those_that_are_made() -> None:
    text = (ROOT / "hardware" / "mount" / "README.md").read_text("utf-8")
    assert [part for part in PARTS if f"`{part}`" not in text] == []
    assert [shaft for shaft in SHAFTS if f"| {shaft} mm |" not in text] == []


def test_what_the_pages_point_to_is_there() -> None:
    inside = re.compile(r"`((?:docs|mount|boards|firmware|protocol|simulated)/[^`]*)`")
    told = {
        place for path in HARDWARE for place in inside.findall(path.read_text(encoding="utf-8"))
    }
    assert told
    bases = (ROOT, ROOT / "hardware")
    assert [place for place in told if not any((base / place).exists() for base in bases)] == []


def test_hardware_files_name_their_licence() -> None:
    told = TEXTS["hardware/LICENSE.md"]
    drawing = (ROOT / "hardware" / "mount" / "clamp.scad").read_text("utf-8")
    (licence,) = re.findall(r"SPDX-License-Identifier: (\S+)", drawing)
    assert licence in told
