"""The history of the logbook's tables, as Alembic runs it."""
