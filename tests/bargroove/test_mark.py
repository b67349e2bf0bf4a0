from __future__ import annotations

import pytest

from bargroove.logbook import open_logbook
from tests.entries import head, reps


@pytest.fixture
def two_sets(data):
    """A logbook with a set of nobody's and one of Anna's."""
    with open_logbook() as book:
        book.add_lifter("Anna")
        book.end_set(book.begin_set(head()), reps(5), [])
        book.end_set(book.begin_set(head("Anna", "2026-03-14T19:00:00+00:00")), reps(3), [])


@pytest.mark.usefixtures("two_sets")
def test_a_mark_is_told_as_it_now_is(bargroove):
    told, limit = bargroove("mark", 2, 3, "broke").out.splitlines()
    assert told == "Set 2 (squat, Anna), rep 3: broke. Marked in this set: 1 broke, 0 clean."
    assert limit.startswith("Technique has failed beyond 4.5 spreads: default, not enough marks")
    assert "rep 3: clean" in bargroove("mark", "last", "last", "clean").out
    assert "rep 3: broke" in bargroove("mark", "last", 3, "undo").out
    assert "rep 3: not marked" in bargroove("mark", "last", 3, "undo").out


@pytest.mark.usefixtures("two_sets")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((9, 1, "broke"), "no set 9 in the logbook; the last one is 2"),
        ((1, 6, "broke"), "no rep 6 in set 1: it has 1 to 5"),
        ((1, 2, "undo"), "rep 2 of set 1 has no mark to undo"),
    ],
)
def test_a_mark_on_what_is_not_there_changes_nothing(bargroove, arguments, told):
    result = bargroove("mark", *arguments)
    assert (result.status, result.out, result.err) == (1, "", f"bargroove: {told}\n")


@pytest.mark.usefixtures("data")
def test_in_an_empty_logbook_there_is_nothing_to_mark(bargroove):
    assert "there is no set in the logbook yet" in bargroove("mark", "last", 1, "broke").err


@pytest.mark.parametrize("arguments", [(1, 1, "good"), ("first", 1, "broke"), (1, 0, "broke")])
def test_wrong_usage(bargroove, arguments):
    assert bargroove("mark", *arguments).status == 2
