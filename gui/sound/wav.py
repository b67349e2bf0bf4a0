"""The sounds of a set in a file, on the set's own clock."""

from __future__ import annotations

import struct
import wave
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from time import perf_counter

import numpy as np

from gui.display.language import translate
from gui.sound.cues import Cue
from gui.sound.mixer import Mixer

RATE = 48000
_BLOCK = RATE // 100
_FULL_SCALE = 32767

_Asked = tuple[float, Cue | None, float]
"""Time of the set, s; what is due then; when it was asked for."""


class WavSink:
    """Writes what there is to hear to a mono file of 16 bits, in a thread of its own.

    After every piece the file is whole, so that it can be read even if nobody closes it. A cue
    that is due while an earlier piece has not ended begins up to 10 ms late. The format has room
    for twelve hours.

    Attributes:
        path: the file, which is overwritten.
        mixer: what makes the sounds.
    """

    def __init__(self, path: Path) -> None:
        self.path, self.mixer = path, Mixer(RATE)
        self._block, self._why = np.empty(RATE, np.float32), ""
        self._written = 0  # samples
        self._asked: SimpleQueue[_Asked | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name=f"sounds to {path.name}", daemon=True)
        self._thread.start()

    @property
    def trouble(self) -> str:
        """Why nothing is written, and what to do; "" if it is."""
        if not self._why:
            return ""
        told = translate(
            "Sound",
            "The sounds are not written to {path}: {why}. Free some space or choose another file.",
        )
        return told.format(path=self.path, why=self._why)

    def play(self, cue: Cue, at_s: float) -> None:
        """Write a cue at a time of the set, s."""
        self._ask((at_s, cue, perf_counter()))

    def passed(self, at_s: float) -> None:
        """Write everything up to a time of the set, s."""
        self._ask((at_s, None, 0.0))

    def close(self) -> None:
        """Write what still sounds, and close the file."""
        self._asked.put(None)
        self._thread.join()

    def _ask(self, asked: _Asked) -> None:
        if not self._why:  # or else nobody takes it
            self._asked.put(asked)

    def _run(self) -> None:
        try:
            with self.path.open("wb", buffering=0) as raw, wave.open(raw, "wb") as file:
                file.setparams((1, 2, RATE, 0, "NONE", ""))
                self._write(file, 0)
                self._follow(file)
        except (OSError, struct.error) as error:  # the latter where the format's numbers end
            self._why = getattr(error, "strerror", None) or str(error)

    def _follow(self, file: wave.Wave_write) -> None:
        """Write what is asked for until somebody closes."""
        for at_s, cue, asked_s in iter(self._asked.get, None):
            while (missing := round(at_s * RATE) - self._written) > 0:
                self._write(file, min(missing, RATE))
            if cue is not None:
                self.mixer.play(cue, asked_s)
                self._write(file, _BLOCK)
        while self.mixer.sounds:
            self._write(file, _BLOCK)

    def _write(self, file: wave.Wave_write, samples: int) -> None:
        block = self._block[:samples]
        self.mixer.pull(block)
        file.writeframes(np.rint(_FULL_SCALE * block).astype("<i2").tobytes())
        self._written += samples
