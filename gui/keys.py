"""Single keys from a terminal, while something else goes on."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

try:
    import termios
    import tty
except ImportError:  # there are no such terminals
    termios = tty = None  # type: ignore[assignment]

Take = Callable[[str], None]

_NAMED = {"\x1b[A": "up", "\x1bOA": "up", "\x1b[B": "down", "\x1bOB": "down"}
_LONGEST = 3
_MOST = 64  # bytes at a time


@contextmanager
def pressed(stream: TextIO, take: Take) -> Iterator[bool]:
    """Call ``take`` with each key that is pressed meanwhile: a character, ``up`` or ``down``.

    The terminal's own keys, such as Ctrl-C and Ctrl-Z, do what they always do. Yields whether
    there are keys: only a terminal has them, and only for the program in its foreground.
    To be used in a running event loop; the terminal is left as it was, also while the program is
    stopped by Ctrl-Z.
    """
    terminal = _terminal(stream)
    if terminal is None:
        yield False
        return
    keys = _Keys(terminal, take)
    try:
        keys.begin()
        yield True
    finally:
        keys.end()


def keys_of(text: str) -> list[str]:
    """Return the keys that a terminal has sent as text."""
    keys: list[str] = []
    while text:
        sign = next((sign for sign in _NAMED if text.startswith(sign)), text[0])
        if sign == "\x1b":  # some other key: what follows is none by itself
            return keys
        keys.append(_NAMED.get(sign, sign))
        text = text[len(sign) :]
    return keys


def _terminal(stream: TextIO) -> int | None:
    """Return the file of a terminal that keys can be read from."""
    if termios is None or not stream.isatty():
        return None
    file = stream.fileno()
    return file if _is_ours(file) else None


def _is_ours(file: int) -> bool:
    """Return whether the terminal is in this program's hands.

    One that is in those of another, such as a shell's, stops who reads from it.
    """
    try:
        return os.tcgetpgrp(file) == os.getpgrp()
    except OSError:
        return True  # it stops nobody here


class _Keys:
    """Reads keys of one terminal, in its own mode, and puts the mode back."""

    def __init__(self, file: int, take: Take) -> None:
        self._file, self._take = file, take
        self._loop = asyncio.get_running_loop()
        self._before = termios.tcgetattr(file)

    def begin(self) -> None:
        self._loop.add_signal_handler(signal.SIGTSTP, self._stop)
        self._loop.add_signal_handler(signal.SIGCONT, self._listen)
        self._listen()

    def end(self) -> None:
        self._loop.remove_signal_handler(signal.SIGTSTP)
        self._loop.remove_signal_handler(signal.SIGCONT)
        self._silence()

    def _listen(self) -> None:
        """Read keys one by one, unless another program has the terminal now."""
        if _is_ours(self._file):
            tty.setcbreak(self._file, termios.TCSANOW)
            self._loop.add_reader(self._file, self._read)

    def _silence(self) -> None:
        self._loop.remove_reader(self._file)
        if _is_ours(self._file):
            termios.tcsetattr(self._file, termios.TCSANOW, self._before)

    def _stop(self) -> None:
        """Give the terminal back, and be stopped as by Ctrl-Z."""
        self._silence()
        os.kill(os.getpid(), signal.SIGSTOP)

    def _read(self) -> None:
        try:
            sent = os.read(self._file, _MOST)
        except OSError:
            sent = b""
        if not sent:  # the terminal is gone
            self._loop.remove_reader(self._file)
        for key in keys_of(sent.decode(errors="replace")):
            self._take(key)
