"""Replays: a capture's records into a new session, and the samples that come out."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from firmware_bridge import drivers
from firmware_bridge.capture_reader import Capture
from firmware_bridge.corrections import from_plain
from firmware_bridge.drivers.contract import Battery, Driver, Identity
from firmware_bridge.errors import BadCapture, BadRecording
from firmware_bridge.events import Clipped, Connected, Event, Failed, Lost, Notice, Readings
from firmware_bridge.records import Record
from firmware_bridge.session import Session
from firmware_bridge.wording import counted, duration
from velocity.samples import MISSING, Floats, Ints, Samples

MOST_FILLED = 3600.0
"""Seconds of gaps, all in all, that become missing samples; longer ones are cut short."""

_LOW_BATTERY = 15.0  # percent
_SAME_RATE = 0.1  # share by which a nominal rate differs from the one that is measured later


def new_session(capture: Capture) -> Session:
    """Return the session that a capture's records are for.

    Raises:
        BadCapture: the corrections in its header are none.
        BridgeError: no driver has the key that its header names.
    """
    driver, rate = drivers.find(capture.header["driver"])(), float(capture.header["rate"])
    try:
        held = dict(capture.header.get("corrections") or {})
        corrections = {uid: from_plain(plain) for uid, plain in held.items()}
    except (TypeError, ValueError) as error:
        raise BadCapture(f"the capture's header has bad corrections: {error}") from None
    address = str(capture.header.get("address", ""))
    return Session(driver, rate, corrections=corrections, address=address)


def replay(capture: Capture) -> Iterator[Event]:
    """Yield the events that were told when the capture was made.

    Raises:
        BadCapture: the corrections in its header are none.
        BridgeError: no driver has the key that its header names.
    """
    session = new_session(capture)
    for record in capture.records:
        yield from retold(session, record)


def retold(session: Session, record: Record) -> list[Event]:
    """Return what a captured record tells; its orders have been carried out long ago."""
    told = session.take(record)
    session.orders()
    return told


def recorded(capture: Capture) -> tuple[Samples, tuple[str, ...]]:
    """Return all samples of a capture as one recording, and what people should know of it.

    The rate is the last and best estimate of it.

    Raises:
        BadRecording: the sensor never streamed.
        BadCapture: the corrections in its header are none.
        BridgeError: no driver has the key that its header names.
    """
    session = new_session(capture)
    events = [event for record in capture.records for event in retold(session, record)]
    readings = [event.samples for event in events if isinstance(event, Readings)]
    if not readings:
        failures = [str(event.error) for event in events if isinstance(event, Failed)]
        why = f" ({failures[-1]})" if failures else ""
        raise BadRecording(f"the capture holds no readings: the sensor did not stream{why}")
    samples, told = _joined(readings)
    damage = (capture.damage,) if capture.damage else ()
    return samples, (*damage, *told, *_told(events, session.driver, samples))


def _joined(readings: list[Samples]) -> tuple[Samples, tuple[str, ...]]:
    """Return chunks as one recording at the last one's rate; what lies between them is missing."""
    rate, rate_se = readings[-1].rate, readings[-1].rate_se
    alike = [one for one in readings if abs(one.rate / rate - 1) < _SAME_RATE]
    slots, cut = _slots(alike, rate)
    n = int(slots[-1]) + 1
    flags = np.full(n, MISSING)
    flags[slots] = np.concatenate([one.flags for one in alike])
    force, turn = (
        _filled(slots, np.concatenate([getattr(one, name) for one in alike]), n)
        for name in ("specific_force", "angular_rate")
    )
    told = []
    if left := sum(map(len, readings)) - len(slots):
        told.append(f"{counted(left, 'sample')} at another rate: left out")
    if cut:
        told.append(f"gaps longer than {duration(MOST_FILLED)} in all: {duration(cut)} left out")
    return Samples(rate, force, turn, flags, rate_se), tuple(told)


def _slots(chunks: list[Samples], rate: float) -> tuple[Ints, float]:
    """Return the slot of each sample of (k,) chunks, and s of gaps that find no room."""
    sizes = np.array([len(one) for one in chunks])
    starts = np.array([one.start for one in chunks])
    ends = starts + [one.duration for one in chunks]
    gaps = np.rint(np.maximum(starts[1:] - ends[:-1], 0) * rate)
    kept = np.diff(np.minimum(np.cumsum(gaps), MOST_FILLED * rate), prepend=0)
    before = np.concatenate([[0], np.cumsum(kept)]).astype(np.int64)
    return np.arange(sizes.sum()) + np.repeat(before, sizes), float((gaps - kept).sum() / rate)


def _filled(slots: Ints, values: Floats, n: int) -> Floats:
    """Put (k, 3) values into their slots of n, with straight lines between."""
    if len(slots) == n:
        return values
    return np.stack([np.interp(np.arange(n), slots, column) for column in values.T], axis=1)


def _told(events: list[Event], driver: Driver, samples: Samples) -> tuple[str, ...]:
    """Return what people should know of how a recording came about."""
    told: dict[str, None] = {}  # each once, in order
    for event in events:
        match event:
            case Identity(notices=notices):
                told.update(dict.fromkeys(notices))
            case Notice(text=text):
                told[text] = None
    lines = [*told, *_losses_told(events, samples)]
    if clipped := sum(event.samples for event in events if isinstance(event, Clipped)):
        lines.append(f"{counted(clipped, 'sample')} at the end of the sensor's range: clipped")
    if cuts := sum(isinstance(event, Connected) and event.resumed for event in events):
        lines.append(f"the link was cut {counted(cuts, 'time')} and came back")
    if driver.bad:
        lines.append(f"{counted(driver.bad, 'frame')} damaged or not understood: left out")
    return (f"recorded from a {driver.label}", *lines, *_battery_told(events))


def _losses_told(events: list[Event], samples: Samples) -> list[str]:
    losses = [event for event in events if isinstance(event, Lost)]
    if not losses:
        return []
    lost = sum(event.samples for event in losses)
    share = lost / (lost + int(np.count_nonzero(samples.flags & MISSING == 0)))
    rough = "" if all(event.exact for event in losses) else ", by the clock"
    return [
        f"{counted(lost, 'sample')} ({100 * share:.2g} %{rough}) lost in"
        f" {counted(len(losses), 'gap')}, longest {duration(max(e.seconds for e in losses))}"
    ]


def _battery_told(events: list[Event]) -> list[str]:
    levels = [e.percent for e in events if isinstance(e, Battery) and e.percent is not None]
    if levels and levels[-1] < _LOW_BATTERY:
        return [f"the sensor's battery was at {levels[-1]:.0f} %: charge it"]
    return []
