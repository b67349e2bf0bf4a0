from __future__ import annotations

import math
from dataclasses import asdict, replace

import numpy as np
import pytest

from bargroove.logbook import BadEntry, NoSuchSet, UnknownLifter, open_logbook
from tests.entries import START, calibration, head, poor_rep, rep, reps
from velocity import Measured
from velocity.rep import Range, Technique


def at(hour: float) -> str:
    minutes = round(60 * hour)
    return f"2026-03-14T{minutes // 60:02d}:{minutes % 60:02d}:00+00:00"


def test_a_set_is_there_from_its_first_rep_and_complete_at_its_end(book):
    number = book.begin_set(head())
    book.put_reps(number, reps(1))
    assert [said.rep for said in book.one(number).reps] == reps(1)
    assert [one.id for one in book.incomplete()] == [number]
    book.end_set(number, reps(3), ["the link was lost for 2 s"])
    held = book.one("last")
    assert held.complete
    assert held.notices == ("the link was lost for 2 s",)
    assert [said.rep for said in held.reps] == reps(3)
    assert book.incomplete() == []


def test_a_set_that_goes_on_is_incomplete_again(book):
    number = book.begin_set(head())
    book.end_set(number, reps(3), [])
    book.put_reps(number, reps(2))
    assert not book.one(number).complete
    assert len(book.one(number).reps) == 2


def test_what_is_not_known_of_a_rep_stays_unknown(book):
    number = book.begin_set(head())
    book.end_set(number, [poor_rep(1)], [])
    back = book.one(number).reps[0].rep
    assert math.isnan(back.mean_velocity.value)
    assert math.isnan(back.sticking_velocity.se)
    same = {"mean_velocity": rep(1).mean_velocity, "sticking_velocity": None}
    assert replace(back, **same) == replace(poor_rep(1), **same)


def test_what_cannot_be_a_number_in_json_comes_back(book):
    odd = rep(
        1,
        velocity_loss=Measured(0.2, math.inf),
        technique=Technique("unsure", math.nan, math.inf, math.inf, recovered=np.False_),
        left_muscular=Range(np.int64(1), np.float64(2.5), 3),
    )
    number = book.begin_set(head())
    book.end_set(number, [odd], [])
    back = book.one(number).reps[0].rep
    assert back.velocity_loss == odd.velocity_loss
    assert math.isnan(back.technique.score)
    assert back.technique.limit == math.inf
    assert back.left_muscular == Range(1, 2.5, 3)


def test_a_path_that_is_known_in_part_stays_so(book):
    course = rep(1).course
    gap = np.where(np.arange(21) == 7, np.nan, course.forward_se)
    number = book.begin_set(head())
    book.end_set(number, [rep(1, course=replace(course, forward_se=gap))], [])
    back = book.one(number).reps[0].rep.course
    assert np.array_equal(back.forward_se, gap, equal_nan=True)


def test_all_that_is_known_of_a_set_comes_back(book):
    book.add_lifter("Ana")
    full = head(
        "Ana",
        phase="strength",
        cue="spread the floor",
        note="näher am Körper\nsecond line",
        source="ble:BVM?rate=200",
        sensor_uid="BVM-17",
        sensor_model="BVM",
        offset_m=0.61,
        bar_axis=(0.0, 1.0, 0.0),
        capture="/gym/2026-03-14.capture",
        capture_set=2,
        capture_from_s=41.5,
        video="squat.mp4",
        video_offset_s=-1.25,
        taught=3,
    )
    assert book.one(book.begin_set(full)).head == full


def test_a_sensor_and_its_calibration_are_kept_once(book):
    used = head(calibration=calibration(), sensor_uid="BVM-17", sensor_model="BVM")
    first, second = book.begin_set(used), book.begin_set(used)
    for number in (first, second):
        back = book.one(number).head.calibration
        assert asdict(back).keys() == asdict(calibration()).keys()
        assert back.made == calibration().made
        assert np.array_equal(back.constants.vector(), calibration().constants.vector())


def test_what_is_known_of_a_set_can_be_changed(book):
    book.add_lifter("Ana")
    number = book.begin_set(head())
    book.end_set(number, reps(2), [])
    book.update_set(number, lifter="ana", cue="chest up", load_kg=102.5, video_offset_s=2.0)
    held = book.one(number)
    assert (held.head.lifter, held.head.cue, held.head.load_kg) == ("Ana", "chest up", 102.5)
    assert held.complete
    assert len(held.reps) == 2


def test_a_set_of_somebody_unknown_is_not_begun(book):
    with pytest.raises(UnknownLifter, match="no lifter 'Ana' in the logbook; it has none yet"):
        book.begin_set(head("Ana"))
    assert book.sets() == []


def test_a_set_at_no_time_is_not_begun(book):
    with pytest.raises(BadEntry, match="'yesterday' is no date or time"):
        book.begin_set(head(started="yesterday"))


def test_a_set_that_is_not_there_is_told(book):
    with pytest.raises(NoSuchSet, match="no set in the logbook yet"):
        book.one("last")
    number = book.begin_set(head())
    for call in (
        lambda: book.one(7),
        lambda: book.put_reps(7, reps(1)),
        lambda: book.end_set(7, reps(1), []),
        lambda: book.update_set(7, cue="up"),
        lambda: book.remove_set(7),
        lambda: book.mark(7, 1, "broke"),
    ):
        with pytest.raises(NoSuchSet, match=f"no set 7 in the logbook; the last one is {number}"):
            call()


def test_a_removed_set_is_gone_and_its_number_is_never_given_again(book):
    number = book.begin_set(head())
    book.end_set(number, reps(3), [])
    book.mark(number, 2, "broke")
    book.remove_set(number)
    assert book.sets() == []
    again = book.begin_set(head())
    assert again > number
    book.put_reps(again, reps(3))
    assert {said.mark for said in book.one(again).reps} == {None}


class TestSessions:
    def test_a_set_within_four_hours_of_the_last_belongs_to_its_session(self, book):
        for hour in (8, 11.9, 15.8, 19.9):
            book.begin_set(head(started=at(hour)))
        sessions = [one.session for one in book.sets()]
        assert sessions[0] == sessions[1] == sessions[2] != sessions[3]

    def test_each_lifter_has_their_own(self, book):
        book.add_lifter("Ana")
        book.add_lifter("Bo")
        for lifter in ("Ana", "Bo", None, "Ana"):
            book.begin_set(head(lifter))
        ana, bo, nobody, again = (one.session for one in sorted(book.sets(), key=lambda s: s.id))
        assert ana == again
        assert len({ana, bo, nobody}) == 3

    def test_sets_are_numbered_by_lift_within_a_session(self, book):
        for hour, lift in ((8, "squat"), (8.1, "squat"), (8.2, "bench"), (20, "squat")):
            book.begin_set(head(started=at(hour), lift=lift))
        assert [one.number for one in book.sets()] == [1, 2, 1, 1]
        assert [one.number for one in book.sets(lift="squat", most=2)] == [2, 1]

    def test_sets_that_come_in_any_order_are_the_same_sessions(self, book):
        for hour in (19, 8, 11, 18, 5):
            book.begin_set(head(started=at(hour)))
        found = book.sets()
        assert [one.head.started_utc for one in found] == [at(h) for h in (5, 8, 11, 18, 19)]
        assert [one.number for one in found] == [1, 2, 3, 1, 2]
        book.begin_set(head(started=at(14.5)))
        assert len({one.session for one in book.sets()}) == 1

    def test_a_set_that_was_somebody_elses_leaves_their_session(self, book):
        book.add_lifter("Ana")
        first, second = book.begin_set(head()), book.begin_set(head())
        book.update_set(second, lifter="Ana")
        assert book.one(first).session != book.one(second).session
        assert book.one(second).number == 1


@pytest.mark.parametrize("note", ["a\0b", "no \udce9 utf-8"])
def test_text_of_any_origin_is_taken(book, note):
    number = book.begin_set(head(note=note))
    book.end_set(number, [], [note])
    assert book.one(number).head.note in ("ab", "no ? utf-8")


class TestHistory:
    @pytest.fixture(autouse=True)
    def sets(self, book):
        book.add_lifter("Ana")
        for day, lifter, lift in (
            (1, "Ana", "squat"),
            (2, None, "bench"),
            (3, "Ana", "bench"),
            (4, "Ana", "squat"),
        ):
            book.begin_set(head(lifter, f"2026-03-0{day}T18:00:00Z", lift=lift))

    @pytest.mark.parametrize(
        ("asked", "days"),
        [
            ({}, "1234"),
            ({"lifter": " ANA "}, "134"),
            ({"lift": "bench"}, "23"),
            ({"lifter": "Ana", "lift": "squat"}, "14"),
            ({"most": 2}, "34"),
            ({"lifter": "Ana", "most": 2}, "34"),
            ({"since": "2026-03-02"}, "234"),
            ({"until": "2026-03-03"}, "123"),
            ({"until": "2026-03-03T17:59"}, "12"),
            ({"since": "2026-03-02T18:00:00", "until": "2026-03-02T18:00:00Z"}, "2"),
            ({"since": "2026-03-02T20:30+02:00"}, "34"),
            ({"since": "2027-01-01"}, ""),
        ],
    )
    def test_can_be_asked_for_in_part(self, book, asked, days):
        assert "".join(one.head.started_utc[9] for one in book.sets(**asked)) == days

    def test_of_somebody_unknown_is_told(self, book):
        with pytest.raises(UnknownLifter, match="the nearest: 'Ana'"):
            book.sets(lifter="Anna")

    def test_at_no_time_is_told(self, book):
        with pytest.raises(BadEntry, match="'March' is no date or time; write 2026-03-14"):
            book.sets(since="March")


def test_a_logbook_is_the_same_when_it_is_opened_again(book, address):
    number = book.begin_set(head())
    book.end_set(number, reps(5), [])
    with open_logbook(address) as again:
        assert again.sets() == book.sets()
        assert again.one(number).head.started_utc == START
