from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import numpy as np

from bargroove.logbook import open_logbook
from tests.entries import head, rep, reps

SETS, REPS = 20, 10


def write_sets(address: str, lifter: str) -> None:
    with open_logbook(address) as book:
        for _ in range(SETS):
            number = book.begin_set(head(lifter))
            for count in range(1, REPS + 1):
                book.put_reps(number, reps(count))
            book.end_set(number, reps(REPS), [])


def test_two_programs_that_write_at_once_lose_nothing(book, address, start):
    for name in ("Ana", "Bo"):
        book.add_lifter(name)
    writers = [start(write_sets, address, name) for name in ("Ana", "Bo", "Ana")]
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    found = book.sets()
    assert len(found) == 3 * SETS
    assert all(one.complete for one in found)
    assert all([said.rep for said in one.reps] == reps(REPS) for one in found)
    for name in ("Ana", "Bo"):
        own = book.sets(lifter=name)
        assert len({one.session for one in own}) == 1
        assert [one.number for one in own] == list(range(1, len(own) + 1))


def open_once(address: str) -> None:
    with open_logbook(address) as book:
        book.begin_set(head())


def test_many_programs_may_be_the_first_to_open_a_logbook(empty_address, start):
    writers = [start(open_once, empty_address) for _ in range(6)]
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    with open_logbook(empty_address) as book:
        assert len(book.sets()) == 6


def write_and_say(address: str, said: str) -> None:
    """Write reps without end, and note each when the logbook has it."""
    with open_logbook(address) as book, Path(said).open("ab", buffering=0) as file:
        while True:
            number = book.begin_set(head())
            done = []
            for count in range(1, REPS + 1):
                done.append(rep(count))
                book.put_reps(number, done)
                file.write(b"%d %d\n" % (number, count))


def test_a_program_killed_at_any_instant_leaves_every_rep_it_had_written(
    file_address, tmp_path, start
):
    said, rng = tmp_path / "said", np.random.default_rng(7)
    for _ in range(30):
        writer = start(write_and_say, file_address, str(said))
        waited = said.stat().st_size if said.exists() else 0
        while not said.exists() or said.stat().st_size == waited:
            time.sleep(0.005)
        time.sleep(rng.uniform(0, 0.1))
        writer.kill()
        writer.join()
        check(file_address, said)


def check(address: str, said: Path) -> None:
    with sqlite3.connect(address.removeprefix("sqlite:///")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
    told: dict[int, int] = {}
    for line in said.read_text().splitlines():
        number, count = map(int, line.split())
        told[number] = max(count, told.get(number, 0))
    with open_logbook(address) as book:
        held = {one.id: len(one.reps) for one in book.sets()}
    assert all(held[number] >= count for number, count in told.items())
