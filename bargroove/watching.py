"""What a live set's people should know of its link, its capture and its logbook."""

from __future__ import annotations

from collections.abc import Callable
from math import exp

import numpy as np

from bargroove.keeper import Keeper
from bargroove.link_news import news
from bargroove.recorder import Recorder
from bargroove.source import Source
from firmware_bridge.drivers.contract import Identity
from firmware_bridge.events import Event, Readings
from gui.live_state import LinkState
from velocity.samples import MISSING, Samples

_G = 9.80665  # m/s²
_MEMORY = 0.5  # s over which what the sensor feels is averaged
_STILL_TURN, _STILL_FORCE = 0.08, 0.03  # rad/s, g: a bar in the rack moves less


def watch(event: Event, source: Source, link: LinkState, say: Callable[[str], None]) -> None:
    """Bring the link's state up to date with an event, and say what is news."""
    link.bad = source.bad_frames
    for text in news(event, link):
        say(text)
    if isinstance(event, Readings):
        feel(event.samples, link)
    if isinstance(event, Identity) and (known := source.calibration_of(event.uid)):
        told = f"calibration of {known.made[:10]} applied, good to {known.expected_mg:.1f} mg"
        link.note(told)
        say(told)


def watch_logbook(keeper: Keeper, link: LinkState, say: Callable[[str], None]) -> None:
    """Bring what is known of the logbook up to date, and say what ails it."""
    link.logged = tuple(keeper.ids.values())
    if keeper.trouble != link.logbook_trouble:
        link.logbook_trouble = keeper.trouble
        say(keeper.trouble or "the logbook is written again, nothing is missing")


def watch_capture(recorder: Recorder, link: LinkState, say: Callable[[str], None]) -> None:
    """Bring what is known of the capture up to date, and say where it is and what ails it."""
    path, trouble = str(recorder.path or ""), recorder.trouble
    if trouble != link.trouble:
        link.trouble = trouble
        say(trouble or "the capture is written again, nothing is missing")
    link.capture = path


def feel(samples: Samples, link: LinkState) -> None:
    """Bring what the sensor feels up to date: gravity, and whether it lies still."""
    there = (samples.flags & MISSING) == 0
    if not there.any():
        return
    force, turn = samples.specific_force[there], samples.angular_rate[there]
    felt = float(np.linalg.norm(force.mean(axis=0))) / _G
    kept = exp(-samples.duration / _MEMORY)
    first = link.felt is None
    before = felt if link.felt is None else link.felt
    link.felt = kept * before + (1.0 - kept) * felt
    spread = float(np.linalg.norm(force.std(axis=0))) / _G
    turning = float(np.linalg.norm(turn.mean(axis=0)))
    steady = turning < _STILL_TURN and max(spread, abs(felt - before)) < _STILL_FORCE
    link.still = steady and not first
    if link.still:
        link.gravity = link.felt
