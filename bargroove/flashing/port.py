"""The firmware onto a MicroPython board's port, by mpremote.

All files are written under other names and their check sums taken on the board first; only then
does each take its place, the one that is run the last of all.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bargroove.flashing.errors import CannotFlash, WrongBoard
from bargroove.flashing.firmware import (
    DRAFT,
    OURS,
    RUN,
    VERSIONED,
    Firmware,
    Plan,
    Tell,
    digest,
    plan,
)
from firmware_bridge.errors import MissingExtra

OLDEST = (1, 23)
"""The first version of MicroPython that the firmware is for; unverified on a board."""

_NEEDED = ("machine", "bluetooth", "esp32")
_MARK = "bargroove:"
_STARTED_S = 2.0  # until a board that was switched off and on hears Ctrl-C
_CLUSTER = 4096  # bytes: a file takes whole ones

_LOOK = f"""
import sys, os, json
def lacking(names):
    for name in names:
        try:
            __import__(name)
        except ImportError:
            yield name
def digest(name):
    sha = hashlib.sha256()
    with open(name, 'rb') as file:
        data = file.read(512)
        while data:
            sha.update(data)
            data = file.read(512)
    return binascii.hexlify(sha.digest()).decode()
def own(name):
    with open(name, 'rb') as file:
        return b'{OURS}' not in file.read()
lacks, there, owns, version, room = [], {{}}, [], None, (0, 0, 0, 0)
if sys.implementation[0] == 'micropython':
    import hashlib, binascii
    lacks = list(lacking({_NEEDED}))
    there = {{name: digest(name) for name in os.listdir() if name.endswith(('.py', '{DRAFT}'))}}
    owns = [name for name in {RUN} if name in there and own(name)]
    room = os.statvfs('/')
if '{VERSIONED}' in there:
    with open('{VERSIONED}') as file:
        for line in file:
            if line.startswith('FIRMWARE = '):
                version = line.split()[-1]
said = [sys.implementation[0], list(sys.implementation[1])[:3], sys.platform]
print('{_MARK}' + json.dumps(said + [lacks, there, owns, version, room[0] * room[3]]))
"""
_PUT_IN_PLACE = """
import os
for old, new in {asides}:
    with open(old, 'rb') as one, open(new, 'wb') as other:
        data = one.read(512)
        while data:
            other.write(data)
            data = one.read(512)
for old, new in {moves}:
    os.rename(old, new)
for name in {left}:
    os.remove(name)
"""


@dataclass(frozen=True)
class _Board:
    """What a board says: its Python, its files' check sums, which a person wrote, free bytes."""

    python: str
    version: tuple[int, ...]
    platform: str
    lacks: Sequence[str]
    there: dict[str, str]
    own: Sequence[str]
    before: str | None
    free: int


def copy_to_port(port: str, new: Firmware, tell: Tell) -> Plan:
    """Put the firmware on the board at a port, restart it, and return what that took.

    Args:
        port: such as ``/dev/ttyACM0`` or ``COM3``.
        new: what is to be there.
        tell: is told what is being done.

    Raises:
        MissingExtra: mpremote is not installed.
        WrongBoard: it is none that the firmware is for; nothing was changed.
        CannotFlash: the board does not answer, or takes no files.
    """
    if find_spec("mpremote") is None:
        raise MissingExtra(
            "mpremote is needed to reach a board by its port: pip install 'bargroove[flash]'"
        )
    remote = _Remote(port)
    tell(f"{port}: restarting the board")
    remote.restart()  # its watchdog, once it has sampled, would stop a copy half-way
    board = _looked(remote)
    _check(port, board)
    tell(f"{port}: {board.platform}, MicroPython {'.'.join(map(str, board.version))}")
    todo = plan(new, board.there, board.before, board.own)
    _check_room(port, board, todo)
    _copy(remote, new, todo, tell)
    remote.restart()
    return todo


class _Remote:
    """A board, by mpremote in a process of its own, whose interface holds still."""

    def __init__(self, port: str) -> None:
        self._port = port

    def run(self, *words: str) -> Iterator[str]:
        """Yield the lines that commands of mpremote print.

        Raises:
            CannotFlash: they failed.
        """
        command = [sys.executable, "-u", "-m", "mpremote", "connect", self._port, *words]
        lines: list[str] = []
        with _process(command) as process:
            assert process.stdout is not None
            for line in process.stdout:
                lines.append(line.rstrip())
                yield lines[-1]
            process.wait()
        if process.returncode:
            raise CannotFlash(_trouble(self._port, lines))

    def do(self, *words: str) -> list[str]:
        """Return the lines that commands of mpremote print."""
        return list(self.run(*words))

    def restart(self) -> None:
        """Switch it off and on."""
        self.do("reset")
        time.sleep(_STARTED_S)


@contextmanager
def _process(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    """Run a command that ends when this does."""
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, text=True, errors="replace", **pipes
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def _trouble(port: str, lines: Sequence[str]) -> str:
    said = next((line for line in reversed(lines) if line.strip()), "mpremote failed")
    return (
        f"{port}: {said}. Close what else has the port open, wait ten seconds, and try again; if"
        " the board still does not answer, hold its button A while you switch it on, and see that"
        " MicroPython is on it"
    )


def _looked(remote: _Remote) -> _Board:
    for line in remote.run("exec", _LOOK):
        if line.startswith(_MARK):
            python, version, *rest = json.loads(line.removeprefix(_MARK))
            return _Board(python, tuple(version), *rest)
    raise CannotFlash("the board does not say what it is: is MicroPython on it?")


def _check(port: str, board: _Board) -> None:
    if board.python != "micropython":
        raise WrongBoard(f"{port} runs {board.python}; the firmware for a port is MicroPython's")
    version = ".".join(map(str, board.version))
    if board.version < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        raise WrongBoard(
            f"{port} runs MicroPython {version}, and the firmware needs {oldest} or newer: put a"
            " newer one on the board first, with esptool"
        )
    if board.lacks:
        raise WrongBoard(
            f"{port} ({board.platform}, MicroPython {version}) has no {', '.join(board.lacks)}; the"
            " firmware is for the M5StickC Plus2 with MicroPython for the ESP32"
        )


def _check_room(port: str, board: _Board, todo: Plan) -> None:
    needed = sum(-(-len(data) // _CLUSTER) * _CLUSTER for data in todo.write.values())
    if board.free < needed:
        raise CannotFlash(
            f"{port}: the board has room for {board.free // 1000} kB, and {needed // 1000} kB are"
            " needed: remove what you do not need there; nothing was changed"
        )


def _copy(remote: _Remote, new: Firmware, todo: Plan, tell: Tell) -> None:
    if not todo.write:
        return
    _send(remote, todo, tell)
    there = _looked(remote).there
    for name, data in todo.write.items():
        if there.get(name + DRAFT) != digest(data):
            raise CannotFlash(
                f"the board does not have {name} as it was sent: run this again; what it ran before"
                " is still there"
            )
    moves = [(name + DRAFT, name) for name in todo.write]
    left = [name + DRAFT for name in new.files if name + DRAFT in there and name not in todo.write]
    asides = list(todo.aside.items())
    remote.do("exec", _PUT_IN_PLACE.format(asides=asides, moves=moves, left=left))


def _send(remote: _Remote, todo: Plan, tell: Tell) -> None:
    """Send all files under other names, in one go."""
    with tempfile.TemporaryDirectory() as folder:
        words: list[str] = []
        for name, data in todo.write.items():
            (Path(folder) / name).write_bytes(data)
            words += ["fs", "cp", str(Path(folder) / name), f":{name}{DRAFT}", "+"]
        sent = 0
        for line in remote.run(*words[:-1]):
            if line.startswith("cp "):
                name = list(todo.write)[sent]
                sent += 1
                tell(f"{sent}/{len(todo.write)} {name}, {len(todo.write[name])} bytes")
