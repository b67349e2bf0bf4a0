from __future__ import annotations

import os
import sys
import time

import pytest

from gui.sound import speech
from gui.sound.speech import Voice
from tests.sounds import wait_for

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other platforms' voices")


class Voices:
    """Programs on the path that say what they are asked to, into a file."""

    def __init__(self, folder, monkeypatch):
        self._folder, self._said = folder, folder / "said"
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
        for program in ("spd-say", "espeak-ng"):
            self.install(program, "exit 1")

    def install(self, name, then="exit 0"):
        path = self._folder / name
        path.write_text(
            f'#!/bin/sh\nprintf "%s|" "{name}" "$@" >> {self._said}\n'
            f"case $* in *--stdin*) cat >> {self._said};; esac\n"
            f"echo >> {self._said}\n{then}\n"
        )
        path.chmod(0o755)

    @property
    def said(self):
        text = self._said.read_text() if self._said.exists() else ""
        return text[: text.rfind("\n") + 1].splitlines()


@pytest.fixture
def voices(tmp_path, monkeypatch):
    return Voices(tmp_path, monkeypatch)


@pytest.fixture
def voice():
    made = []

    def of(language):
        made.append(Voice(language))
        return made[-1]

    yield of
    for one in made:
        one.close()


def test_a_number_is_said_in_the_language(voices, voice):
    voices.install("spd-say")
    voice("de").say("0,52")
    wait_for(lambda: voices.said == ["spd-say|--wait|-l|de|--|0,52|"])


def test_a_program_that_cannot_speak_makes_way_for_the_next(voices, voice):
    voices.install("espeak-ng")
    one = voice("en")
    one.say("0.52")
    wait_for(lambda: len(voices.said) == 2)
    assert voices.said[1] == "espeak-ng|-v|en|--stdin|0.52"
    one.say("0.48")
    wait_for(lambda: len(voices.said) == 3)
    assert voices.said[2] == "espeak-ng|-v|en|--stdin|0.48"
    assert one.trouble == ""


def test_if_none_can_it_says_what_to_do(voices, voice):
    one = voice("en")
    assert one.trouble == ""
    one.say("0.52")
    wait_for(lambda: one.trouble)
    assert one.trouble == "No voice: install one and start again: sudo apt install espeak-ng"


def test_a_machine_without_a_voice_says_so_at_once(tmp_path, monkeypatch, voice):
    monkeypatch.setenv("PATH", str(tmp_path))
    one = voice("en")
    assert "sudo apt install espeak-ng" in one.trouble
    one.say("0.52")


def test_no_shell_reads_the_text(voices, voice, tmp_path):
    voices.install("spd-say")
    voice("en").say(f"-x; touch {tmp_path}/made $(touch {tmp_path}/made)")
    wait_for(lambda: voices.said)
    time.sleep(0.1)
    assert not (tmp_path / "made").exists()


def test_to_ask_never_waits_and_only_the_newest_of_those_that_wait_is_said(voices, voice):
    voices.install("spd-say", "sleep 0.4")
    one = voice("en")
    one.say("0.60")
    wait_for(lambda: voices.said)
    for text in ("0.58", "0.55", "0.52"):
        one.say(text)
    assert len(voices.said) == 1  # the first still sounds
    wait_for(lambda: len(voices.said) == 2)
    time.sleep(0.6)
    assert [line.split("|")[-2] for line in voices.said] == ["0.60", "0.52"]


def test_what_is_stale_is_not_said(voices, voice, monkeypatch):
    monkeypatch.setattr(speech, "STALE_S", 0.2)
    voices.install("spd-say", "sleep 0.5")
    one = voice("en")
    one.say("0.60")
    wait_for(lambda: voices.said)
    one.say("0.58")
    time.sleep(0.8)
    assert len(voices.said) == 1


def test_a_program_that_hangs_is_given_up(voices, voice, monkeypatch):
    monkeypatch.setattr(speech, "_LONGEST_S", 0.3)
    voices.install("spd-say", "exec sleep 5")
    voices.install("espeak-ng")
    voice("en").say("0.52")
    wait_for(lambda: any(line.startswith("espeak-ng") for line in voices.said))


def test_a_closed_voice_says_nothing_more(voices, voice):
    voices.install("spd-say")
    one = voice("en")
    one.close()
    one.say("0.52")
    time.sleep(0.2)
    assert voices.said == []


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_every_platform_has_a_voice_for_every_language(platform, language):
    for program in speech.PROGRAMS[platform]:
        arguments = program.arguments(language, "0.52")
        assert all(isinstance(one, str) and "{" not in one for one in arguments)


def test_the_path_is_asked_for_the_programs(monkeypatch, tmp_path, voice):
    monkeypatch.setenv("PATH", os.devnull)
    assert voice("en").trouble
