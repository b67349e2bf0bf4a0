"""The window on a real X server, with keys that a real keyboard would send."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
NEEDED = ("Xvfb", "xdotool", "import")
MISSING = [name for name in NEEDED if shutil.which(name) is None]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")

PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
app = QApplication([])
from gui.display.post import Post
from gui.display.preferences import Preferences
from gui.display.window import DisplayWindow
from tests.windows import Bench, lifting

class Talking(Bench):
    def do(self, action):
        print(action.name, flush=True)

post = Post()
window = DisplayWindow(Talking(), post, Preferences(full_screen=True), kiosk="kiosk" in sys.argv)
window.quit_asked.connect(lambda: print("quit", flush=True))
window.quit_asked.connect(post.closed)
window.open()
window.show_state(lifting("rack"))

def when_complete():
    if window.is_complete:
        print(app.platformName(), window.windowHandle().surfaceType().name, flush=True)
    else:
        QTimer.singleShot(20, when_complete)

when_complete()
app.exec()
print("gone", flush=True)
"""


@pytest.fixture
def display():
    """A server without any graphics acceleration, and nobody who frames windows."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x720x24"]
    server = subprocess.Popen(
        [*command, "-extension", "GLX", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with open(reading) as told:
        number = told.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(10)


@pytest.fixture
def program(display):
    """A program with the window, once its charts are there."""
    started = []

    def start(*arguments):
        running = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *arguments],
            stdout=subprocess.PIPE,
            text=True,
            env=_environment(display),
            cwd=ROOT,
        )
        started.append(running)
        assert running.stdout.readline().split() == ["xcb", "RasterSurface"]
        _run(display, "xdotool", "search", "--sync", "--name", "Bargroove", "windowfocus")
        return running

    yield start
    for running in started:
        running.kill()
        running.wait(10)
        running.stdout.close()


def _environment(display):
    ours = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
    return os.environ | ours


def _run(display, *command):
    return subprocess.run(
        command, env=_environment(display), check=True, capture_output=True, timeout=30
    ).stdout


def press(display, *keys):
    for key in keys:
        _run(display, "xdotool", "key", key)


def colours_of(display, path):
    """How many colours the whole screen shows."""
    _run(display, "import", "-window", "root", str(path))
    from PySide6.QtGui import QImage

    image = QImage(str(path))
    across, down = range(0, image.width(), 4), range(0, image.height(), 4)
    return {image.pixel(x, y) for x in across for y in down}


def test_real_keys_reach_the_set_and_the_screen_is_not_blank(display, program, tmp_path):
    running = program()
    assert len(colours_of(display, tmp_path / "screen.png")) > 20
    press(display, "b", "plus", "Prior", "Up")
    told = [running.stdout.readline().strip() for _ in range(4)]
    assert told == ["BROKE", "LIMIT_UP", "LOAD_UP", "EARLIER_REP"]


def test_it_is_left_by_keys_alone(display, program):
    running = program()
    press(display, "ctrl+q", "Return")
    assert running.stdout.readline().strip() == "quit"
    assert running.stdout.readline().strip() == "gone"
    assert running.wait(10) == 0


def test_a_kiosk_stays_until_its_word_is_typed(display, program):
    running = program("kiosk")
    press(display, "alt+F4", "Escape", "F11", "ctrl+w", "b")
    assert running.stdout.readline().strip() == "BROKE"
    press(display, "ctrl+q", *"leave")
    assert running.stdout.readline().strip() == "quit"
