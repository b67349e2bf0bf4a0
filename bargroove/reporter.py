"""Reports of live sets, made while the next set is lifted, and never in its way."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Condition, Thread
from time import monotonic

SETTLED = 3.0
"""Seconds after the last change of a set that is over in which another one may come."""
PATIENCE = 10.0
"""Seconds that are given to what is still being made when all is over."""
_MOST = 5  # that are told in the end: a kiosk runs for weeks
_LONGEST = 300.0  # s that a report may take
_NICE = 10
_WINDOWS = ("BELOW_NORMAL_PRIORITY_CLASS", "CREATE_NEW_PROCESS_GROUP")
_ONE_CORE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


@dataclass(frozen=True)
class Made:
    """A report, or why there is none.

    Attributes:
        set: its number in the logbook.
        path: where the report is, "" for none.
        trouble: why there is none.
    """

    set: int
    path: str
    trouble: str = ""


class Reporter:
    """Makes reports of sets that are over, one at a time, in processes that yield to all others.

    Attributes:
        latest: the latest reports, the last one last.
    """

    def __init__(self, folder: Path, logbook: str | None = None) -> None:
        """Write them to a folder, from the logbook at a URL; None for the user's own."""
        self.latest: dict[int, Made] = {}
        self._folder, self._logbook = folder, logbook
        self._news: deque[Made] = deque(maxlen=_MOST)
        self._asked: dict[int, float] = {}  # set → when it is to be made, s
        self._making: int | None = None
        self._closing = False
        self._changed = Condition()
        self._thread = Thread(target=self._run, name="reports", daemon=True)

    def ask(self, set_id: int) -> None:
        """Have the report of a set made, anew if there is one; returns at once."""
        with self._changed:
            self._asked[set_id] = monotonic() + SETTLED
            if not self._thread.is_alive() and not self._closing:
                self._thread.start()
            self._changed.notify()

    def news(self) -> list[Made]:
        """Return what was made since this was called the last time."""
        with self._changed:
            news = list(self._news)
            self._news.clear()
            return news

    def close(self) -> list[int]:
        """Wait a while for what is still to be made, and return the sets of which that is.

        What is being made is made to its end, also when this program has ended.
        """
        with self._changed:
            self._closing = True
            self._changed.notify()
        if self._thread.is_alive():
            self._thread.join(PATIENCE)
        with self._changed:
            making = [] if self._making is None else [self._making]
            return [*making, *self._asked]

    def _run(self) -> None:
        while (set_id := self._next()) is not None:
            made = self._made(set_id)
            with self._changed:
                self._making = None
                self._news.append(made)
                self.latest.pop(set_id, None)
                self.latest[set_id] = made
                self.latest = dict(list(self.latest.items())[-_MOST:])

    def _next(self) -> int | None:
        """Wait for a set of which a report is to be made now; None when all is over."""
        with self._changed:
            while not (self._closing and not self._asked):
                if not self._asked:
                    self._changed.wait()
                    continue
                set_id = min(self._asked, key=self._asked.__getitem__)
                left = self._asked[set_id] - monotonic()
                if left <= 0 or self._closing:
                    del self._asked[set_id]
                    self._making = set_id
                    return set_id
                self._changed.wait(left)
        return None

    def _made(self, set_id: int) -> Made:
        """Make the report of a set, in a process of its own."""
        command = [sys.executable, "-m", "bargroove", "report", str(set_id)]
        try:
            process = subprocess.Popen(
                [*command, "--out", str(self._folder)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                errors="replace",
                env=self._environment(),
                start_new_session=True,  # Ctrl-C is for the set
                creationflags=sum(getattr(subprocess, name, 0) for name in _WINDOWS),
            )
        except OSError as error:
            return Made(set_id, "", str(error))
        with process:
            _step_back(process)
            try:
                out, err = process.communicate(timeout=_LONGEST)
            except subprocess.TimeoutExpired:
                process.kill()
                return Made(set_id, "", f"it took longer than {_LONGEST:.0f} s")
        if process.returncode:
            return Made(set_id, "", _last(err) or f"it ended with status {process.returncode}")
        return Made(set_id, _last(out))

    def _environment(self) -> dict[str, str]:
        """Return the present environment, for a program that finds what this one finds."""
        found = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONIOENCODING": "utf-8"}
        logbook = {"BARGROOVE_LOGBOOK": self._logbook} if self._logbook else {}
        return {**os.environ, **_ONE_CORE, **found, **logbook}


def _step_back(process: subprocess.Popen[str]) -> None:
    """Let a process have what others leave of the processor, where that can be said."""
    if sys.platform != "win32":
        with suppress(OSError):  # it is over already
            os.setpriority(os.PRIO_PROCESS, process.pid, _NICE)


def _last(text: str) -> str:
    """Return the last line of what a process has said."""
    lines = text.strip().splitlines()
    return lines[-1].removeprefix("bargroove: ") if lines else ""
