from __future__ import annotations

import json
import subprocess
from dataclasses import replace

import numpy as np
import pytest

from bargroove.errors import CannotWrite
from bargroove.film import ffmpeg
from bargroove.film.clips import Clip, clips_of, cut_all
from bargroove.film.errors import BadFilm
from tests import films, reps
from velocity import LIFTS, Measured
from velocity.rep import DISCARDED

SQUAT, DEADLIFT = LIFTS["squat"], LIFTS["deadlift"]


def some(count=3):
    """Reps that start at 4, 8, 12 … s and take 1 s, with an eccentric of 1.25 s."""
    down = Measured(1.25, 0.01)
    plain = [reps.rep(number) for number in range(1, count + 1)]
    return [replace(rep, end_s=rep.start_s + 1.0, eccentric_duration=down) for rep in plain]


def spans(clips):
    return [(clip.begin_s, clip.end_s) for clip in clips]


def test_a_clip_has_the_whole_rep_with_some_time_around_it():
    clips = clips_of(some(2), SQUAT, 10.0, 60.0, 1.5, 0.5)
    assert spans(clips) == [(11.25, 15.5), (15.25, 19.5)]


def test_a_lift_that_starts_with_the_way_up_has_no_eccentric_before_it():
    assert spans(clips_of(some(1), DEADLIFT, 10.0, None, 1.5, 0.5)) == [(12.5, 15.5)]


def test_a_clip_ends_where_the_film_does_and_a_rep_outside_has_none():
    clips = clips_of(some(4), DEADLIFT, -4.5, 4.0, 1.5, 1.5)
    assert [clip.rep.rep for clip in clips] == [1, 2]
    assert spans(clips) == [(0.0, 2.0), (2.0, 4.0)]


def test_a_discarded_rep_gets_no_clip_and_an_unsure_one_no_velocity_in_its_name():
    first, second, third = some(3)
    doubtful = replace(second, valid=False, doubts=("sensor clipped",))
    gone = replace(third, valid=False, doubts=(DISCARDED,))
    clips = clips_of([first, doubtful, gone], SQUAT, 0.0, 60.0, 1.5, 1.5)
    assert [clip.name for clip in clips] == ["rep-01-0.60-ms.mp4", "rep-02-unsure.mp4"]


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    """A film of 12 s, whose picture counts the seconds and whose sound knocks at each."""
    path = tmp_path_factory.mktemp("film") / "film.mp4"
    rng = np.random.default_rng(1)
    films.write_film(path, films.recorded(films.bangs(rng, 12.0, range(1, 12), np.ones(11))), 12.0)
    return ffmpeg.probe(path)


def pictures(path, *more):
    """The first picture of a film, in shades of grey."""
    command = ["ffmpeg", "-v", "error", *more, "-i", f"file:{path}", "-frames:v", "1"]
    form = ["-f", "rawvideo", "-pix_fmt", "gray", "pipe:1"]
    raw = subprocess.run([*command, *form], check=True, capture_output=True).stdout
    return np.frombuffer(raw, np.uint8).astype(float)


def codecs(path):
    wanted = [
        "-show_entries",
        "stream=codec_name,pix_fmt:format_tags",
        "-of",
        "json",
        f"file:{path}",
    ]
    told = subprocess.run(["ffprobe", "-v", "error", *wanted], check=True, capture_output=True)
    return json.loads(told.stdout)


@films.needs_ffmpeg
def test_a_clip_is_exact_to_the_picture_and_plays_in_any_browser(film, tmp_path):
    clip = Clip(some(1)[0], 3.5, 6.0)
    before = film.path.read_bytes()
    ((_, path),) = cut_all(film, 12, [clip], tmp_path / "new" / "clips")
    assert path == tmp_path / "new" / "clips" / "rep-01-0.60-ms.mp4"
    assert ffmpeg.probe(path).duration_s == pytest.approx(2.5, abs=0.07)
    there, later = pictures(film.path, "-ss", "3.5"), pictures(film.path, "-ss", "3.9")
    first = pictures(path)
    assert np.abs(first - there).mean() < 4.0 < np.abs(first - later).mean()
    loud = np.flatnonzero(np.abs(ffmpeg.sound_of(ffmpeg.probe(path))) > 4000)
    assert loud[0] / ffmpeg.RATE == pytest.approx(0.5, abs=0.05)
    assert codecs(path)["streams"][0]["pix_fmt"] == "yuv420p"
    assert film.path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@films.needs_ffmpeg
def test_a_second_run_replaces_its_own_clips_whatever_they_were_called(film, tmp_path):
    rep = some(1)[0]
    cut_all(film, 12, [Clip(rep, 3.0, 4.0)], tmp_path)
    faster = replace(rep, mean_velocity=Measured(0.66, 0.01))
    cut_all(film, 12, [Clip(faster, 3.0, 4.0)], tmp_path)
    cut_all(film, 12, [Clip(faster, 3.0, 4.5)], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["rep-01-0.66-ms.mp4"]


@films.needs_ffmpeg
def test_a_file_that_is_no_clip_of_the_rep_stays(film, tmp_path):
    rep = some(1)[0]
    mine = tmp_path / "rep-01-0.60-ms.mp4"
    mine.write_text("my own notes")
    other = tmp_path / "rep-01-best.mp4"
    other.write_bytes(film.path.read_bytes())
    with pytest.raises(CannotWrite, match="no clip of this rep"):
        cut_all(film, 12, [Clip(rep, 3.0, 4.0)], tmp_path)
    mine.unlink()
    cut_all(film, 12, [Clip(rep, 3.0, 4.0)], tmp_path)
    with pytest.raises(CannotWrite, match="no clip of this rep"):
        cut_all(film, 13, [Clip(rep, 3.0, 4.0)], tmp_path)  # another set's
    assert other.read_bytes() == film.path.read_bytes()


@films.needs_ffmpeg
def test_a_film_is_never_written_over_even_where_it_is_called_like_a_clip(film, tmp_path):
    path = tmp_path / "rep-01-0.60-ms.mp4"
    path.write_bytes(film.path.read_bytes())
    with pytest.raises(CannotWrite):
        cut_all(ffmpeg.probe(path), 12, [Clip(some(1)[0], 3.0, 4.0)], tmp_path)
    ((_, clip),) = cut_all(film, 12, [Clip(some(1)[0], 3.0, 5.0)], tmp_path / "clips")
    with pytest.raises(CannotWrite, match="the film itself"):
        cut_all(ffmpeg.probe(clip), 12, [Clip(some(1)[0], 0.0, 1.0)], tmp_path / "clips")
    assert path.read_bytes() == film.path.read_bytes()


@films.needs_ffmpeg
def test_a_folder_that_cannot_be_is_told_and_so_is_sound_alone(film, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CannotWrite, match="there can be no folder for clips"):
        cut_all(film, 12, [Clip(some(1)[0], 3.0, 4.0)], tmp_path / "file" / "clips")
    films.write_wav(np.ones(films.RATE, np.int16), tmp_path / "sound.wav")
    with pytest.raises(BadFilm, match="no pictures"):
        cut_all(ffmpeg.probe(tmp_path / "sound.wav"), 12, [Clip(some(1)[0], 0.0, 1.0)], tmp_path)
