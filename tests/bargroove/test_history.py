from __future__ import annotations

import json
import time

import pytest

from bargroove.logbook import open_logbook
from gui.history import told_reasons
from tests import entries
from velocity.limits import Limits
from velocity.rep import Reason


@pytest.fixture(autouse=True)
def utc(monkeypatch):
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def sets(data):
    """Three sets: one with all there can be, one of another lifter, one that is not complete."""
    with open_logbook() as book:
        book.add_lifter("Ann")
        book.add_lifter("Bo")
        full = entries.head(
            "Ann",
            cue="chest up",
            note="felt heavy",
            phase="block 1",
            capture="/c/1.capture",
            limits=Limits(),
            calibration=entries.calibration(),
        )
        stop = entries.rep(3, verdict="rack")
        book.end_set(book.begin_set(full), [*entries.reps(2), stop], ["an axis was stuck"])
        book.mark(1, 3, "broke")
        bench = entries.head("Bo", "2026-03-15T09:00:00+00:00", lift="bench", load_kg=60.0)
        plain = entries.rep(1, verdict="ok", reasons=(), technique=None, course=None)
        book.end_set(book.begin_set(bench), [plain])
        book.put_reps(book.begin_set(entries.head("Ann", "2026-03-16T09:00:00+00:00")), [plain])


def ids(bargroove, *arguments):
    held = json.loads(bargroove("history", *arguments, "--json").out)
    return [one["set"] for one in held["sets"]]


def test_without_sets_it_says_what_to_do(bargroove):
    result = bargroove("history")
    assert result.status == 0
    assert "'bargroove live' keeps each set there" in result.out


def test_a_row_tells_what_a_set_amounts_to(bargroove, sets, monkeypatch):
    monkeypatch.setenv("COLUMNS", "140")
    first, second, third = bargroove("history").out.splitlines()[-3:]
    assert first.split()[:6] == ["1", "2026-03-14", "18:00", "Ann", "squat", "100"]
    assert first.endswith("0/3/0  1 broke")
    assert " 3.00±0.01 " in first
    assert second.split()[3:7] == ["Bo", "bench", "60", "1"]
    assert second.endswith("–  –")
    assert third.endswith("not complete")


def test_a_narrow_place_has_fewer_columns(bargroove, sets, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    lines = bargroove("history").out.splitlines()
    assert max(map(len, lines[:-1])) <= 60
    assert lines[-1].startswith("(no room for: ")
    monkeypatch.setenv("COLUMNS", "80")
    assert bargroove("history").out.splitlines()[-2].endswith("not complete")


def test_where_all_sets_are_complete_nothing_lacks_room_for_saying_so(bargroove, sets, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    lines = bargroove("history", "--lift", "bench").out.splitlines()
    assert lines[-1].split()[0] == "2"


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ((), [1, 2, 3]),
        (("--lifter", "ann"), [1, 3]),
        (("--lift", "bench"), [2]),
        (("--since", "2026-03-15"), [2, 3]),
        (("--until", "2026-03-15"), [1, 2]),
        (("--since", "2026-03-15", "--until", "2026-03-15"), [2]),
        (("--last", "2"), [2, 3]),
        (("--lifter", "Ann", "--last", "1"), [3]),
        (("1",), [1]),
        (("last",), [3]),
    ],
)
def test_sets_can_be_chosen(bargroove, sets, arguments, found):
    assert ids(bargroove, *arguments) == found


def test_days_are_those_of_this_place(bargroove, sets, monkeypatch):
    monkeypatch.setenv("TZ", "Pacific/Auckland")  # 13 hours ahead
    time.tzset()
    assert ids(bargroove, "--since", "2026-03-15", "--until", "2026-03-15") == [1, 2]


def test_a_choice_without_sets_says_so(bargroove, sets):
    result = bargroove("history", "--lifter", "Bo", "--lift", "squat")
    assert (result.status, result.out) == (0, "No sets of Bo of squat in the logbook.\n")


def test_one_set_is_shown_rep_by_rep(bargroove, sets):
    out = bargroove("history", "1").out
    assert out.startswith("Set 1: squat, 100 kg, Ann, 2026-03-14 18:00, number 1 of its session\n")
    assert "rack" in out
    assert "- an axis was stuck" in out
    assert "- rep 3, rack: 17 % slower than your best (17 %, limit 20 %)" in out
    assert "- rep 3: marked broke" in out
    for line in ("Phase: block 1", "Cue: chest up", "Note: felt heavy", "Capture: /c/1.capture"):
        assert line in out.splitlines()


def test_one_rep_is_no_reps():
    few = Reason("reps_left", 2.0, 1.0, "reps", "1–2 reps left before technique goes")
    (line,) = told_reasons(entries.rep(3, verdict="near", reasons=(few,), technique=None), None)
    assert line.endswith("technique goes (2 reps, limit 1 rep)")


def test_a_set_that_is_not_complete_says_so(bargroove, sets):
    assert "Not complete: 'bargroove recover'" in bargroove("history", "last").out


def test_programs_get_all_there_is(bargroove, sets):
    (one,) = json.loads(bargroove("history", "1", "--json").out)["sets"]
    assert (one["lifter"], one["load_kg"], one["complete"]) == ("Ann", 100, True)
    assert one["started_utc"] == "2026-03-14T18:00:00+00:00"
    assert one["limits"]["velocity_loss"] == 0.2
    assert [rep["mark"] for rep in one["reps"]] == [None, None, "broke"]
    assert one["reps"][0]["mean_velocity"] == 1.0
    assert one["summary"]["stop_after_rep"] == 3


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("9",), 1, "no set 9 in the logbook; the last one is 3"),
        (("--lifter", "Anne"), 1, "the nearest: 'Ann'"),
        (("--since", "2026-03-16", "--until", "2026-03-15"), 1, "--until 2026-03-15 is before"),
        (("--lift", "sqat"), 2, "'sqat' is no lift; did you mean squat"),
        (("--since", "yesterday"), 2, "a date is written as 2026-03-31"),
        (("--last", "0"), 2, "a whole number above 0"),
        (("first",), 2, "a whole number above 0"),
    ],
)
def test_what_cannot_be_shown_is_told(bargroove, sets, arguments, status, told):
    result = bargroove("history", *arguments)
    assert (result.status, result.out) == (status, "")
    assert told in result.err
