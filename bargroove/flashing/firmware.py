"""The firmware's files, and what putting them on a board comes to."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import hardware

DRAFT = ".new"
"""What the names of files that are not yet whole end on."""
VERSIONED = "bvm_frames.py"
"""The file that says which version of the firmware it belongs to."""
BOOT = "boot.py"
"""The file that a board heeds only when it is switched on."""
OURS = "Bargroove"
"""What stands in our own ``boot.py`` and programs; one without it is a person's."""

_FOLDER = Path(hardware.__file__).parent / "firmware"
_MAINS = ("code.py", "main.py")
RUN = (BOOT, *_MAINS)
"""The files that a board runs by itself."""
_VERSION = re.compile(r"^FIRMWARE = (\d+)$", re.MULTILINE)

Files = Mapping[str, bytes]
"""Contents by name."""
Tell = Callable[[str], None]
"""Takes a line on what is being done."""


@dataclass(frozen=True)
class Firmware:
    """The files of one kind of board; the one that is run stands last.

    Attributes:
        files: all of them.
        version: as ``scan`` tells it.
    """

    files: Files
    version: str

    @property
    def main(self) -> str:
        """The file that is run."""
        return list(self.files)[-1]


def firmware(kind: str) -> Firmware:
    """Return the firmware for ``circuitpython`` or ``micropython``."""
    paths = [path for part in ("common", kind) for path in sorted((_FOLDER / part).glob("*.py"))]
    paths.sort(key=lambda path: path.name in _MAINS)
    files = {path.name: path.read_bytes() for path in paths}
    return Firmware(files, version_in(files[VERSIONED]) or "")


def version_in(content: bytes) -> str | None:
    """Return the version that ``VERSIONED`` tells."""
    found = _VERSION.search(content.decode(errors="replace"))
    return found and found[1]


@dataclass(frozen=True)
class Plan:
    """What is to be done on a board.

    Attributes:
        write: the files that are not there, or are others.
        aside: a person's own files that are in the way: their names, and the new ones.
        before: the version that was there, None where there was none.
    """

    write: Files
    aside: Mapping[str, str]
    before: str | None

    @property
    def replug(self) -> bool:
        """Whether the board must be switched off and on before all is in force."""
        return BOOT in self.write


def plan(new: Firmware, there: Mapping[str, str], before: str | None, own: Collection[str]) -> Plan:
    """Return what is to be done.

    Args:
        new: what is to be there.
        there: check sums of the files that are, by their names.
        before: the version of the firmware that is.
        own: which of ``RUN`` are a person's own; they are kept.
    """
    write = {name: data for name, data in new.files.items() if there.get(name) != digest(data)}
    aside = {name: _free(name, there) for name in write if name in own}
    return Plan(write, aside, before)


def _free(name: str, there: Mapping[str, str]) -> str:
    """Return another name for a file: one that nothing has, or only a copy of it."""
    stem = name.removesuffix(".py")
    names = (f"{stem}_before{number or ''}.py" for number in range(len(there) + 1))
    return next(free for free in names if there.get(free, there[name]) == there[name])


def digest(data: bytes) -> str:
    """Return a content's check sum: SHA-256, in hex."""
    return sha256(data).hexdigest()


def told(done: Plan, new: Firmware, place: str) -> list[str]:
    """Return what was there, and what is now, in lines for people."""
    was = f"version {done.before}" if done.before else "no firmware of ours"
    lines = [f"{place} has version {new.version} now, checked byte for byte; before: {was}"]
    lines += [f"your own {old} is kept as {kept}" for old, kept in done.aside.items()]
    same = len(new.files) - len(done.write)
    lines += [f"{same} of {len(new.files)} files were right already"] if same else []
    return lines
