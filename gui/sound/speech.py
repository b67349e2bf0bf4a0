"""Words said aloud by the platform's own voice."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from threading import Condition, Thread
from time import monotonic

from gui.display.language import translate

STALE_S = 2.0  # after which a number is about a rep too long ago
_LONGEST_S = 10.0  # that a program may take
_MAC_VOICES = {"en": "Samantha", "de": "Anna"}
_WINDOWS_CULTURES = {"en": "en-US", "de": "de-DE"}
_WINDOWS = (
    "[Console]::InputEncoding = [Text.Encoding]::UTF8; Add-Type -AssemblyName System.Speech; "
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    "$voice.SelectVoiceByHints('NotSet', 'NotSet', 0, '{culture}'); "
    "$voice.Speak([Console]::In.ReadToEnd())"
)


@dataclass(frozen=True)
class Program:
    """A program that speaks.

    Attributes:
        name: what it is called on the path.
        arguments: for a language and a text, which may also come from its standard input.
    """

    name: str
    arguments: Callable[[str, str], list[str]]


PROGRAMS = {
    "linux": (
        Program("spd-say", lambda language, text: ["--wait", "-l", language, "--", text]),
        Program("espeak-ng", lambda language, text: ["-v", language, "--stdin"]),
    ),
    "darwin": (Program("say", lambda language, text: ["-v", _MAC_VOICES[language], "-f", "-"]),),
    "win32": (
        Program(
            "powershell",
            lambda language, text: [
                "-NoProfile",
                "-NonInteractive",
                "-Command",
                _WINDOWS.format(culture=_WINDOWS_CULTURES[language]),
            ],
        ),
    ),
}
"""What speaks, the best first, by ``sys.platform``."""


class Voice:
    """Says one text after the other, in a thread of its own; what is no longer news is dropped.

    Attributes:
        language: ``en`` or ``de``; it may be changed at any time.
    """

    def __init__(self, language: str) -> None:
        """Look for a voice that speaks ``en`` or ``de``."""
        self.language = language
        self._programs = [one for one in PROGRAMS.get(sys.platform, ()) if shutil.which(one.name)]
        self._next: tuple[float, str] | None = None
        self._closing = False
        self._stirred = Condition()
        self._thread = Thread(target=self._run, name="voice", daemon=True)
        self._thread.start()

    @property
    def trouble(self) -> str:
        """Why nothing is said, and what to do; "" if it is."""
        if self._programs:
            return ""
        if sys.platform == "linux":
            return translate(
                "Sound", "No voice: install one and start again: sudo apt install espeak-ng"
            )
        return translate("Sound", "No voice: choose one in the system's settings for speech.")

    def say(self, text: str) -> None:
        """Say a text as soon as the one before is over; it takes the place of any that waits."""
        with self._stirred:
            self._next = (monotonic(), text)
            self._stirred.notify()

    def close(self) -> None:
        """Say nothing more; what is being said may go on to its end."""
        with self._stirred:
            self._closing = True
            self._stirred.notify()

    def _run(self) -> None:
        while (asked := self._wait()) is not None:
            at, text = asked
            if monotonic() - at < STALE_S:
                self._say_now(text)

    def _wait(self) -> tuple[float, str] | None:
        """Wait for a text and when it was asked for; None once all is over."""
        with self._stirred:
            self._stirred.wait_for(lambda: self._next is not None or self._closing)
            asked, self._next = self._next, None
            return None if self._closing else asked

    def _say_now(self, text: str) -> None:
        """Let the first program speak that can; one that cannot is not asked again."""
        while self._programs and not _spoken(self._programs[0], self.language, text):
            del self._programs[0]


def _spoken(program: Program, language: str, text: str) -> bool:
    """Return whether a program has said a text."""
    command = [shutil.which(program.name) or program.name, *program.arguments(language, text)]
    try:
        done = subprocess.run(
            command,
            input=text.encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_LONGEST_S,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
