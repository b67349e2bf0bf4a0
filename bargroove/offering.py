"""What there is to choose from before a set, and what was chosen before."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

from bargroove.book import Book
from bargroove.errors import BargrooveError
from bargroove.logbook import LogbookError
from bargroove.preferences import Remembered, save
from firmware_bridge import ble
from firmware_bridge.errors import LinkError
from firmware_bridge.serial_port import scan_serial
from gui.display.preferences import Preferences
from gui.display.remote import Offer, Plan, Sensor

_SCAN = 4.0  # s


class Offering:
    """Keeps up to date what the window offers, and remembers what is chosen.

    Attributes:
        offer: as it is now; another object whenever that changes, for another thread looks at it.
    """

    def __init__(
        self, offer: Offer, remembered: Remembered, say: Callable[[str], None], *, remembering: bool
    ) -> None:
        """Begin with an offer; ``remembering``: what is chosen is kept for the next start."""
        self.offer = offer
        self._remembered, self._remembering, self._say = remembered, remembering, say
        self._looking: asyncio.Task[None] | None = None
        self._trouble = ""

    def chosen(self, plan: Plan, queue: tuple[str, ...]) -> None:
        """Offer from now on what has been chosen, and remember it."""
        others = {name: one for name, one in self.offer.plans.items() if name != plan.lifter}
        plans = others | ({plan.lifter: plan} if plan.lifter else {})
        self.offer = replace(self.offer, plan=plan, plans=plans, queue=queue)
        self._remember(replace(self._remembered, plan=plan, plans=plans, queue=queue))

    def prefer(self, preferences: Preferences) -> None:
        """Remember how all is to look and sound."""
        self._remember(replace(self._remembered, preferences=preferences))

    def tell_lifters(self, book: Book) -> None:
        """Offer the lifters that the logbook knows, those who lifted last at first."""
        try:
            known = [one.name for one in book.logbook.lifters()] if book.logbook else []
        except LogbookError:  # those known before stay
            return
        latest = [name for name in reversed(self.offer.plans) if name in known]
        others = [name for name in known if name not in latest]
        self.offer = replace(self.offer, lifters=(*latest, *others))

    def look(self) -> None:
        """Look for sensors, unless that goes on already."""
        if self._looking is None:
            self._looking = asyncio.ensure_future(self._look())

    async def _look(self) -> None:
        ports = [Sensor(one.url, one.name) for one in scan_serial() if one.name]
        self._offer_sensors(ports)
        try:
            found = await ble.scan(_SCAN)
            self._offer_sensors(
                [*(Sensor(one.url, one.name) for one in found if one.driver), *ports]
            )
            self._trouble = ""
        except LinkError as error:
            if str(error) != self._trouble:  # it is looked for again and again
                self._say(str(error))
            self._trouble = str(error)
        finally:
            self._looking = None

    def _offer_sensors(self, found: list[Sensor]) -> None:
        used = self.offer.plan.source
        found.sort(key=lambda sensor: sensor.url != used)
        self.offer = replace(self.offer, sensors=tuple(found))

    def _remember(self, remembered: Remembered) -> None:
        self._remembered = remembered
        if not self._remembering:
            return
        try:
            save(remembered)
        except BargrooveError as error:
            self._say(str(error))
