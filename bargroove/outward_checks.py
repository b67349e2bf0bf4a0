"""What people see and hear of a live set on this machine, and what to do about the rest."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys

from bargroove.check import Check, State
from bargroove.desktop import why_no_window
from bargroove.system_libraries import SOUND, missing, remedy

VOICES = {"Linux": ("spd-say", "espeak-ng"), "Darwin": ("say",), "Windows": ("powershell",)}
"""The programs that speak, by the system's name."""
_PATIENCE = 10.0  # s: a Raspberry Pi's card is slow when it is cold
_SCREENS = (
    "from PySide6.QtGui import QGuiApplication\n"
    "app = QGuiApplication([])\n"
    "sizes = [screen.size() for screen in app.screens()]\n"
    "print(', '.join(f'{size.width()}x{size.height()}' for size in sizes), app.platformName())"
)
_LOUDSPEAKER = "import sounddevice\nprint(sounddevice.query_devices(kind='output')['name'])"


class _Failed(Exception):
    """A process came to nothing; the message is what it told of that."""


def screen() -> Check:
    """Check that the live window can be opened."""
    why = why_no_window()
    if not why:
        try:
            return Check("screen", State.OK, _said(_SCREENS))
        except _Failed as error:
            why = f"Qt does not start: {error}"
    return Check("screen", State.WARNING, f"{why}; until then sets are shown in the terminal")


def sound() -> Check:
    """Check that there is something to be heard from."""
    if lacking := missing(SOUND):
        told = f"silent: missing {', '.join(lacking)}; {remedy(lacking)}"
        return Check("sound", State.WARNING, told)
    try:
        return Check("sound", State.OK, _said(_LOUDSPEAKER))
    except _Failed as error:
        told = f"silent: no loudspeaker is found ({error}); plug one in or switch it on"
        return Check("sound", State.WARNING, told)


def voice() -> Check:
    """Check that numbers can be spoken."""
    known = VOICES.get(platform.system(), ())
    found = next((program for program in known if shutil.which(program)), None)
    if found:
        return Check("voice", State.OK, found)
    told = f"none; needed only to have numbers spoken: {_voice_remedy()}"
    return Check("voice", State.WARNING, told)


def _voice_remedy() -> str:
    if shutil.which("apt-get"):
        return "sudo apt install espeak-ng"
    return f"install {' or '.join(VOICES.get(platform.system(), ('a voice',)))}"


def _said(code: str) -> str:
    """Return what Python code prints in a process of its own, which it may bring down.

    Raises:
        _Failed: it did not come to its end, or takes too long.
    """
    command = [sys.executable, "-c", code]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", timeout=_PATIENCE
        )
    except subprocess.TimeoutExpired:
        raise _Failed(f"no answer within {_PATIENCE:.0f} s") from None
    if done.returncode == 0:
        return done.stdout.strip()
    told = done.stderr.strip().splitlines() or [f"exit status {done.returncode}"]
    # Python's last line says what is wrong; Qt's first one does, and then it aborts.
    raise _Failed(told[0] if done.returncode < 0 else told[-1].split("Error: ")[-1])
