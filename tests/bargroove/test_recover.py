"""What a crash has cut short is completed from the capture; what the logbook lacks is added."""

from __future__ import annotations

import json
import signal
import sqlite3
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from bargroove.cli import main
from bargroove.logbook import LoggedSet, open_logbook
from velocity.rep import DISCARDED

SQUATS = "sim:squat?seed=1&speed=0"
SET = [
    "live", SQUATS, "--lift", "squat", "--load", "100", "--lifter", "Anna",
    "--cue", "chest up", "--velocity-loss", "10", "--phase", "base", "--no-report",
]  # fmt: skip


def sets() -> list[LoggedSet]:
    with open_logbook() as book:
        return book.sets()


def capture_of(data: Path) -> Path:
    (capture,) = (data / "captures").glob("*.capture")
    return capture


@pytest.fixture(scope="module")
def gym(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with Anna's set as it was lifted, in full."""
    folder = tmp_path_factory.mktemp("gym")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BARGROOVE_DATA", str(folder))
        patch.delenv("BARGROOVE_CONFIG", raising=False)
        assert main(["lifters", "add", "Anna"]) == 0
        assert main(SET) == 0
    return folder


@pytest.fixture
def lifted(data, gym) -> LoggedSet:
    """That set, in a data folder of the test's own."""
    copytree(gym, data)
    with open_logbook() as book:
        book.update_set(1, capture=str(capture_of(data)))
        return book.one(1)


def cut_short(one: LoggedSet, reps: int) -> None:
    """Leave only some reps of a set, as if the program had been killed there."""
    with open_logbook() as book:
        book.put_reps(one.id, [logged.rep for logged in one.reps[:reps]])


def forgotten(one: LoggedSet) -> None:
    with open_logbook() as book:
        book.remove_set(one.id)


def alike(one: LoggedSet, other: LoggedSet) -> bool:
    """Whether two sets hold the same, their numbers and times apart."""
    same_head = replace(one.head, started_utc="", calibration=None) == replace(
        other.head, started_utc="", calibration=None
    )
    return same_head and [r.rep for r in one.reps] == [r.rep for r in other.reps]


def test_a_set_that_was_cut_short_is_completed_as_it_would_have_been(bargroove, lifted):
    cut_short(lifted, 3)
    result = bargroove("recover")
    assert result.status == 0
    assert "set 1 (squat, Anna" in result.out
    assert "completed: 7 reps (+4)" in result.out
    (one,) = sets()
    assert one.complete
    assert alike(one, lifted)
    assert one.notices == lifted.notices


def test_the_second_time_there_is_nothing_to_do(bargroove, lifted):
    cut_short(lifted, 3)
    bargroove("recover")
    before = sets()
    assert bargroove("recover").out.startswith("Nothing to recover")
    assert sets() == before


def test_a_dry_run_tells_the_same_and_changes_nothing(bargroove, lifted):
    cut_short(lifted, 3)
    before = sets()
    dry = bargroove("recover", "--dry-run").out
    assert sets() == before
    assert dry.splitlines()[-1] == "This is what would be done; nothing has been."
    assert bargroove("recover").out.splitlines() == dry.splitlines()[:-1]


def test_marks_stay_with_their_reps(bargroove, lifted):
    with open_logbook() as book:
        book.put_reps(
            lifted.id,
            [replace(logged.rep, rep=i) for i, logged in enumerate(lifted.reps[2:5], 1)],
        )
        book.mark(lifted.id, 1, "broke")
    bargroove("recover")
    (one,) = sets()
    assert {r.rep.rep: r.mark for r in one.reps if r.mark} == {3: "broke"}
    assert len(one.reps) == 7


def test_a_rep_that_was_discarded_stays_so(bargroove, lifted):
    told = [logged.rep for logged in lifted.reps[:3]]
    gone = replace(told[1], valid=False, doubts=(DISCARDED,))
    with open_logbook() as book:
        book.put_reps(lifted.id, [told[0], gone, told[2]])
    assert bargroove("recover").status == 0
    (one,) = sets()
    assert [logged.rep.rep for logged in one.reps if not logged.rep.counts] == [2]
    assert len(one.reps) == len(lifted.reps)


def test_a_rep_that_never_reached_the_capture_stays(bargroove, data, lifted):
    cut_short(lifted, 7)
    capture = capture_of(data)
    capture.write_bytes(capture.read_bytes()[: capture.stat().st_size * 6 // 10])
    out = bargroove("recover").out
    (one,) = sets()
    assert one.complete
    assert len(one.reps) == 7
    assert one.reps[-1] == lifted.reps[-1]
    assert "completed: 7 reps (+0)" in out
    assert any("as told live" in notice for notice in one.notices)


def test_a_set_that_the_logbook_lacks_is_added(bargroove, lifted):
    forgotten(lifted)
    assert "set 1 (squat, Anna): added: 7 reps" in bargroove("recover").out
    (one,) = sets()
    assert one.complete
    assert alike(one, lifted)
    assert bargroove("recover").out.startswith("Nothing to recover")


def test_a_set_that_is_added_is_judged_by_what_was_known_before_it(bargroove, lifted):
    forgotten(lifted)
    with open_logbook() as book:  # what was lifted later
        later = book.begin_set(replace(lifted.head, capture=""))
        book.end_set(later, [logged.rep for logged in lifted.reps])
    assert "added: 7 reps" in bargroove("recover").out
    (added,) = (one for one in sets() if one.id != later)
    assert alike(added, lifted)


def test_of_each_set_of_a_session_there_is_one(bargroove, data):
    bargroove("live", "sim:row?seed=2&speed=0&sets=2", "--lift", "row")
    lifted = sets()
    assert [one.complete for one in lifted] == [True, True]
    for one in lifted:
        forgotten(one)
    bargroove("recover")
    assert [len(one.reps) for one in sets()] == [len(one.reps) for one in lifted]
    assert bargroove("recover").out.startswith("Nothing to recover")


def test_a_lifter_who_is_not_there_is_told(bargroove, lifted):
    with open_logbook() as book:
        book.remove_lifter("Anna", with_sets=True)
    out = bargroove("recover").out
    assert "no lifter 'Anna'" in out
    assert "add the lifter" in out
    assert sets() == []


def test_a_damaged_capture_is_told_and_the_others_are_recovered(bargroove, data, lifted):
    forgotten(lifted)
    good = capture_of(data)
    (good.parent / "a.capture").write_bytes(good.read_bytes()[:60])
    (good.parent / "b.capture").write_bytes(b"")
    result = bargroove("recover")
    assert result.status == 0
    assert "a.capture: nothing can be recovered" in result.out
    assert "b.capture: nothing can be recovered" in result.out
    assert "added: 7 reps" in result.out
    assert len(sets()) == 1


def test_a_capture_that_is_gone_leaves_its_set_as_it_is(bargroove, data, lifted):
    cut_short(lifted, 3)
    capture_of(data).unlink()
    assert "there is no " in bargroove("recover").out
    assert len(sets()[0].reps) == 3


def test_what_was_recorded_or_shown_is_no_set(bargroove, data):
    bargroove("demo", "--headless")
    bargroove("record", SQUATS, data / "captures" / "plain.capture", "--seconds", 5)
    assert bargroove("recover").out.startswith("Nothing to recover")
    assert sets() == []


def test_what_the_logbook_did_not_take_can_be_recovered(bargroove, data, monkeypatch):
    monkeypatch.setattr("bargroove.keeper.LAST_PATIENCE", 0.5)
    bargroove("lifters", "list")  # begins the logbook
    other = sqlite3.connect(data / "logbook.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    result = bargroove("live", SQUATS, "--lift", "squat")
    other.close()
    assert result.status == 0
    assert "the logbook is busy" in result.out
    assert "7 reps; best" in result.out
    assert f"bargroove recover {capture_of(data)}" in result.out
    assert sets() == []
    assert "added: 7 reps" in bargroove("recover", capture_of(data)).out


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing can be killed so here")
def test_a_set_that_is_being_lifted_is_left_alone(bargroove, data, process):
    run = process("live", "sim:squat?seed=1&speed=8", "--lift", "squat", "--json")
    try:
        for line in run.stdout:
            if json.loads(line)["event"] == "rep_finished":
                break
        assert "being recorded now: left alone" in bargroove("recover").out
        assert not sets()[0].complete
        run.send_signal(signal.SIGKILL)
        run.wait(10)
        assert "completed" in bargroove("recover").out
        assert sets()[0].complete
    finally:
        run.kill()
        run.communicate()


def test_a_set_without_a_capture_is_told(bargroove, data):
    data.mkdir()
    (data / "captures").write_text("")  # a file where the folder should be
    bargroove("live", SQUATS, "--lift", "squat")
    (one,) = sets()
    assert one.complete
    cut_short(one, 2)
    assert "there is no " in bargroove("recover").out
