"""``bargroove calibrate``: six still poses, and from them what the sensor gets wrong."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from datetime import UTC, datetime
from textwrap import fill

import numpy as np

from bargroove import calibrations
from bargroove.calibrations import Calibration
from bargroove.errors import BargrooveError
from bargroove.live import follow
from bargroove.source import Source
from bargroove.watching import watch
from firmware_bridge.drivers.contract import Identity
from firmware_bridge.events import Event, Readings
from firmware_bridge.link import Keep
from firmware_bridge.sources import Header
from gui.live_screen import Redrawn, Said
from gui.live_state import LinkState
from gui.pose_view import lines
from gui.terminal import Style, can_redraw, style_of
from velocity.calibration import GRAVITY
from velocity.poses import PoseGatherer
from velocity.samples import Floats
from velocity.six_poses import FACES, BadPoses, Solved, solve

_RATE = 208.0  # Hz
_BEST = 9  # poses, three of them on edges, from which on more hardly help


class NotCalibrated(BargrooveError):
    """Nothing was stored, for the reason given."""


def run(arguments: argparse.Namespace) -> None:
    """Guide through the poses, solve, store and tell; or show or forget what is stored.

    Raises:
        BridgeError: the source cannot be opened.
        BargrooveError: no calibration came of it, or it cannot be stored or found.
    """
    if arguments.show:
        print("\n".join(_known()) or "No sensor has been calibrated.")
    elif arguments.forget is not None:
        _forget(arguments.forget)
    else:
        print(_calibrated(arguments.source))


def _calibrated(url: str) -> str:
    guide = _Guide(url)
    screen: Redrawn | None = None
    if can_redraw(sys.stdout, os.environ):
        colour = style_of(sys.stdout, os.environ).colour
        screen = Redrawn(guide.lines, sys.stdout, colour=colour)
    try:
        asyncio.run(
            follow(guide.source, guide.take, screen.draw if screen else guide.tell, guide.over)
        )
    finally:
        if screen:
            screen.close()
    if not screen:
        guide.tell()
    try:
        solved = solve(guide.gatherer.stills)
    except BadPoses as error:
        raise NotCalibrated(f"nothing stored: {error}") from None
    calibration = guide.calibration(solved)
    path = calibrations.store(calibration)
    prose = (*_meaning(solved), f"Stored in {path}; it is used from now on.")
    width = style_of(sys.stdout, os.environ).width
    return "\n".join([*_found(calibration, solved), "", *(fill(text, width) for text in prose)])


class _Guide:
    """What has been held so far, of which sensor."""

    def __init__(self, url: str) -> None:
        self.source = Source(url, _RATE, _keep_nothing, known={})  # readings as they are
        self.link, self._said = LinkState(), Said()
        self.gatherer = PoseGatherer()
        self._url, self._uid, self._model = url, "", ""
        self._told: list[str] = []

    def take(self, event: Event) -> None:
        watch(event, self.source, self.link, self._said.add)
        if isinstance(event, Identity):
            self._uid, self._model = event.uid, event.model
        if isinstance(event, Readings) and not self.over():
            self.gatherer.feed(event.samples)

    def over(self) -> bool:
        return not self.gatherer.left

    def tell(self) -> None:
        """Say which poses have been taken since the last time, a line each."""
        for face in self.gatherer.done:
            if face not in self._told:
                self._told.append(face)
                left = len(FACES) - len(self._told)
                print(f"{face}: done, {left} left" if left else f"{face}: done", flush=True)

    def lines(self, style: Style, height: int) -> list[str]:
        done = self.gatherer.done
        between = len(self.gatherer.stills) - len(done)
        said = self._said.now()
        return lines(self.gatherer.holding, done, between, self.link, style, said)[:height]

    def calibration(self, solved: Solved) -> Calibration:
        return Calibration(
            calibrations.identity_at(self._uid, self._url),
            self._model or "sensor",
            datetime.now(UTC).isoformat(timespec="seconds"),
            1000 * solved.expected / GRAVITY,
            solved.constants,
        )


def _keep_nothing(header: Header) -> Keep:
    return lambda record: None


def _found(calibration: Calibration, solved: Solved) -> list[str]:
    mg = 1000 / GRAVITY
    constants = solved.constants
    scale = 100 * np.diag(constants.accel_matrix)
    cross = np.degrees(constants.accel_matrix[np.triu_indices(3, 1)])
    return [
        f"{calibration.model} ({calibration.uid}), {solved.poses} poses",
        f"bias            {_three(mg * constants.accel_bias, '.1f')} mg",
        f"scale           {_three(scale, '.2f')} %",
        f"cross-axis      {_three(cross, '.2f')} °",
        f"gyroscope bias  {_three(np.degrees(constants.gyro_bias), '.3f')} °/s",
    ]


def _meaning(solved: Solved) -> tuple[str, ...]:
    """Return in words how good a calibration is."""
    before, residual, expected = (
        f"{1000 * error / GRAVITY:.1f} mg"
        for error in (solved.before, solved.residual, solved.expected)
    )
    more = "That is as good as still poses make it."
    if solved.poses < _BEST:
        more = (
            "That is good. What remains is the axes' angles to each other, which poses along the"
            " axes do not show: three more, on edges and before the sixth side, bring it near 1 mg."
        )
    return (
        f"Gravity was off by {before}; now by {residual} in these poses, and {expected} are to be"
        " expected in any other. Each mg lets the velocity drift by 1 cm/s in a second, until the"
        " monitor takes that out at the next turnaround.",
        more,
    )


def _three(values: Floats, form: str) -> str:
    return "  ".join(f"{value + 0.0:+{form}}" for value in values)


def _known() -> list[str]:
    return [
        f"{one.uid}  {one.model}  {one.made[:10]}  good to {one.expected_mg:.1f} mg"
        for one in calibrations.known()
    ]


def _forget(uid: str) -> None:
    if not calibrations.forget(uid):
        raise NotCalibrated(f"{uid}: no calibration of that name; 'calibrate --show' lists them")
    print(f"{uid}: forgotten")
