from __future__ import annotations

import json
import sys
from ctypes.util import find_library

import numpy as np
import pytest

from gui.sound.cues import Cue
from gui.sound.tones import render
from tests.sounds import is_without_clicks, spans
from tests.speaker import RATE, Speaker, run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these speakers are ALSA's")
WITH_PORTAUDIO = pytest.mark.skipif(not find_library("portaudio"), reason="PortAudio is missing")

BEGIN = """
import json, os, signal, time
from gui.sound import device
from gui.sound.cues import Cue
from gui.sound.player import Player
from tests.sounds import wait_for

device._SILENT_S = device._RETRY_S = 0.5
sink = device.DeviceSink()
player = Player(sink)
"""
SILENT = """
for _ in range(1000):
    player.play(Cue.RACK, 0.0)
wait_for(lambda: player.trouble)
told, handed = player.trouble, len(player.handed)
player.close()
print(json.dumps([told, handed]))
"""
PLAY = """
wait_for(lambda: sink._plays)
time.sleep(0.7)  # the listener has begun
for cue in (Cue.NEAR, Cue.COUNTED, Cue.RACK):
    player.play(cue, 0.0)
    time.sleep(0.603)
time.sleep(1.5)
told = player.trouble
player.close()
print(json.dumps([told, [[one.cue, one.handed_s - one.asked_s] for one in player.handed]]))
"""
UNPLUG = """
wait_for(lambda: sink._plays and os.path.exists({pid!r}) and os.path.getsize({pid!r}))
first = int(open({pid!r}).read())
os.kill(first, signal.SIGKILL)
wait_for(lambda: player.trouble)
told = player.trouble
player.play(Cue.RACK, 0.0)  # nobody is to hear this when the speaker is back
wait_for(lambda: sink._plays and open({pid!r}).read() not in ("", str(first)))
back = player.trouble
time.sleep(0.5)
player.play(Cue.COUNTED, 0.0)
wait_for(lambda: player.handed)
player.close()
print(json.dumps([told, back, [one.cue for one in player.handed]]))
"""


@pytest.fixture
def speaker(tmp_path):
    return Speaker(tmp_path)


@WITH_PORTAUDIO
def test_a_machine_without_a_speaker_is_silent_and_says_so(tmp_path):
    none = tmp_path / "none.conf"
    none.write_text("pcm.gone { type hw card 31 }")
    told, handed = json.loads(run(BEGIN + SILENT, ALSA_CONFIG_PATH=str(none)))
    assert told == "No sound: there is no speaker. Plug one in."
    assert handed == 0


def test_a_machine_without_portaudio_says_what_to_install(tmp_path):
    missing = tmp_path / "sounddevice.py"
    missing.write_text("raise OSError('PortAudio library not found')\n")
    told, handed = json.loads(run(BEGIN + SILENT, PYTHONPATH=str(tmp_path)))
    assert told.endswith("start again: sudo apt install libportaudio2")
    assert handed == 0


@WITH_PORTAUDIO
def test_a_speaker_is_handed_what_is_played_soon_and_on_each_of_its_channels(speaker):
    told, handed = json.loads(speaker.run(BEGIN + PLAY))
    assert told == ""
    assert [cue for cue, _ in handed] == [Cue.NEAR, Cue.COUNTED, Cue.RACK]
    assert all(after >= 0.0 for _, after in handed)
    sound = np.fromfile(speaker.kept, "<i2").reshape(-1, 2) / 32768.0
    assert np.array_equal(sound[:, 0], sound[:, 1])
    assert len(spans(sound[:, 0])) >= 3
    assert is_without_clicks(sound[:, 0])
    at = round(spans(sound[:, 0])[0][0] * RATE)
    tone = render(Cue.NEAR, RATE)
    match = np.correlate(sound[at - 480 : at + len(tone) + 480, 0], tone).max()
    assert match == pytest.approx((tone**2).sum(), rel=0.01)


@WITH_PORTAUDIO
def test_a_speaker_that_is_unplugged_is_told_and_used_again_when_it_is_back(speaker):
    told, back, handed = json.loads(speaker.run(BEGIN + UNPLUG.format(pid=str(speaker.pid))))
    assert told == "No sound: the speaker is gone. Plug it in again."
    assert back == ""
    assert handed == [Cue.COUNTED]
