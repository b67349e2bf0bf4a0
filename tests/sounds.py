"""Sounds to measure: those of a mixer that tests pull, and those of a file."""

from __future__ import annotations

import time
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np

from gui.sound.cues import Cue
from gui.sound.mixer import Mixer

RATE = 48000


class Tape:
    """A sink of which tests pull so many seconds."""

    trouble = ""

    def __init__(self) -> None:
        self.mixer, self.is_closed = Mixer(RATE), False

    def play(self, cue: Cue, at_s: float) -> None:
        self.mixer.play(cue, time.perf_counter())

    def passed(self, at_s: float) -> None:
        pass

    def close(self) -> None:
        self.is_closed = True

    def heard(self, seconds: float) -> np.ndarray:
        """The next sounds, pulled in blocks of 10 ms, in double precision."""
        block, pulled = np.empty(RATE // 100, np.float32), []
        for _ in range(round(100 * seconds)):
            self.mixer.pull(block)
            pulled.append(block.astype(float))
        return np.concatenate(pulled)


def read_wav(path: Path) -> np.ndarray:
    """The samples of a file, in −1 … 1."""
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768.0


def level_db(sound: np.ndarray) -> float:
    return float(10.0 * np.log10((sound**2).mean()))


def share_between(sound: np.ndarray, least_hz: float, most_hz: float) -> float:
    """The share of a sound's energy that lies in a band."""
    power = np.abs(np.fft.rfft(sound, 1 << 18)) ** 2
    hz = np.fft.rfftfreq(1 << 18, 1.0 / RATE)
    return float(power[(hz >= least_hz) & (hz <= most_hz)].sum() / power.sum())


def is_without_clicks(sound: np.ndarray) -> bool:
    """No tone has a partial beyond 6 kHz, where a click has most of what it is."""
    return share_between(sound, 8000.0, RATE / 2) < 1e-5


def spans(sound: np.ndarray) -> list[tuple[float, float]]:
    """When there is something to hear, s, in steps of 5 ms."""
    step = RATE // 200
    steps = np.abs(sound[: len(sound) // step * step]).reshape(-1, step).max(axis=1) > 0.02
    edges = np.flatnonzero(np.diff(np.concatenate(([0], steps.astype(int), [0]))))
    return [(a / 200, b / 200) for a, b in edges.reshape(-1, 2)]


def wait_for(what: Callable[[], object], seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it never came about"
        time.sleep(0.005)
