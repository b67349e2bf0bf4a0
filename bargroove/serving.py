"""Sets at one rack, one sensor after another: what runs in the acquisition thread."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bargroove.book import Book
from bargroove.errors import BargrooveError
from bargroove.keeper import Over
from bargroove.live import LiveSet, follow
from bargroove.offering import Offering
from bargroove.place import TOLD_AGAIN, Place, ended
from bargroove.preferences import Remembered
from bargroove.publishing.publisher import Publishing
from bargroove.requests import Requests
from bargroove.sounding import Sounding
from bargroove.turns import Turns
from bargroove.wanted import Wanted
from bargroove.window_screen import WindowScreen
from firmware_bridge.errors import BridgeError
from gui.display.actions import Action
from gui.display.post import Post
from gui.display.preferences import Preferences
from gui.display.remote import Offer, Plan
from gui.live_state import LiveState

_MOST_DONE = 20  # a kiosk runs for weeks
AGAIN = 3.0
"""Seconds after which a sensor that cannot be opened is tried again."""
_CHANGES = (Action.NEXT_LIFTER, Action.LOAD_UP, Action.LOAD_DOWN)  # what is to be remembered


@dataclass(frozen=True)
class Orders:
    """What holds for all sets of the rack.

    Attributes:
        wanted: what is said of each set, whoever lifts.
        rate: samples per second to ask the sensor for.
        name: returns a new capture's name, for a lift.
        title: of what is shown, not lifted.
        persistent: whether a sensor that cannot be opened, or ends, is tried again.
        remembering: whether what is chosen is kept for the next time.
        over: takes the number in the logbook of each set that is over; None for nobody to.
        publishing: what takes the sets to other programs, None for nothing.
    """

    wanted: Wanted
    rate: float
    name: Callable[[str], Path]
    title: str = ""
    persistent: bool = False
    remembering: bool = True
    over: Over | None = None
    publishing: Publishing | None = None


class Serving:
    """Follows one sensor after another, and does what is asked meanwhile.

    Attributes:
        offering: what there is to choose from.
        done: the latest live sets, one for each time that a sensor was followed.
    """

    def __init__(
        self,
        post: Post,
        sounding: Sounding,
        open_book: Callable[[], Book],
        orders: Orders,
        remembered: Remembered,
        offer: Offer,
        at_once: bool,
    ) -> None:
        """Begin with the plan of an offer at once, or wait for one.

        Raises:
            BargrooveError: nothing can be served at all.
        """
        self._post, self._sounding, self._book = post, sounding, open_book()
        self._orders = orders
        self._plan = offer.plan if at_once else None
        self.offering = Offering(offer, remembered, post.say, remembering=orders.remembering)
        self.done: deque[LiveSet] = deque(maxlen=_MOST_DONE)
        self._requests: Requests | None = None
        self._screen: WindowScreen | None = None
        self._following: asyncio.Task[None] | None = None
        self._lingers = False  # whether one that has ended is still to be seen
        self._asked = asyncio.Event()
        self._over = False

    async def run(self) -> None:
        """Serve until ``stop``."""
        try:
            self.offering.tell_lifters(self._book)
            if self._plan is not None:
                self._chosen(self._plan, self.offering.offer.queue)
            while not self._over:
                plan, self._plan = self._plan, None
                if plan is not None:
                    await self._serve(plan)
                elif not self._asked.is_set():
                    await self._asked.wait()
                self._asked.clear()
        finally:
            self._book.close()

    def stop(self) -> None:
        """End what runs."""
        self._over = True
        self._interrupt()

    def do(self, action: Action) -> None:
        """Do one of ``actions.FOR_THE_SET``, where a set runs."""
        if self._requests is None or self._screen is None:
            return self._post.say("there is no sensor yet: choose one first")
        self._requests.do(action)
        if action in _CHANGES:
            turns = self._requests.live.turns
            self._chosen(_plan_of(self.offering.offer.plan.source, turns.wanted), turns.queue)
        return self._screen.send()

    def begin(self, plan: Plan, queue: tuple[str, ...]) -> None:
        """Go on with another plan, on the same sensor if that is the one."""
        if self._orders.title and not plan.source.startswith("sim:"):
            return self._post.say("this is the demo: for a real sensor, start bargroove live")
        live = self._live_on(plan.source)
        if live is None:
            self._plan = plan
            self._interrupt()
        elif not self._take_turn(live, plan, queue):
            return None
        return self._chosen(plan, queue)

    def _live_on(self, source: str) -> LiveSet | None:
        """Return the live set that goes on if a source is the one that streams."""
        live = None if self._requests is None or self._lingers else self._requests.live
        streams = live is not None and live.origin is not None and live.source.url == source
        return live if streams else None

    def _take_turn(self, live: LiveSet, plan: Plan, queue: tuple[str, ...]) -> bool:
        """Let it be somebody's turn on the same sensor; return whether that could be."""
        chosen = live.turns.chosen(plan.lifter, plan.lift)
        try:
            live.turns.begin(self._wanted(plan, chosen), queue)
        except BargrooveError as error:
            self._post.say(str(error))
            return False
        live.turn()
        return True

    def check_sound(self) -> None:
        """Let people hear whether they hear it."""
        self._sounding.check()

    def keep(self, preferences: Preferences) -> None:
        """Let the sound be as it is wanted, and remember how all is to look and sound."""
        self._sounding.prefer(preferences)
        self.offering.prefer(preferences)

    def look(self) -> None:
        """Look for sensors, unless one is in use."""
        if self._requests is None or not self._requests.live.state.link.stands:
            self.offering.look()

    def _chosen(self, plan: Plan, queue: tuple[str, ...]) -> None:
        self.offering.chosen(plan, queue)
        self.offering.tell_lifters(self._book)

    async def _serve(self, plan: Plan) -> None:
        """Follow the sensor of a plan until it ends, or another plan comes."""
        self._following = asyncio.ensure_future(self._follow(plan))
        try:
            await self._following
        except asyncio.CancelledError:
            pass  # by another plan, before anything was followed
        except (BargrooveError, BridgeError) as error:
            if self._plan is None and not self._over:
                self._post.say(str(error))
        finally:
            self._following = None
        if self._lasts(plan) and self._plan is None and not self._over:
            await self._pause()
            self._plan = self._plan or self.offering.offer.plan

    def _lasts(self, plan: Plan) -> bool:
        """Return whether a sensor that is not there, or is gone, may come again."""
        return self._orders.persistent or plan.source.startswith(("ble:", "serial:"))

    async def _follow(self, plan: Plan) -> None:
        queue, base = self.offering.offer.queue, self._orders.wanted
        turns = Turns(self._book, self._wanted(plan), queue, self._plans(), base)
        state = LiveState(self._orders.title or turns.title)
        screen = self._screen = WindowScreen(state, self._post, self._sounding)
        kept = not plan.source.startswith(TOLD_AGAIN)
        place = self._place(plan, turns)
        keeper = self._book.keeper(self._orders.over) if kept else None
        live = place.live_set(turns, state, screen, keeper, self._sounding.hear)
        self._requests = Requests(live)
        screen.send()
        try:
            with ended(live):
                await follow(live.source, live.take, screen.draw)
                self._stopped(state, plan)
                live.finish()
                screen.send()
                if not self._lasts(plan):
                    await self._linger()
        finally:
            self._requests = None
            self._stopped(state, plan)
            screen.close()
            if live.origin is not None:
                self.done.append(live)

    async def _linger(self) -> None:
        """Let the last set be marked until another plan comes."""
        self._lingers = True
        await self._asked.wait()
        self._lingers = False

    def _stopped(self, state: LiveState, plan: Plan) -> None:
        state.link.stands = False
        state.link.word = "waiting for the sensor" if self._lasts(plan) else "over"

    def _place(self, plan: Plan, turns: Turns) -> Place:
        orders = self._orders
        return Place(
            plan.source,
            orders.rate,
            lambda: orders.name(turns.turn.lift),
            publishing=orders.publishing,
        )

    def _wanted(self, plan: Plan, chosen: Mapping[str, Any] | None = None) -> Wanted:
        base = self._orders.wanted
        others = dict(base.chosen if chosen is None else chosen)
        if base.chosen.get("policy") is None:
            others.pop("policy", None)  # unless the plan has one
        chosen = others | ({"policy": plan.policy} if plan.policy else {})
        return replace(
            base,
            lift=plan.lift,
            lifter=plan.lifter,
            load_kg=plan.load_kg,
            target=plan.target,
            chosen=chosen,
        )

    def _plans(self) -> dict[str | None, Wanted]:
        return {name: self._wanted(plan) for name, plan in self.offering.offer.plans.items()}

    def _interrupt(self) -> None:
        self._asked.set()
        if self._following and not self._lingers:
            self._following.cancel()

    async def _pause(self) -> None:
        """Wait a while, or until something is asked for."""
        try:
            await asyncio.wait_for(self._asked.wait(), AGAIN)
        except TimeoutError:
            return


def _plan_of(source: str, wanted: Wanted) -> Plan:
    policy = wanted.chosen.get("policy", "")
    return Plan(source, wanted.lifter, wanted.lift, wanted.load_kg, policy, wanted.target)
