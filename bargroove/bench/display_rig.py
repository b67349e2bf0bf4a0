"""The whole program with its window offscreen, before which simulated sets are lifted."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from bargroove.bench.display_sensor import FarSensor, FarSource, Make, Note
from bargroove.book import open_book
from bargroove.logbook import open_logbook
from bargroove.place import Place
from bargroove.places import capture_path, captures_folder
from bargroove.preferences import Remembered
from bargroove.rack import Rack
from bargroove.serving import Orders, Serving
from bargroove.sounding import Sounding
from bargroove.source import Source
from bargroove.turns import Turns
from bargroove.wanted import Wanted
from firmware_bridge.sources import Begin
from gui.display.post import Post
from gui.display.preferences import Preferences
from gui.display.remote import Offer, Plan
from gui.display.window import DisplayWindow
from gui.live_state import LiveState
from gui.sound.device import DeviceSink
from gui.sound.player import Player
from gui.sound.speech import Voice

SIZE = (1920, 1080)
_RATE = 208.0  # Hz
_LIFTER, _LOAD = "Anna", 100.0  # kg
SILENT = Preferences(muted=True)
"""All is played as it always is, at no loudness: nobody has to hear it."""


@dataclass(frozen=True)
class Lifted:
    """What is lifted: in which lift, what the sensor feels, and how fast its time passes."""

    lift: str
    make: Make
    speed: float = 1.0


class Watch:
    """Looks on while sets are lifted; it costs nothing but what a subclass adds."""

    def window(self, rack: Rack, post: Post) -> DisplayWindow:
        """Return the window to use."""
        return DisplayWindow(rack, post, SILENT)

    def sounding(self, wav: Path) -> Sounding:
        """Return the sounding to use, which may write to a file."""
        return Sounding(Player(DeviceSink()), Voice("en"))

    def noted(self, end_s: float, handed_s: float) -> None:
        """Learn when readings came that end at ``end_s`` on the sample clock (perf_counter, s)."""

    def came(self, state: LiveState) -> None:
        """Learn of a state that the window has been given to show."""


@dataclass(frozen=True)
class _FarPlace(Place):
    """A place whose sensor runs in another process.

    Attributes:
        sensor: it.
        note: learns when its readings come.
    """

    sensor: FarSensor
    note: Note

    def opened(self, begin: Begin) -> Source:
        """Return the source itself."""
        return FarSource(self.source, self.rate, begin, self.sensor, self.note)


class _FarServing(Serving):
    """Serves at places whose sensors run in other processes."""

    def meet(self, sensors: Mapping[str, FarSensor], note: Note) -> None:
        """Learn of the sensors, by their URLs, and of who learns when their readings come."""
        self._sensors, self._note = sensors, note

    def _place(self, plan: Plan, turns: Turns) -> Place:
        usual = super()._place(plan, turns)
        sensor = self._sensors[plan.source]
        return _FarPlace(usual.source, usual.rate, usual.name, sensor, self._note)


def lift(all_lifted: Sequence[Lifted], watch: Watch, seconds: float) -> None:
    """Run the program until all is lifted or so many s have passed; wants a fresh process.

    What comes of it is kept in a folder that is thrown away.
    """
    with thrown_away(), ExitStack() as opened:
        sensors: dict[str, FarSensor] = {}
        plans: list[Plan] = []
        for number, one in enumerate(all_lifted):
            url = f"sim:{one.lift}?seed={number}&speed={one.speed:g}"
            sensors[url] = opened.enter_context(closing(FarSensor(one.make)))
            plans.append(Plan(url, _LIFTER, one.lift, _LOAD))
        for sensor in sensors.values():
            sensor.wait()
        _Rig(sensors, plans, watch).run(seconds)


class _Rig:
    """The program: as ``bargroove live`` puts it together, but for the sensors."""

    def __init__(
        self, sensors: Mapping[str, FarSensor], plans: Sequence[Plan], watch: Watch
    ) -> None:
        self._app = QApplication.instance() or QApplication(["bargroove"])
        self._sensors, self._plans, self._watch = sensors, deque(plans), watch
        self._streams, self._post = False, Post()
        self._sounding = watch.sounding(Path(captures_folder(), "sounds.wav"))
        self._sounding.prefer(SILENT)
        offer = Offer(self._plans.popleft())
        self._rack = Rack(partial(self._serving, offer), self._post, offer)
        self._window = watch.window(self._rack, self._post)
        self._post.state_came.connect(self._came)

    def run(self, seconds: float) -> None:
        """Run it.

        Raises:
            RuntimeError: the sets could not be run.
        """
        self._window.open()
        self._window.resize(*SIZE)
        QTimer.singleShot(0, self._rack.start)
        QTimer.singleShot(round(1000 * seconds), self._rack.stop)
        self._app.exec()
        self._rack.join()
        self._sounding.close()
        if self._rack.trouble:
            raise RuntimeError(self._rack.trouble)

    def _serving(self, offer: Offer) -> Serving:
        name = partial(_name, captures_folder())
        orders = Orders(Wanted(offer.plan.lift, _LIFTER), _RATE, name)
        book = partial(open_book, _LIFTER)
        serving = _FarServing(
            self._post, self._sounding, book, orders, Remembered(SILENT), offer, True
        )
        serving.meet(self._sensors, self._watch.noted)
        return serving

    def _came(self, state: LiveState) -> None:
        """Look on; once a plan is over, go on with the next."""
        self._watch.came(state)
        if state.link.stands:
            self._streams = True
        elif self._streams and state.link.word == "over":
            self._streams = False
            if self._plans:
                self._rack.begin(self._plans.popleft(), ())
            else:
                self._rack.stop()


def _name(folder: Path, lift: str) -> Path:
    return capture_path(folder, lift, datetime.now())


@contextmanager
def thrown_away() -> Iterator[None]:
    """Let this process keep all that it keeps in a folder that is thrown away at the end."""
    before = dict(os.environ)
    with TemporaryDirectory() as folder:
        os.environ |= {
            "BARGROOVE_DATA": folder,
            "BARGROOVE_CONFIG": str(Path(folder, "settings.toml")),
            "BARGROOVE_LOGBOOK": str(Path(folder, "logbook.sqlite")),
            "QT_QPA_PLATFORM": "offscreen",
        }
        try:
            Path(folder, "settings.toml").touch()
            captures_folder().mkdir(parents=True)
            with open_logbook() as logbook:
                logbook.add_lifter(_LIFTER)
            yield
        finally:
            os.environ.clear()
            os.environ |= before
