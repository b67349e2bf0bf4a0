"""What a source's events mean for the people who watch: the state of the link, and news of it."""

from __future__ import annotations

from math import inf

from firmware_bridge.drivers.contract import Battery, Identity
from firmware_bridge.events import (
    Clipped,
    Connected,
    Disconnected,
    Event,
    Failed,
    Lost,
    Notice,
    Readings,
)
from gui.live_state import LinkState

_WORTH_TELLING = 0.05  # s: a shorter gap costs a rep nothing
_LOW = 15.0  # percent
_LATE, _ON_TIME = 1.0, 0.3  # s by which samples come later than the quickest
_LASTING = 2.0  # s


def news(event: Event, link: LinkState) -> list[str]:
    """Bring the link's state up to date and return what is worth a line."""
    match event:
        case Readings():
            link.word, link.stands = "streaming", True
            link.rate_hz, link.delay_s = event.samples.rate, event.delay
            return _lateness(event, link)
        case Lost():
            link.lost, link.gaps = link.lost + event.samples, link.gaps + 1
            return [_lost(event)] if event.seconds > _WORTH_TELLING else []
        case Clipped():
            link.clipped += event.samples
        case Battery():
            return _battery(event, link)
        case Identity():
            link.sensor = event.model
            for text in event.notices:
                link.note(text)
            return list(event.notices)
        case Notice():
            link.note(event.text)
            return [event.text]
        case Connected():
            link.word = "starting the sensor"
            return ["connected again"] if event.resumed else []
        case Disconnected():
            _down(link, "link lost, trying again")
            return [f"link lost: {event.why}"]
        case Failed():
            _down(link, "sensor fails, trying again")
            return [str(event.error)]
    return []


def _down(link: LinkState, word: str) -> None:
    link.cuts += link.stands
    link.word, link.stands = word, False


def _lateness(event: Readings, link: LinkState) -> list[str]:
    """Tell once of readings that stay late; those that a short stall held up soon do not."""
    if event.delay < (_LATE if link.late_since is None else _ON_TIME):
        link.late_since = None
        return []
    if link.late_since is None:
        link.late_since = event.at
    if event.at < link.late_since + _LASTING:
        return []
    link.late_since = inf
    return [
        f"readings come {event.delay:.1f} s late: bring sensor and computer nearer to each other,"
        " and close what keeps the computer busy"
    ]


def _lost(event: Lost) -> str:
    count = f"{event.samples}" if event.exact else f"about {event.samples}"
    return f"{count} samples lost, {event.seconds:.1f} s"


def _battery(event: Battery, link: LinkState) -> list[str]:
    before = link.battery
    if event.percent is not None:
        link.battery = f"{event.percent:.0f} %"
        if event.percent < _LOW and link.battery != before:
            return [f"battery {link.battery}: charge the sensor soon"]
    elif event.volts is not None:
        link.battery = f"{event.volts:.2f} V"
    return []
