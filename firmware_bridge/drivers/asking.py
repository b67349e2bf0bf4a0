"""Questions to a sensor, and its answers."""

from __future__ import annotations

from collections.abc import Generator

from firmware_bridge.drivers.contract import Action, Expect, Reply, Write

Asking = Generator[Action, Reply | None, Reply | None]


def asked(question: Write, kinds: tuple[str, ...], seconds: float, times: int = 1) -> Asking:
    """Ask up to so many times, and return what is replied within ``seconds`` of it, else None."""
    for _ in range(times):
        yield question
        reply = yield Expect(kinds, seconds)
        if reply is not None:
            return reply
    return None
