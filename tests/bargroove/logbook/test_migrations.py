from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from shutil import copytree, ignore_patterns

import numpy as np
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from bargroove.logbook import LogbookNewer, engine, migrating, open_logbook
from bargroove.logbook.plain import MEASURED
from bargroove.logbook.tables import REPS, Base
from tests.entries import head, reps
from velocity import Measured, Rep

NEXT = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "0002", "0001"

def upgrade():
    with op.batch_alter_table("sets") as table:
        table.add_column(sa.Column("mood", sa.Text, nullable=False, server_default="fine"))
        table.alter_column("taught", nullable=True)
"""


def become_the_next_version(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Go on as a version for which SQLite has to build the table of sets anew."""
    copytree(migrating.MIGRATIONS, folder, ignore=ignore_patterns("__pycache__"))
    (folder / "versions" / "r0002_mood.py").write_text(NEXT)
    monkeypatch.setattr(migrating, "MIGRATIONS", folder)
    monkeypatch.setattr(migrating, "HEAD", "0002")


def test_the_newest_revision_is_the_one_that_is_written():
    assert ScriptDirectory(str(migrating.MIGRATIONS)).get_current_head() == migrating.HEAD


def test_an_empty_database_becomes_the_tables_that_the_code_knows(empty_address):
    open_logbook(empty_address).close()
    engines = engine.engines_at(empty_address)
    with engines.reading.connect() as connection:
        asked = {"version_table": migrating.VERSION_TABLE}
        context = MigrationContext.configure(connection, opts=asked)
        assert compare_metadata(context, Base.metadata) == []
    engines.reading.dispose()


def test_every_metric_of_a_rep_has_a_column_and_one_for_its_error():
    measured = [field.name for field in fields(Rep) if str(field.type).startswith("Measured")]
    assert measured == MEASURED
    assert set(MEASURED) | {f"{name}_se" for name in MEASURED} <= set(REPS.columns.keys())


def test_a_logbook_of_the_first_version_keeps_all_that_is_in_it(empty_address):
    first = Path(__file__).with_name("first_version.sql").read_text(encoding="utf-8")
    engines = engine.engines_at(empty_address)
    with engines.migrating.begin() as connection:
        migrating.upgrade(connection, "0001")
        for statement in first.strip().split(";\n"):
            connection.exec_driver_sql(statement)
        course = np.arange(8 * 21).astype("<f8").tobytes()
        connection.execute(text("UPDATE reps SET course = :c WHERE rep = 2"), {"c": course})
    engines.reading.dispose()
    with open_logbook(empty_address) as book:
        held = book.one("last")
        assert (held.head.lifter, held.head.lift, held.head.load_kg) == ("Ana", "squat", 100.0)
        assert [said.mark for said in held.reps] == [None, "broke"]
        assert held.reps[1].rep.mean_velocity == Measured(0.55, 0.006)
        assert held.reps[1].rep.course.time.tolist() == list(range(147, 168))
        assert book.overrides("Ana", "squat") == {"velocity_loss": 0.15}


def test_an_upgrade_keeps_all_reps_and_marks_and_cannot_be_undone(
    empty_address, tmp_path, monkeypatch
):
    with open_logbook(empty_address) as book:
        number = book.begin_set(head())
        book.end_set(number, reps(4), [])
        book.mark(number, 2, "broke")
        before = book.sets()
    with monkeypatch.context() as later:
        become_the_next_version(tmp_path / "migrations", later)
        with open_logbook(empty_address) as book:
            assert book.sets() == before
    with pytest.raises(LogbookNewer, match="its revision is 0002, the newest known here is 0001"):
        open_logbook(empty_address)


def test_an_upgrade_that_fails_changes_nothing(empty_address, tmp_path, monkeypatch):
    open_logbook(empty_address).close()
    with monkeypatch.context() as later:
        become_the_next_version(tmp_path / "migrations", later)
        step = tmp_path / "migrations" / "versions" / "r0002_mood.py"
        step.write_text(NEXT + "    raise RuntimeError('the power went')")
        with pytest.raises(RuntimeError, match="the power went"):
            open_logbook(empty_address)
    with open_logbook(empty_address) as book:
        assert book.sets() == []
