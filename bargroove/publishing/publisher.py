"""What takes live sets to other programs, and how several of them run beside a set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from bargroove.errors import BargrooveError
from firmware_bridge.events import Event
from gui.live_state import LiveState
from velocity.events import MonitorEvent


class CannotPublish(BargrooveError):
    """Something that publishing needs is not installed; the message says what to do."""


class Publisher(Protocol):
    """Takes live sets to other programs, and keeps nobody waiting.

    Attributes:
        name: what it is called in messages.
    """

    name: str

    def take(self, event: Event, state: LiveState) -> None:
        """Take an event of the source, after the link's state has."""

    def tell(self, event: MonitorEvent, state: LiveState) -> None:
        """Take an event of the monitor, after the state has."""

    def news(self) -> list[str]:
        """Return what people should know that they have not been told yet."""

    def close(self) -> None:
        """Send what is left, as far as that is possible soon, and leave."""


class Publishing:
    """All publishers of a live set; one that fails is left out, and the set goes on."""

    def __init__(self, publishers: Sequence[Publisher]) -> None:
        self._publishers = list(publishers)
        self._news: list[str] = []

    def take(self, event: Event, state: LiveState) -> None:
        """Hand on an event of the source."""
        self._each(lambda one: one.take(event, state))

    def tell(self, event: MonitorEvent, state: LiveState) -> None:
        """Hand on an event of the monitor."""
        self._each(lambda one: one.tell(event, state))

    def news(self) -> list[str]:
        """Return what people should know that they have not been told yet."""
        self._each(lambda one: self._news.extend(one.news()))
        news, self._news = self._news, []
        return news

    def close(self) -> list[str]:
        """Let all send what is left and leave; return what people should know of that."""
        self._each(lambda one: one.close())
        return self.news()

    def _each(self, do: Callable[[Publisher], None]) -> None:
        for one in list(self._publishers):
            try:
                do(one)
            except Exception as error:  # whatever it is, it must not end the set
                self._publishers.remove(one)
                told = f"{type(error).__name__}: {error}"
                self._news.append(f"{one.name}: nothing is published any more ({told})")
