"""The firmware onto a CircuitPython board's drive.

All files are written under other names and read back first; only then does each take its place,
the one that is run the last of all. Interrupted before that, the board runs what it ran.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bargroove.files import reason
from bargroove.flashing.errors import CannotFlash, WrongBoard
from bargroove.flashing.finding import ABOUT, BOOTLOADER, bootloader
from bargroove.flashing.firmware import (
    DRAFT,
    OURS,
    RUN,
    VERSIONED,
    Firmware,
    Plan,
    Tell,
    digest,
    plan,
    version_in,
)

BOARD = "Seeed_XIAO_nRF52840_Sense"
"""What CircuitPython calls the board that the firmware is for."""
OLDEST = (9, 0)
"""The first version of CircuitPython that the firmware is for; unverified on a board."""

_CLUSTER = 4096  # bytes: a file takes whole ones
_VERSION = re.compile(r"CircuitPython (\d+)\.(\d+)\S*")
_BOARD = re.compile(r"^Board ID:\s*(\S+)", re.MULTILINE)
_FIRST = ("code.txt",)  # what CircuitPython would run instead


@dataclass(frozen=True)
class About:
    """What a board says of itself: its kind, and its CircuitPython."""

    board: str
    circuitpython: str


def copy_to_drive(drive: Path, new: Firmware, tell: Tell) -> Plan:
    """Put the firmware on a drive, and return what that took.

    Args:
        drive: where it is mounted.
        new: what is to be there.
        tell: is told what is being done.

    Raises:
        WrongBoard: it is none that the firmware is for; nothing was changed.
        CannotFlash: the drive takes no files, or gives them back otherwise.
    """
    about = look(drive)
    tell(f"{drive}: {about.board}, CircuitPython {about.circuitpython}")
    with _told(drive):
        drafts = [drive / (name + DRAFT) for name in new.files]
        try:
            _remove(drafts)  # of a copy that was interrupted
            todo = _plan(drive, new)
            _check_room(drive, todo)
            _write(drive, todo, tell)
            _put_in_place(drive, todo)
        finally:
            _remove(drafts)
    return todo


def look(drive: Path) -> About:
    """Return what a drive's board says of itself.

    Raises:
        WrongBoard: it is none that the firmware is for.
        CannotFlash: the drive cannot be read.
    """
    with _told(drive):
        if not drive.is_dir():
            raise WrongBoard(f"{drive} is no drive: plug the board in, and say where it is mounted")
        if (drive / BOOTLOADER).is_file():
            raise bootloader(drive)
        if not (drive / ABOUT).is_file():
            raise WrongBoard(
                f"{drive} is not CircuitPython's drive, for it has no {ABOUT}; if it is one all the"
                " same, press the board's reset button, wait, and run this again"
            )
        text = (drive / ABOUT).read_text(encoding="utf-8", errors="replace")
    return _fit(drive, text)


def _fit(drive: Path, text: str) -> About:
    board, version = _BOARD.search(text), _VERSION.search(text)
    if board is None or version is None:
        raise WrongBoard(f"{drive}: {ABOUT} does not say which board and which CircuitPython it is")
    told = version[0].removeprefix("CircuitPython ")
    if board[1] != BOARD:
        raise WrongBoard(f"{drive} is {board[1]}, and the firmware is for {BOARD}")
    if (int(version[1]), int(version[2])) < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        raise WrongBoard(
            f"{drive} runs CircuitPython {told}, and the firmware needs {oldest} or newer: put a"
            " newer one on the board first (press its reset button twice, then copy the .uf2 file)"
        )
    return About(board[1], told)


def _plan(drive: Path, new: Firmware) -> Plan:
    files = {path.name: path.read_bytes() for path in drive.glob("*.py") if path.is_file()}
    own = [name for name in RUN if name in files and OURS.encode() not in files[name]]
    if first := next((name for name in _FIRST if (drive / name).exists()), None):
        raise CannotFlash(f"{drive}: CircuitPython would run {first} there instead: rename it")
    there = {name: digest(data) for name, data in files.items()}
    return plan(new, there, version_in(files.get(VERSIONED, b"")), own)


def _check_room(drive: Path, todo: Plan) -> None:
    sizes = [len(data) for data in todo.write.values()]
    sizes += [(drive / name).stat().st_size for name in todo.aside]
    needed = sum(-(-size // _CLUSTER) * _CLUSTER for size in sizes)
    free = shutil.disk_usage(drive).free
    if free < needed:
        raise CannotFlash(
            f"{drive} has room for {free // 1000} kB, and {needed / 1000:.0f} kB are needed: remove"
            " what you do not need there; nothing was changed"
        )


def _write(drive: Path, todo: Plan, tell: Tell) -> None:
    """Write drafts of all files, and see that the drive gives them back."""
    for old, kept in todo.aside.items():
        _written(drive / kept, (drive / old).read_bytes())
    for number, (name, data) in enumerate(todo.write.items(), 1):
        tell(f"{number}/{len(todo.write)} {name}, {len(data)} bytes")
        _written(drive / (name + DRAFT), data)


def _written(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        if hasattr(os, "posix_fadvise"):  # so that it is the drive that gives it back
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    if path.read_bytes() != data:
        raise CannotFlash(
            f"{path} does not read as it was written: plug the board in anew, by another cable or"
            " socket, and run this again; what it ran before is still there"
        )


def _put_in_place(drive: Path, todo: Plan) -> None:
    for name in todo.write:
        (drive / (name + DRAFT)).replace(drive / name)
    if hasattr(os, "sync"):  # who unplugs it now loses nothing
        os.sync()


def _remove(paths: list[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


@contextmanager
def _told(drive: Path) -> Iterator[None]:
    try:
        yield
    except CannotFlash:
        raise
    except OSError as error:
        what = _REMEDIES.get(error.errno or 0, "unplug it, plug it in again, and run this again")
        raise CannotFlash(f"{drive}: the drive does not do it ({reason(error)}): {what}") from None


_REMEDIES = {
    errno.EROFS: "it is read-only; unplug the board and plug it in again, and if it stays so press"
    " its reset button, and once more while its light blinks yellow (safe mode; unverified)",
    errno.ENOSPC: "remove what you do not need there; what the board ran before is still there",
    errno.EACCES: "let it be mounted for you, not for another user",
    errno.EPERM: "let it be mounted for you, not for another user",
}
