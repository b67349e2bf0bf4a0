"""A plan as it is put together, choice by choice."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gui.display.remote import Offer, Plan, Sensor

SIMULATED = "sim:"
"""Stands for a simulated sensor of whatever lift is chosen."""
_SIMULATED_LIFT = "squat"  # where any lift will do
_ANY_LIFT = "generic"


@dataclass(frozen=True)
class Draft:
    """What has been chosen so far, out of what there is.

    Attributes:
        plan: the choices; its source may be ``SIMULATED``.
        offer: what there was to choose from when it was begun.
    """

    plan: Plan
    offer: Offer

    def with_lifter(self, name: str) -> Draft:
        """Return the draft for a lifter, with what they lifted last; "" is nobody."""
        known = known_as(name, self.offer)
        last = self.offer.plans.get(known)
        if last is None:
            return Draft(replace(self.plan, lifter=known or None), self.offer)
        return Draft(replace(last, source=self.plan.source, lifter=known), self.offer)

    def finished(self) -> Plan:
        """Return the plan, with the URL of the sensor that it is for."""
        plan = self.plan
        if not is_simulated(plan.source):
            return plan
        lift = _SIMULATED_LIFT if plan.lift == _ANY_LIFT else plan.lift
        place = plan.source.removeprefix(SIMULATED).partition("?")[0]
        return plan if place == lift else replace(plan, source=f"{SIMULATED}{lift}?seed=1")


def draft_of(offer: Offer) -> Draft:
    """Return the draft that an offer begins with: a lone sensor needs no choosing."""
    plan = offer.plan
    if not plan.source and len(offer.sensors) == 1:
        plan = replace(plan, source=offer.sensors[0].url)
    return Draft(plan, offer)


def sensors_of(offer: Offer, source: str) -> tuple[Sensor, ...]:
    """Return the sensors to choose from: those found, and that which is chosen already."""
    found = offer.sensors
    if source and not is_simulated(source) and all(one.url != source for one in found):
        found = (Sensor(source, source), *found)
    return found


def known_as(name: str, offer: Offer) -> str:
    """Return a name as it is known, whatever its case and the space around it."""
    name = " ".join(name.split())
    return next((one for one in offer.lifters if one.casefold() == name.casefold()), name)


def is_simulated(source: str) -> bool:
    """Return whether a sensor is a simulated one."""
    return source.startswith(SIMULATED)
