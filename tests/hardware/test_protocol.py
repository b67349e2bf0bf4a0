from __future__ import annotations

import json
import shutil
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from hardware import protocol
from hardware.protocol.__main__ import PATH, vectors


def test_the_published_vectors_are_what_the_encoder_makes():
    assert json.loads(PATH.read_text(encoding="utf-8")) == vectors()


def test_one_command_writes_them(tmp_path):
    there = tmp_path / "hardware" / "protocol"
    shutil.copytree(PATH.parent, there)
    (there / PATH.name).unlink()
    (tmp_path / "hardware" / "__init__.py").touch()
    subprocess.run([sys.executable, "-m", "hardware.protocol"], cwd=tmp_path, check=True)
    assert (there / PATH.name).read_bytes() == PATH.read_bytes()


@given(st.binary(max_size=253))
def test_stuffing_is_undone(plain):
    carried = protocol.stuffed(plain)
    assert carried.index(0) == len(carried) - 1
    assert protocol.unstuffed(carried[:-1]) == plain


@given(st.binary(max_size=60))
def test_no_rubbish_is_a_command(rubbish):
    assert protocol.Command.read(rubbish) is None


def test_a_command_with_a_wrong_bit_is_none():
    frame = protocol.frame(protocol.HELLO)
    for at in range(8 * len(frame)):
        wrong = bytearray(frame)
        wrong[at // 8] ^= 1 << at % 8
        assert protocol.Command.read(bytes(wrong)) is None
