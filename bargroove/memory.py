"""Memory that is given back to the system."""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Give free memory back, where the C library keeps it otherwise.

    A program that runs for days seems to grow else: between its estimates, whose arrays are large
    and of all sizes, glibc keeps what is free in pieces. Takes some ms; elsewhere it does nothing.
    """
    if sys.platform == "linux" and _trim is not None:
        _trim(0)


_trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
