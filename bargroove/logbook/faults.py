"""What a database says of itself, in the logbook's own errors."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from bargroove.logbook.engine import PATIENCE
from bargroove.logbook.errors import (
    LogbookCorrupt,
    LogbookError,
    LogbookLocked,
    LogbookUnreachable,
    LogbookUnwritable,
)

_LOCKED = LogbookLocked, f"another program has kept it to itself for {PATIENCE:.0f} s; try again"
_FULL = LogbookUnwritable, "there is no room left on its disk; make some"
_READ_ONLY = LogbookUnwritable, "it may only be read; see who may write there"
_BROKEN_DISK = LogbookUnwritable, "its disk does not read or write as it should ({why})"
_SHUT = LogbookUnwritable, "it cannot be opened ({why}); see that it is a file you may write"
_CORRUPT = (
    LogbookCorrupt,
    "it cannot be read as a logbook ({why}); restore a copy, or move it away to begin a new one",
)
_UNREACHABLE = LogbookUnreachable, "the database does not answer ({why})"

_Told = tuple[type[LogbookError], str]

_SQLITE: dict[str, _Told] = {  # by how its name for the error begins
    "SQLITE_BUSY": _LOCKED,
    "SQLITE_LOCKED": _LOCKED,
    "SQLITE_FULL": _FULL,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_PERM": _READ_ONLY,
    "SQLITE_IOERR_SHMSIZE": _FULL,  # of the file beside it, without which it is not read either
    "SQLITE_IOERR": _BROKEN_DISK,
    "SQLITE_CANTOPEN": _SHUT,
    "SQLITE_NOTADB": _CORRUPT,
    "SQLITE_CORRUPT": _CORRUPT,
    "SQLITE_ERROR": _CORRUPT,  # a table or column is not there
}
_POSTGRES: dict[str, _Told] = {  # by how the SQLSTATE begins
    "55P03": _LOCKED,
    "53100": _FULL,
    "25006": _READ_ONLY,
    "42501": _READ_ONLY,
    "42P": _CORRUPT,
    "42703": _CORRUPT,
    "XX": _CORRUPT,
    "08": _UNREACHABLE,
    "28": _UNREACHABLE,
    "3D": _UNREACHABLE,
    "53": _UNREACHABLE,
    "57P": _UNREACHABLE,
}


@contextmanager
def told(place: str) -> Iterator[None]:
    """Say in one line what a database at ``place`` could not do, and what can be done.

    Raises:
        LogbookError: of the kind that fits.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        orig = error.orig if isinstance(error, DBAPIError) else error
        found = _found(orig)
        if found is None:
            raise  # a mistake of ours
        raise _error(found, place, orig) from None
    except UnicodeDecodeError as error:  # SQLite names what it cannot make sense of
        raise corrupt(place, error) from None


def corrupt(place: str, error: Exception) -> LogbookError:
    """Return what is to be said of stored values that make no sense."""
    return _error(_CORRUPT, place, error)


def _error(found: _Told, place: str, error: BaseException | None) -> LogbookError:
    kind, words = found
    return kind(f"{place}: {words.format(why=str(error).partition(chr(10))[0].strip())}")


def _found(error: BaseException | None) -> _Told | None:
    if isinstance(error, sqlite3.Error):
        # What is no error of SQLite's own is text that is not UTF-8.
        return _first(_SQLITE, getattr(error, "sqlite_errorname", "SQLITE_CORRUPT"))
    state = getattr(error, "sqlstate", None)
    return _first(_POSTGRES, state) if state else _UNREACHABLE


def _first(table: dict[str, _Told], name: str) -> _Told | None:
    return next((told for start, told in table.items() if name.startswith(start)), None)
