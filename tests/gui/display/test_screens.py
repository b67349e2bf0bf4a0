from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
ONE = {"name": "one", "x": 0, "y": 0, "width": 1920, "height": 1080}
TWO = {"name": "two", "x": 1920, "y": 0, "width": 1280, "height": 720}
USUAL = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}

BEGINNING = """
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
app = QApplication([])
from gui.display.actions import Action
from tests.windows import Bench, Post, Preferences, DisplayWindow, opened, settle
window = opened(size=(800, 480))
one, two = app.screens()
"""


@pytest.fixture
def told(tmp_path):
    """Run statements beside a window on two screens, and return what they print."""
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"screens": [ONE | USUAL, TWO | USUAL]}))

    def run(statements: str) -> list[str]:
        environment = os.environ | {
            "QT_QPA_PLATFORM": f"offscreen:configfile={config}",
            "PYTHONPATH": str(ROOT),
        }
        done = subprocess.run(
            [sys.executable, "-c", BEGINNING + statements],
            capture_output=True,
            text=True,
            env=environment,
            cwd=ROOT,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.split()

    return run


def test_the_window_opens_on_the_primary_screen(told):
    assert told("print(window.screen().name())") == ["one"]


def test_full_screen_is_that_of_the_screen_the_window_is_on(told):
    statements = """
window.move(2000, 50)
settle()
for _ in range(2):
    window.act(Action.FULL_SCREEN)
    settle()
    print(window.screen().name(), window.isFullScreen(), window.geometry().left() >= 1920)
"""
    assert told(statements) == ["two", "True", "True", "two", "False", "True"]


def test_a_window_of_which_nothing_is_seen_comes_back_and_fills_the_screen_if_it_did(told):
    statements = """
window.setGeometry(9000, 9000, 800, 480)
window._screens.bring_back()
settle()
print(one.geometry().contains(window.geometry()))
window.setGeometry(9000, 9000, 800, 480)
window.showFullScreen()
window.setGeometry(9000, 9000, 800, 480)
window._screens.bring_back()
settle()
print(window.isFullScreen(), window.geometry() in (one.geometry(), two.geometry()))
"""
    assert told(statements) == ["True", "True", "True"]


def test_a_window_that_can_be_seen_stays_where_it_is(told):
    statements = """
window.move(2000, 50)
window._screens.bring_back()
settle()
print(window.geometry().left() >= 1920)
"""
    assert told(statements) == ["True"]
