"""Which captures are being written: a lock that ends with the program that holds it."""

from __future__ import annotations

from contextlib import suppress
from io import FileIO
from pathlib import Path
from time import time

try:
    import fcntl
except ImportError:  # there are no such locks
    fcntl = None  # type: ignore[assignment]

_FRESH = 10.0  # s since the last change, within which a file passes for one that is being written


def hold(path: Path) -> FileIO | None:
    """Hold a file until what is returned is closed; None where that cannot be."""
    with suppress(OSError):
        file = FileIO(path)
        if fcntl is not None:
            with suppress(OSError):
                fcntl.flock(file, fcntl.LOCK_SH)
        return file
    return None


def is_held(path: Path) -> bool:
    """Return whether a running program holds a file that is there."""
    if fcntl is None:
        return time() - path.stat().st_mtime < _FRESH
    with FileIO(path) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            return False  # no locks on this disk
    return False
