"""The way to the database: SQLite in a file, or PostgreSQL on a server."""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from bargroove.files import reason
from bargroove.logbook.errors import BadAddress, LogbookUnwritable
from bargroove.places import data_folder

PATIENCE = 5.0  # s to wait for another program's write

_POSTGRES = {"postgres", "postgresql", "postgresql+psycopg"}
_OUR_LOCK = 0x62617267  # any number will do, the same in every program
_to_json = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode
_TURN = "turn"  # the execution option that says what a transaction is for


@dataclass(frozen=True)
class Engines:
    """One database, for three kinds of transactions.

    ``reading`` sees one state throughout. ``writing`` is alone from its first word on, so that
    what it decides by what it reads holds. ``migrating`` is too, and may rebuild tables that
    others refer to. ``place`` is for messages.
    """

    reading: Engine
    writing: Engine
    migrating: Engine
    place: str


def engines_at(address: str | None) -> Engines:
    """Return the way to a logbook; nothing is opened yet.

    Args:
        address: a URL, the path of an SQLite file, or None for the user's own logbook.

    Raises:
        BadAddress: it is neither, or what is needed to reach it is not installed.
        LogbookUnwritable: there can be no folder for the file.
    """
    address = (
        address or os.environ.get("BARGROOVE_LOGBOOK") or str(data_folder() / "logbook.sqlite")
    )
    if "://" not in address:
        return _sqlite(Path(address).expanduser())
    url = _parsed(address)
    if url.drivername == "sqlite" and url.database and url.database != ":memory:":
        return _sqlite(Path(url.database).expanduser())
    if url.drivername in _POSTGRES:
        return _postgres(url.set(drivername="postgresql+psycopg"))
    raise BadAddress(
        f"{_shown(url)}: a logbook is a file (sqlite:///PATH), or a database on a server"
        " (postgresql://USER@HOST/NAME)"
    )


def _parsed(address: str) -> URL:
    try:
        return make_url(address)
    except (ArgumentError, ValueError):
        kind = address.partition("://")[0]  # not the rest, which may hold a password
        raise BadAddress(
            f"{kind}://…: this address of a logbook cannot be read; write"
            " postgresql://USER@HOST:PORT/NAME or sqlite:///PATH"
        ) from None


def _shown(url: URL) -> str:
    return url.render_as_string(hide_password=True)


def _sqlite(path: Path) -> Engines:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LogbookUnwritable(
            f"{path.parent}: there can be no folder for the logbook ({reason(error)}); let"
            " BARGROOVE_LOGBOOK name another place"
        ) from None
    engine = create_engine(
        "sqlite://",
        creator=lambda: _open_file(path),
        poolclass=QueuePool,
        json_serializer=_to_json,
    )
    event.listen(engine, "begin", _begin_sqlite)
    return _turns(engine, engine, str(path))


def _open_file(path: Path) -> sqlite3.Connection:
    """Open the file, whose writes are kept in a log beside it until there is time (WAL)."""
    how = _way_in(path)
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{how}",
        uri=True,
        timeout=PATIENCE,
        isolation_level=None,  # we say ourselves where a transaction begins
        check_same_thread=False,
    )
    try:
        connection.execute("PRAGMA synchronous=NORMAL")  # safe in WAL: no fsync in a live set
        if how == "mode=rwc":
            connection.execute("PRAGMA journal_mode=WAL")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _way_in(path: Path) -> str:
    """Return how a file can be opened: where nothing may be written, it can still be read."""
    changeable = os.access(path.parent, os.W_OK) and (os.access(path, os.W_OK) or not path.exists())
    if changeable:
        return "mode=rwc"
    in_use = path.with_name(f"{path.name}-wal").exists()
    return "mode=ro" if in_use else "mode=ro&immutable=1"


def _begin_sqlite(connection: Connection) -> None:
    turn = connection.get_execution_options().get(_TURN)
    # A table that is rebuilt is dropped, with which all that refers to it would go.
    connection.exec_driver_sql(f"PRAGMA foreign_keys={'OFF' if turn == 'migrate' else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if turn else "BEGIN")


def _postgres(url: URL) -> Engines:
    try:
        engine = create_engine(
            url,
            pool_pre_ping=True,
            connect_args={"connect_timeout": round(PATIENCE)},
            json_serializer=_to_json,
        )
    except ModuleNotFoundError:
        raise BadAddress(
            f"{_shown(url)}: PostgreSQL needs psycopg: pip install 'bargroove[postgres]'"
        ) from None
    event.listen(engine, "begin", _begin_postgres)
    one_state = engine.execution_options(isolation_level="REPEATABLE READ")
    return _turns(one_state, engine, _shown(url))


def _begin_postgres(connection: Connection) -> None:
    if connection.get_execution_options().get(_TURN):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {round(1000 * PATIENCE)}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_OUR_LOCK})")


def _turns(reading: Engine, engine: Engine, place: str) -> Engines:
    writing, migrating = (engine.execution_options(**{_TURN: t}) for t in ("write", "migrate"))
    return Engines(reading, writing, migrating, place)
