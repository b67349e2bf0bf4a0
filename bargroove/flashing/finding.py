"""Where a CircuitPython board's drive is mounted."""

from __future__ import annotations

import platform
import re
import string
from collections.abc import Iterable
from pathlib import Path

from bargroove.flashing.errors import CannotFlash, WrongBoard

ABOUT = "boot_out.txt"
"""What CircuitPython writes of itself on its drive."""
BOOTLOADER = "INFO_UF2.TXT"
"""What a bootloader's drive has instead."""

_LABEL = "CIRCUITPY"
_KINDS = ("vfat", "msdos")
_MOUNTS = Path("/proc/self/mounts")


def the_drive(places: Iterable[Path]) -> Path:
    """Return the one CircuitPython drive among places.

    Raises:
        WrongBoard: there is none, or only that of a bootloader.
        CannotFlash: there are several.
    """
    places = list(places)
    found = [place for place in places if _has(place, ABOUT) or place.name.startswith(_LABEL)]
    if len(found) == 1:
        return found[0]
    if found:
        drives = ", ".join(map(str, found))
        raise CannotFlash(f"several boards are plugged in ({drives}): say which, with --drive")
    if waiting := next((place for place in places if _has(place, BOOTLOADER)), None):
        raise bootloader(waiting)
    raise WrongBoard(
        "no CircuitPython drive is mounted: plug the board in by a cable that carries data, and"
        f" wait until the drive {_LABEL} appears; else say where it is, with --drive; an M5StickC"
        " Plus2 has no drive, but a port: --port"
    )


def bootloader(place: Path) -> WrongBoard:
    """Return what to say of a drive on which CircuitPython itself is still to be put."""
    return WrongBoard(
        f"{place} is the board's bootloader: copy CircuitPython's .uf2 file for the board to it,"
        f" wait until the drive {_LABEL} appears, and run this again"
    )


def mounted() -> list[Path]:
    """Return the places where a board's drive may be mounted on this system."""
    match platform.system():
        case "Darwin":
            return sorted(Path("/Volumes").iterdir())
        case "Windows":
            drives = (Path(f"{letter}:/") for letter in string.ascii_uppercase[2:])
            return [drive for drive in drives if drive.exists()]
        case _:
            return mount_points(_MOUNTS.read_text(encoding="utf-8", errors="surrogateescape"))


def mount_points(table: str) -> list[Path]:
    """Return where Linux's table of mounts has drives of the kind that boards show."""
    rows = [line.split() for line in table.splitlines()]
    return [Path(_unescaped(row[1])) for row in rows if len(row) > 2 and row[2] in _KINDS]


def _unescaped(text: str) -> str:
    """Return a path as it is; blanks and the like stand in the table by their octal numbers."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)


def _has(place: Path, name: str) -> bool:
    try:
        return (place / name).is_file()
    except OSError:  # unplugged, or nobody's business
        return False
