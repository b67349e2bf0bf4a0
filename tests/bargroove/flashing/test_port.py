"""A board's REPL on a real pseudo-terminal, spoken by a real MicroPython, reached by mpremote."""

from __future__ import annotations

import os
import pty
import subprocess
import tty
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bargroove.flashing import port as ports
from bargroove.flashing.errors import CannotFlash, WrongBoard
from bargroove.flashing.firmware import DRAFT, Firmware, firmware
from bargroove.flashing.port import copy_to_port
from tests.boards import interpreter

pytest.importorskip("mpremote")
BOARD = Path(__file__).with_name("board.mjs")
SMALL = Firmware(
    {"bvm_frames.py": b"FIRMWARE = 7\n", "boot.py": b"pass\n", "main.py": b"print('\xc2\xb1')\n"},
    "7",
)


@pytest.fixture(autouse=True)
def quick_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "_STARTED_S", 0.2)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Where the board's files are."""
    folder = tmp_path / "board"
    folder.mkdir()
    return folder


@pytest.fixture
def plug_in(files: Path) -> Iterator[Callable[..., str]]:
    """Plug a board in, and return its port."""
    undo: list[Callable[[], Any]] = []

    def plugged(lacks: str = "") -> str:
        own, others = pty.openpty()
        tty.setraw(others)
        command = ["node", str(BOARD), str(interpreter()), str(files), lacks]
        process = subprocess.Popen(command, stdin=own, stdout=own)
        os.close(own)
        undo.extend([process.wait, process.kill, lambda: os.close(others)])
        return os.ttyname(others)

    yield plugged
    for act in reversed(undo):
        act()


def silent(text: str) -> None:
    """Nobody is told."""


def on(files: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in files.iterdir()}


def test_the_whole_firmware_comes_onto_the_board_byte_for_byte(plug_in, files):
    new, said = firmware("micropython"), list[str]()
    done = copy_to_port(plug_in(), new, said.append)
    assert on(files) == new.files
    assert (done.before, done.replug) == (None, True)
    assert said[-1].startswith(f"{len(new.files)}/{len(new.files)} main.py")


def test_a_second_copy_has_nothing_to_do_and_an_older_one_is_told(plug_in, files):
    port = plug_in()
    copy_to_port(port, SMALL, silent)
    done = copy_to_port(port, SMALL, silent)
    assert (dict(done.write), done.before) == ({}, "7")


def test_a_persons_own_files_stay_and_drafts_of_a_copy_that_broke_off_go(plug_in, files):
    (files / "main.py").write_bytes(b"print('mine')\n")
    (files / "notes.txt").write_bytes(b"y")
    (files / "bvm_frames.py").write_bytes(SMALL.files["bvm_frames.py"])
    (files / ("bvm_frames.py" + DRAFT)).write_bytes(b"half")
    (files / ("mine" + DRAFT)).write_bytes(b"z")
    done = copy_to_port(plug_in(), SMALL, silent)
    assert done.aside == {"main.py": "main_before.py"}
    kept = {"main_before.py": b"print('mine')\n", "notes.txt": b"y", "mine" + DRAFT: b"z"}
    assert on(files) == SMALL.files | kept


def test_interrupted_before_all_is_whole_the_board_runs_what_it_ran(plug_in, files):
    (files / "main.py").write_bytes(b"old")

    def ctrl_c(text: str) -> None:
        if text.startswith("3/"):
            raise KeyboardInterrupt

    port = plug_in()
    with pytest.raises(KeyboardInterrupt):
        copy_to_port(port, SMALL, ctrl_c)
    assert (files / "main.py").read_bytes() == b"old"
    assert "bvm_frames.py" not in on(files)


def test_a_board_that_lacks_what_the_firmware_needs_is_refused_and_left_alone(plug_in, files):
    port = plug_in("bluetooth")
    with pytest.raises(WrongBoard, match=r"has no bluetooth; the firmware is for the M5StickC"):
        copy_to_port(port, SMALL, silent)
    assert on(files) == {}


def test_where_nobody_answers_one_is_told_what_to_do(tmp_path):
    with pytest.raises(CannotFlash, match="Close what else has the port open"):
        copy_to_port(str(tmp_path / "ttyACM0"), SMALL, silent)
