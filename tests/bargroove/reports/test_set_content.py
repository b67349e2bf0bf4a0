"""What a report of a set says is what the logbook and the capture know of it."""

from __future__ import annotations

import json

import numpy as np
import pytest

from bargroove.logbook import open_logbook
from bargroove.reports.set_content import LOSSES, set_content
from tests import gym
from tests.entries import poor_rep
from tests.lifting import LOSING, clean_sets, keep, losing, mark, slid_set

NAMES = ("<script>alert(1)</script>", "=HYPERLINK(1)", "ليلى", "🏋️", "W" * 80)


@pytest.fixture
def book(data):
    with open_logbook() as book:
        book.add_lifter("Anna")
        yield book


def content(book, number: int):
    return set_content(book, book.one(number))


def about(book, number: int) -> dict[str, str]:
    return dict(content(book, number).about)


def test_reps_and_marks_are_those_of_the_logbook(book):
    number = keep(book, clean_sets(1)[0])
    mark(book, number, 6)
    held = book.one(number)
    said = content(book, number)
    assert said.reps == tuple(logged.rep for logged in held.reps)
    assert said.marks == ("clean",) * 5 + ("broke",)
    assert (said.lifter, said.lift, said.load_kg) == ("Anna", "squat", 100.0)
    assert (said.id, said.number, said.session) == (held.id, held.number, held.session)
    assert said.started.isoformat() == said.started.astimezone().isoformat()
    assert said.limits == held.head.limits


def test_other_limits_of_velocity_loss_are_tried_as_replay_does(book, bargroove):
    number = keep(book, losing(*LOSING))
    tried = {one.percent: one for one in content(book, number).what_ifs}
    assert tuple(tried) == LOSSES
    for percent, one in tried.items():
        replayed = bargroove("replay", number, "--velocity-loss", percent, "--json")
        assert one.stop_after_rep == json.loads(replayed.out)["now"][0]["stop_after_rep"]
    assert (tried[15].stop_after_rep, tried[15].why) == (5, "17 % slower")
    assert (tried[30].stop_after_rep, tried[30].why) == (None, "")


def test_what_else_would_have_ended_the_set_is_named(book):
    for reps in clean_sets(3):
        keep(book, reps)
    tried = content(book, keep(book, slid_set())).what_ifs
    assert tried[-1].stop_after_rep is not None
    assert "%" not in tried[-1].why


def test_the_groove_is_the_lifters_own_before_the_set(book):
    first, *_ = [keep(book, reps) for reps in clean_sets(3)]
    last = keep(book, slid_set())
    assert content(book, first).groove is None
    groove = content(book, last).groove
    assert groove is not None
    keep(book, slid_set())
    assert (content(book, last).groove.forward == groove.forward).all()


def test_what_the_limits_stand_on_is_told(book):
    for reps in clean_sets(3):
        keep(book, reps)
    told = content(book, keep(book, slid_set())).basis
    assert told.startswith("from 18 clean reps in 3 sets, and 0 marks; technique has failed beyond")
    assert content(book, 1).basis.startswith("default: not enough data (0 clean reps, 0 marks)")


def test_limits_that_are_not_known_are_none(book):
    said = content(book, keep(book, losing(0.0), limits=None))
    assert (said.limits, said.basis) == (None, "it is not known which limits it was judged by")


def test_whatever_else_is_known_is_told(book):
    number = keep(
        book,
        clean_sets(1)[0],
        phase="base",
        cue="chest up",
        note="نوم قليل 😴",
        sensor_model="BVM",
        sensor_uid="17",
        source="sim:squat?seed=1",
        capture="/home/anna/a.capture",
    )
    told = about(book, number)
    assert told["Note"] == "نوم قليل 😴"
    assert (told["Phase"], told["Cue"], told["Sensor"]) == ("base", "chest up", "BVM 17")
    assert (told["Simulated"], told["Capture"]) == ("sim:squat?seed=1", "a.capture")
    assert told["Set"] == "1 in the logbook, number 1 of session 1"
    assert "Film" not in told


def test_a_film_has_a_jump_for_each_rep_that_is_in_it(book):
    film = {"video": "/films/heavy day.mp4", "video_offset_s": -5.0}
    said = content(book, keep(book, clean_sets(1)[0], **film))
    first = next(rep for rep in said.reps if rep.start_s >= 5.0)
    assert said.film.url == "file:///films/heavy%20day.mp4"
    assert (said.film.jumps[0].rep, said.film.jumps[0].at_s) == (first.rep, first.start_s - 5.0)
    assert said.film.jumps[-1].rep == said.reps[-1].rep


@pytest.mark.parametrize("url", ["https://films.example/1", "http://x/y?z=1&w=2"])
def test_a_film_elsewhere_keeps_its_address(book, url):
    number = keep(book, clean_sets(1)[0], video=url, video_offset_s=1.0)
    assert content(book, number).film.url == url


def test_what_is_no_address_becomes_no_script(book):
    number = keep(book, clean_sets(1)[0], video="javascript:alert(1)", video_offset_s=1.0)
    assert content(book, number).film.url.startswith("file:///")


def test_a_film_that_is_not_lined_up_has_no_jumps(book):
    assert content(book, keep(book, clean_sets(1)[0], video="a.mp4")).film is None


@pytest.mark.parametrize("name", NAMES)
def test_names_stay_as_people_write_them(book, name):
    book.add_lifter(name)
    assert content(book, keep(book, clean_sets(1)[0], name)).lifter == name


def test_a_set_without_reps_or_without_a_valid_one_says_so(book):
    empty, poor = keep(book, []), keep(book, [poor_rep(1), poor_rep(2)])
    assert content(book, empty).summary is None
    assert content(book, empty).no_trace == "the set has no reps"
    assert content(book, poor).summary.best_mean_velocity is None


def test_a_set_that_was_cut_short_is_not_complete(book):
    number = keep(book, clean_sets(1)[0])
    book.put_reps(number, [logged.rep for logged in book.one(number).reps])
    assert not content(book, number).complete


def test_a_set_that_was_live_has_its_trace_and_facts(data, tmp_path_factory):
    with gym.opened(tmp_path_factory, data) as book:
        said = content(book, gym.FIRST)
    assert (said.trace is not None, said.no_trace) == (True, "")
    begin, end = said.reps[0].start_s, said.reps[-1].end_s
    assert said.trace.time[0] < begin - 5.0
    assert end < said.trace.time[-1] <= end + 5.0
    facts = {fact.name: fact.value for fact in said.facts}
    seconds = int(facts["Samples lost"].removeprefix("0 of ")) / 210.6
    assert end - begin < seconds < end - begin + 3.0
    assert dict(said.about)["Cue"] == "chest up"


@pytest.mark.parametrize(
    ("file", "lift"),
    [
        ("barspeed-field-rdl-3010-10rep.csv", "romanian_deadlift"),
        ("barspeed-field-bench-rotating-6rep-ok.csv", "bench"),
    ],
)
def test_a_real_recording_that_was_kept_shows_each_rep_where_it_is(
    bargroove, book, shared_data, file, lift
):
    path = shared_data / "real" / file
    assert bargroove("analyze", path, "--lift", lift, "--lifter", "Anna", "--keep").status == 0
    said = content(book, 1)
    assert dict(said.about)["Recording"] == file
    for rep in said.reps:
        inside = slice(*np.searchsorted(said.trace.time, (rep.start_s, rep.end_s)))
        mean = np.mean(said.trace.vertical_velocity[inside])
        assert mean == pytest.approx(rep.mean_velocity.value, abs=0.02)
