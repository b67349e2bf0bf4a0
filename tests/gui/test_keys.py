from __future__ import annotations

import asyncio
import io
import os
from collections.abc import Iterator
from typing import TextIO

import pytest

from gui.keys import keys_of, pressed

pty = pytest.importorskip("pty")
termios = pytest.importorskip("termios")


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        ("bcu", ["b", "c", "u"]),
        ("\x1b[A\x1b[B", ["up", "down"]),
        ("\x1bOAb", ["up", "b"]),
        ("\x1b[1;5C", []),
        ("\x1b", []),
        ("", []),
    ],
)
def test_what_a_terminal_sends_becomes_keys(sent, keys):
    assert keys_of(sent) == keys


def test_what_is_no_terminal_has_no_keys():
    async def run() -> bool:
        with pressed(io.StringIO("b"), print) as there:
            return there

    assert not asyncio.run(run())


@pytest.fixture
def terminal() -> Iterator[tuple[int, TextIO]]:
    """A terminal: our end of it, and the program's."""
    ours, theirs = pty.openpty()
    with os.fdopen(theirs) as stream:
        yield ours, stream
    os.close(ours)


def test_keys_come_one_by_one_and_the_terminal_is_left_as_it_was(terminal):
    ours, stream = terminal
    before = termios.tcgetattr(stream)
    taken: list[str] = []

    async def run() -> None:
        with pressed(stream, taken.append) as there:
            assert there
            assert not termios.tcgetattr(stream)[3] & (termios.ICANON | termios.ECHO)
            assert termios.tcgetattr(stream)[3] & termios.ISIG  # Ctrl-C does what it always does
            os.write(ours, b"b\x1b[Aq")
            while len(taken) < 3:
                await asyncio.sleep(0.01)

    asyncio.run(asyncio.wait_for(run(), 10))
    assert taken == ["b", "up", "q"]
    assert termios.tcgetattr(stream) == before


def test_an_error_leaves_the_terminal_as_it_was(terminal):
    _, stream = terminal
    before = termios.tcgetattr(stream)

    async def run() -> None:
        with pressed(stream, print):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        asyncio.run(run())
    assert termios.tcgetattr(stream) == before


def test_a_terminal_in_other_hands_has_no_keys_and_is_left_alone(terminal, monkeypatch):
    _, stream = terminal
    before = termios.tcgetattr(stream)
    monkeypatch.setattr(os, "tcgetpgrp", lambda file: os.getpgrp() + 1)

    async def run() -> bool:
        with pressed(stream, print) as there:
            assert termios.tcgetattr(stream) == before
            return there

    assert not asyncio.run(run())
