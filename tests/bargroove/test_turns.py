"""Who lifts now and who next, on a real logbook."""

from __future__ import annotations

from contextlib import closing

import pytest

from bargroove.book import open_book
from bargroove.logbook import BadEntry, UnknownLifter, open_logbook
from bargroove.turns import Turns
from bargroove.wanted import Wanted


@pytest.fixture
def book():
    with open_logbook() as logbook:
        for name in ("Anna", "Ben"):
            logbook.add_lifter(name)
        logbook.set_overrides("Ben", "bench", velocity_loss=0.30)
    with closing(open_book("anna")) as opened:
        yield opened


def names(turns):
    return turns.turn.lifter, *turns.queue


def test_each_lifter_has_limits_of_their_own(book):
    turns = Turns(
        book, Wanted("squat", "anna", 100.0), ["Ben"], {"Ben": Wanted("bench", "Ben", 80)}
    )
    assert turns.title == "squat, 100 kg, Anna"
    assert turns.turn.alert.limits.velocity_loss == 0.20
    assert turns.turn.after == ("Ben",)
    assert turns.next()
    assert turns.title == "bench, 80 kg, Ben"
    assert turns.turn.alert.limits.velocity_loss == 0.30
    assert turns.turn.after == ("Anna",)


def test_turns_go_round_and_each_lifter_finds_the_rack_as_it_was_left(book):
    turns = Turns(book, Wanted("squat", "Anna", 100.0), ["Ben"])
    turns.change_load(2)
    turns.change_limit(1)
    turns.next()
    assert (names(turns), turns.turn.load_kg) == (("Ben", "Anna"), None)
    assert turns.turn.alert.limits.velocity_loss == 0.20
    turns.next()
    assert (names(turns), turns.turn.load_kg) == (("Anna", "Ben"), 105.0)
    assert turns.turn.alert.limits.velocity_loss == 0.25


def test_a_lifter_who_is_new_to_the_rack_begins_with_what_was_said_for_all(book):
    base = Wanted("squat", "Anna", 100.0, target=0.6, chosen={"velocity_loss": 0.10})
    turns = Turns(book, base, ["Ben"])
    turns.next()
    assert turns.turn.alert.limits.velocity_loss == 0.10
    assert (turns.turn.load_kg, turns.turn.target) == (None, None)


def test_a_lifter_is_known_whatever_the_case_of_the_name(book):
    turns = Turns(book, Wanted("squat", "Anna"), ["ben"], {"Ben": Wanted("bench", "Ben", 60.0)})
    turns.next()
    assert turns.title == "bench, 60 kg, Ben"


def test_a_name_that_cannot_be_one_holds_nobody_up(book):
    turns = Turns(book, Wanted("squat", "Anna"), ["\n", "Ben"])
    with pytest.raises(BadEntry):
        turns.next()
    assert names(turns) == ("Anna", "Ben")
    assert turns.next()


def test_what_was_chosen_holds_for_the_same_lifter_and_lift_alone(book):
    turns = Turns(book, Wanted("squat", "Anna"), ["Ben"])
    turns.change_limit(-1)
    assert turns.chosen("anna", "squat") == {"velocity_loss": 0.15}
    assert turns.chosen("Anna", "bench") == turns.chosen("Ben", "squat") == {}


def test_nobody_is_next_in_an_empty_queue(book):
    turns = Turns(book, Wanted("squat", "Anna"))
    assert not turns.next()
    assert names(turns) == ("Anna",)


def test_the_limit_moves_by_steps_and_beyond_the_last_it_is_off(book):
    turns = Turns(book, Wanted("squat", "Anna"))
    seen = []
    for _ in range(10):
        turns.change_limit(1)
        seen.append(turns.turn.alert.limits.velocity_loss)
    assert seen[:3] == [0.25, 0.30, 0.35]
    assert seen[-1] is None
    turns.change_limit(-1)
    assert turns.turn.alert.limits.velocity_loss == 0.60
    for _ in range(20):
        turns.change_limit(-1)
    assert turns.turn.alert.limits.velocity_loss == 0.05


def test_a_load_never_falls_to_nothing(book):
    turns = Turns(book, Wanted("squat", "Anna"))
    turns.change_load(1)
    assert turns.turn.load_kg == 22.5
    for _ in range(20):
        turns.change_load(-1)
    assert turns.turn.load_kg == 2.5
    assert turns.turn.alert.load_kg == 2.5


def test_a_lifter_who_is_new_is_added_when_it_is_their_turn(book):
    turns = Turns(book, Wanted("squat", "Anna"))
    turns.begin(Wanted("squat", "Cleo"), ["Anna"])
    assert names(turns) == ("Cleo", "Anna")
    with open_logbook() as logbook:
        assert "Cleo" in [one.name for one in logbook.lifters()]


def test_a_name_that_cannot_be_one_changes_nothing(book):
    turns = Turns(book, Wanted("squat", "Anna"))
    with pytest.raises(BadEntry):
        turns.begin(Wanted("squat", "\n"), ["Ben"])
    assert names(turns) == ("Anna",)


def test_a_book_turns_to_no_stranger_unasked(book):
    with pytest.raises(UnknownLifter):
        book.turn_to("Cleo")
