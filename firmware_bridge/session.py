"""A session: driver and clock, fed with records, telling events. Pure, so that it replays."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from firmware_bridge.corrections import Corrections
from firmware_bridge.drivers.contract import (
    Actions,
    Batch,
    Baud,
    Decoded,
    Driver,
    Expect,
    Identity,
    Order,
    Reply,
    Showing,
    Subscribe,
    Wait,
    Write,
)
from firmware_bridge.errors import BridgeError, SensorError
from firmware_bridge.events import Connected, Disconnected, Event, Failed
from firmware_bridge.records import Kind, Record
from firmware_bridge.stream_clock import StreamClock

_SAME_TIME = 1e-6  # s: two times that went through other sums may differ so little


class Session:
    """One sensor, from its first connection to the last.

    The one who runs it performs ``orders`` (which empties them) and reports a ``SENT`` record
    if there were any, feeds what comes, and reports a ``TIMER`` record when ``deadline`` passes.
    """

    def __init__(
        self,
        driver: Driver,
        rate: float,
        clock: StreamClock | None = None,
        corrections: Corrections | None = None,
        address: str = "",
    ) -> None:
        """Ask for about ``rate`` Hz; correct the readings of a sensor that has corrections.

        A sensor that does not say who it is goes by the ``address`` of its radio.
        """
        self.driver = driver
        self.deadline: float | None = None
        self.address = address
        self._orders: list[Order] = []
        self._rate = rate
        self._clock = clock or StreamClock()
        self._corrections = corrections or {}
        self._actions: Actions | None = None
        self._waiting: Wait | Expect | None = None
        self._connections = 0
        self._started = False

    def orders(self) -> list[Order]:
        """Return what is to be carried out now, in order, and take it for done."""
        orders, self._orders = self._orders, []
        return orders

    @property
    def streaming(self) -> bool:
        """Whether the sensor has been made to stream on the present link."""
        return self._started

    def take(self, record: Record) -> list[Event]:
        """Return what one record tells."""
        match record.kind:
            case Kind.CONNECTED:
                return self._connected(record.at)
            case Kind.SENT:
                self._wait_from(record.at)
            case Kind.RECEIVED:
                return self._received(record)
            case Kind.TIMER:
                if self.deadline is not None and record.at > self.deadline - _SAME_TIME:
                    return self._go_on(None, record.at)
            case Kind.DISCONNECTED:
                return self._disconnected(record)
        return []

    def show(self, showing: Showing) -> None:
        """Have the sensor show this, or sound it, where it can; while no link stands, never."""
        if self._started:
            self._orders += self.driver.show(showing)

    def _connected(self, at: float) -> list[Event]:
        self._stand_down()
        self._connections += 1
        self._actions = self.driver.start(self._rate)
        told: list[Event] = [Connected(at, resumed=self._connections > 1)]
        return told + self._go_on(None, at)

    def _received(self, record: Record) -> list[Event]:
        told: list[Event] = []
        try:
            for decoded in self.driver.feed(record.channel, record.data):
                told += self._meant(decoded, record.at)
        except Exception:  # whatever it was, one frame must not end a set that goes on
            self.driver.bad += 1
        return told

    def _meant(self, decoded: Decoded, at: float) -> list[Event]:
        match decoded:
            case Batch():
                return self._clock.add(decoded, at)
            case Reply():
                waiting = self._waiting
                if isinstance(waiting, Expect) and decoded.kind in waiting.kinds:
                    return self._go_on(decoded, at)
                return []
            case Identity():
                who = decoded if decoded.uid else replace(decoded, uid=self.address)
                self._clock.constants = self._corrections.get(who.uid, self._clock.constants)
                return [who]
            case _:
                return [decoded]

    def _disconnected(self, record: Record) -> list[Event]:
        self._stand_down()
        with suppress(Exception):  # a driver's own mistake must not end the set either
            self.driver.lost()
        held = self._clock.interrupted(record.at)
        return [*held, Disconnected(record.at, record.data.decode(errors="replace"))]

    def _stand_down(self) -> None:
        if self._actions is not None:
            self._actions.close()
        self._actions = self._waiting = self.deadline = None
        self._orders, self._started = [], False

    def _go_on(self, reply: Reply | None, at: float) -> list[Event]:
        """Let the driver go on to its next wait, with a reply or without one."""
        self._waiting = self.deadline = None
        assert self._actions is not None
        try:
            action = self._actions.send(reply)
            while isinstance(action, Subscribe | Write | Baud):
                self._orders.append(action)
                action = next(self._actions)
        except StopIteration:
            self._actions, self._started = None, True
            return []
        except Exception as error:  # a driver's own mistake must not end the program
            self._stand_down()
            return [Failed(at, self._explained(error))]
        self._waiting = action
        if not self._orders:
            self._wait_from(at)
        return []

    def _explained(self, error: Exception) -> BridgeError:
        if isinstance(error, BridgeError):
            return error
        return SensorError(
            f"the driver {self.driver.key} failed ({error!r}): tell the one who wrote it"
        )

    def _wait_from(self, at: float) -> None:
        if self._waiting is not None and self.deadline is None:
            self.deadline = at + self._waiting.seconds
