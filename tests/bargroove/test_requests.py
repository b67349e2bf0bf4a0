"""What people ask for in the midst of a set, done to a real one with a real logbook."""

from __future__ import annotations

import asyncio
import json
from contextlib import closing

import pytest

from bargroove.book import open_book
from bargroove.live import follow
from bargroove.logbook import open_logbook
from bargroove.place import Place, ended
from bargroove.requests import Requests
from bargroove.turns import Turns
from bargroove.wanted import Wanted
from gui.display.actions import Action
from gui.live_state import LiveState
from velocity.events import RepFinished, SetEnded
from velocity.rep import DISCARDED

SET = "sim:squat?seed=1&speed=0"


class Person:
    """Watches, and asks for things when a rep is over."""

    def __init__(self, asks):
        self.asks, self.said, self.requests = asks, [], None

    def show(self, event):
        match event:
            case RepFinished(rep=rep):
                when = (rep.set, rep.rep)
            case SetEnded(summary=summary):
                when = (summary.set, "over")
            case _:
                return
        for action in self.asks.pop(when, ()):
            self.requests.do(action)

    def say(self, text):
        self.said.append(text)

    def draw(self):
        pass

    def close(self):
        pass


@pytest.fixture
def lifted(tmp_path, data):
    """Lift sets, and ask for things after some reps; returns the person and the live set."""

    def lifting(asks, *, sets=1, queue=("Ben",)):
        numbers = iter(range(100))
        with open_logbook() as logbook:
            for name in ("Anna", "Ben"):
                logbook.add_lifter(name)
        with closing(open_book("Anna")) as book:
            turns = Turns(book, Wanted("squat", "Anna", 100.0), queue)
            person, state = Person(asks), LiveState("")
            place = Place(
                f"{SET}&sets={sets}", 208.0, lambda: tmp_path / f"{next(numbers)}.capture"
            )
            live = place.live_set(turns, state, person, book.keeper())
            person.requests = Requests(live)
            with ended(live):
                asyncio.run(follow(live.source, live.take, person.draw))
        return person, live

    return lifting


def logged():
    with open_logbook() as logbook:
        return logbook.sets()


def test_a_load_that_was_typed_wrong_is_put_right_in_the_set_it_is_of(lifted):
    lifted({(1, 2): [Action.LOAD_UP], (1, "over"): [Action.LOAD_UP, Action.LOAD_UP]}, sets=2)
    assert [one.head.load_kg for one in logged()] == [102.5, 107.5]


def test_a_limit_that_is_changed_in_a_set_holds_for_the_whole_of_it(lifted):
    lifted({(1, 6): [Action.LIMIT_DOWN, Action.LIMIT_DOWN]})
    (first,) = logged()
    assert first.head.limits.velocity_loss == 0.10
    verdicts = [logged.rep.verdict for logged in first.reps]
    assert "rack" in verdicts


def test_the_next_lifters_sets_are_theirs_and_have_captures_of_their_own(lifted):
    person, live = lifted({(1, "over"): [Action.NEXT_LIFTER]}, sets=2)
    first, second = logged()
    assert (first.head.lifter, second.head.lifter) == ("Anna", "Ben")
    assert first.head.capture != second.head.capture
    assert second.head.load_kg is None
    assert "now: squat, Ben" in person.said
    assert [live.turn_of[number].lifter for number in (1, 2)] == ["Anna", "Ben"]


def test_a_set_can_be_ended_by_hand_and_the_next_rep_begins_another(lifted):
    lifted({(1, 3): [Action.END_SET]})
    assert [len(one.reps) for one in logged()] == [3, 4]
    assert all(one.complete for one in logged())


def test_a_capture_of_a_set_that_was_ended_by_hand_tells_that_set_again(lifted, bargroove):
    lifted({(1, 3): [Action.END_SET]})
    second = logged()[1]
    again = bargroove("analyze", second.head.capture, "--lift", "squat", "--json")
    assert again.status == 0


def test_a_discarded_rep_stays_in_the_logbook_and_says_so(lifted):
    person, _ = lifted({(1, 2): [Action.DISCARD, Action.DISCARD]})
    reps = [one.rep for one in logged()[0].reps]
    assert [rep.rep for rep in reps if rep.doubts == (DISCARDED,)] == [2]
    assert any("discarded already" in text for text in person.said)


def test_a_rep_of_a_set_that_was_ended_by_hand_can_still_be_discarded(lifted):
    lifted({(1, "over"): [Action.END_SET, Action.DISCARD]})
    assert [one.rep.counts for one in logged()[0].reps][-2:] == [True, False]
    assert logged()[0].complete


def test_and_be_taken_back(lifted):
    lifted({(1, "over"): [Action.END_SET, Action.DISCARD, Action.UNDO]})
    assert all(one.rep.counts for one in logged()[0].reps)


def test_a_discarded_rep_comes_back_by_undo_also_after_other_marks(lifted):
    lifted({(1, 2): [Action.DISCARD, Action.BROKE, Action.UNDO, Action.UNDO]})
    rep = logged()[0].reps[1]
    assert (rep.rep.counts, rep.mark) == (True, None)


def test_a_load_that_is_put_on_in_a_short_rest_is_of_the_next_set(lifted):
    lifted({(1, 3): [Action.END_SET, Action.LOAD_UP]})
    first, second = logged()
    assert [one.head.load_kg for one in (first, second)] == [100.0, 102.5]
    assert len(first.reps) == 3
    assert second.reps[0].rep.velocity_loss.value == 0.0


def test_the_capture_of_a_set_that_was_put_right_in_its_midst_holds_the_whole_set(
    lifted, bargroove
):
    lifted({(1, 2): [Action.LOAD_UP], (1, 4): [Action.LIMIT_UP]})
    (one,) = logged()
    again = bargroove("analyze", one.head.capture, "--lift", "squat", "--json")
    assert len(json.loads(again.out)["reps"]) == len(one.reps) == 7


def test_captures_of_quick_turns_hold_each_rep_once(lifted, bargroove):
    lifted({(1, 3): [Action.NEXT_LIFTER]})
    before = sorted((one.head.lifter, len(one.reps)) for one in logged())
    captures = [one.head.capture for one in logged()]
    with open_logbook() as logbook:
        for one in logged():
            logbook.remove_set(one.id)
    assert bargroove("recover", *captures).status == 0
    assert sorted((one.head.lifter, len(one.reps)) for one in logged()) == before


def test_undo_takes_back_what_was_done_last(lifted):
    person, _ = lifted({(1, 2): [Action.BROKE, Action.DISCARD, Action.UNDO, Action.UNDO]})
    rep = logged()[0].reps[1]
    assert rep.rep.valid
    assert rep.mark is None
    assert person.said[-1] == "rep 2 is marked not"


def test_the_keys_can_be_about_an_earlier_rep(lifted):
    lifted({(1, 3): [Action.EARLIER_REP, Action.EARLIER_REP, Action.BROKE]})
    assert [one.mark for one in logged()[0].reps][:3] == ["broke", None, None]


def test_before_the_first_rep_there_is_nothing_to_discard_or_to_mark(lifted):
    person, live = lifted({}, queue=())
    requests = Requests(live)
    live.state.reps = []
    requests.do(Action.DISCARD)
    requests.do(Action.BROKE)
    requests.do(Action.NEXT_LIFTER)
    told = "there is no rep to discard yet", "there is no rep to mark yet"
    assert person.said[-3:-1] == list(told)
    assert "nobody is next" in person.said[-1]
