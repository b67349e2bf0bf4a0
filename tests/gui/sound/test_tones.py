from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from gui.sound.cues import Cue
from gui.sound.tones import PATTERNS, render
from gui.sound.wav import WavSink
from tests.sounds import RATE, is_without_clicks, level_db, read_wav, share_between, spans

EVERY = pytest.mark.parametrize("cue", Cue, ids=lambda cue: cue.name)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Each cue's sound, as it stands in a file."""
    folder, sounds = tmp_path_factory.mktemp("sounds"), {}
    for cue in Cue:
        sink = WavSink(folder / f"{cue.name}.wav")
        sink.play(cue, 0.0)
        sink.close()
        sounds[cue] = read_wav(sink.path)
    return sounds


def only(cue, written):
    """A cue's sound without the silence that fills its last block."""
    return written[cue][: len(render(cue, RATE))]


@EVERY
def test_it_is_near_full_scale_and_never_beyond(cue, written):
    peak = np.abs(written[cue]).max()
    assert 0.85 < peak < 0.9
    loudest = max(
        level_db(only(cue, written)[round(a * RATE) : round(b * RATE)])
        for a, b in spans(written[cue])
    )
    assert loudest > -7.0


@EVERY
def test_it_has_no_direct_current_and_no_click(cue, written):
    sound = only(cue, written)
    assert abs(sound.mean()) < 1e-3
    assert np.abs(sound[[0, -1]]).max() < 0.01
    assert is_without_clicks(sound)


@EVERY
def test_each_note_is_more_than_one_sine(cue, written):
    at = 0.0
    for note in PATTERNS[cue].notes:
        first = written[cue][round(at * RATE) : round((at + note.seconds) * RATE)]
        low, high = sorted((note.hz, note.to_hz))
        beyond = share_between(first, 1.3 * high, 20 * high)
        below = share_between(first, 0.8 * low, 1.2 * high)
        assert 10 * np.log10(beyond / below) > -30.0
        at += note.seconds + note.pause_s


@EVERY
def test_it_sounds_where_small_speakers_and_ears_are_good(cue, written):
    assert share_between(written[cue], 400, 6000) > 0.99
    assert share_between(written[cue], 800, 4000) > 0.5


def test_rack_is_long_loud_and_between_500_and_3000_hz(written):
    sound = only(Cue.RACK, written)
    assert len(sound) / RATE >= 1.5
    assert level_db(sound) >= -9.0
    assert share_between(sound, 500, 3000) >= 0.95


def test_all_others_are_over_within_half_a_second(written):
    for cue in set(Cue) - {Cue.RACK}:
        assert len(only(cue, written)) / RATE <= 0.5


def rhythm(cue):
    """How long each note lasts, and the silence behind it, s."""
    return [time for note in PATTERNS[cue].notes for time in (note.seconds, note.pause_s)]


def test_any_two_differ_in_rhythm_alone():
    for one, other in combinations(map(rhythm, Cue), 2):
        differs = len(one) != len(other)
        assert differs or max(abs(a - b) for a, b in zip(one, other, strict=True)) > 0.1


def test_rack_has_thrice_as_many_notes_as_any_other():
    counts = {cue: len(PATTERNS[cue].notes) for cue in Cue}
    assert counts.pop(Cue.RACK) >= 3 * max(counts.values())


def test_the_beep_of_a_rep_is_high_and_that_of_a_slow_one_low():
    assert PATTERNS[Cue.COUNTED].notes[0].hz > 3 * PATTERNS[Cue.BELOW_TARGET].notes[0].hz


def centroid(sound):
    power = np.abs(np.fft.rfft(sound)) ** 2
    return (power * np.fft.rfftfreq(len(sound), 1.0 / RATE)).sum() / power.sum()


def test_that_of_technique_falls_and_those_of_the_link_fall_and_rise(written):
    for cue, falls in ((Cue.TECHNIQUE, True), (Cue.LINK_LOST, True), (Cue.LINK_BACK, False)):
        sound = only(cue, written)
        third = len(sound) // 3
        assert (centroid(sound[:third]) > 1.3 * centroid(sound[-third:])) == falls


@EVERY
def test_another_rate_changes_neither_pitch_nor_length(cue):
    slow, fast = render(cue, 16000), render(cue, 48000)
    assert len(slow) / 16000 == pytest.approx(len(fast) / 48000, abs=1e-3)
    assert np.abs(slow[: len(fast[::3])] - fast[::3][: len(slow)]).mean() < 0.5
