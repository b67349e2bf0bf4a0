"""What a source's events mean for the people who watch: the state of the link, and news of it."""

from __future__ import annotations

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


def news(event: Event, link: LinkState) -> list[str]:
    """Bring the link's state up to date and return what is worth a line."""
    match event:
        case Readings():
            link.word, link.stands = "streaming", True
            link.rate_hz, link.delay_s = event.samples.rate, event.delay
        case Lost():
            link.lost, link.gaps = link.lost + event.samples, link.gaps + 1
            return [_lost(event)] if event.seconds > _WORTH_TELLING else []
        case Clipped():
            link.clipped += event.samples
        case Battery():
            return _battery(event, link)
        case Identity():
            link.sensor = event.model
            return list(event.notices)
        case Notice():
            return [event.text]
        case Connected():
            link.word = "starting the sensor"
            return ["connected again"] if event.resumed else []
        case Disconnected():
            link.word, link.stands = "link lost, trying again", False
            return [f"link lost: {event.why}"]
        case Failed():
            link.word, link.stands = "sensor fails, trying again", False
            return [str(event.error)]
    return []


def _lost(event: Lost) -> str:
    count = f"{event.samples}" if event.exact else f"about {event.samples}"
    return f"{count} samples lost, {event.seconds:.1f} s"


def _battery(event: Battery, link: LinkState) -> list[str]:
    before = link.battery
    if event.percent is not None:
        link.battery = f"battery {event.percent:.0f} %"
        if event.percent < _LOW and link.battery != before:
            return [f"{link.battery}: charge the sensor soon"]
    elif event.volts is not None:
        link.battery = f"battery {event.volts:.2f} V"
    return []
