"""Run by Alembic: migrates the connection that it was handed, inside its transaction."""

from __future__ import annotations

from alembic import context

from bargroove.logbook.migrating import VERSION_TABLE
from bargroove.logbook.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table=VERSION_TABLE,
    transactional_ddl=True,
    render_as_batch=True,  # SQLite changes a table by building it anew
)
context.run_migrations()
