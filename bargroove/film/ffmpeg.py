"""Films through ffmpeg: what is in one, its sound, a piece of it. A film is only ever read.

No shell is involved, and ffmpeg may open local files alone. Names go to it as ``file:`` and an
absolute path, so that none passes for an option or for another protocol.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

import numpy as np

from bargroove.film.errors import BadFilm, NoFfmpeg
from bargroove.film.impacts import Sound

RATE = 16_000
"""Hz: of the sound as it is read."""

_PROTOCOLS = ("-protocol_whitelist", "file,pipe")
_LONGEST = 2 * 3600.0  # s of sound that are read

_INSTALLERS = {
    "apt-get": "sudo apt install ffmpeg",
    "dnf": "sudo dnf install ffmpeg-free",
    "pacman": "sudo pacman -S ffmpeg",
    "zypper": "sudo zypper install ffmpeg",
    "apk": "sudo apk add ffmpeg",
    "brew": "brew install ffmpeg",
}


@dataclass(frozen=True)
class Film:
    """What a film holds; ``duration_s`` is None where its file does not say."""

    path: Path
    duration_s: float | None
    has_pictures: bool
    has_sound: bool
    comment: str = ""


def is_installed() -> bool:
    """Return whether films can be read and cut here."""
    return all(shutil.which(name) for name in ("ffmpeg", "ffprobe"))


def lacking(purpose: str, otherwise: str = "") -> NoFfmpeg:
    """Return the error that says what to type for ffmpeg to be there, and what to do without."""
    return NoFfmpeg(f"{purpose} needs ffmpeg, which is not installed: {_remedy()}{otherwise}")


def _remedy() -> str:
    if sys.platform == "win32":
        return "winget install ffmpeg, then open a new terminal"
    for tool, command in _INSTALLERS.items():
        if shutil.which(tool):
            return command
    return "install it from ffmpeg.org"


def check_there(path: Path) -> None:
    """Make sure that there is a file.

    Raises:
        BadFilm: there is none, or there is nothing in it.
    """
    if not path.is_file():
        raise BadFilm(f"{path}: there is no such file")
    if not path.stat().st_size:
        raise BadFilm(f"{path}: the file is empty")


def probe(path: Path) -> Film:
    """Return what is in a film, or in a sound recorded apart.

    Raises:
        BadFilm: it is no film.
        NoFfmpeg: ffmpeg is not installed.
    """
    wanted = ("-show_entries", "format=duration:format_tags=comment:stream=codec_type")
    command = ["ffprobe", *wanted, "-of", "json", *_PROTOCOLS, "-i", named(path)]
    told = _run(command, f"{path}: ffmpeg cannot read it")
    held = json.loads(told)
    kinds = [stream.get("codec_type") for stream in held.get("streams", [])]
    known = held.get("format", {})
    film = Film(
        path,
        _seconds(known.get("duration")),
        "video" in kinds,
        "audio" in kinds,
        known.get("tags", {}).get("comment", ""),
    )
    if not (film.has_pictures or film.has_sound):
        raise BadFilm(f"{path}: it holds neither pictures nor sound")
    return film


def _seconds(text: str | None) -> float | None:
    try:
        seconds = float(text or "nan")
    except ValueError:
        return None
    return seconds if isfinite(seconds) else None


def sound_of(film: Film) -> Sound:
    """Return a film's sound, one channel at ``RATE``, from the film's zero on.

    Raises:
        BadFilm: it has none, or none that can be read.
    """
    if not film.has_sound:
        raise BadFilm(f"{film.path}: it has no sound")
    # sound that begins after the pictures, or has gaps, keeps its times
    steady = ("-af", "aresample=async=1:first_pts=0", "-ac", "1", "-ar", str(RATE))
    source = [*_PROTOCOLS, "-i", named(film.path), "-map", "0:a:0", "-t", f"{_LONGEST:g}"]
    command = ["ffmpeg", "-nostdin", *source, *steady, "-f", "s16le", "pipe:1"]
    raw = _run(command, f"{film.path}: ffmpeg cannot read its sound")
    sound = np.frombuffer(raw, "<i2", len(raw) // 2).astype(np.int16, copy=False)
    if not sound.any():
        raise BadFilm(f"{film.path}: its sound is silence")
    return sound


def cut(film: Film, begin_s: float, duration_s: float, comment: str, to: Path) -> None:
    """Write a piece of a film as an MP4 that any browser plays, exact to the picture.

    What a phone says of itself and of where it was is left out.

    Raises:
        BadFilm: ffmpeg cannot cut it, or cannot write there.
    """
    begin, duration = f"{begin_s:.3f}", f"{duration_s:.3f}"
    piece = ["-ss", begin, *_PROTOCOLS, "-i", named(film.path), "-t", duration]
    streams = ["-map", "0:v:0", "-map", "0:a:0?", "-map_metadata", "-1", "-map_chapters", "-1"]
    form = ["-pix_fmt", "yuv420p", "-movflags", "+faststart", "-metadata", f"comment={comment}"]
    command = ["ffmpeg", "-nostdin", "-y", *piece, *streams, *form, "-f", "mp4", named(to)]
    _run(command, f"{film.path}: ffmpeg cannot cut it")


def named(path: Path) -> str:
    """Return what a file is called on the command line of ffmpeg."""
    return f"file:{path.absolute()}"


def _run(command: Sequence[str], failure: str) -> bytes:
    """Return what a program of ffmpeg's writes.

    Raises:
        NoFfmpeg: it is not there.
        BadFilm: it fails; the message is ``failure`` and the last thing that it says.
    """
    program, *arguments = command
    whole = [program, "-v", "error", "-hide_banner", *arguments]
    try:
        done = subprocess.run(whole, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except FileNotFoundError:
        raise lacking("reading a film") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"]
        raise BadFilm(f"{failure} ({said[-1].rpartition(': ')[2]})")
    return done.stdout
