"""Libraries of the system without which Linux shows no window or plays no sound.

The packages bring Qt and what reads PortAudio; what those stand on is the system's own. Other
systems have it all. ``python -m bargroove.system_libraries`` installs what is missing where that
may be done without asking, and else tells what to type.
"""

from __future__ import annotations

import ctypes
import os
import platform
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

WINDOW = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libICE.so.6": "libice6",
    "libSM.so.6": "libsm6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "a font": "fonts-dejavu-core",
}
"""What Qt's widgets and its X11 and Wayland platforms need (PySide6 6.8 to 6.10, x86-64 and
aarch64), and Debian's and Ubuntu's packages of it."""
SOUND = {"libportaudio.so.2": "libportaudio2"}
"""What sounddevice needs."""
_FONT = "a font"
_FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
_PATIENCE = 600  # s


def missing(parts: Iterable[str]) -> list[str]:
    """Return which parts of ``WINDOW`` or ``SOUND`` this system lacks."""
    if platform.system() != "Linux":
        return []
    return [part for part in parts if not (_has_font() if part == _FONT else _loads(part))]


def remedy(parts: Iterable[str]) -> str:
    """Return what to type to install parts; which they are, where no command is known."""
    if shutil.which("apt-get"):
        return f"sudo apt install {' '.join(_packages(parts))}"
    if shutil.which("dnf"):
        return f"sudo dnf install {shlex.join(_capability(part) for part in parts)}"
    return f"install {', '.join(parts)} with the system's own means"


def _packages(parts: Iterable[str]) -> list[str]:
    known = WINDOW | SOUND
    return sorted({known[part] for part in parts})


def _capability(part: str) -> str:
    """Return what RPM packages call a part that they provide."""
    bits = "()(64bit)" if sys.maxsize > 2**32 else ""
    return "dejavu-sans-fonts" if part == _FONT else f"{part}{bits}"


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_font() -> bool:
    folders = [Path(folder).expanduser() for folder in _FONTS]
    return any(True for folder in folders for _ in folder.rglob("*.[ot]tf"))


def main() -> None:
    """Install what is missing where that may be done, and else tell what to type."""
    parts = [*WINDOW, *SOUND]
    if lacking := missing(parts):
        _install(_packages(lacking))
    if lacking := missing(parts):
        print(
            f"For the window and the sound the system lacks {', '.join(lacking)}.\n"
            f"This brings it: {remedy(lacking)}\n"
            "Without it, sets are shown in the terminal.",
            file=sys.stderr,
        )


def _install(packages: list[str]) -> None:
    """Install packages of Debian or Ubuntu, if nobody has to be asked for it."""
    prefix = _privileged()
    if prefix is None or not shutil.which("apt-get"):
        return
    print(f"Installing for the window and the sound: {' '.join(packages)} …", flush=True)
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    for words in (["update"], ["install", "--no-install-recommends", *packages]):
        _quiet([*apt, *words])


def _privileged() -> list[str] | None:
    """Return what to put before a command that needs root; None where that has to be asked for."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    return sudo if shutil.which("sudo") and _quiet([*sudo, "true"]) else None


def _quiet(command: list[str]) -> bool:
    """Run a command and say nothing; return whether it worked."""
    nothing = subprocess.DEVNULL
    try:
        done = subprocess.run(
            command, stdin=nothing, stdout=nothing, stderr=nothing, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


if __name__ == "__main__":
    main()
