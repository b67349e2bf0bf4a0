"""Films of sets: their sound out of numbers, the pictures ffmpeg's own."""

from __future__ import annotations

import subprocess
import wave
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bargroove.film.ffmpeg import is_installed
from bargroove.film.impacts import Sound
from hardware.simulated import SimulatedSet
from velocity.samples import Floats

RATE = 16_000
needs_ffmpeg = pytest.mark.skipif(not is_installed(), reason="ffmpeg is not installed")


def impacts_of(sim: SimulatedSet) -> tuple[Floats, Floats]:
    """When the plan of a set lets impacts begin, s, and how hard they are, m/s²."""
    sizes: dict[float, float] = {}
    for ring in sim.plan.rings:
        sizes[ring.start_s] = sizes.get(ring.start_s, 0.0) + float(
            np.linalg.norm(ring.acceleration)
        )
    return np.array(sorted(sizes)), np.array([sizes[at] for at in sorted(sizes)])


def bang(rng: np.random.Generator, loudness: float) -> Floats:
    """Plates on rack or floor: a click, steel that rings, and what the hall gives back."""
    time = np.arange(int(0.5 * RATE)) / RATE
    sound = rng.standard_normal(len(time)) * np.exp(-time / rng.uniform(0.01, 0.04))
    for _ in range(6):
        pitch, fade = rng.uniform(200.0, 4000.0), rng.uniform(0.02, 0.15)
        sound += 0.5 * np.sin(2 * np.pi * pitch * time) * np.exp(-time / fade)
    echoed = sound.copy()
    for _ in range(5):
        late = int(rng.uniform(0.015, 0.2) * RATE)
        echoed[late:] += rng.uniform(0.1, 0.4) * sound[: len(sound) - late]
    return np.asarray(loudness * echoed)


def bangs(
    rng: np.random.Generator, duration: float, times: Sequence[float], loudness: Sequence[float]
) -> Floats:
    """Bangs at their times; those outside of the film are not heard."""
    sound = np.zeros(int(duration * RATE))
    for at, loud in zip(times, loudness, strict=True):
        first, one = round(at * RATE), bang(rng, loud)
        if 0 <= first < len(sound):
            sound[first : first + len(one)] += one[: len(sound) - first]
    return sound


def noise(rng: np.random.Generator, duration: float) -> Floats:
    """Pink noise of standard deviation 1, over and over: a hall, its ventilation, its people."""
    period = 2**19  # which transforms fast
    spectrum = np.fft.rfft(rng.standard_normal(period))
    spectrum[1:] /= np.sqrt(np.arange(1, len(spectrum)))
    sound = np.fft.irfft(spectrum, period)
    return np.resize(sound / sound.std(), int(duration * RATE))


def music(rng: np.random.Generator, duration: float) -> Floats:
    """A beat with drums and chords, of standard deviation 1."""
    sound, beat = np.zeros(int(duration * RATE)), 60.0 / rng.uniform(90.0, 150.0)
    time = np.arange(int(0.4 * RATE)) / RATE
    for i, at in enumerate(np.arange(rng.uniform(0.0, beat), duration - 0.5, beat / 2)):
        kick = np.sin(2 * np.pi * 60.0 * time) * np.exp(-time / 0.1) * 3.0
        snare = rng.standard_normal(len(time)) * np.exp(-time / 0.05)
        hat = rng.standard_normal(len(time)) * np.exp(-time / 0.015) * 0.4
        chord = sum(np.sin(2 * np.pi * 220.0 * 2 ** (k / 12) * time) for k in (i % 5, i % 5 + 4, 7))
        part = (kick, hat, snare, hat)[i % 4] + 0.3 * chord * np.exp(-time / 0.2)
        first = int(at * RATE)
        sound[first : first + len(part)] += part
    return np.asarray(sound / sound.std())


def recorded(sound: Floats) -> Sound:
    """What a camera makes of a sound: 16 bits, as loud as can be, cut off where it is too loud."""
    level = 0.4 * float(np.abs(sound).max()) or 1.0
    return np.asarray(np.clip(sound / level * 16_000, -32_768, 32_767), np.int16)


def write_wav(sound: Sound, path: Path) -> None:
    """A sound as a WAV file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(sound.astype("<i2").tobytes())


def write_film(path: Path, sound: Sound | None, duration: float) -> None:
    """A film of a test picture, which counts the seconds, with a sound or without."""
    picture = ["-f", "lavfi", "-i", f"testsrc2=size=192x108:rate=30:duration={duration:.3f}"]
    parts = [*picture]
    if sound is not None:
        wav = path.with_suffix(".wav")
        write_wav(sound, wav)
        parts += ["-i", str(wav), "-c:a", "aac", "-b:a", "64k"]
    command = ["ffmpeg", "-nostdin", "-v", "error", "-y", *parts, "-preset", "ultrafast"]
    subprocess.run([*command, "-pix_fmt", "yuv420p", f"file:{path}"], check=True)
    if sound is not None:
        wav.unlink()
