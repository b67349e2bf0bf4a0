from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bargroove.flashing.firmware import OURS, RUN, Firmware, digest, firmware, plan, told

ROOT = Path(__file__).parents[3]
NEW = Firmware({"bvm_frames.py": b"FIRMWARE = 2", "boot.py": b"b", "code.py": b"c"}, "2")


def there(**files: bytes) -> dict[str, str]:
    return {f"{name}.py": digest(data) for name, data in files.items()}


@pytest.mark.parametrize(
    ("kind", "main", "chip"),
    [("circuitpython", "code", "lsm6ds3tr"), ("micropython", "main", "mpu6886")],
)
def test_all_files_of_a_kind_of_board_are_taken_the_main_one_last(kind, main, chip):
    new = firmware(kind)
    folder = ROOT / "hardware" / "firmware"
    names = {path.name for part in ("common", kind) for path in (folder / part).glob("*.py")}
    assert set(new.files) == names
    assert (new.main, f"{chip}.py" in names) == (f"{main}.py", True)
    assert new.version.isdecimal()


def test_an_installed_program_has_the_firmware_with_it(tmp_path):
    pytest.importorskip("hatchling")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    for kind in ("circuitpython", "micropython"):
        for name in firmware(kind).files:
            assert {f"hardware/firmware/{part}/{name}" for part in (kind, "common")} & held


def test_only_what_is_not_there_is_written():
    done = plan(NEW, there(boot=b"b", code=b"old", bvm_frames=b"FIRMWARE = 1"), "1", ())
    assert list(done.write) == ["bvm_frames.py", "code.py"]
    assert (dict(done.aside), done.replug) == ({}, False)
    (now, same) = told(done, NEW, "D:/")
    assert now == "D:/ has version 2 now, checked byte for byte; before: version 1"
    assert same == "1 of 3 files were right already"


def test_a_persons_own_program_is_kept_under_another_name():
    done = plan(
        NEW, there(code=b"mine", boot=b"mine too", helpers=b"x"), "1", ("boot.py", "code.py")
    )
    assert done.aside == {"boot.py": "boot_before.py", "code.py": "code_before.py"}
    assert done.replug


@pytest.mark.parametrize("kind", ["circuitpython", "micropython"])
def test_what_a_board_runs_by_itself_says_whose_it_is(kind):
    files = firmware(kind).files
    assert all(OURS.encode() in files[name] for name in RUN if name in files)


def test_what_was_kept_once_is_not_written_over():
    done = plan(NEW, there(code=b"mine", code_before=b"older"), None, ("code.py",))
    assert done.aside == {"code.py": "code_before1.py"}
    again = plan(NEW, there(code=b"mine", code_before=b"mine"), None, ("code.py",))
    assert again.aside == {"code.py": "code_before.py"}
