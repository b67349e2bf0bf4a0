"""The speaker of this machine."""

from __future__ import annotations

import sys
from contextlib import suppress
from enum import Enum, auto
from threading import Event, Thread
from time import perf_counter
from types import ModuleType
from typing import Any

from gui.display.language import translate
from gui.sound.cues import Cue
from gui.sound.mixer import Mixer
from gui.sound.tones import Tone

_USUAL_RATE = 48000.0
_BLOCK_S = 0.010
_LATENCY_S = 0.030  # three blocks: one that comes late is not heard
_SILENT_S = 2.0  # after which a device that asks for nothing is gone; some are slow to begin
_RETRY_S = 5.0
_PATIENCE_S = 2.0  # for a device that hangs when it is to be let go of


class _Ails(Enum):
    LIBRARY = auto()
    DEVICE = auto()
    REFUSED = auto()
    LOST = auto()


class DeviceSink:
    """Plays on the system's own output, which a thread opens, watches, and looks for again.

    Attributes:
        mixer: what makes the sounds.
    """

    def __init__(self) -> None:
        self.mixer = Mixer(_USUAL_RATE)
        self._pulls, self._plays = 0, False
        self._ails: _Ails | None = None
        self._closing = Event()
        self._thread = Thread(target=self._run, name="sound", daemon=True)
        self._thread.start()

    @property
    def trouble(self) -> str:
        """Why there is no sound, and what to do; "" if there is."""
        return "" if self._ails is None else _told(self._ails)

    def play(self, cue: Cue, at_s: float) -> None:
        """Play a cue now; while there is no device, it is dropped."""
        if self._plays:
            self.mixer.play(cue, perf_counter())

    def passed(self, at_s: float) -> None:
        """Do nothing: what is heard keeps no time but its own."""

    def close(self) -> None:
        """Be silent, and let go of the device."""
        self._closing.set()
        self._thread.join(_PATIENCE_S)

    def _run(self) -> None:
        try:
            import sounddevice
        except Exception:  # it starts PortAudio at once, which fails in errors of its own
            self._ails = _Ails.LIBRARY  # to look for it again costs more than a new start
            return
        while not self._closing.is_set():
            self._ails = self._play_on(sounddevice)
            if not self._closing.wait(_RETRY_S):
                _list_anew(sounddevice)

    def _play_on(self, sounddevice: ModuleType) -> _Ails:
        """Play on the system's output for as long as it takes sound; return what came between."""
        try:
            device = sounddevice.query_devices(kind="output")
        except sounddevice.PortAudioError:
            return _Ails.DEVICE
        rate = device["default_samplerate"]
        self.mixer.retune(rate)
        try:
            stream = sounddevice.OutputStream(
                samplerate=rate,
                blocksize=round(_BLOCK_S * rate),
                channels=min(device["max_output_channels"], 2),
                dtype="float32",
                latency=_LATENCY_S,
                callback=self._fill,
            )
            stream.start()
        except sounddevice.PortAudioError:
            return _Ails.REFUSED
        self._watch()
        stream.abort()
        stream.close()
        return _Ails.LOST

    def _watch(self) -> None:
        """Wait until the device asks for no more sound, or nobody wants any."""
        self._ails, self._plays, seen = None, True, -1
        while seen != self._pulls and not self._closing.is_set():
            seen = self._pulls
            self._closing.wait(_SILENT_S)
        self._plays = False

    def _fill(self, out: Tone, frames: int, time: Any, status: Any) -> None:
        """Fill (frames, channels), each channel with the same."""
        self.mixer.pull(out[:, 0])
        out[:, 1:] = out[:, :1]
        self._pulls += 1


def _list_anew(sounddevice: ModuleType) -> None:
    """Start the library anew, for it lists the devices once, when it starts."""
    with suppress(sounddevice.PortAudioError):
        sounddevice._terminate()
    with suppress(sounddevice.PortAudioError):  # then it has no devices, which is told
        sounddevice._initialize()


def _told(ails: _Ails) -> str:
    match ails:
        case _Ails.LIBRARY if sys.platform == "linux":
            return translate(
                "Sound",
                "No sound: PortAudio is missing. Install it and start again: "
                "sudo apt install libportaudio2",
            )
        case _Ails.LIBRARY:
            return translate(
                "Sound",
                "No sound: PortAudio is missing. Install it and start again: "
                "pip install --force-reinstall sounddevice",
            )
        case _Ails.DEVICE:
            return translate("Sound", "No sound: there is no speaker. Plug one in.")
        case _Ails.REFUSED:
            return translate(
                "Sound", "No sound: the speaker cannot be used. Close what else plays on it."
            )
    return translate("Sound", "No sound: the speaker is gone. Plug it in again.")
