"""``python -m bargroove.screenshots``: the pictures of the documentation, made anew."""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from bargroove import __version__
from bargroove.reports.set_content import what_ifs
from bargroove.staged import Staged, stage
from gui.display.actions import Action
from gui.display.post import Post
from gui.display.preferences import Preferences
from gui.display.remote import Offer, Plan, Sensor
from gui.display.window import DisplayWindow
from gui.live_state import LiveState
from gui.report.content import SetContent
from gui.report.paper import write_png
from gui.report.paper_set import set_paper
from velocity import LIFTS, analyze

FOLDER = Path("docs/screenshots")
SEED = 12
TV, TOUCH, UPRIGHT = (1920, 1080), (800, 480), (1080, 1920)
_ENGLISH, _GERMAN = Preferences(language="en"), Preferences(language="de")
_LIGHT, _LARGE = replace(_ENGLISH, theme="light"), replace(_ENGLISH, text_scale=1.4)
_WHEN = datetime(2026, 11, 20, 18, 5)
_LONGEST = 960  # px, of a picture
_COLOURS, _MUCH_ALIKE = 256, 0xF0F0F0  # of a picture, and bits of those that are one


@dataclass(frozen=True)
class Shot:
    """A picture: what it is called, what it shows, and in which window.

    Attributes:
        name: of the file, without its ending.
        shows: name of a state, or of an action that opens something.
        size: of the window, px.
        preferences: how it looks.
    """

    name: str
    shows: str
    size: tuple[int, int] = TV
    preferences: Preferences = _ENGLISH


SHOTS = (
    *(Shot(name, name) for name in ("awaiting", "ok", "near", "rack", "resting", "lost")),
    Shot("setup", "SETUP"),
    Shot("settings", "SETTINGS"),
    Shot("help", "HELP"),
    Shot("rack-light", "rack", TV, _LIGHT),
    Shot("ok-touch", "ok", TOUCH),
    Shot("resting-touch", "resting", TOUCH, _LARGE),
    Shot("setup-touch", "SETUP", TOUCH),
    Shot("near-upright", "near", UPRIGHT),
    Shot("resting-upright", "resting", UPRIGHT, _LIGHT),
    Shot("rack-german", "rack", TV, _GERMAN),
)


def main() -> None:
    """Make the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _app = QApplication([])
    staged = stage(SEED)
    for name, image in taken(staged):
        image.save(str(folder / f"{name}.png"))
    report = folder / "report.png"
    write_png(set_paper(reported(staged), made=_WHEN, version=__version__), report)
    _small(QImage(str(report))).save(str(report))


def taken(staged: Staged) -> Iterator[tuple[str, QImage]]:
    """Yield each picture with its name; there is an application already."""
    states = states_of(staged)
    for shot in SHOTS:
        window = DisplayWindow(_Anna(), Post(), shot.preferences)
        window.open()
        window.resize(*shot.size)
        while not window.is_complete:
            QApplication.processEvents()
        window.show_state(states.get(shot.shows, states["resting"]))
        if shot.shows in Action.__members__:
            window.act(Action[shot.shows])
        QApplication.processEvents()
        yield shot.name, _small(window.grab().toImage())
        window.deleteLater()


def states_of(staged: Staged) -> dict[str, LiveState]:
    """Return states of a staged set, by what a picture shows."""
    first = staged.states[0]
    near = staged.first("near")
    lost = replace(near.link, word="link lost, trying again", stands=False, cuts=1)
    return {
        "awaiting": replace(first, link=replace(first.link, still=False)),
        "ok": staged.last("ok"),
        "near": near,
        "rack": staged.first("rack"),
        "resting": staged.states[-1],
        "lost": replace(near, link=lost),
    }


def reported(staged: Staged) -> SetContent:
    """Return what a report says of a staged set."""
    turn, reps = staged.turn, tuple(staged.states[-1].reps)
    analysis = analyze(staged.samples, LIFTS[turn.lift], alert=turn.alert, trace=True)
    return SetContent(
        id=41,
        number=3,
        session=9,
        lifter=turn.lifter or "",
        lift=turn.lift,
        load_kg=turn.load_kg,
        started=_WHEN,
        reps=reps,
        marks=(None,) * len(reps),
        limits=turn.alert.limits,
        basis="",
        groove=turn.alert.signature.groove,
        trace=analysis.trace,
        no_trace="",
        what_ifs=what_ifs(turn.alert, reps),
        facts=(),
        notices=analysis.notices,
    )


class _Anna:
    """Whoever runs the sets, with somebody who has lifted here before."""

    def do(self, action: Action) -> None:
        """Do nothing."""

    def offer(self) -> Offer:
        """Return two sensors, and some who lift."""
        plan = Plan("ble:BVM-51ab", "Anna", "squat", 145.0)
        sensors = (Sensor(plan.source, "BVM-51ab"), Sensor("sim:squat", "a simulated one"))
        names = ("Anna", "Ben", "Cleo")
        return Offer(plan, names, {"Anna": plan}, sensors, queue=names[1:])

    def look_for_sensors(self) -> None:
        """Find no more of them."""

    def begin(self, plan: Plan, queue: tuple[str, ...]) -> None:
        """Begin nothing."""


def _small(image: QImage) -> QImage:
    """Return a picture as small as a page needs it, in no more than 256 colours."""
    longest = min(_LONGEST, max(image.width(), image.height()))
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    scaled = image.scaled(longest, longest, keep, smooth)
    scaled = scaled.convertToFormat(QImage.Format.Format_RGB32)
    colours = Counter(np.frombuffer(scaled.constBits(), np.uint32).tolist())
    apart: dict[int, int] = {}  # of colours that are much alike, the most common one
    for colour, _ in colours.most_common():
        apart.setdefault(colour & _MUCH_ALIKE, colour)
    return scaled.convertToFormat(QImage.Format.Format_Indexed8, list(apart.values())[:_COLOURS])


if __name__ == "__main__":
    main()
