"""Where a live set is published: what ``--publish`` takes."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from typing import Literal
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from bargroove.errors import BargrooveError

PASSWORD = "BARGROOVE_MQTT_PASSWORD"
"""The variable of the environment that holds the password for brokers."""

FORMS = "lsl, mqtt://[USER@]HOST[:PORT][/PREFIX] or mqtts://[USER@]HOST[:PORT][/PREFIX]"

_PORTS = {"mqtt": 1883, "mqtts": 8883}
_LONGEST = 200  # characters of a topic's prefix


class BadWhere(BargrooveError, ValueError):
    """What nothing can be published to; the message shows no password."""


@dataclass(frozen=True)
class Broker:
    """An MQTT broker, and what is said there by whom.

    Attributes:
        host, port: where it listens.
        prefix: how all topics begin.
        tls: whether the way there is encrypted.
        user: None for nobody by name.
        client_id: "" for one that is made up.
    """

    host: str
    port: int
    prefix: str
    tls: bool = False
    user: str | None = None
    client_id: str = ""

    @property
    def name(self) -> str:
        """What it is called in messages."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'mqtts' if self.tls else 'mqtt'}://{host}:{self.port}"


Where = Literal["lsl"] | Broker


def where(text: str) -> Where:
    """Return what a text names: ``lsl``, or a broker's URL.

    Raises:
        BadWhere: it names neither, or has a password in it.
    """
    if text == "lsl":
        return "lsl"
    try:
        url = urlsplit(text)
        port = url.port
    except ValueError:
        raise BadWhere(f"this cannot be read as a URL; it must be {FORMS}") from None
    if url.scheme not in _PORTS or not url.hostname or "#" in text:
        raise BadWhere(f"a set can be published to {FORMS}")
    if url.password is not None:
        raise BadWhere(
            "a password in a URL can be seen by others on this computer: leave it out, and put it"
            f" into the environment variable {PASSWORD}"
        )
    return Broker(
        url.hostname,
        port or _PORTS[url.scheme],
        _prefix(url.path),
        url.scheme == "mqtts",
        unquote(url.username) if url.username else None,
        _client_id(url),
    )


def _prefix(path: str) -> str:
    """Return how topics begin: as the URL says, else by this computer's name."""
    prefix = unquote(path.strip("/"))
    if not prefix:
        return f"bargroove/{_plain(platform.node()) or 'rack'}"
    levels = prefix.split("/")
    if len(prefix) > _LONGEST or not all(levels) or _plain(prefix) != prefix.replace("/", ""):
        raise BadWhere(
            "a topic's prefix has up to 200 characters, as gym/rack-1: none of + # $, and nothing"
            " empty between two strokes"
        )
    return prefix


def _plain(text: str) -> str:
    return "".join(c for c in text if c.isprintable() and c not in "+#$/")


def _client_id(url: SplitResult) -> str:
    options = parse_qsl(url.query, keep_blank_values=True)
    if [name for name, _ in options] not in ([], ["client_id"]):
        raise BadWhere("a broker's URL has no option but ?client_id=NAME")
    return options[0][1] if options else ""
