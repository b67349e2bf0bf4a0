from __future__ import annotations

import pytest

from bargroove.logbook import BadEntry, HasSets, NameTaken, UnknownLifter
from tests.entries import head, reps


def names(book):
    return [lifter.name for lifter in book.lifters()]


def test_lifters_are_listed_by_name(book):
    for name in ("Cy", "ana", "Bo"):
        book.add_lifter(name, note="left-handed")
    assert names(book) == ["ana", "Bo", "Cy"]
    assert book.lifter("bo").note == "left-handed"


@pytest.mark.parametrize("same", ["Ana María", "ANA MARÍA", "  ana   maría ", "ana\tmaría"])
def test_a_name_is_one_whatever_its_case_and_space(book, same):
    first = book.add_lifter("Ana María")
    assert book.lifter(same) == first
    with pytest.raises(NameTaken, match="'Ana María' is in the logbook already"):
        book.add_lifter(same)
    assert names(book) == ["Ana María"]


@pytest.mark.parametrize("name", ["", "  ", "a\x00b", "\x1b[31m", "x" * 81])
def test_what_is_no_name_is_refused(book, name):
    with pytest.raises(BadEntry, match="1 to 80 letters"):
        book.add_lifter(name)
    assert names(book) == []


def test_an_unknown_lifter_is_told_with_the_nearest(book):
    with pytest.raises(UnknownLifter, match="it has none yet: bargroove lifters add"):
        book.lifter("Ana")
    for name in ("Ana", "Hanna", "Bo"):
        book.add_lifter(name)
    with pytest.raises(UnknownLifter, match="in the logbook; the nearest: 'Hanna', 'Ana'"):
        book.lifter("Anna")
    with pytest.raises(UnknownLifter, match="it has: 'Ana', 'Bo', 'Hanna'"):
        book.lifter("Xyz")


class TestRenaming:
    def test_keeps_all_else(self, book):
        before = book.add_lifter("Ana")
        number = book.begin_set(head("Ana"))
        book.rename_lifter("ana", "Ana María")
        assert book.lifter("Ana María").id == before.id
        assert book.one(number).head.lifter == "Ana María"

    def test_may_change_only_the_case(self, book):
        book.add_lifter("ana")
        assert book.rename_lifter("ana", "Ana").name == "Ana"

    def test_to_a_name_that_is_taken_changes_nothing(self, book):
        book.add_lifter("Ana")
        book.add_lifter("Bo")
        with pytest.raises(NameTaken):
            book.rename_lifter("Ana", "BO")
        assert names(book) == ["Ana", "Bo"]


class TestMerging:
    def test_makes_one_history_of_two(self, book):
        book.add_lifter("Ana")
        book.add_lifter("Anna")
        for name, hour in (("Ana", 8), ("Anna", 9), ("Ana", 10)):
            number = book.begin_set(head(name, f"2026-03-14T{hour:02d}:00:00Z"))
            book.end_set(number, reps(2), [])
        book.mark(number, 1, "broke")
        book.merge_lifters("Anna", into="Ana")
        assert names(book) == ["Ana"]
        found = book.sets(lifter="Ana")
        assert [one.number for one in found] == [1, 2, 3]
        assert len({one.session for one in found}) == 1
        assert book.one(number).reps[0].mark == "broke"

    def test_keeps_the_limits_of_the_one_that_stays(self, book):
        for name, loss in (("Ana", 0.1), ("Anna", 0.3)):
            book.add_lifter(name)
            book.set_overrides(name, "squat", velocity_loss=loss)
        book.set_overrides("Anna", "bench", velocity_loss=0.4)
        book.merge_lifters("Anna", into="Ana")
        assert book.overrides("Ana", "squat") == {"velocity_loss": 0.1}
        assert book.overrides("Ana", "bench") == {"velocity_loss": 0.4}

    def test_with_oneself_or_a_stranger_changes_nothing(self, book):
        book.add_lifter("Ana")
        with pytest.raises(BadEntry, match="one lifter already"):
            book.merge_lifters("Ana", into="ANA")
        with pytest.raises(UnknownLifter):
            book.merge_lifters("Ana", into="Bo")
        assert names(book) == ["Ana"]


class TestRemoving:
    def test_is_refused_where_sets_would_go_too(self, book):
        book.add_lifter("Ana")
        book.begin_set(head("Ana"))
        with pytest.raises(HasSets, match="'Ana' has 1 set in the logbook, which would go too"):
            book.remove_lifter("Ana")
        assert len(book.sets(lifter="Ana")) == 1

    def test_takes_the_sets_along_if_that_is_asked(self, book):
        book.add_lifter("Ana")
        book.set_overrides("Ana", "squat", buffer=2)
        number = book.begin_set(head("Ana"))
        book.end_set(number, reps(3), [])
        book.mark(number, 1, "clean")
        others = book.begin_set(head())
        book.remove_lifter("Ana", with_sets=True)
        assert names(book) == []
        assert [one.id for one in book.sets()] == [others]
