from __future__ import annotations

import pytest

from bargroove.logbook import BadEntry, NoSuchMark, NoSuchRep
from tests.entries import head, reps


@pytest.fixture
def number(book):
    number = book.begin_set(head())
    book.put_reps(number, reps(4))
    return number


def marks(book, number):
    return [said.mark for said in book.one(number).reps]


def test_the_last_mark_of_a_rep_holds(book, number):
    book.mark(number, 2, "broke")
    book.mark(number, 3, "clean")
    assert marks(book, number) == [None, "broke", "clean", None]
    book.mark(number, 2, "clean")
    assert marks(book, number) == [None, "clean", "clean", None]


def test_a_mark_that_is_undone_gives_way_to_the_one_before(book, number):
    for mark in ("broke", "clean", "clean"):
        book.mark(number, 2, mark)
    assert book.unmark(number, 2) == "clean"
    assert book.unmark(number, 2) == "broke"
    assert book.unmark(number, 2) is None
    assert marks(book, number) == [None] * 4
    with pytest.raises(NoSuchMark, match=f"rep 2 of set {number} has no mark to undo"):
        book.unmark(number, 2)


def test_marks_stay_with_the_reps_numbers(book, number):
    book.mark(number, 2, "broke")
    book.mark(number, 4, "broke")
    book.end_set(number, reps(3), [])
    assert marks(book, number) == [None, "broke", None]
    book.put_reps(number, reps(5))
    assert marks(book, number) == [None, "broke", None, "broke", None]


@pytest.mark.parametrize("rep", [0, 5, -1, 2**40])
def test_a_mark_on_a_rep_that_is_not_there_says_which_are(book, number, rep):
    with pytest.raises(NoSuchRep, match=f"no rep {rep} in set {number}: it has 1 to 4"):
        book.mark(number, rep, "broke")
    with pytest.raises(NoSuchRep):
        book.unmark(number, rep)
    assert marks(book, number) == [None] * 4


def test_a_set_without_reps_has_none_to_mark(book):
    number = book.begin_set(head())
    with pytest.raises(NoSuchRep, match="has no reps yet"):
        book.mark(number, 1, "broke")


def test_another_word_is_no_mark(book, number):
    with pytest.raises(BadEntry, match="'fine' is no mark; say broke or clean"):
        book.mark(number, 1, "fine")
