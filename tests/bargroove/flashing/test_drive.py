from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bargroove.flashing.drive import BOARD, copy_to_drive
from bargroove.flashing.errors import CannotFlash, WrongBoard
from bargroove.flashing.finding import mount_points, mounted, the_drive
from bargroove.flashing.firmware import DRAFT, firmware

NEW = firmware("circuitpython")
ROOT = Path(__file__).parents[3]
ABOUT = (
    "Adafruit CircuitPython {} on 2025-01-01; Seeed XIAO nRF52840 Sense with nRF52840\r\n"
    "Board ID:{}\r\nUID:0A\r\n"
)


def plugged_in(place: Path, version: str = "9.2.1", board: str = BOARD) -> Path:
    place.mkdir(exist_ok=True)
    (place / "boot_out.txt").write_text(ABOUT.format(version, board), newline="")
    return place


@pytest.fixture
def drive(tmp_path):
    return plugged_in(tmp_path / "CIRCUITPY")


def silent(text: str) -> None:
    """Nobody is told."""


def on(drive: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in drive.iterdir() if path.name != "boot_out.txt"}


def test_the_whole_firmware_comes_onto_the_drive_and_each_file_is_told(drive):
    said: list[str] = []
    done = copy_to_drive(drive, NEW, said.append)
    assert on(drive) == NEW.files
    assert (done.before, done.replug) == (None, True)
    assert said[0] == f"{drive}: {BOARD}, CircuitPython 9.2.1"
    assert len(said) == 1 + len(NEW.files)


def test_a_persons_own_files_stay(drive):
    (drive / "lib").mkdir()
    (drive / "lib" / "mine.py").write_text("x")
    (drive / "notes für später.txt").write_text("y")
    (drive / "code.py").write_text("print('mine')")
    copy_to_drive(drive, NEW, silent)
    assert (drive / "lib" / "mine.py").read_text() == "x"
    assert (drive / "notes für später.txt").read_text() == "y"
    assert (drive / "code_before.py").read_text() == "print('mine')"


def test_a_program_written_after_the_firmware_came_stays_and_an_older_firmwares_goes(drive):
    copy_to_drive(drive, NEW, silent)
    (drive / "boot.py").write_text("import storage")
    (drive / "code.py").write_text('"""Bargroove\'s firmware, an older one."""')
    done = copy_to_drive(drive, NEW, silent)
    assert done.aside == {"boot.py": "boot_before.py"}
    assert on(drive) == NEW.files | {"boot_before.py": b"import storage"}


def test_a_second_copy_has_nothing_to_do(drive):
    copy_to_drive(drive, NEW, silent)
    before = {path: path.stat().st_mtime_ns for path in drive.iterdir()}
    done = copy_to_drive(drive, NEW, silent)
    assert (dict(done.write), done.before) == ({}, NEW.version)
    assert {path: path.stat().st_mtime_ns for path in drive.iterdir()} == before


@pytest.mark.parametrize("at", [1, 5, len(NEW.files)])
def test_interrupted_before_all_is_whole_the_board_runs_what_it_ran(drive, at):
    (drive / "code.py").write_text("old")

    def ctrl_c(text: str) -> None:
        if text.startswith(f"{at}/"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy_to_drive(drive, NEW, ctrl_c)
    assert (drive / "code.py").read_text() == "old"
    assert set(on(drive)) <= {"code.py", "code_before.py"}


KILLED = """
import sys
from pathlib import Path
from bargroove.flashing.drive import copy_to_drive
from bargroove.flashing.firmware import firmware
def say(text):
    print(text, flush=True)
    if text.startswith("7/"):
        sys.stdin.read()
copy_to_drive(Path(sys.argv[1]), firmware("circuitpython"), say)
"""


def test_killed_half_way_the_old_program_stays_and_the_next_copy_cleans_up(drive):
    (drive / "code.py").write_text("old")
    command = [sys.executable, "-c", KILLED, str(drive)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, text=True, **pipes) as process:
        while not process.stdout.readline().startswith("7/"):
            pass
        process.kill()
    assert (drive / "code.py").read_text() == "old"
    assert sum(name.endswith(DRAFT) for name in on(drive)) == 6
    copy_to_drive(drive, NEW, silent)
    assert on(drive) == NEW.files | {"code_before.py": b"old"}


@pytest.mark.parametrize(
    ("version", "board", "words"),
    [
        (
            "9.2.1",
            "adafruit_feather_rp2040",
            "is adafruit_feather_rp2040, and the firmware is",
        ),
        ("8.2.10", BOARD, "runs CircuitPython 8.2.10, and the firmware needs 9.0 or newer"),
        ("5.0.0-beta.2", BOARD, "5.0.0-beta.2"),
    ],
)
def test_a_board_that_it_is_not_for_is_refused_and_left_alone(tmp_path, version, board, words):
    drive = plugged_in(tmp_path / "drive", version, board)
    with pytest.raises(WrongBoard, match=words):
        copy_to_drive(drive, NEW, silent)
    assert on(drive) == {}


@pytest.mark.parametrize("version", ["9.0.0", "10.1.0", "11.0.0-alpha.1"])
def test_newer_ones_are_taken(tmp_path, version):
    drive = plugged_in(tmp_path / "drive", version)
    assert copy_to_drive(drive, NEW, silent).before is None


def test_what_is_no_drive_of_a_board_is_refused(tmp_path):
    with pytest.raises(WrongBoard, match=r"has no boot_out\.txt"):
        copy_to_drive(tmp_path, NEW, silent)
    (tmp_path / "boot_out.txt").write_bytes(b"\xff\xfe nonsense")
    with pytest.raises(WrongBoard, match="does not say which board"):
        copy_to_drive(tmp_path, NEW, silent)
    (tmp_path / "INFO_UF2.TXT").write_text("UF2 Bootloader")
    with pytest.raises(WrongBoard, match="bootloader: copy CircuitPython's"):
        copy_to_drive(tmp_path, NEW, silent)
    with pytest.raises(WrongBoard, match="is no drive"):
        copy_to_drive(tmp_path / "gone", NEW, silent)


def test_what_circuitpython_would_run_instead_is_told(drive):
    (drive / "code.txt").write_text("print('first')")
    with pytest.raises(CannotFlash, match=r"would run code\.txt there instead"):
        copy_to_drive(drive, NEW, silent)


@pytest.fixture
def tiny(tmp_path):
    """Mount a drive of so many kB, for which one must be root."""
    place = tmp_path / "tiny"
    place.mkdir()

    def made(kb: int) -> Path:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={kb}k", "tmpfs", str(place)]
        if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
            pytest.skip("needs leave to mount a drive")
        return plugged_in(place)

    yield made
    subprocess.run(["umount", "-l", str(place)], capture_output=True)


def test_a_drive_with_too_little_room_is_refused_and_left_alone(tiny):
    drive = tiny(40)
    with pytest.raises(CannotFlash, match=r"has room for \d+ kB, and \d+ kB are needed"):
        copy_to_drive(drive, NEW, silent)
    assert on(drive) == {}


def test_a_drive_that_fills_up_meanwhile_keeps_what_it_ran(tiny):
    drive = tiny(100)
    (drive / "code.py").write_text("old")

    def fill(text: str) -> None:
        if text.startswith("3/"):
            with pytest.raises(OSError, match="No space"):
                (drive / "big").write_bytes(bytes(200_000))

    with pytest.raises(CannotFlash, match="No space left on device"):
        copy_to_drive(drive, NEW, fill)
    assert (drive / "code.py").read_text() == "old"
    assert set(on(drive)) == {"code.py", "code_before.py", "big"}


def test_a_read_only_drive_is_refused_with_what_to_do(tiny):
    drive = tiny(400)
    subprocess.run(["mount", "-o", "remount,ro", str(drive)], check=True)
    with pytest.raises(CannotFlash, match="read-only; unplug the board and plug it in again"):
        copy_to_drive(drive, NEW, silent)


def test_a_drive_that_is_unplugged_meanwhile_is_told(drive, tmp_path):
    def unplug(text: str) -> None:
        if text.startswith("3/"):
            drive.rename(tmp_path / "away")

    with pytest.raises(CannotFlash, match="plug it in again, and run this again"):
        copy_to_drive(drive, NEW, unplug)


def test_the_one_drive_is_found_among_what_is_mounted(tmp_path, drive):
    (tmp_path / "music").mkdir()
    assert the_drive([tmp_path / "music", tmp_path / "gone", drive]) == drive


def test_without_a_board_or_with_several_one_is_told_what_to_do(tmp_path, drive):
    with pytest.raises(WrongBoard, match="no CircuitPython drive is mounted"):
        the_drive([tmp_path])
    with pytest.raises(CannotFlash, match="several boards are plugged in"):
        the_drive([drive, plugged_in(tmp_path / "CIRCUITPY1")])
    (tmp_path / "INFO_UF2.TXT").touch()
    with pytest.raises(WrongBoard, match="bootloader"):
        the_drive([tmp_path])


def test_linux_tells_where_drives_are_mounted():
    table = (
        "/dev/sda1 / ext4 rw 0 0\n"
        r"/dev/sdb1 /media/anna/CIRCUITPY vfat rw,nosuid 0 0" + "\n"
        r"/dev/sdc1 /media/anna/MY\040STICK vfat rw 0 0" + "\nbroken\n"
    )
    assert mount_points(table) == [Path("/media/anna/CIRCUITPY"), Path("/media/anna/MY STICK")]


def test_this_system_can_be_asked_for_its_drives():
    assert all(isinstance(place, Path) for place in mounted())
