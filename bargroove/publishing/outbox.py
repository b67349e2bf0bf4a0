"""Messages on their way to an MQTT broker: in order, each until the broker has it."""

from __future__ import annotations

import ssl
import sys
from collections import deque
from dataclasses import dataclass
from threading import Condition
from typing import Any

from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.reasoncodes import ReasonCode

from bargroove.publishing.where import PASSWORD, Broker

MOST_WAITING = 2000
"""Messages that wait for a broker that is away: some hundred sets; the oldest are dropped."""
LAST_PATIENCE = 5.0
"""Seconds that are given to the broker when all is over."""

_SURE = 1  # quality of service: what the broker has not confirmed is sent again
_ALIVE = 15  # s; after half as much again, a broker takes a silent program for gone
_SOONEST, _LATEST = 1, 30  # s before a broker that is away is tried again
_CONNECTING = 5.0  # s
_UNKNOWN = ("Not authorized", "Bad user name or password")


@dataclass(frozen=True)
class _Message:
    topic: str
    payload: bytes
    retain: bool


class Outbox:
    """Sends messages in a thread of its own, one after the other; ``put`` waits for nothing.

    ``PREFIX/status`` says ``online`` while this is connected and ``offline`` while it is not,
    which the broker says by itself if the program is gone.
    """

    def __init__(self, broker: Broker, password: str | None, client_id: str) -> None:
        """Begin to connect, and to send what is put; a password is used with a user's name."""
        self._broker = broker
        self._status = f"{broker.prefix}/status"
        self._changed = Condition()  # guards all that follows
        self._waiting: deque[_Message] = deque()
        self._underway: _Message | None = None
        self._connected = False
        self._dropped = 0
        self._trouble = ""
        self._news: list[str] = []
        self._client = self._made(password, client_id)
        self._client.connect_async(broker.host, broker.port, keepalive=_ALIVE)
        self._client.loop_start()

    def put(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        """Send a message below the prefix as soon as the broker takes it."""
        with self._changed:
            if len(self._waiting) >= MOST_WAITING:
                self._waiting.popleft()
                self._dropped += 1
            self._waiting.append(_Message(f"{self._broker.prefix}/{topic}", payload, retain))
        self._go_on()

    def news(self) -> list[str]:
        """Return what people should know that they have not been told yet."""
        with self._changed:
            news, self._news = self._news, []
        return news

    def close(self) -> None:
        """Send what is left, if the broker is there, and leave."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_empty or self._trouble, LAST_PATIENCE)
            lost = len(self._waiting) + (self._underway is not None)
            self._waiting.clear()
        if lost:
            self._say(f"messages that did not reach it: {lost}")
        self.put("status", b"offline", retain=True)
        with self._changed:
            self._changed.wait_for(lambda: self._is_empty or not self._connected, LAST_PATIENCE)
        self._client.disconnect()
        self._client.loop_stop()

    @property
    def _is_empty(self) -> bool:
        return not self._waiting and self._underway is None

    def _made(self, password: str | None, client_id: str) -> Client:
        client = Client(
            CallbackAPIVersion.VERSION2,
            client_id=client_id,
            protocol=MQTTProtocolVersion.MQTTv311,
        )
        client.will_set(self._status, b"offline", qos=_SURE, retain=True)
        client.reconnect_delay_set(_SOONEST, _LATEST)
        client.connect_timeout = _CONNECTING
        if self._broker.user is not None:
            client.username_pw_set(self._broker.user, password)
        if self._broker.tls:
            client.tls_set_context(ssl.create_default_context())
        client.on_connect = self._on_connect
        client.on_connect_fail = self._on_connect_fail
        client.on_disconnect = self._on_disconnect
        client.on_publish = self._on_publish
        return client

    def _go_on(self) -> None:
        """Send what is next, unless something is under way."""
        with self._changed:
            if not self._connected or self._underway or not self._waiting:
                return
            one = self._underway = self._waiting.popleft()
        # Not under the lock: the client holds one of its own while it calls what is below.
        self._client.publish(one.topic, one.payload, _SURE, one.retain)

    def _on_connect(self, client: Client, _: Any, flags: Any, code: ReasonCode, more: Any) -> None:
        if code.is_failure:
            self._suffer(self._refused(code))
            return
        with self._changed:
            self._connected = True
            self._waiting.appendleft(_Message(self._status, b"online", True))
            dropped, self._dropped = self._dropped, 0
            was_away, self._trouble = bool(self._trouble), ""
        if was_away:
            self._say("the broker is there" + (f"; messages dropped: {dropped}" if dropped else ""))
        self._go_on()

    def _refused(self, code: ReasonCode) -> str:
        why = str(code).lower()
        if code.getName() not in _UNKNOWN:
            return f"the broker refuses to be used ({why}); it is tried again"
        if self._broker.user is None:
            return (
                f"the broker wants to know who this is ({why}): write USER@ before its name, and"
                f" put the password into {PASSWORD}"
            )
        return (
            f"the broker refuses {self._broker.user} ({why}): see whether the name is right, and"
            f" the password in {PASSWORD}"
        )

    def _on_connect_fail(self, client: Client, _: Any) -> None:
        error = sys.exception()  # the client calls this while it handles the error
        if isinstance(error, ssl.SSLCertVerificationError):
            told = f"the broker's certificate is not trusted ({error.verify_message})"
        else:
            told = f"no broker is reached ({getattr(error, 'strerror', None) or error})"
        self._suffer(f"{told}; it is tried again")

    def _on_disconnect(self, client: Client, _: Any, flags: Any, code: Any, more: Any) -> None:
        with self._changed:
            was_connected, self._connected = self._connected, False
            self._changed.notify_all()
            is_known = bool(self._trouble)
        if was_connected and code.is_failure:
            self._suffer("the broker is gone; it is tried again, and gets what it has missed")
        elif not was_connected and not is_known:
            self._suffer("what listens there does not answer as a broker does; see the port")

    def _on_publish(self, client: Client, _: Any, number: int, code: Any, more: Any) -> None:
        with self._changed:
            self._underway = None
            self._changed.notify_all()
        self._go_on()

    def _suffer(self, trouble: str) -> None:
        with self._changed:
            known, self._trouble = self._trouble, trouble
            self._changed.notify_all()
        if trouble != known:
            self._say(trouble)

    def _say(self, text: str) -> None:
        with self._changed:
            self._news.append(f"{self._broker.name}: {text}")
