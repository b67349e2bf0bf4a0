"""The one runner of sessions, over links in simulated time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from contextlib import aclosing
from time import perf_counter
from typing import Any

import numpy as np
import pytest

from firmware_bridge import link as link_module
from firmware_bridge.drivers.contract import (
    Actions,
    Batch,
    Baud,
    Decoded,
    Driver,
    Expect,
    Reply,
    Subscribe,
    Wait,
    Write,
)
from firmware_bridge.errors import LinkLost, NoSuchSensor, Refused, WrongSensor
from firmware_bridge.events import Connected, Disconnected, Event, Failed, Readings
from firmware_bridge.inbox import INBOX_BYTES, Inbox
from firmware_bridge.link import Arrival, run
from firmware_bridge.records import Kind, Record
from firmware_bridge.session import Session

BATCH = 10


class Counting(Driver):
    """Each byte is a batch; "k" says yes and "n" no."""

    key = "counting"
    label = "counting sensor"

    def __init__(self) -> None:
        super().__init__()
        self.index = 0

    def start(self, rate: float) -> Actions:
        yield Subscribe("c")
        yield Write("c", b"start")
        reply = yield Expect(("yes", "no"), 1.0)
        if reply is None:
            raise WrongSensor("it does not answer")
        if reply.kind == "no":
            raise Refused("it will not")
        yield Baud(9600)
        yield Wait(0.5)

    def feed(self, channel: str, data: bytes) -> Sequence[Decoded]:
        return [
            Reply("yes") if byte == ord("k") else Reply("no") if byte == ord("n") else self._batch()
            for byte in data
        ]

    def _batch(self) -> Batch:
        readings = np.full((BATCH, 3), float(self.index))
        self.index += BATCH
        return Batch(
            100.0, readings, readings, np.zeros(BATCH, bool), self.index - BATCH, self.index / 100
        )

    def stop(self) -> Sequence[Write]:
        return (Write("c", b"stop"),)


class Told:
    """A link in simulated time that brings what it was told to, and then is cut or silent."""

    def __init__(self, brings: Sequence[tuple[float, bytes]], cut: bool = True) -> None:
        self.brings = list(brings)
        self.time, self.cut = 0.0, cut
        self.done: list[object] = []

    def now(self) -> float:
        return self.time

    async def subscribe(self, channel: str) -> None:
        self.done.append(("subscribe", channel))

    async def write(self, channel: str, data: bytes, response: bool) -> None:
        self.done.append(data)

    async def set_baud(self, rate: int) -> None:
        self.done.append(rate)

    async def receive(self, until: float | None) -> Arrival | None:
        await asyncio.sleep(0)
        if self.brings and (until is None or self.brings[0][0] <= until):
            self.time, data = self.brings.pop(0)
            return self.time, "c", data
        if not self.brings and self.cut:
            raise LinkLost("cut")
        if until is None:
            raise AssertionError("it would wait for ever")
        self.time = until
        return None

    async def close(self) -> None:
        self.done.append("closed")


GOOD = [(0.1, b"k"), *((0.7 + 0.1 * i, b"d") for i in range(10))]


def dialling(*links: Told | Exception) -> Callable[[], Coroutine[Any, Any, Told]]:
    left = list(links)

    async def dial() -> Told:
        link = left.pop(0)
        if isinstance(link, Exception):
            raise link
        return link

    return dial


async def all_of(
    dial: Callable[[], Coroutine[Any, Any, Told]],
    keep: Callable[[Record], None] = lambda _: None,
    stop: Callable[[list[Event]], bool] = lambda _: False,
) -> list[Event]:
    events: list[Event] = []
    async with aclosing(run(dial, Session(Counting(), 100.0), keep)) as told:
        async for event in told:
            events.append(event)
            if stop(events):
                break
    return events


def kinds(events: Sequence[Event], *wanted: type) -> list[type]:
    return [type(event) for event in events if type(event) in wanted]


def several(number: int, kind: type) -> Callable[[list[Event]], bool]:
    return lambda events: len(kinds(events, kind)) >= number


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_module, "FIRST_PAUSE_S", 0.001)
    monkeypatch.setattr(link_module, "LONGEST_PAUSE_S", 0.004)


def test_a_sensor_is_started_and_its_readings_come() -> None:
    link = Told(GOOD)
    events = asyncio.run(all_of(dialling(link), stop=several(10, Readings)))
    assert kinds(events, Connected, Readings) == [Connected, *[Readings] * 10]
    assert link.done == [("subscribe", "c"), b"start", 9600, b"stop", "closed"]


def test_every_happening_is_kept_before_it_is_judged() -> None:
    records: list[Record] = []
    asyncio.run(all_of(dialling(Told(GOOD)), records.append, several(2, Readings)))
    assert [record.kind for record in records][:5] == [
        Kind.CONNECTED,
        Kind.SENT,
        Kind.RECEIVED,
        Kind.SENT,
        Kind.TIMER,
    ]
    assert records[4].at == 0.6  # the moment it was due, whenever this machine found the time


def test_what_was_kept_tells_the_same_again() -> None:
    records: list[Record] = []
    links = Told(GOOD), Told(GOOD)
    live = asyncio.run(all_of(dialling(*links), records.append, several(20, Readings)))
    again = Session(Counting(), 100.0)
    replayed = [event for record in records for event in again.take(record)]
    assert [repr(event) for event in replayed] == [repr(event) for event in live]


def test_a_cut_link_is_dialled_again_and_told() -> None:
    events = asyncio.run(all_of(dialling(Told(GOOD), Told(GOOD)), stop=several(20, Readings)))
    told = [event for event in events if isinstance(event, Connected | Disconnected)]
    assert [type(event) for event in told] == [Connected, Disconnected, Connected]
    assert isinstance(told[1], Disconnected)
    assert told[1].why == "cut"
    assert isinstance(told[2], Connected)
    assert told[2].resumed


def test_a_sensor_that_streamed_is_sought_for_as_long_as_it_takes() -> None:
    failures = [NoSuchSensor("gone"), WrongSensor("odd")] * 5
    events = asyncio.run(
        all_of(dialling(Told(GOOD), *failures, Told(GOOD)), stop=several(20, Readings))
    )
    assert kinds(events, Connected) == [Connected] * 2


def test_a_first_failure_is_raised_at_once() -> None:
    with pytest.raises(NoSuchSensor, match="is it on"):
        asyncio.run(all_of(dialling(NoSuchSensor("is it on?"))))


def test_a_first_refusal_is_raised_and_the_link_closed() -> None:
    link = Told([(0.1, b"n")])
    with pytest.raises(Refused, match="will not"):
        asyncio.run(all_of(dialling(link)))
    assert link.done[-1] == "closed"
    assert b"stop" not in link.done


def test_a_sensor_that_never_answers_is_the_wrong_one() -> None:
    with pytest.raises(WrongSensor, match="does not answer"):
        asyncio.run(all_of(dialling(Told([], cut=False))))


def test_a_later_refusal_is_told_and_tried_again() -> None:
    links = Told(GOOD), Told([(0.1, b"n")]), Told(GOOD)
    events = asyncio.run(all_of(dialling(*links), stop=several(20, Readings)))
    assert kinds(events, Failed, Connected) == [Connected, Connected, Failed, Connected]


def test_a_sensor_gone_silent_is_lost_after_three_seconds() -> None:
    events = asyncio.run(
        all_of(dialling(Told(GOOD, cut=False), Told(GOOD)), stop=several(20, Readings))
    )
    lost = next(event for event in events if isinstance(event, Disconnected))
    assert lost.at == pytest.approx(GOOD[-1][0] + 3.0)
    assert "no readings" in lost.why


def test_answers_that_are_no_readings_do_not_hide_a_silence() -> None:
    chatter = [*GOOD, *((2.0 + 0.1 * i, b"k") for i in range(100))]
    events = asyncio.run(
        all_of(dialling(Told(chatter, cut=False), Told(GOOD)), stop=several(20, Readings))
    )
    lost = next(event for event in events if isinstance(event, Disconnected))
    assert lost.at == pytest.approx(GOOD[-1][0] + 3.0, abs=0.1)


def test_a_cancelled_set_stops_the_sensor() -> None:
    class Patient(Told):
        async def receive(self, until: float | None) -> Arrival | None:
            return await super().receive(until) if self.brings else await asyncio.sleep(60)

    async def cancelled(link: Told) -> None:
        task = asyncio.create_task(all_of(dialling(link)))
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    link = Patient(GOOD)
    asyncio.run(cancelled(link))
    assert link.done[-2:] == [b"stop", "closed"]


def test_a_sensor_that_cannot_be_told_to_stop_is_left_after_a_second(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Deaf(Told):
        async def write(self, channel: str, data: bytes, response: bool) -> None:
            if data == b"stop":
                await asyncio.sleep(60)

    monkeypatch.setattr(link_module, "FAREWELL_S", 0.02)
    link = Deaf(GOOD)
    begun = perf_counter()
    asyncio.run(all_of(dialling(link), stop=several(1, Readings)))
    assert perf_counter() - begun < 1.0
    assert link.done[-1] == "closed"


def test_an_inbox_hands_over_in_order_and_only_then_tells_of_the_cut() -> None:
    async def story() -> None:
        inbox = Inbox()
        inbox.put(1.0, "c", b"a")
        inbox.put(2.0, "c", b"b")
        inbox.cut("over")
        inbox.put(3.0, "c", b"too late")
        assert await inbox.receive(None) == (1.0, "c", b"a")
        assert await inbox.receive(1.5) is None  # the time to look at the clock comes first
        assert await inbox.receive(2.5) == (2.0, "c", b"b")
        with pytest.raises(LinkLost, match="over"):
            await inbox.receive(None)

    asyncio.run(story())


def test_an_inbox_waits_no_longer_than_it_should() -> None:
    async def story() -> float:
        begun = perf_counter()
        assert await Inbox().receive(begun + 0.05) is None
        return perf_counter() - begun

    assert 0.05 <= asyncio.run(story()) < 0.5


def test_a_flood_cuts_the_link_before_it_fills_the_memory() -> None:
    async def drained(inbox: Inbox, taken: list[int]) -> None:
        while arrival := await inbox.receive(None):
            taken.append(len(arrival[2]))

    async def story() -> None:
        inbox, taken = Inbox(), list[int]()
        for _ in range(20):
            inbox.put(0.0, "c", bytes(1 << 20))
        with pytest.raises(LinkLost, match="faster"):
            await drained(inbox, taken)
        assert sum(taken) <= INBOX_BYTES + (1 << 20)

    asyncio.run(story())


def test_time_in_which_this_program_stood_still_is_no_silence() -> None:
    class Late(Told):
        """At the first long wait the whole program is held up, and the readings with it."""

        async def receive(self, until: float | None) -> Arrival | None:
            if len(self.brings) == 5 and until is not None and self.time < until:
                self.time = until + 4.0
                self.brings = [(self.time + 0.1 * i, b"d") for i in range(4)]
                return None
            return await super().receive(until)

    events = asyncio.run(all_of(dialling(Late(GOOD)), stop=several(9, Readings)))
    assert kinds(events, Disconnected) == []


def test_a_sensor_out_of_reach_is_told_with_what_to_do_once() -> None:
    records: list[Record] = []
    failures = [NoSuchSensor("switch it on")] * 3 + [LinkLost("come nearer")] * 2
    events = asyncio.run(
        all_of(dialling(Told(GOOD), *failures, Told(GOOD)), records.append, several(20, Readings))
    )
    whys = [event.why for event in events if isinstance(event, Disconnected)]
    assert whys == ["cut", "switch it on", "come nearer"]
    assert [record.data.decode() for record in records if record.kind == Kind.DISCONNECTED] == whys


def test_a_sensor_that_streams_by_itself_and_will_not_start_is_told() -> None:
    link = Told([(0.1, b"d"), (0.2, b"n")])
    with pytest.raises(Refused):
        asyncio.run(all_of(dialling(link, link, link)))


@pytest.mark.parametrize("failing", ["write", "stop"])
def test_a_farewell_that_fails_in_any_way_still_closes_the_link(
    failing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Odd(Told):
        async def write(self, channel: str, data: bytes, response: bool) -> None:
            if data == b"stop" and failing == "write":
                raise WrongSensor("it has no such characteristic")

    def stop(self: Counting) -> Sequence[Write]:
        raise ZeroDivisionError("the driver's own mistake")

    if failing == "stop":
        monkeypatch.setattr(Counting, "stop", stop)
    link = Odd(GOOD)
    asyncio.run(all_of(dialling(link), stop=several(1, Readings)))
    assert link.done[-1] == "closed"


def test_a_flood_of_nothing_is_a_flood_too() -> None:
    async def story() -> None:
        inbox = Inbox()
        for _ in range(100_000):
            inbox.put(0.0, "c", b"")
        assert inbox.is_cut

    asyncio.run(story())
