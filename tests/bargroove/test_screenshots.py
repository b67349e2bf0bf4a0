from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "screenshots"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("screenshots")
    command = [sys.executable, "-m", "bargroove.screenshots", str(folder)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return {path.name: path for path in folder.iterdir()}


def test_the_command_makes_just_the_pictures_of_the_documentation(made):
    assert set(made) == {path.name for path in PICTURES.iterdir()}


def test_every_picture_is_small_and_like_no_other(made):
    contents = {name: path.read_bytes() for name, path in made.items()}
    assert all(4_000 < len(content) < 100_000 for content in contents.values())
    assert len(set(contents.values())) == len(contents)


def test_what_is_pictured_is_what_the_monitor_has_said(made):
    from bargroove.screenshots import SEED, states_of
    from bargroove.staged import stage

    states = states_of(stage(SEED))
    assert [states[name].reps[-1].verdict for name in ("ok", "near", "rack")] == [
        "ok",
        "near",
        "rack",
    ]
    assert states["rack"].alarm
    assert states["resting"].summary is not None
    assert states["rack"].turn.alert.signature.own
