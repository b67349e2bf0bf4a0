"""Programs in C and C++ made for this computer, or for a Cortex-M that QEMU runs."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
LIBRARY = HERE.parents[2] / "hardware" / "firmware" / "c"
SKETCH = LIBRARY / "examples" / "bargroove_sensor" / "bargroove_sensor.ino"
PROGRAMS = HERE / "programs"
ARDUINO = HERE / "arduino"
SOURCES = ("bvm_frame.c", "bvm_ring.c", "bvm_sampling.c", "bvm_sensor.c")
STRICT = ("-std=c99", "-Wall", "-Wextra", "-Wconversion", "-Werror", "-pedantic", f"-I{LIBRARY}")
SANITIZED = ("-fsanitize=address,undefined", "-fno-sanitize-recover=all")
CORTEX_M3 = ("-mcpu=cortex-m3", "-mthumb", "-Os", "-ffunction-sections", "-fdata-sections")
CORTEX_M4 = ("-mcpu=cortex-m4", "-mthumb", "-Os")
BARE = (
    "-nostartfiles",
    "-specs=nosys.specs",
    f"-T{PROGRAMS / 'mps2.ld'}",
    "-Wl,--gc-sections,--no-warn-rwx-segments",
)
BOARDS = {
    "nano": ("-DNANO_REVISION=1",),
    "nano rev2": ("-DNANO_REVISION=2",),
    "feather": ("-DARDUINO_NRF52840_FEATHER_SENSE", "-DPIN_VBAT=20"),
}


def tool(name: str, package: str) -> str:
    """Where a program is; a test that needs it is skipped without it."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"needs {name}: apt-get install {package}")
    return found


def run(*command: str | Path) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert not done.stderr, done.stderr
    return done.stdout


def for_this_computer(to: Path, *sources: str, options: tuple[str, ...] = SANITIZED) -> list[str]:
    """Return the command that runs a program made of the library and these of ``programs``."""
    files = [LIBRARY / name for name in SOURCES] + [PROGRAMS / name for name in sources]
    run(tool("cc", "gcc"), *STRICT, *options, *files, PROGRAMS / "host.c", "-o", to)
    return [str(to)]


def for_cortex(to: Path, *sources: str) -> Path:
    """Return the image of such a program for a Cortex-M3."""
    files = [LIBRARY / name for name in SOURCES] + [PROGRAMS / name for name in sources]
    compiler = tool("arm-none-eabi-gcc", "gcc-arm-none-eabi libnewlib-arm-none-eabi")
    run(compiler, *STRICT, *CORTEX_M3, *BARE, *files, PROGRAMS / "mps2.c", "-o", to)
    return to


def on_qemu(image: Path, port: str) -> list[str]:
    """Return the command that runs an image, whose serial port is one of QEMU's."""
    qemu = tool("qemu-system-arm", "qemu-system-arm")
    machine = ["-M", "mps2-an385", "-display", "none", "-monitor", "none"]
    return [qemu, *machine, "-serial", port, "-kernel", str(image)]


def sketch(folder: Path, board: str) -> list[str]:
    """Return the command that runs the Arduino sketch for a board, on this computer."""
    objects = [folder / name.replace(".c", ".o") for name in SOURCES]
    for source, made in zip(SOURCES, objects, strict=True):
        run(tool("cc", "gcc"), *STRICT, *SANITIZED, "-c", LIBRARY / source, "-o", made)
    warnings = ("-std=c++14", "-Wall", "-Wextra", "-Werror")
    given = (f"-I{ARDUINO}", f"-I{LIBRARY}", "-include", "Arduino.h", *BOARDS[board])
    program = folder / "sketch"
    files = ("-x", "c++", SKETCH, ARDUINO / "board.cpp", "-x", "none", *objects)
    run(tool("g++", "g++"), *warnings, *SANITIZED, *given, *files, "-o", program)
    return [str(program)]
