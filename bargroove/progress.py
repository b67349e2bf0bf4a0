"""A word of progress for whoever waits at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic
from typing import TextIO

_PATIENCE = 1.0  # s before anything is said
_STEP = 0.5  # s between two words
_CLEAR = "\r\x1b[K"


@contextmanager
def progress(doing: str) -> Iterator[None]:
    """Say on a terminal's stderr what is being done, once it takes longer than a second."""
    stream = sys.stderr
    if stream is None or not stream.isatty():
        yield
        return
    done = Event()
    teller = Thread(target=_tell, args=(doing, stream, done), daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def _tell(doing: str, stream: TextIO, done: Event) -> None:
    start = monotonic()
    wait = _PATIENCE
    while not done.wait(wait):
        stream.write(f"{_CLEAR}{doing} … {monotonic() - start:.0f} s")
        stream.flush()
        wait = _STEP
    if wait != _PATIENCE:
        stream.write(_CLEAR)
        stream.flush()
