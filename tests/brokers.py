"""A real MQTT broker of the tests' own, on a free port of this machine, and who listens to it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion

PATIENCE = 60.0  # s
USER, PASSWORD = "Ännchen", "gehe:im@"


def program(name):
    """Return the path of a program, also where only root looks for it."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def until(true):
    end = monotonic() + PATIENCE
    while not true():
        assert monotonic() < end
        sleep(0.02)


class Broker:
    """Mosquitto, which can be stopped and started again, and remembers what it had."""

    def __init__(self, folder: Path, *lines: str) -> None:
        self.folder = folder
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        whose = ["user root"] if os.geteuid() == 0 else []
        kept = ["persistence true", f"persistence_location {folder}/"]
        self._file = folder / "mosquitto.conf"
        listener = [f"listener {self.port} 127.0.0.1", *(lines or ["allow_anonymous true"])]
        self._file.write_text("\n".join([*whose, *kept, *listener]) + "\n")
        self._run: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"mqtt://127.0.0.1:{self.port}/gym/rack-1"

    def start(self) -> None:
        self._run = subprocess.Popen(
            [program("mosquitto"), "-c", self._file],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until(self._listens)

    def stop(self) -> None:
        if self._run:
            self._run.terminate()
            self._run.wait(PATIENCE)
            self._run = None

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


class Listener:
    """Hears all that is said below a prefix, also what was said while it was away.

    Attributes:
        heard: topic below the prefix, what was said there, and whether it had been kept.
    """

    def __init__(self, broker: Broker, user: str | None = None, tls=None) -> None:
        self.heard: list[tuple[str, str, bool]] = []
        self._ready = False
        self._client = Client(
            CallbackAPIVersion.VERSION2, client_id=f"listener-{id(self)}", clean_session=False
        )
        self._client.reconnect_delay_set(1, 1)
        self._client.on_connect = lambda client, *_: client.subscribe("gym/rack-1/#", 1)
        self._client.on_subscribe = self._subscribed
        self._client.on_message = self._hear
        if user:
            self._client.username_pw_set(user, PASSWORD)
        if tls:
            self._client.tls_set_context(tls)
        self._client.connect("127.0.0.1", broker.port)
        self._client.loop_start()
        until(lambda: self._ready)

    def said(self, topic):
        return [text for where, text, _ in self.heard if where == topic]

    @property
    def messages(self):
        """All that was said as JSON."""
        return [json.loads(text) for where, text, _ in self.heard if where != "status"]

    def close(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def _subscribed(self, *_) -> None:
        self._ready = True

    def _hear(self, client, _, message) -> None:
        below = message.topic.removeprefix("gym/rack-1/")
        self.heard.append((below, message.payload.decode(), message.retain))


@contextmanager
def running(folder: Path, *lines: str) -> Iterator[Broker]:
    broker = Broker(folder, *lines)
    broker.start()
    try:
        yield broker
    finally:
        broker.stop()


@contextmanager
def listening(broker: Broker, *args) -> Iterator[Listener]:
    listener = Listener(broker, *args)
    try:
        yield listener
    finally:
        listener.close()
