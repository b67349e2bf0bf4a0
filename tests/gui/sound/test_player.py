from __future__ import annotations

from threading import Thread

import numpy as np
import pytest

from gui.sound.cues import Cue
from gui.sound.player import Player
from gui.sound.tones import render
from tests.sounds import RATE, Tape, is_without_clicks, level_db

RACK = render(Cue.RACK, RATE).astype(float)
LESSER = [cue for cue in Cue if cue is not Cue.RACK]


@pytest.fixture
def tape():
    return Tape()


@pytest.fixture
def player(tape):
    return Player(tape)


def test_a_cue_is_heard_from_the_next_block_on(player, tape):
    assert not tape.heard(0.1).any()
    player.play(Cue.COUNTED, 0.0)
    tone = render(Cue.COUNTED, RATE)
    assert np.array_equal(tape.heard(0.5)[: len(tone)], tone.astype(float))


def test_it_is_known_when_a_cue_was_asked_for_and_when_its_first_samples_were_handed_on(
    player, tape
):
    player.play(Cue.NEAR, 0.0)
    player.play(Cue.COUNTED, 0.0)
    assert player.handed == []
    tape.heard(0.01)
    assert [one.cue for one in player.handed] == [Cue.NEAR, Cue.COUNTED]
    assert all(0.0 < one.handed_s - one.asked_s < 1.0 for one in player.handed)


def test_rack_replaces_what_sounds_without_a_click(player, tape):
    player.play(Cue.TECHNIQUE, 0.0)
    before = tape.heard(0.1)
    player.play(Cue.RACK, 0.0)
    sound = tape.heard(2.0)
    assert np.array_equal(sound[RATE // 100 : len(RACK)], RACK[RATE // 100 :])
    assert is_without_clicks(np.concatenate((before, sound)))


def test_a_second_rack_begins_anew(player, tape):
    player.play(Cue.RACK, 0.0)
    tape.heard(0.73)
    player.play(Cue.RACK, 0.0)
    sound = tape.heard(2.0)
    assert np.array_equal(sound[RATE // 100 : len(RACK)], RACK[RATE // 100 :])
    assert not sound[len(RACK) :].any()


@pytest.mark.parametrize("cue", LESSER, ids=lambda cue: cue.name)
def test_nothing_else_is_heard_while_rack_sounds(cue, player, tape):
    player.play(Cue.RACK, 0.0)
    start = tape.heard(0.5)
    player.play(cue, 0.0)
    rest = tape.heard(2.0)
    assert np.array_equal(np.concatenate((start, rest))[: len(RACK)], RACK)
    assert not rest[len(RACK) :].any()
    player.play(cue, 0.0)
    assert tape.heard(0.1).any()


def test_sounds_that_meet_stay_below_full_scale(player, tape):
    for cue in LESSER:
        player.play(cue, 0.0)
    sound = tape.heard(0.6)
    assert 0.9 < np.abs(sound).max() <= 1.0


def test_half_the_volume_is_a_quarter_of_the_amplitude(player, tape):
    player.volume = 0.5
    tape.heard(0.1)
    player.play(Cue.RACK, 0.0)
    assert level_db(tape.heard(1.6)) == pytest.approx(level_db(RACK) - 12.0, abs=0.5)


def test_the_volume_stays_between_none_and_full(player):
    for wanted, has in ((1.7, 1.0), (-0.2, 0.0), (0.3, 0.3)):
        player.volume = wanted
        assert player.volume == has


def test_muting_ends_even_rack_within_20_ms_and_without_a_click(player, tape):
    player.play(Cue.RACK, 0.0)
    before = tape.heard(0.4)
    player.muted = True
    after = tape.heard(2.0)
    assert np.abs(before[-480:]).max() > 0.3
    assert not after[RATE * 20 // 1000 :].any()
    assert is_without_clicks(np.concatenate((before, after)))


def test_a_muted_player_stays_silent_whatever_the_volume(tape):
    player = Player(tape, muted=True)
    tape.heard(0.1)
    player.volume = 0.9
    for cue in Cue:
        player.play(cue, 0.0)
        assert not tape.heard(2.0).any()
    player.muted = False
    player.play(Cue.CHECK, 0.0)
    assert tape.heard(0.5).any()


def test_any_thread_may_play_while_another_one_pulls(player, tape):
    def play():
        for _ in range(200):
            player.play(Cue.COUNTED, 0.0)

    threads = [Thread(target=play) for _ in range(4)]
    for one in threads:
        one.start()
    tape.heard(1.0)
    for one in threads:
        one.join()
    tape.heard(1.0)
    assert len(player.handed) == 800
    assert not tape.heard(0.1).any()


def test_the_first_trouble_of_its_sinks_is_the_player_s():
    one, other = Tape(), Tape()
    player = Player(one, other)
    assert player.trouble == ""
    other.trouble = "unplugged"
    assert player.trouble == "unplugged"
    player.close()
    assert one.is_closed
    assert other.is_closed


def test_a_block_of_nothing_is_no_step_of_a_fade():
    tape = Tape()
    player = Player(tape)
    player.muted = True
    tape.mixer.pull(np.empty(0, np.float32))
    tape.heard(0.1)
    player.muted = False
    tape.mixer.pull(np.empty(0, np.float32))
