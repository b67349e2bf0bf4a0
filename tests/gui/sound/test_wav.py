from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from gui.sound.cues import Cue
from gui.sound.player import Player
from gui.sound.tones import render
from gui.sound.wav import WavSink
from tests.sounds import RATE, is_without_clicks, read_wav, spans, wait_for


@pytest.fixture
def path(tmp_path):
    return tmp_path / "set.wav"


def test_each_cue_stands_at_its_time_of_the_set(path):
    player = Player(WavSink(path))
    for at_s, cue in ((1.0, Cue.COUNTED), (3.5, Cue.NEAR), (6.25, Cue.RACK)):
        player.play(cue, at_s)
    player.close()
    sound = read_wav(path)
    for at_s, cue in ((1.0, Cue.COUNTED), (3.5, Cue.NEAR), (6.25, Cue.RACK)):
        tone = render(cue, RATE)
        first = round(at_s * RATE)
        assert np.abs(sound[first : first + len(tone)] - tone).max() < 1e-4
    starts = [a for a, _ in spans(sound)]
    assert starts[0] == pytest.approx(1.0, abs=0.006)
    assert is_without_clicks(sound)


def test_the_file_goes_on_with_the_set(path):
    player = Player(WavSink(path))
    player.play(Cue.COUNTED, 0.5)
    player.passed(4.0)
    player.close()
    assert len(read_wav(path)) == 4 * RATE


def test_a_sound_that_has_not_ended_is_written_to_its_end(path):
    player = Player(WavSink(path))
    player.play(Cue.RACK, 0.0)
    player.close()
    assert len(read_wav(path)) >= len(render(Cue.RACK, RATE))


def test_a_cue_of_the_past_is_written_at_once(path):
    player = Player(WavSink(path))
    player.passed(2.0)
    player.play(Cue.COUNTED, 1.0)
    player.close()
    assert spans(read_wav(path))[0][0] == pytest.approx(2.0, abs=0.006)


def test_muting_takes_hold_where_the_set_is(path):
    player = Player(WavSink(path))
    player.play(Cue.RACK, 0.0)
    player.passed(0.5)
    wait_for(lambda: path.exists() and path.stat().st_size == 44 + 2 * RATE // 2)
    player.muted = True
    player.passed(3.0)
    player.close()
    assert spans(read_wav(path))[-1][1] <= 0.52


def test_it_is_known_when_each_cue_was_asked_for_and_when_it_began(path):
    player = Player(WavSink(path))
    for number in range(1, 6):
        player.play(Cue.COUNTED, 0.3 * number)
        wait_for(lambda number=number: len(player.handed) == number)
    player.close()
    assert all(one.handed_s >= one.asked_s for one in player.handed)


def test_a_killed_program_leaves_a_file_that_can_be_read(path):
    program = (
        "import os, time, pathlib\n"
        "from gui.sound.cues import Cue\n"
        "from gui.sound.wav import WavSink\n"
        f"sink = WavSink(pathlib.Path({str(path)!r}))\n"
        "sink.play(Cue.COUNTED, 1.0)\n"
        "sink.passed(2.0)\n"
        "while not sink.mixer.handed or sink._written < 2 * 48000: time.sleep(0.01)\n"
        "time.sleep(0.2)\n"
        "os._exit(9)\n"
    )
    root = Path(__file__).parents[3]
    assert subprocess.run([sys.executable, "-c", program], cwd=root, timeout=60).returncode == 9
    sound = read_wav(path)
    assert len(sound) == 2 * RATE
    assert spans(sound)[0][0] == pytest.approx(1.0, abs=0.006)


def test_a_file_that_cannot_be_written_is_told_and_costs_nothing_else(tmp_path):
    sink = WavSink(tmp_path / "nowhere" / "set.wav")
    player = Player(sink)
    wait_for(lambda: player.trouble)
    assert player.trouble == (
        f"The sounds are not written to {sink.path}: No such file or directory."
        " Free some space or choose another file."
    )
    player.play(Cue.RACK, 1.0)
    player.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told():
    player = Player(WavSink(Path("/dev/full")))
    player.play(Cue.COUNTED, 0.0)
    player.close()
    assert "No space left on device" in player.trouble
