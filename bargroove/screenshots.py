"""``python -m bargroove.screenshots``: the pictures of the documentation, made anew."""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from bargroove.staged import Staged, stage
from gui.display.actions import Action
from gui.display.post import Post
from gui.display.preferences import Preferences
from gui.display.remote import Offer, Plan, Sensor
from gui.display.window import DisplayWindow
from gui.live_state import LiveState

FOLDER = Path("docs/screenshots")
SEED = 12
TV, TOUCH, UPRIGHT = (1920, 1080), (800, 480), (1080, 1920)
_ENGLISH, _GERMAN = Preferences(language="en"), Preferences(language="de")
_LIGHT, _LARGE = replace(_ENGLISH, theme="light"), replace(_ENGLISH, text_scale=1.4)
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
    for name, image in taken(stage(SEED)):
        image.save(str(folder / f"{name}.png"))


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
