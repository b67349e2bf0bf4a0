from __future__ import annotations

import json
import os
import subprocess

import pytest

from hardware.protocol.__main__ import vectors
from tests.boards import DEVICE, FIRMWARE, on_cpython, on_micropython


@pytest.mark.parametrize("interpreter", ["cpython", "micropython"])
def test_the_firmware_holds_to_the_published_vectors(interpreter):
    if interpreter == "cpython":
        start, environment = on_cpython(DEVICE / "check_vectors.py", FIRMWARE / "common")
    else:
        start = on_micropython("check_vectors", FIRMWARE / "common", DEVICE)
        environment = dict(os.environ)
    lines = "".join(json.dumps(vector) + "\n" for vector in vectors())
    done = subprocess.run(
        start, env=environment, input=lines, capture_output=True, text=True, timeout=60
    )
    assert set(done.stdout.split("\n")) == {"held", ""}, done.stderr
    assert done.stdout.count("held") == len(vectors())
