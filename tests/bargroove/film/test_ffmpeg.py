"""Films as ffmpeg reads and cuts them: real ones, and what is none."""

from __future__ import annotations

import subprocess

import numpy as np
import pytest

from bargroove.film import ffmpeg
from bargroove.film.errors import BadFilm, NoFfmpeg
from tests import films

pytestmark = films.needs_ffmpeg


def clicks(*times, duration=3.0):
    rng = np.random.default_rng(1)
    sound = films.bangs(rng, duration, times, np.ones(len(times)))
    return films.recorded(sound + 0.001 * rng.standard_normal(len(sound)))


def first_loud(sound):
    return np.flatnonzero(np.abs(sound) > 4000)[0] / ffmpeg.RATE


def test_what_is_in_a_film_is_told(tmp_path):
    path = tmp_path / "film.mp4"
    films.write_film(path, clicks(1.0), 3.0)
    film = ffmpeg.probe(path)
    assert (film.has_pictures, film.has_sound) == (True, True)
    assert film.duration_s == pytest.approx(3.0, abs=0.1)


@pytest.mark.parametrize("name", ["-y.mp4", "concat:a.mp4", "a b'\"$x.mp4", "http:é😀.mp4"])
def test_a_name_is_but_a_name(tmp_path, name, monkeypatch):
    monkeypatch.chdir(tmp_path)
    films.write_film(tmp_path / "plain.mp4", clicks(1.0), 2.0)
    path = (tmp_path / "plain.mp4").rename(tmp_path / name)
    film = ffmpeg.probe(path.relative_to(tmp_path))
    assert first_loud(ffmpeg.sound_of(film)) == pytest.approx(1.0, abs=0.02)
    ffmpeg.cut(film, 0.5, 1.0, "a piece", tmp_path / "-piece.mp4")
    assert ffmpeg.probe(tmp_path / "-piece.mp4").comment == "a piece"


def test_sound_recorded_apart_is_heard_too(tmp_path):
    films.write_wav(clicks(1.5), tmp_path / "sound.wav")
    film = ffmpeg.probe(tmp_path / "sound.wav")
    assert not film.has_pictures
    assert first_loud(ffmpeg.sound_of(film)) == pytest.approx(1.5, abs=0.01)


def test_sound_that_begins_after_the_pictures_keeps_its_times(tmp_path):
    films.write_film(tmp_path / "film.mp4", clicks(1.0), 4.0)
    late = tmp_path / "late.mkv"
    source = ["-i", tmp_path / "film.mp4", "-itsoffset", "0.7", "-i", tmp_path / "film.mp4"]
    join = ["-map", "0:v", "-map", "1:a", "-c", "copy", late]
    subprocess.run(["ffmpeg", "-v", "error", *source, *join], check=True)
    sound = ffmpeg.sound_of(ffmpeg.probe(late))
    assert first_loud(sound) == pytest.approx(1.7, abs=0.02)


def test_what_is_no_film_is_told_in_one_line(tmp_path):
    path = tmp_path / "notes.mp4"
    path.write_text("three sets of five\n" * 99)
    with pytest.raises(BadFilm, match="ffmpeg cannot read it") as refused:
        ffmpeg.probe(path)
    assert "\n" not in str(refused.value)


def test_a_file_that_is_not_there_or_empty_is_told(tmp_path):
    (tmp_path / "empty.mp4").touch()
    with pytest.raises(BadFilm, match="is empty"):
        ffmpeg.check_there(tmp_path / "empty.mp4")
    with pytest.raises(BadFilm, match="no such file"):
        ffmpeg.check_there(tmp_path / "gone.mp4")


def test_a_film_without_sound_and_one_of_silence_are_told(tmp_path):
    films.write_film(tmp_path / "mute.mp4", None, 1.0)
    films.write_wav(np.zeros(films.RATE, np.int16), tmp_path / "silence.wav")
    with pytest.raises(BadFilm, match="it has no sound"):
        ffmpeg.sound_of(ffmpeg.probe(tmp_path / "mute.mp4"))
    with pytest.raises(BadFilm, match="silence"):
        ffmpeg.sound_of(ffmpeg.probe(tmp_path / "silence.wav"))


def test_a_play_list_leads_nowhere(tmp_path):
    path = tmp_path / "film.m3u8"
    path.write_text("#EXTM3U\n#EXTINF:5,\nhttp://127.0.0.1:9/part.ts\n#EXT-X-ENDLIST\n")
    with pytest.raises(BadFilm):
        ffmpeg.sound_of(ffmpeg.probe(path))


def test_a_disk_that_takes_nothing_is_told(tmp_path):
    films.write_film(tmp_path / "film.mp4", clicks(1.0), 2.0)
    with pytest.raises(BadFilm, match="ffmpeg cannot"):
        ffmpeg.cut(ffmpeg.probe(tmp_path / "film.mp4"), 0.0, 1.0, "", tmp_path / "no" / "clip.mp4")


def test_without_ffmpeg_the_error_says_how_to_get_it(tmp_path, monkeypatch):
    films.write_wav(clicks(0.5), tmp_path / "sound.wav")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not ffmpeg.is_installed()
    with pytest.raises(NoFfmpeg, match="not installed: install it from"):
        ffmpeg.probe(tmp_path / "sound.wav")
    (tmp_path / "apt-get").touch(mode=0o755)
    with pytest.raises(NoFfmpeg, match="sudo apt install ffmpeg"):
        ffmpeg.probe(tmp_path / "sound.wav")
