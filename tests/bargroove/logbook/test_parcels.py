from __future__ import annotations

from dataclasses import replace

import pytest

from bargroove.logbook import BadEntry
from bargroove.logbook.parcels import (
    PackedLifter,
    PackedMark,
    PackedOverride,
    PackedSet,
    Parcel,
)
from tests import entries

FIRST = PackedSet(
    entries.head("Ann"),
    (entries.rep(1), entries.rep(2)),
    (
        PackedMark(1, "clean", "2026-03-14T18:01:00+00:00"),
        PackedMark(1, "broke", "2026-03-14T18:02:00+00:00"),
        PackedMark(2, "broke", "2026-03-14T18:02:00+00:00", "2026-03-14T18:03:00+00:00"),
    ),
    ("an axis was stuck",),
    id=1,
)
LATER = PackedSet(entries.head("Ann", "2026-03-14T20:00:00+00:00"), (entries.rep(1),), id=2)
PARCEL = Parcel(
    (PackedLifter("Ann", "2026-03-01T00:00:00+00:00", "left knee"),),
    (FIRST, LATER),
    (PackedOverride("Ann", "squat", "", {"velocity_loss": 0.15}),),
)


def test_what_goes_in_comes_out(book):
    done = book.unpack(PARCEL)
    assert (done.lifters, done.sets, done.duplicates, done.overrides) == (
        ("Ann",),
        PARCEL.sets,
        0,
        1,
    )
    assert book.pack() == PARCEL
    assert [logged.mark for logged in book.one(1).reps] == ["broke", None]
    assert book.overrides("Ann", "squat") == {"velocity_loss": 0.15}


def test_what_is_there_is_not_added_again(book):
    book.unpack(PARCEL)
    done = book.unpack(PARCEL)
    assert (done.lifters, done.sets, done.duplicates, done.overrides) == ((), (), 2, 0)
    assert book.pack() == PARCEL


def test_limits_that_are_set_stay(book):
    book.add_lifter("ann")
    book.set_overrides("Ann", "squat", velocity_loss=0.3)
    book.unpack(PARCEL)
    assert book.overrides("Ann", "squat") == {"velocity_loss": 0.3}


def test_trying_it_out_changes_nothing(book):
    assert len(book.unpack(PARCEL, keep=False).sets) == 2
    assert book.pack() == Parcel()
    assert book.unpack(PARCEL).sets == PARCEL.sets


def test_a_parcel_goes_in_whole_or_not_at_all(book):
    broken = replace(LATER, head=replace(LATER.head, started_utc="soon"))
    with pytest.raises(BadEntry):
        book.unpack(replace(PARCEL, sets=(FIRST, broken)))
    assert book.pack() == Parcel()


def test_sets_that_come_later_join_their_sessions(book):
    book.unpack(replace(PARCEL, sets=(LATER,)))
    book.unpack(PARCEL)
    assert [one.number for one in book.sets()] == [1, 2]
    assert len({one.session for one in book.sets()}) == 1


def test_a_set_of_which_the_day_is_known_is_known_by_the_day(book):
    book.unpack(PARCEL)
    at_noon = replace(FIRST, head=replace(FIRST.head, started_utc="2026-03-14T12:00:00+00:00"))
    assert book.unpack(Parcel(sets=(at_noon,), by_day=True)).duplicates == 1
    assert book.unpack(Parcel(sets=(at_noon,)), keep=False).duplicates == 0


def test_nobody_s_sets_are_exchanged_too(book):
    nobodys = replace(LATER, head=entries.head(None))
    book.unpack(Parcel(sets=(nobodys,)))
    assert book.unpack(Parcel(sets=(nobodys,))).duplicates == 1


def test_new_sets_still_get_numbers_of_their_own(book):
    book.unpack(PARCEL)
    assert book.begin_set(entries.head("Ann", "2026-03-15T20:00:00+00:00")) == 3
