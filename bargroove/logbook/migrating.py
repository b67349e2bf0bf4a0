"""Brings a database's tables to the state that this version writes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from bargroove.logbook.engine import Engines
from bargroove.logbook.errors import LogbookForeign, LogbookNewer

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0001"
"""The newest revision in ``migrations/versions``."""

VERSION_TABLE = "logbook_version"
MIGRATIONS = Path(__file__).parent / "migrations"


def bring_up_to_date(engines: Engines) -> None:
    """Create or upgrade the tables, all or nothing; a database at ``HEAD`` is only read.

    Raises:
        LogbookNewer: a later version has written it.
        LogbookForeign: it holds somebody else's tables.
    """
    with engines.reading.connect() as connection:
        if revision(connection) == HEAD:
            return
    with engines.migrating.begin() as connection:
        _check(connection, engines.place)
        upgrade(connection)


def revision(connection: Connection) -> str | None:
    """Return the revision that a database is at; None for one that is no logbook yet."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run the migrations up to a revision, inside the connection's transaction."""
    from alembic import command  # takes a while, and is hardly ever needed

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _check(connection: Connection, place: str) -> None:
    found = revision(connection)
    if found is None and inspect(connection).get_table_names():
        raise LogbookForeign(
            f"{place}: this database holds other tables and no logbook; name another one"
        )
    if found is not None and found not in _known():
        raise LogbookNewer(
            f"{place}: a newer Bargroove has written this logbook (its revision is {found}, the"
            f" newest known here is {HEAD}); update Bargroove"
        )


def _known() -> set[str]:
    from alembic.script import ScriptDirectory

    walked = ScriptDirectory.from_config(_config()).walk_revisions()
    return {script.revision for script in walked}


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
