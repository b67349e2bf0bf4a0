"""``bargroove film``, with real films of a simulated set of deadlifts."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from bargroove.logbook import open_logbook
from firmware_bridge.recordings import read_recording
from hardware.simulated import UNCALIBRATED, random_plan, simulate, write_csv
from tests import films
from tests.entries import head
from velocity import LIFTS, analyze

BEFORE = 6.78  # s of the film before the sensor's first sample
CLOSE = 0.05  # s
pytestmark = films.needs_ffmpeg


def recorded(folder, variant, seed):
    """A set: its recording, its reps as they are measured, and its bangs."""
    rng = np.random.default_rng(seed)
    sim = simulate(random_plan(variant, rng), UNCALIBRATED, rng)
    path = folder / f"{variant}.csv"
    write_csv(sim, path)
    reps = analyze(read_recording(path).samples, LIFTS[sim.lift]).reps
    times, sizes = films.impacts_of(sim)
    return SimpleNamespace(path=path, lift=sim.lift, reps=reps, times=times, sizes=sizes, sim=sim)


@pytest.fixture(scope="module")
def deadlifts(tmp_path_factory):
    return recorded(tmp_path_factory.mktemp("deadlifts"), "deadlift", 5)


@pytest.fixture(scope="module")
def film(deadlifts, tmp_path_factory):
    """A film of the set in a gym: music, noise and other people's bangs."""
    rng, duration = np.random.default_rng(1), float(deadlifts.sim.times[-1]) + 15.0
    sound = films.bangs(rng, duration, deadlifts.times + BEFORE, deadlifts.sizes / 40.0)
    sound += films.bangs(rng, duration, rng.uniform(0.0, duration, 5), np.ones(5))
    sound += 0.05 * films.noise(rng, duration) + 0.1 * films.music(rng, duration)
    path = tmp_path_factory.mktemp("films") / "-Übung 1.mp4"
    films.write_film(path, films.recorded(sound), duration)
    return path


@pytest.fixture
def kept(data, deadlifts):
    return keep(deadlifts)


def keep(lifted):
    """Keep a set in the logbook, and return its number."""
    with open_logbook() as book:
        about = head(None, lift=lifted.lift, load_kg=140.0, source=f"file:{lifted.path}")
        number = book.begin_set(about)
        book.end_set(number, lifted.reps)
    return number


def film_of(number):
    with open_logbook() as book:
        one = book.one(number).head
    return one.video, one.video_offset_s


def test_a_set_is_found_in_its_film_by_the_bangs(bargroove, kept, film, deadlifts):
    before = film.read_bytes(), film.stat().st_mtime_ns
    result = bargroove("film", "last", f"{film.parent}/../{film.parent.name}/{film.name}")
    assert (result.status, result.err) == (0, "")
    video, offset = film_of(kept)
    assert video == str(film)
    assert offset == pytest.approx(BEFORE, abs=CLOSE)
    assert "bangs that the sensor felt are heard there" in result.out
    assert f"bargroove report {kept}" in result.out
    rows = [line.split() for line in result.out.splitlines() if line[:3].strip().isdigit()]
    assert len(rows) == len(deadlifts.sim.truth.reps)
    for row, rep in zip(rows, deadlifts.sim.truth.reps, strict=True):
        minutes, seconds = row[1].split(":")
        at = 60 * int(minutes) + float(seconds)
        assert at == pytest.approx(BEFORE + rep.start_s, abs=CLOSE + 0.1)
    assert (film.read_bytes(), film.stat().st_mtime_ns) == before


def test_programs_read_the_same(bargroove, kept, film):
    told = json.loads(bargroove("film", kept, film, "--json").out)
    assert told["video_offset_s"] == pytest.approx(BEFORE, abs=CLOSE)
    assert 0.0 < told["video_offset_s_se"] < CLOSE
    assert (told["found_by"], told["before"], told["clips"]) == ("sound", None, [])
    with open_logbook() as book:
        reps = [logged.rep for logged in book.one(kept).reps]
    offset = told["video_offset_s"]
    assert [jump["at_s"] for jump in told["jumps"]] == pytest.approx(
        [offset + rep.start_s for rep in reps], abs=2e-4
    )
    assert [jump["verdict"] for jump in told["jumps"]] == [rep.verdict for rep in reps]


def test_one_marked_rep_is_enough(bargroove, kept, film, deadlifts):
    told = json.loads(bargroove("film", kept, film, "--rep", 3, "--at", "0:41.2", "--json").out)
    assert told["jumps"][2]["at_s"] == pytest.approx(41.2, abs=1e-4)
    assert film_of(kept)[1] == pytest.approx(41.2 - deadlifts.reps[2].start_s)


def test_a_second_film_takes_the_place_of_the_first_which_is_told(bargroove, kept, film):
    bargroove("film", kept, "https://example.org/film.mp4", "--offset", "1:02.5")
    assert film_of(kept) == ("https://example.org/film.mp4", 62.5)
    result = bargroove("film", kept, film, "--offset", 3)
    assert "Before, it was https://example.org/film.mp4, the set's first sample at 1:02.50." in (
        result.out
    )
    assert film_of(kept) == (str(film), 3.0)
    again = bargroove("film", kept)
    assert "at 0:03.00, as the logbook has it" in again.out
    assert "Before" not in again.out


def test_a_film_is_forgotten_and_stays(bargroove, kept, film):
    bargroove("film", kept, film, "--offset", 3)
    assert "has no film any more" in bargroove("film", kept, "--forget").out
    assert film_of(kept) == ("", None)
    assert film.exists()
    assert "has no film." in bargroove("film", kept, "--forget").out
    result = bargroove("film", kept)
    assert (result.status, result.err) == (
        1, f"bargroove: set {kept} has no film yet: bargroove film {kept} VIDEO\n",
    )  # fmt: skip


def test_reps_that_the_film_does_not_show_are_told(bargroove, kept, film, deadlifts):
    offset = -deadlifts.reps[0].start_s - 1.0
    result = bargroove("film", kept, film, f"--offset={offset}")
    assert "The film begins after the start of 1 rep." in result.out
    told = json.loads(bargroove("film", kept, "--json").out)
    assert told["jumps"][0]["at_s"] is None
    assert told["jumps"][1]["at_s"] > 0.0
    refused = bargroove("film", kept, film, "--offset", 5000)
    assert refused.status == 1
    assert "no rep would lie in" in refused.err
    assert film_of(kept)[1] == pytest.approx(offset)


def test_clips_are_cut_one_for_each_rep(bargroove, kept, film, data, deadlifts):
    more = ("--clips", "--before", 0.2, "--after", 0.1)
    last = deadlifts.reps[-1]
    offset = 1.0 - last.start_s  # the film shows the last rep alone
    result = bargroove("film", kept, film, f"--offset={offset}", *more)
    folder = data / "clips" / f"set-{kept}"
    name = f"rep-{last.rep:02d}-{last.mean_velocity.value:.2f}-ms.mp4"
    assert result.out.splitlines()[-1] == f"1 clip in {folder}"
    assert [path.name for path in folder.iterdir()] == [name]
    chosen = data / "mine"
    told = json.loads(bargroove("film", kept, "--clips", chosen, *more[1:], "--json").out)
    assert told["clips"] == [{"rep": last.rep, "file": str(chosen / name)}]


def test_a_smooth_bench_press_is_refused_with_what_to_do(bargroove, data, film, tmp_path):
    number = keep(recorded(tmp_path, "bench", 3))
    result = bargroove("film", number, film)
    assert result.status == 1
    assert "--rep 1 --at S" in result.err
    assert "--offset S" in result.err
    assert film_of(number) == ("", None)


def test_a_film_of_another_set_is_refused(bargroove, data, film, tmp_path):
    number = keep(recorded(tmp_path, "deadlift", 8))
    result = bargroove("film", number, film)
    assert result.status == 1
    assert "the bangs that the sensor felt" in result.err
    assert film_of(number) == ("", None)


def test_a_set_without_readings_needs_a_person(bargroove, data, film, deadlifts):
    with open_logbook() as book:
        number = book.begin_set(head(lift="deadlift", source="import:vitruve"))
        book.end_set(number, deadlifts.reps)
    result = bargroove("film", number, film)
    assert result.status == 1
    assert "not known what the sensor felt: the set was imported" in result.err
    assert bargroove("film", number, film, "--offset", 2).status == 0


def test_a_film_without_sound_needs_a_person(bargroove, kept, tmp_path):
    films.write_film(tmp_path / "mute.mp4", None, 1.0)
    result = bargroove("film", kept, tmp_path / "mute.mp4")
    assert result.status == 1
    assert "it has no sound; say --rep 1 --at S" in result.err


def test_without_ffmpeg_an_offset_is_kept_and_the_rest_says_what_to_do(
    bargroove, kept, film, monkeypatch, tmp_path
):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "which is not installed" in bargroove("film", kept, film).err
    result = bargroove("film", kept, film, "--offset", 4, "--clips")
    assert (result.status, film_of(kept)) == (1, (str(film), 4.0))
    assert "cutting clips needs ffmpeg, which is not installed" in result.err


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("gone.mp4",), "there is no such file"),
        (("ftp://example.org/a.mp4", "--offset", 1), "a film is a file, or begins with http"),
        (("https://example.org/a.mp4",), "a link is not listened to"),
        (("https://example.org/a.mp4", "--offset", 1, "--clips"), "cut from a file alone"),
        (("https://example.org/a.mp4", "--rep", 99, "--at", 1), "no rep 99 in set 1"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(bargroove, kept, more, told):
    result = bargroove("film", kept, *more)
    assert result.status == 1
    assert told in result.err
    assert result.err.count("\n") == 1


@pytest.mark.parametrize(
    "more",
    [
        ("--rep", 3), ("--at", 3), ("--rep", 0, "--at", 3), ("--offset", "1:99"),
        ("--offset", "nan"), ("--offset", 1, "--forget"), ("--forget", "--clips"),
        ("--before", 1), ("--clips", "--before", -1),
    ],
)  # fmt: skip
def test_wrong_usage(bargroove, kept, more):
    assert bargroove("film", kept, *more).status == 2


def test_a_negative_time_may_have_minutes(bargroove, kept, film):
    assert bargroove("film", kept, film, "--offset=-0:05.5").status == 0
    assert film_of(kept)[1] == -5.5


def test_the_history_and_the_report_have_the_film(bargroove, kept, film, data):
    bargroove("film", kept, film, "--offset", 3)
    assert f"Video: {film}" in bargroove("history", kept).out
    page = data / "page.html"
    assert bargroove("report", kept, "--out", page).status == 0
    assert f"{Path(film).as_uri()}#t=" in page.read_text(encoding="utf-8")
