"""Files written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bargroove.errors import CannotWrite


def check_writable(path: Path, what: str) -> None:
    """Find out that a file cannot be written before the work that fills it.

    Raises:
        CannotWrite: it cannot; ``what`` names the file's content in the message.
    """
    with _told(path, what):
        if _is_plain(path):
            draft = _draft(path)
            draft.touch()
            draft.unlink()


def refuse_existing(path: Path) -> None:
    """Refuse to write over a file.

    Raises:
        CannotWrite: there is one.
    """
    if path.exists():
        raise CannotWrite(f"{path} exists and is not written over: choose another name")


def write_whole(path: Path, what: str, write: Callable[[Path], None]) -> None:
    """Have ``write`` fill a draft that then becomes ``path``.

    What is no plain file, such as a device or a pipe, is written to directly.

    Raises:
        CannotWrite: the file cannot be written; ``what`` names its content in the message.
    """
    with _told(path, what):
        if not _is_plain(path):
            write(path)
            return
        draft = _draft(path)
        try:
            write(draft)
            draft.replace(path.resolve())
        finally:
            draft.unlink(missing_ok=True)


def reason(error: OSError) -> str:
    """Return why the system refused, without the file's name."""
    return error.strerror or str(error)


@contextmanager
def _told(path: Path, what: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CannotWrite(
            f"{path}: the {what} cannot be written there ({reason(error)}); choose another place"
        ) from None


def _is_plain(path: Path) -> bool:
    if path.is_dir():
        raise IsADirectoryError(0, "it is a directory")
    return path.is_file() or not path.exists()


def _draft(path: Path) -> Path:
    target = path.resolve()
    return target.with_name(f".{target.name}.{os.getpid()}.part")
