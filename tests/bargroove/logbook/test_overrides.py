from __future__ import annotations

import pytest

from bargroove.logbook import BadEntry, UnknownLifter


@pytest.fixture(autouse=True)
def ana(book):
    book.add_lifter("Ana")


def test_nothing_is_set_at_first(book):
    assert book.overrides("Ana", "squat") == {}
    assert not book.reset_overrides("Ana", "squat")


def test_limits_are_set_one_by_one_and_may_be_off(book):
    book.set_overrides("Ana", "squat", velocity_loss=0.15, policy="strict")
    book.set_overrides("ana", "squat", velocity_loss=None, cap=10, cycle_days=28)
    held = {"velocity_loss": None, "policy": "strict", "cap": 10, "cycle_days": 28}
    assert book.overrides("Ana", "squat") == held
    assert book.overrides("Ana", "bench") == {}


def test_a_phases_own_limits_win_over_those_of_any_phase(book):
    book.set_overrides("Ana", "squat", velocity_loss=0.15, buffer=2)
    book.set_overrides("Ana", "squat", "peaking", velocity_loss=0.1)
    assert book.overrides("Ana", "squat", "peaking") == {"velocity_loss": 0.1, "buffer": 2}
    assert book.overrides("Ana", "squat", "strength") == {"velocity_loss": 0.15, "buffer": 2}


def test_limits_are_reset_for_one_phase_at_a_time(book):
    book.set_overrides("Ana", "squat", buffer=2)
    book.set_overrides("Ana", "squat", "peaking", buffer=0)
    assert book.reset_overrides("Ana", "squat", "peaking")
    assert book.overrides("Ana", "squat", "peaking") == {"buffer": 2}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"velocity_los": 0.2}, "no limit 'velocity_los'; there is velocity_loss"),
        ({"velocity_loss": 20.0}, "velocity_loss lies between"),
        ({"policy": "reckless"}, "no policy 'reckless'"),
        ({"cap": -1}, "cap is 0 or more, not -1"),
        ({"cycle_days": 0}, "cycle_days is 1 or more, not 0"),
    ],
)
def test_what_is_no_limit_is_refused_and_the_others_stay(book, fields, told):
    book.set_overrides("Ana", "squat", buffer=2)
    with pytest.raises(BadEntry, match=told):
        book.set_overrides("Ana", "squat", buffer=1, **fields)
    assert book.overrides("Ana", "squat") == {"buffer": 2}


def test_limits_of_somebody_unknown_are_told(book):
    with pytest.raises(UnknownLifter):
        book.overrides("Bo", "squat")
    with pytest.raises(UnknownLifter):
        book.set_overrides("Bo", "squat", buffer=1)
