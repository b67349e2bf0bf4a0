"""From the drawing to files for a printer, by OpenSCAD."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from hardware.mount.solid import Solid, read_stl

DRAWING = Path(__file__).with_name("clamp.scad")
SHAFTS = (25, 28, 29)
"""mm: bars for women, for men, and for power lifting."""
PARTS = ("box", "lid", "frame", "gate", "cap", "liner")
_SECONDS = 300


class CannotBuild(RuntimeError):
    """A part could not be made; the message says why and what to do."""


def build(part: str, shaft_mm: int, folder: Path) -> Path:
    """Write one part for a shaft and return its file, which is known to be watertight.

    Raises:
        CannotBuild: there is no OpenSCAD, it fails or warns, or the part has a hole.
    """
    openscad = shutil.which("openscad")
    if openscad is None:
        raise CannotBuild(
            "openscad is not installed: on Debian and Ubuntu, sudo apt install openscad; "
            "else from openscad.org"
        )
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{part}-{shaft_mm}.stl"
    whole = path.with_suffix(".part.stl")
    command = [openscad, "--export-format", "binstl", "-D", f'part="{part}"']
    command += ["-D", f"shaft={shaft_mm}", "-o", str(whole), str(DRAWING)]
    try:
        _run(command, path)
        _checked(whole, path)
        whole.replace(path)
    finally:
        whole.unlink(missing_ok=True)
    return path


def _run(command: list[str], path: Path) -> None:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise CannotBuild(f"{path.name}: OpenSCAD took more than {_SECONDS} s") from error
    said = [line for line in done.stderr.splitlines() if line.startswith(("WARNING", "ERROR"))]
    if done.returncode or said:
        why = said[0] if said else f"exit status {done.returncode}"
        raise CannotBuild(f"{path.name}: OpenSCAD says: {why}")


def _checked(whole: Path, path: Path) -> Solid:
    solid = read_stl(whole)
    if not solid.closed or solid.volume_mm3 <= 0:
        raise CannotBuild(f"{path.name}: the part is not watertight: report it as a mistake")
    return solid
