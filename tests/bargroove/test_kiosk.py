"""The rack unit's service."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from bargroove.cli.parser import build_parser

DOCS = Path(__file__).parents[2] / "docs"
UNIT = DOCS / "kiosk" / "bargroove-kiosk.service"
PAGE = (DOCS / "raspberry-pi.md").read_text(encoding="utf-8")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not here")
def test_systemd_finds_nothing_wrong(tmp_path):
    copy = tmp_path / UNIT.name
    here = re.sub(r"^ExecStart=.*$", "ExecStart=/bin/true", UNIT.read_text(), flags=re.MULTILINE)
    copy.write_text(here)
    command = ["systemd-analyze", "verify", "--man=no", copy]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("text", [UNIT.read_text(), PAGE], ids=["unit", "page"])
def test_it_starts_what_the_command_line_knows(text):
    starts = re.findall(r"^ExecStart=.*/bin/bargroove ([a-z -]+)", text, flags=re.MULTILINE)
    assert starts
    for start in starts:
        assert build_parser().parse_args(shlex.split(start)).kiosk


def test_the_page_names_the_unit():
    assert f"docs/kiosk/{UNIT.name}" in PAGE
    assert set(re.findall(r"systemctl \w+ (?:--now )?(bargroove[\w-]*)", PAGE)) == {UNIT.stem}
