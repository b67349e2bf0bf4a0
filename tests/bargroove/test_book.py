"""The logbook is left as it was found: whatever ends a verb, no connection to it stays open."""

from __future__ import annotations

import sqlite3

import pytest

from bargroove.logbook import engine, open_logbook


@pytest.fixture
def connections(monkeypatch) -> list[sqlite3.Connection]:
    """Every connection that is opened from now on."""
    opened: list[sqlite3.Connection] = []
    open_file = engine._open_file

    def opening(path):
        opened.append(open_file(path))
        return opened[-1]

    monkeypatch.setattr(engine, "_open_file", opening)
    return opened


def is_open(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("SELECT 1")
    except sqlite3.ProgrammingError:
        return False
    return True


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("live", "sim:squat?speed=0", "--lift", "squat", "--lifter", "Anna"), 0),
        (("live", "sim:squat?speed=0", "--lift", "squat", "--lifter", "Nobody"), 1),
        (("live", "sim:squat", "--lift", "squat", "--policy", "push", "--buffer", "2"), 1),
        (("live", "FILE", "--lift", "squat", "--lifter", "Anna"), 0),
        (("analyze", "FILE", "--lift", "squat", "--lifter", "Anna", "--keep"), 0),
        (("analyze", "FILE", "--lift", "squat", "--lifter", "Nobody"), 0),
        (("limits", "show", "Anna", "squat"), 0),
        (("replay", "7"), 1),
    ],
)
def test_no_connection_stays_open(bargroove, recording, connections, arguments, status):
    with open_logbook() as logbook:
        logbook.add_lifter("Anna")
    file = f"file:{recording}?speed=0" if arguments[0] == "live" else recording
    assert bargroove(*(file if word == "FILE" else word for word in arguments)).status == status
    assert connections
    assert not any(is_open(connection) for connection in connections)
