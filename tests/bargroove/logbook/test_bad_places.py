"""Where a logbook cannot be, or cannot be used: one clear line, and nothing is changed."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import text

from bargroove.logbook import (
    BadAddress,
    Logbook,
    LogbookCorrupt,
    LogbookError,
    LogbookForeign,
    LogbookLocked,
    LogbookNewer,
    LogbookUnreachable,
    LogbookUnwritable,
    engine,
    open_logbook,
)
from bargroove.logbook.faults import told
from tests.entries import head, reps

ROOT = Path(__file__).parents[3]


@pytest.fixture
def path(file_address):
    """A logbook with a set in it."""
    path = Path(file_address.removeprefix("sqlite:///"))
    with open_logbook(file_address) as book:
        book.end_set(book.begin_set(head()), reps(5), [])
    return path


def as_nobody(path: Path, script: str) -> str:
    """Run a script as somebody who owns nothing here, if we are who may write anywhere."""
    prelude = f"""
import os, sys
from bargroove.logbook import *
from tests.entries import head, reps
two = reps(2)
if os.geteuid() == 0:
    os.setuid(65534)
path = {str(path)!r}
"""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", prelude + script], capture_output=True, text=True, env=environment
    )
    return done.stdout + done.stderr


def open_to_all(folder: Path) -> None:
    """Let others come as far as a folder."""
    for above in (folder, *folder.parents):
        if above.stat().st_uid == os.geteuid():
            above.chmod(above.stat().st_mode | 0o755)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("mysql://gym@host/book", "mysql://gym@host/book: a logbook is a file"),
        ("sqlite://", "a logbook is a file"),
        ("sqlite:///:memory:", "a logbook is a file"),
        ("postgresql://gym:secret@host:port/book", "postgresql://…: this address"),
        ("://", "this address of a logbook cannot be read"),
    ],
)
def test_what_is_no_address_is_told(address, told):
    with pytest.raises(BadAddress, match=told) as error:
        open_logbook(address)
    assert "secret" not in str(error.value)


def test_a_server_without_its_driver_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(BadAddress, match=r"pip install 'bargroove\[postgres\]'"):
        open_logbook("postgresql://gym@localhost/book")


def test_a_server_that_does_not_answer_is_told(tmp_path):
    with pytest.raises(LogbookUnreachable, match="the database does not answer") as error:
        open_logbook(f"postgresql://gym:secret@/book?host={tmp_path}")
    assert "secret" not in str(error.value)
    assert "\n" not in str(error.value)


def test_a_database_that_is_not_there_is_told(server):
    with pytest.raises(LogbookUnreachable, match='database "nowhere" does not exist'):
        open_logbook(f"postgresql://gym@/nowhere?host={server}")


def test_a_users_own_logbook_is_in_the_data_folder(data, monkeypatch, tmp_path):
    monkeypatch.delenv("BARGROOVE_LOGBOOK", raising=False)
    with open_logbook() as book:
        assert book.place == str(data / "logbook.sqlite")
    monkeypatch.setenv("BARGROOVE_LOGBOOK", str(tmp_path / "50% näher?" / "gym #1.sqlite"))
    with open_logbook() as book:
        book.add_lifter("Ana")
    assert (tmp_path / "50% näher?" / "gym #1.sqlite").exists()


def test_a_folder_is_no_logbook(tmp_path):
    with pytest.raises(LogbookUnwritable, match="it cannot be opened"):
        open_logbook(str(tmp_path))


def test_a_logbook_where_there_can_be_no_folder_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(LogbookUnwritable, match="there can be no folder for the logbook"):
        open_logbook(str(tmp_path / "file" / "logbook.sqlite"))


def test_a_logbook_of_a_newer_version_is_left_alone(empty_address):
    with open_logbook(empty_address) as book, book._engines.writing.begin() as connection:
        connection.execute(text("UPDATE logbook_version SET version_num = '9999'"))
    with pytest.raises(LogbookNewer, match="its revision is 9999, the newest known here is 0001"):
        open_logbook(empty_address)


def test_a_database_of_something_else_is_left_alone(empty_address):
    engines = engine.engines_at(empty_address)
    with engines.writing.begin() as connection:
        connection.execute(text("CREATE TABLE wine (year INTEGER)"))
    with pytest.raises(LogbookForeign, match="holds other tables and no logbook"):
        open_logbook(empty_address)
    engines.reading.dispose()


class TestCorruption:
    def test_a_file_of_something_else_is_told(self, path):
        path.write_text("squat 5x5 100 kg\n" * 100)
        with pytest.raises(LogbookCorrupt, match=r"file is not a database\); restore a copy"):
            open_logbook(str(path))
        assert path.read_text() == "squat 5x5 100 kg\n" * 100

    def test_a_file_that_was_cut_is_told(self, path):
        path.write_bytes(path.read_bytes()[:20_000])
        with pytest.raises(LogbookCorrupt, match="malformed"), open_logbook(str(path)) as book:
            book.sets()

    def test_a_missing_table_is_told(self, path):
        with sqlite3.connect(path) as connection:
            connection.execute("DROP TABLE marks")
        connection.close()
        with pytest.raises(LogbookCorrupt, match="no such table"), open_logbook(str(path)) as book:
            book.sets()

    def test_a_rep_that_makes_no_sense_is_told(self, path):
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE reps SET reasons = '[7' WHERE rep = 2")
        connection.close()
        with pytest.raises(LogbookCorrupt, match="cannot be read"), open_logbook(str(path)) as book:
            book.sets()

    def test_bytes_that_changed_anywhere_never_end_in_another_error(self, path):
        sound, rng = path.read_bytes(), np.random.default_rng(4)
        for _ in range(60):
            changed = np.frombuffer(sound, np.uint8).copy()
            at = rng.integers(0, rng.choice([100, 5000, changed.size]), 8)
            changed[at] = rng.integers(0, 256, at.size)
            path.write_bytes(changed.tobytes())
            try:
                with open_logbook(str(path)) as book:
                    book.sets()
                    book.put_reps(1, reps(3))
            except LogbookError:
                pass
            for beside in ("-wal", "-shm"):
                path.with_name(path.name + beside).unlink(missing_ok=True)


class TestReadOnly:
    @pytest.fixture
    def shut(self, path):
        """A logbook in a folder where nobody else may write."""
        open_to_all(path.parent)
        path.chmod(0o444)
        path.parent.chmod(0o555)
        yield path
        path.parent.chmod(0o755)

    def test_a_logbook_can_still_be_read(self, shut):
        script = "with open_logbook(path) as book: print(len(book.one('last').reps), 'reps')"
        assert as_nobody(shut, script) == "5 reps\n"

    def test_a_logbook_that_is_in_use_can_still_be_read(self, path, shut):
        with open_logbook(str(path)) as book:
            book.end_set(book.begin_set(head()), reps(7), [])
            script = "with open_logbook(path) as book: print(len(book.one('last').reps), 'reps')"
            assert as_nobody(shut, script) in ("7 reps\n",)

    def test_writing_is_told(self, shut):
        script = """
with open_logbook(path) as book:
    try:
        book.put_reps(1, two)
    except LogbookUnwritable as error:
        print(error, len(book.one(1).reps))
"""
        told = as_nobody(shut, script)
        assert told == f"{shut}: it may only be read; see who may write there 5\n"

    def test_a_folder_that_takes_no_logbook_is_told(self, shut):
        script = """
try:
    open_logbook(path + "-2")
except LogbookUnwritable as error:
    print(error)
"""
        assert "it cannot be opened (unable to open database file)" in as_nobody(shut, script)


def test_a_logbook_that_another_program_keeps_to_itself_is_told(path, monkeypatch):
    monkeypatch.setattr(engine, "PATIENCE", 0.2)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_logbook(str(path)) as book:
        assert len(book.one(1).reps) == 5
        with pytest.raises(LogbookLocked, match="another program has kept it to itself"):
            book.put_reps(1, reps(2))
        other.close()
        book.put_reps(1, reps(2))


def test_a_server_where_another_program_keeps_its_turn_is_told(postgres_address, monkeypatch):
    monkeypatch.setattr(engine, "PATIENCE", 1.0)
    with open_logbook(postgres_address) as book, book._engines.writing.begin():
        assert book.sets() == []
        with pytest.raises(LogbookLocked, match="another program has kept it to itself"):
            book.add_lifter("Ana")


def fill(book: Logbook) -> None:
    for _ in range(40):
        book.put_reps(book.begin_set(head()), reps(40))


def test_a_full_disk_that_keeps_even_from_reading_is_told_as_such():
    def open_it():
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorname = "SQLITE_IOERR_SHMSIZE"
        raise error

    with pytest.raises(LogbookUnwritable, match="no room left on its disk"), told("here"):
        open_it()


def test_a_disk_that_is_full_is_told_and_what_was_there_stays(path):
    with open_logbook(str(path)) as book:
        with book._engines.reading.connect() as connection:  # whose limit the next one keeps
            connection.exec_driver_sql("PRAGMA max_page_count = 1")
        with pytest.raises(LogbookUnwritable, match="no room left on its disk"):
            fill(book)
    with open_logbook(str(path)) as book:
        held = book.sets()
        assert len(held[0].reps) == 5
        assert {len(one.reps) for one in held[1:]} <= {0, 40}
        book.put_reps(1, reps(40))
