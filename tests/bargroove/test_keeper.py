"""A live set is in the logbook from its first rep on; whatever ails the logbook, it goes on."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from bargroove import keeper as keeping
from bargroove.keeper import LAST_PATIENCE, Keeper
from bargroove.logbook import Logbook, LogbookUnwritable, open_logbook
from tests.entries import head, rep
from velocity import Rep, SetSummary
from velocity.events import RepFinished, RepRevised, RepWithdrawn, SetEnded


@pytest.fixture
def place(tmp_path):
    return tmp_path / "logbook.sqlite"


@pytest.fixture
def book(place) -> Iterator[Logbook]:
    with open_logbook(str(place)) as book:
        yield book


@pytest.fixture
def keeper(place, book) -> Iterator[Keeper]:
    keeper = Keeper(lambda: open_logbook(str(place)))
    yield keeper
    keeper.close()


def ended(*reps: Rep, number: int = 1) -> SetEnded:
    return SetEnded(SetSummary(number, len(reps), None, None, None, ()), reps, ("a notice",))


def take(keeper: Keeper, *events) -> None:
    for event in events:
        keeper.take(event)
    keeper.write()


def marks(book: Logbook) -> dict[int, str]:
    return {one.rep.rep: one.mark for one in book.one("last").reps if one.mark}


def test_a_set_is_there_from_its_first_rep_on(keeper, book):
    keeper.begin(1, head())
    take(keeper, RepFinished(rep(1)))
    (one,) = book.sets()
    assert not one.complete
    assert [logged.rep for logged in one.reps] == [rep(1)]
    assert keeper.ids == {1: one.id}


def test_what_comes_later_is_followed(keeper, book):
    keeper.begin(1, head())
    take(keeper, RepFinished(rep(1)), RepFinished(rep(2)))
    take(keeper, RepRevised(rep(1, valid=False)))
    assert [logged.rep.valid for logged in book.one("last").reps] == [False, True]
    take(keeper, RepWithdrawn(1, 1))
    assert [logged.rep for logged in book.one("last").reps] == [replace(rep(2), rep=1)]


def test_a_set_that_has_ended_is_complete_until_it_goes_on(keeper, book):
    keeper.begin(1, head())
    take(keeper, RepFinished(rep(1)), ended(rep(1)))
    assert book.one("last").complete
    assert book.one("last").notices == ("a notice",)
    take(keeper, RepRevised(rep(1, valid=False)))
    assert book.one("last").complete
    take(keeper, RepFinished(rep(2)))
    assert not book.one("last").complete


def test_a_set_is_over_when_the_next_begins(keeper, book):
    keeper.begin(1, head())
    take(keeper, RepFinished(rep(1)))
    keeper.begin(2, head(started="2026-03-14T18:05:00+00:00"))
    take(keeper, RepFinished(rep(1, set=2)))
    assert [one.complete for one in book.sets()] == [True, False]


def test_a_set_of_which_no_rep_was_one_is_none(book, place):
    keeper = Keeper(lambda: open_logbook(str(place)))
    keeper.begin(1, head())
    take(keeper, RepFinished(rep(1)), RepWithdrawn(1, 1))
    keeper.close()
    assert book.sets() == []
    assert keeper.ids == {}


def test_a_set_that_seemed_none_and_goes_on_after_all_is_kept_anew(keeper, book):
    keeper.begin(1, head())
    take(keeper, RepFinished(rep(1)))
    keeper.mark(1, 1, "broke")
    take(keeper, RepWithdrawn(1, 1), ended())
    assert book.sets() == []
    take(keeper, RepFinished(rep(1)))
    keeper.mark(1, 1, "clean")
    assert keeper.trouble == ""
    assert marks(book) == {1: "clean"}


def test_marks_are_there_at_once_and_can_be_undone(keeper, book):
    keeper.begin(1, head())
    take(keeper, RepFinished(rep(1)), RepFinished(rep(2)))
    assert keeper.mark(1, 2, "broke")
    assert marks(book) == {2: "broke"}
    assert keeper.mark(1, 2, "clean")
    assert not keeper.mark(1, 2, "clean")
    assert marks(book) == {2: "clean"}
    assert keeper.mark(1, 2, None)
    assert marks(book) == {2: "broke"}
    assert keeper.mark(1, 2, None)
    assert not keeper.mark(1, 2, None)
    assert marks(book) == {}


def test_marks_stay_with_their_reps_when_one_before_was_none(keeper, book):
    keeper.begin(1, head())
    take(keeper, *(RepFinished(rep(number)) for number in (1, 2, 3)))
    keeper.mark(1, 1, "clean")
    keeper.mark(1, 3, "broke")
    take(keeper, RepWithdrawn(1, 1))
    assert marks(book) == {2: "broke"} == {n: m[-1] for n, m in keeper.marks(1).items()}
    take(keeper, RepFinished(rep(3)))
    assert marks(book) == {2: "broke"}


def test_a_mark_after_the_set_leaves_it_complete(keeper, book):
    keeper.begin(1, head())
    take(keeper, RepFinished(rep(1)), ended(rep(1)))
    keeper.mark(1, 1, "broke")
    assert book.one("last").complete
    assert marks(book) == {1: "broke"}


def test_a_slow_logbook_is_waited_for(keeper, book, place):
    keeper.begin(1, head())
    take(keeper, RepFinished(rep(1)))
    other = sqlite3.connect(place, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    later = threading.Timer(0.3, other.execute, ("ROLLBACK",))
    later.start()
    take(keeper, RepFinished(rep(2)))
    assert len(book.one("last").reps) == 2
    assert keeper.trouble == ""
    later.join()
    other.close()


def test_a_locked_logbook_holds_nothing_up_and_catches_up(keeper, book, place):
    keeper.begin(1, head())
    take(keeper, RepFinished(rep(1)))
    other = sqlite3.connect(place, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    take(keeper, RepFinished(rep(2)))
    keeper.mark(1, 2, "broke")
    assert time.monotonic() - began < 2 * keeping.PATIENCE
    assert "busy" in keeper.trouble
    other.execute("ROLLBACK")
    other.close()
    keeper.write(10.0)
    assert keeper.trouble == ""
    assert len(book.one("last").reps) == 2
    assert marks(book) == {2: "broke"}


def test_a_logbook_that_has_caught_up_by_itself_is_no_trouble_in_the_end(book, place):
    keeper = Keeper(lambda: open_logbook(str(place)))
    keeper.begin(1, head())
    other = sqlite3.connect(place, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    take(keeper, RepFinished(rep(1)), ended(rep(1)))
    assert "busy" in keeper.trouble
    other.execute("ROLLBACK")
    other.close()
    while not any(one.complete for one in book.sets()):
        time.sleep(0.01)
    keeper.close()
    assert keeper.trouble == ""


def failing(times: int, place) -> Callable[[], Logbook]:
    """Return what opens a logbook, but not the first few times."""
    left = [1 + times]  # once before the first rep

    def open_() -> Logbook:
        if left[0]:
            left[0] -= 1
            raise LogbookUnwritable("there is no room left on its disk; make some")
        return open_logbook(str(place))

    return open_


def test_a_logbook_that_fails_is_told_and_tried_again(book, place):
    keeper = Keeper(failing(2, place))
    keeper.begin(1, head())
    for number in (1, 2):
        take(keeper, RepFinished(rep(number)))
        assert keeper.trouble.startswith("there is no room left on its disk; make some; the set")
    assert book.sets() == []
    take(keeper, RepFinished(rep(3)))
    assert keeper.trouble == ""
    assert len(book.one("last").reps) == 3
    keeper.close()


def test_it_is_tried_once_more_in_the_end(book, place):
    keeper = Keeper(failing(1, place))
    keeper.begin(1, head())
    take(keeper, RepFinished(rep(1)), ended(rep(1)))
    assert keeper.trouble
    keeper.close()
    assert keeper.trouble == ""
    assert book.one("last").complete


def test_an_error_of_the_programs_own_ends_no_set(tmp_path):
    def broken() -> Logbook:
        raise ZeroDivisionError("of all things")

    keeper = Keeper(broken)
    keeper.begin(1, head())
    take(keeper, RepFinished(rep(1)))
    assert keeper.trouble.startswith("ZeroDivisionError: of all things; the set goes on")
    keeper.close()


def test_what_ailed_the_logbook_before_stands_until_something_is_written(book, place):
    keeper = Keeper(lambda: open_logbook(str(place)), "it could not be opened")
    keeper.write()
    assert keeper.trouble == "it could not be opened"
    keeper.begin(1, head())
    take(keeper, RepFinished(rep(1)))
    keeper.write(LAST_PATIENCE)  # it is given more time than a set would give it
    assert keeper.trouble == ""
    keeper.close()
