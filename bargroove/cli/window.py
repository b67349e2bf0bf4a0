"""``bargroove live`` and ``demo`` in a window."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from bargroove.errors import BargrooveError
from bargroove.preferences import Remembered, load
from bargroove.rack import Rack
from gui.display.language import usual_language
from gui.display.post import Post
from gui.display.remote import Offer, Plan
from gui.display.window import DisplayWindow

if TYPE_CHECKING:  # what these load takes longer than a window should be waited for
    from bargroove.book import Book
    from bargroove.live import LiveSet
    from bargroove.serving import Orders, Serving
    from bargroove.sounding import Sounding

_HEED = 200  # ms from one look for Ctrl-C to the next: Python heeds it between Qt's events only
_READ = 10_000  # ms for which a kiosk shows why it ends


class NoSets(BargrooveError):
    """The sets could not be run; the message says why."""


@dataclass(frozen=True)
class Asked:
    """What the command line asks of the window.

    Attributes:
        orders: makes what holds for all sets.
        book: opens the logbook.
        given: what is known of the plan, as fields of ``Plan``; with a source and a lift, it
            begins at once, and else people are asked for the rest.
        queue: who lifts next, () for whoever was next the last time.
        kiosk: whether there is no way to the desktop, and all begins as it was the last time.
        wav: file for the sounds, None for none.
        remembers: whether what is chosen holds the next time, and what was chosen then holds now.
    """

    orders: Callable[[], Orders]
    book: Callable[[], Book]
    given: Mapping[str, Any]
    queue: tuple[str, ...] = ()
    kiosk: bool = False
    wav: Path | None = None
    remembers: bool = True

    @property
    def complete(self) -> bool:
        """Whether it can begin without a question."""
        return {"source", "lift"} <= self.given.keys()

    def plan(self, remembered: Remembered) -> Plan:
        """Return what to begin with, or to offer: what is given, and then what was last."""
        if self.complete:
            return Plan(**self.given)
        last = remembered.plans.get(self.given.get("lifter", ""), remembered.plan)
        return replace(last or Plan(""), **self.given)


def show(asked: Asked) -> list[LiveSet]:
    """Show a window until people close it, and return the live sets that it has shown.

    Raises:
        NoSets: nothing could be run.
    """
    app = QApplication.instance() or QApplication(["bargroove"])
    remembered, notice = load()
    if not asked.remembers:
        remembered = Remembered(remembered.preferences)
    plan = asked.plan(remembered)
    offer = Offer(plan, plans=dict(remembered.plans), queue=asked.queue or remembered.queue)
    at_once = asked.complete or (asked.kiosk and bool(plan.source))
    post = Post()
    sounds: list[Sounding] = []

    def make() -> Serving:
        from bargroove.serving import Serving

        sounds.append(_sounding(asked.wav, remembered))
        return Serving(post, sounds[0], asked.book, asked.orders(), remembered, offer, at_once)

    rack = Rack(make, post, offer)
    window = DisplayWindow(rack, post, remembered.preferences, kiosk=asked.kiosk)
    window.preferences_changed.connect(rack.keep)
    window.sound_check.connect(rack.check_sound)
    window.quit_asked.connect(rack.stop)
    if asked.kiosk:  # what starts it again would wait for somebody to press a button
        post.was_closed.connect(lambda told: QTimer.singleShot(_READ if told else 0, app.quit))
    window.open()
    QTimer.singleShot(0, rack.start)  # the window first, and then what fills it
    if notice:
        post.say(notice)
    if not at_once:
        window.set_up()
    with _heeding(lambda: app.quit() if rack.is_over else rack.stop()):
        app.exec()
    rack.stop()
    rack.join()
    for sounding in sounds:
        sounding.close()
    if rack.trouble:
        raise NoSets(rack.trouble)
    return list(rack.serving.done) if rack.serving else []


def _sounding(wav: Path | None, remembered: Remembered) -> Sounding:
    from bargroove.sounding import Sounding
    from gui.sound.device import DeviceSink
    from gui.sound.player import Player
    from gui.sound.speech import Voice
    from gui.sound.wav import WavSink

    language = remembered.preferences.language or usual_language()
    player = Player(DeviceSink(), *([WavSink(wav)] if wav else []))
    sounding = Sounding(player, Voice(language))
    sounding.prefer(remembered.preferences)
    return sounding


@contextmanager
def _heeding(stop: Callable[[], None]) -> Iterator[None]:
    """Let Ctrl-C, and being told to end, end the set as closing the window does."""
    before = {}
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if (number := getattr(signal, name, None)) is not None:
            before[number] = signal.signal(number, lambda *_: stop())
    timer = QTimer()
    timer.timeout.connect(lambda: None)
    timer.start(_HEED)
    try:
        yield
    finally:
        timer.stop()
        for number, handler in before.items():
            signal.signal(number, handler)
