from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from bargroove import desktop
from bargroove.desktop import why_no_window
from bargroove.system_libraries import WINDOW, missing

pytestmark = pytest.mark.skipif(
    desktop.platform.system() != "Linux", reason="other systems always have a screen"
)
QT_LIBRARIES = pytest.mark.skipif(bool(missing(WINDOW)), reason="Qt's libraries are not here")


@pytest.fixture(autouse=True)
def no_display(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def x_server():
    """A real X server; its display's name."""
    if not shutil.which("Xvfb"):
        pytest.skip("Xvfb is not here")
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
        server.terminate()


@QT_LIBRARIES
def test_without_a_display_there_is_no_window():
    assert why_no_window().startswith("no display")


@QT_LIBRARIES
@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_a_display_that_is_gone_is_told(monkeypatch, name):
    monkeypatch.setenv(name, ":4321")
    assert f"{name}=:4321 does not answer" in why_no_window()


@QT_LIBRARIES
def test_a_display_that_answers_is_enough(monkeypatch, x_server):
    monkeypatch.setenv("WAYLAND_DISPLAY", "gone")
    monkeypatch.setenv("DISPLAY", x_server)
    assert why_no_window() == ""


@QT_LIBRARIES
def test_who_says_where_qt_draws_is_believed(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert why_no_window() == ""


def test_a_library_that_is_missing_is_named(monkeypatch):
    monkeypatch.setattr(desktop, "WINDOW", {"libnone.so.9": "libnone9"})
    monkeypatch.setattr(desktop, "remedy", lambda parts: f"bring {parts}")
    assert why_no_window() == "missing: libnone.so.9; bring ['libnone.so.9']"
