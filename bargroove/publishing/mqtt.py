"""A live set as messages to an MQTT broker; ``docs/streams.md`` has the topics."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from itertools import count
from secrets import token_hex
from typing import Any

from bargroove.live_json import link_dict
from bargroove.publishing.messages import message
from bargroove.publishing.outbox import Outbox
from bargroove.publishing.where import Broker
from bargroove.report_json import SCHEMA
from firmware_bridge.events import Event
from gui.live_state import LinkState, LiveState
from velocity.events import MonitorEvent

_TOPICS = {
    "set_started": "set/started",
    "set_ended": "set/ended",
    "rep_finished": "rep",
    "rep_revised": "rep/revised",
    "rep_withdrawn": "rep/withdrawn",
}


class MqttPublisher:
    """Tells a broker of sets and reps, and of how the link stands."""

    def __init__(self, broker: Broker, password: str | None) -> None:
        self.name = broker.name
        self._run, self._number = token_hex(4), count(1)
        client_id = broker.client_id or f"bargroove-{self._run}"
        self._outbox = Outbox(broker, password, client_id)
        self._link: tuple[object, ...] = ()

    def take(self, event: Event, state: LiveState) -> None:
        """Tell how the link stands, where that is news."""
        if _stands(state.link) != self._link:
            self._link = _stands(state.link)
            told = {"schema": SCHEMA, "event": "link", **link_dict(state.link)}
            self._put("link", told, retain=True)

    def tell(self, event: MonitorEvent, state: LiveState) -> None:
        """Tell of a rep or a set."""
        told = message(event, state)
        turn = state.lifted or state.turn
        if told and turn:
            self._put(_TOPICS[told["event"]], {**told, "lifter": turn.lifter})

    def news(self) -> list[str]:
        """Return what people should know that they have not been told yet."""
        return self._outbox.news()

    def close(self) -> None:
        """Send what is left, and leave."""
        self._outbox.close()

    def _put(self, topic: str, told: dict[str, Any], *, retain: bool = False) -> None:
        """Send what is told; by run and number, a message that comes twice shows."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        marked = {**told, "utc": now, "run": self._run, "number": next(self._number)}
        self._outbox.put(topic, json.dumps(marked, allow_nan=False).encode(), retain=retain)


def _stands(link: LinkState) -> tuple[object, ...]:
    """Return what is worth a message about a link where it changes."""
    troubles = (link.trouble, link.logbook_trouble)
    return (link.word, link.stands, link.sensor, link.battery, link.cuts, *troubles)
