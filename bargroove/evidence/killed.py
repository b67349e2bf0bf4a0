"""Live sets whose program is killed at a random instant: what the logbook then has."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Any

import numpy as np
from sqlalchemy import create_engine, text

import velocity
from bargroove.book import alert_of
from bargroove.logbook import LoggedSet, open_logbook
from bargroove.recovery import recovery
from bargroove.retelling import overlap
from bargroove.source import Source
from bargroove.workers import single_core_pool
from firmware_bridge.events import Readings
from velocity.events import MonitorEvent, RepFinished, SetEnded
from velocity.monitor import Monitor
from velocity.rep import Rep

LIFTS = ("squat", "bench", "deadlift", "row")
SPEED = 12.0  # times as fast as people lift
RATE = 208.0  # Hz
LONGEST = 60.0  # s that one set may take
AT_ONCE = 2


@dataclass(frozen=True)
class Killed:
    """What was left of one live set.

    Attributes:
        seed: of the set and of the instant.
        told: reps that the program had told before it was killed, withdrawn ones left out.
        opened: whether the logbook opens and is sound.
        lost: reps that were told and are not in the logbook.
        recovered: reps of the set once it has been recovered.
        unlike: reps of the recovered set that the same set undisturbed never tells, and those up
            to its last one that it lacks.
        complete: whether that made the set complete, with all told reps in it.
        again: whether recovering once more finds nothing to do.
        ended: whether the program had come to its end before it could be killed.
    """

    seed: int
    told: int
    opened: bool
    lost: int
    recovered: int
    unlike: int
    complete: bool
    again: bool
    ended: bool

    @property
    def well(self) -> bool:
        """Whether nothing was lost."""
        return self.opened and self.lost == 0 and self.complete and self.again


def kill_many(count: int, first: int = 1, at_once: int = AT_ONCE) -> list[Killed]:
    """Return what is left of so many live sets, each of its own seed."""
    with single_core_pool(at_once) as pool:
        return list(pool.map(kill_once, range(first, first + count)))


def kill_once(seed: int) -> Killed:
    """Run a live set in a process of its own, kill that, and see what is left."""
    with TemporaryDirectory(prefix="bargroove-") as folder:
        data = Path(folder)
        events, ended = _killed(seed, data)
        return _seen(seed, data, told_in(events), ended)


def told_in(events: Sequence[Mapping[str, Any]]) -> dict[int, Mapping[str, Any]]:
    """Return the reps that a program's output tells of its first set, as they stand in the end."""
    reps: dict[int, Mapping[str, Any]] = {}
    for event in events:
        match event["event"]:
            case "rep_finished" | "rep_revised":
                reps[event["rep"]] = event
            case "rep_withdrawn":
                gone = event["rep"]
                reps = {n - (n > gone): rep for n, rep in reps.items() if n != gone}
    return reps


def _killed(seed: int, data: Path) -> tuple[list[dict[str, Any]], bool]:
    """Return what a program said before it was killed, and whether it had ended before."""
    rng = np.random.default_rng([2024, seed])
    source = _source(seed, SPEED)
    live = ("live", source, "--lift", _lift(seed), "--json", "--no-report")
    command = [sys.executable, "-m", "bargroove", *live]
    environment = {**os.environ, "BARGROOVE_DATA": str(data), "BARGROOVE_LOGBOOK": ""}
    output = data / "out"
    with output.open("wb") as out:
        run = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, env=environment)
        try:
            reps = int(rng.integers(0, 8))
            _wait_for(run, output, reps)
            sleep(float(rng.uniform(0.0, 0.4)))
        finally:
            ended = run.poll() is not None
            run.send_signal(signal.SIGKILL)
            run.wait()
    return _lines(output), ended


def _wait_for(run: subprocess.Popen[bytes], output: Path, reps: int) -> None:
    """Wait until so many reps have been told, the set has ended, or the program has."""
    until = monotonic() + LONGEST
    while monotonic() < until and run.poll() is None:
        said = output.read_bytes()
        begun = b'"capture"' in said
        if begun and (said.count(b'"rep_finished"') >= reps or b'"set_ended"' in said):
            return
        sleep(0.01)


def _lines(output: Path) -> list[dict[str, Any]]:
    """Return the events of whole lines; the last one may be torn."""
    whole = output.read_text(encoding="utf-8").rpartition("\n")[0]
    return [json.loads(line) for line in whole.splitlines()]


def _seen(seed: int, data: Path, told: Mapping[int, Mapping[str, Any]], ended: bool) -> Killed:
    """Return what the logbook in a folder has of reps that were told, before and after recovery."""
    place = str(data / "logbook.sqlite")
    opened = _is_sound(data / "logbook.sqlite")
    with open_logbook(place) as logbook:
        held = logbook.sets()
        lost = _missing(told, held)
        judge = partial(alert_of, logbook)
        for deed in recovery(logbook, data / "captures", judge):
            if deed.do:
                deed.do()
        again = not list(recovery(logbook, data / "captures", judge))
        after = logbook.sets()
    complete = all(one.complete for one in after) and not _missing(told, after)
    reps = [logged.rep for one in after for logged in one.reps]
    unlike = _unlike(reps, _undisturbed(seed)) if reps else 0
    return Killed(seed, len(told), opened, lost, len(reps), unlike, complete, again, ended)


def _undisturbed(seed: int) -> tuple[list[Rep], list[Rep]]:
    """Return what the same set tells that nobody kills: each rep as first told, and in the end."""
    source = Source(_source(seed, 0.0), RATE, lambda header: lambda record: None)
    monitor = Monitor(velocity.LIFTS[_lift(seed)])
    told: list[MonitorEvent] = []

    async def run() -> None:
        async for event in source.events():
            if isinstance(event, Readings):
                told.extend(monitor.feed(event.samples))

    asyncio.run(run())
    told.extend(monitor.finish())
    first = [event.rep for event in told if isinstance(event, RepFinished)]
    return first, [rep for event in told if isinstance(event, SetEnded) for rep in event.reps]


def _unlike(reps: Sequence[Rep], undisturbed: tuple[list[Rep], list[Rep]]) -> int:
    """Return how many reps were never told of the undisturbed set, or are its and not here."""
    told, last = undisturbed
    strange = sum(not any(overlap(rep, one) for one in told) for rep in reps)
    due = [rep for rep in last if rep.start_s < reps[-1].end_s]
    return strange + sum(not any(overlap(rep, one) for one in reps) for rep in due)


def _source(seed: int, speed: float) -> str:
    return f"sim:{_lift(seed)}?seed={seed}&speed={speed:g}"


def _lift(seed: int) -> str:
    return LIFTS[seed % len(LIFTS)]


def _is_sound(path: Path) -> bool:
    if not path.exists():
        return True  # killed before there was any
    engine = create_engine(f"sqlite:///{path}")
    try:
        with engine.connect() as connection:
            return connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    finally:
        engine.dispose()


def _missing(told: Mapping[int, Mapping[str, Any]], sets: Sequence[LoggedSet]) -> int:
    """Return how many reps that were told no set has."""
    reps = [logged.rep for one in sets for logged in one.reps]
    return sum(not any(_same(rep, one) for rep in reps) for one in told.values())


def _same(rep: Rep, told: Mapping[str, Any]) -> bool:
    return bool(rep.start_s < told["end_s"] and told["start_s"] < rep.end_s)
