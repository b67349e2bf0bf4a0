"""The logbook as a live set meets it: whatever ails it, there is an alert and a keeper."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bargroove.choices import limits_of
from bargroove.insights.ledger import notices
from bargroove.insights.lifted import locally
from bargroove.judging import LATEST, alert_for, history_of
from bargroove.keeper import Keeper, Over
from bargroove.logbook import (
    BadEntry,
    Logbook,
    LogbookError,
    LoggedSet,
    UnknownLifter,
    open_logbook,
)
from bargroove.logbook.records import SetHead
from bargroove.settings import Settings, read_settings
from velocity import LIFTS
from velocity.alert import Alert, usual_alert
from velocity.limits import usual_limits


@dataclass
class Book:
    """The logbook, what is set, and who lifts.

    Attributes:
        url: of the logbook; None for the user's own.
        lifter: as the logbook writes the name; None for nobody.
        logbook: None where it could not be opened.
        trouble: what ails it; "" while nothing does.
    """

    url: str | None
    lifter: str | None
    settings: Settings
    logbook: Logbook | None = None
    trouble: str = ""

    def alert(
        self, lift: str, load_kg: float | None, phase: str, chosen: Mapping[str, Any]
    ) -> Alert:
        """Return what judges a set: settings, the logbook's limits, and then what is chosen now.

        Raises:
            BadSettings, BadChoice: these cannot be, or contradict each other.
        """
        set_here, past = self._known(lift, phase)
        layers = (self.settings.fields(self.lifter, lift, phase), set_here, chosen)
        own = not any("velocity_floor" in layer for layer in layers)
        limits = limits_of(LIFTS[lift], *layers)
        return alert_for(LIFTS[lift], history_of(past), limits, load_kg, own=own)

    def turn_to(self, lifter: str | None, *, add: bool = False) -> None:
        """Let it be the book of another lifter, or of nobody.

        Raises:
            UnknownLifter: there is none of that name, and none is to be added.
            BadEntry: that is no name.
        """
        if lifter and self.logbook:
            try:
                lifter = self._name(self.logbook, lifter, add)
            except (UnknownLifter, BadEntry):
                raise
            except LogbookError as error:  # which keeps nobody from lifting
                self.trouble = str(error)
        self.lifter = lifter

    def _name(self, logbook: Logbook, lifter: str, add: bool) -> str:
        try:
            return logbook.lifter(lifter).name
        except UnknownLifter:
            if not add:
                raise
            return logbook.add_lifter(lifter).name

    def _known(self, lift: str, phase: str) -> tuple[dict[str, Any], list[LoggedSet]]:
        """Return what the logbook has of the lifter in a lift: limits, and sets."""
        if not (self.logbook and self.lifter):
            return {}, []
        try:
            return (
                self.logbook.overrides(self.lifter, lift, phase),
                self.logbook.sets(lifter=self.lifter, lift=lift, most=LATEST),
            )
        except LogbookError as error:
            self.trouble = str(error)
            return {}, []

    def notices(self, lift: str) -> tuple[str, ...]:
        """Return what the lifter should know after a set of a lift; nothing where that fails."""
        if not self.lifter or self.trouble:
            return ()
        try:
            with open_logbook(self.url) as logbook:
                sets = logbook.sets(lifter=self.lifter, lift=lift, courses=False)
                phase = sets[-1].head.phase if sets else ""
                return notices(
                    [locally(one) for one in sets], logbook.overrides(self.lifter, lift, phase)
                )
        except LogbookError:
            return ()  # the set itself has told what ails the logbook

    def keeper(self, over: Over | None = None) -> Keeper:
        """Return what keeps sets in the logbook, tells which are over, and leaves it in the end."""
        return Keeper(lambda: self.logbook or open_logbook(self.url), self.trouble, over)

    def close(self) -> None:
        """Leave the logbook; a keeper that uses it is to be closed before."""
        if self.logbook:
            self.logbook.close()


def alert_of(logbook: Logbook, head: SetHead) -> Alert:
    """Return what has judged a set, or would have: its own limits, and what went before it."""
    lift = LIFTS[head.lift]
    limits = head.limits or usual_limits(lift)
    if head.lifter is None:
        return usual_alert(lift, limits, head.load_kg)
    until = datetime.fromisoformat(head.started_utc) - timedelta(microseconds=1)
    past = logbook.sets(lifter=head.lifter, lift=head.lift, until=until.isoformat(), most=LATEST)
    return alert_for(lift, history_of(past), limits, head.load_kg, own=False)


def open_book(lifter: str | None, url: str | None = None) -> Book:
    """Open the logbook at a URL, the user's own by default, for a lifter's set.

    Raises:
        UnknownLifter: there is none of that name; the message names the nearest.
        BadSettings: the settings cannot be used.
    """
    settings = read_settings()
    with ExitStack() as opened:
        try:
            logbook = opened.enter_context(open_logbook(url))
            name = logbook.lifter(lifter).name if lifter else None
        except UnknownLifter as error:
            raise UnknownLifter(
                f"{error}; bargroove lifters add {shlex.quote(str(lifter))} adds one"
            ) from None
        except LogbookError as error:
            return Book(url, lifter, settings, trouble=str(error))
        opened.pop_all()
        return Book(url, name, settings, logbook)
