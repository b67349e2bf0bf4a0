"""``bargroove record``: a source into a file, without judging it."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from pathlib import Path

from bargroove.errors import CannotWrite
from bargroove.files import refuse_existing
from bargroove.live import follow
from bargroove.recorder import Recorder
from bargroove.source import Source
from bargroove.watching import watch, watch_capture
from firmware_bridge.events import Event, Readings
from gui.live_screen import Redrawn, Said
from gui.live_state import LinkState
from gui.terminal import Style, can_redraw, style_of


def run(arguments: argparse.Namespace) -> None:
    """Capture a source until it ends, its time is up, or Ctrl-C.

    Raises:
        BridgeError: the source cannot be opened.
        CannotWrite: the file is there already, or cannot be written.
    """
    refuse_existing(arguments.file)
    taken = _Taken(arguments.source, arguments.file, arguments.rate, arguments.seconds)
    screen = None
    if can_redraw(sys.stdout, os.environ):
        colour = style_of(sys.stdout, os.environ).colour
        screen = Redrawn(taken.lines, sys.stdout, colour=colour)
    try:
        draw = screen.draw if screen else _nothing
        asyncio.run(follow(taken.source, taken.take, draw, taken.over))
    finally:
        taken.recorder.close()
        if screen:
            screen.close()
    if taken.recorder.path is None:
        raise CannotWrite(f"{arguments.source}: nothing came that could be recorded")
    if taken.recorder.trouble:
        raise CannotWrite(f"{taken.recorder.failure}; make room, or choose another place")
    print("\n".join([f"{arguments.file}: {taken.told()}", *taken.link.notices]))


class _Taken:
    """What has been captured so far."""

    def __init__(self, url: str, path: Path, rate: float, seconds: float | None) -> None:
        self.recorder = Recorder(lambda: path, {})
        self.source = Source(url, rate, self.recorder.begin)
        self.link, self._said = LinkState(), Said()
        self._most, self._seconds = seconds, 0.0

    def take(self, event: Event) -> None:
        watch_capture(self.recorder, self.link, self._said.add)
        watch(event, self.source, self.link, self._said.add)
        if isinstance(event, Readings):
            self._seconds = event.samples.start + event.samples.duration

    def over(self) -> bool:
        return bool(self.link.trouble) or (self._most is not None and self._seconds >= self._most)

    def told(self) -> str:
        rate = "" if self.link.rate_hz is None else f"{self.link.rate_hz:.1f} Hz, "
        return (
            f"{self._seconds:.1f} s, {rate}{self.link.lost} samples lost,"
            f" {self.recorder.saved / 1000:.0f} kB"
        )

    def lines(self, style: Style, height: int) -> list[str]:
        most = "" if self._most is None else f" of {self._most:g} s"
        shown = [f"{self.link.word} {self.link.sensor}: {self.told()}{most}", "Ctrl-C ends"]
        return [line[: style.width] for line in (*self._said.now(), *shown)]


def _nothing() -> None:
    """Draw nothing."""
