"""What the window asks of whoever runs the sets, in a thread of their own; nothing here waits."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from gui.display.actions import Action


@dataclass(frozen=True)
class Plan:
    """What somebody is about to lift.

    Attributes:
        source: URL of the sensor.
        lifter: None for nobody.
        lift: key of ``velocity.LIFTS``.
        load_kg: bar included; None where it is not known.
        policy: "" for the lifter's own, or a key of ``velocity.policies.POLICIES``.
        target: mean velocity to reach, m/s; None for none.
    """

    source: str
    lifter: str | None = None
    lift: str = "squat"
    load_kg: float | None = None
    policy: str = ""
    target: float | None = None


@dataclass(frozen=True)
class Sensor:
    """A sensor to choose: its URL, and what people call it."""

    url: str
    name: str


@dataclass(frozen=True)
class Offer:
    """What there is to choose from.

    Attributes:
        plan: what was chosen last, or what is the case now.
        lifters: names that the logbook knows, the latest first.
        plans: what each of them lifted last, by name.
        sensors: those found so far, the one used last first.
        queue: who lifts next, in order.
    """

    plan: Plan
    lifters: tuple[str, ...] = ()
    plans: dict[str, Plan] = field(default_factory=dict)
    sensors: tuple[Sensor, ...] = ()
    queue: tuple[str, ...] = ()


class BadPlan(ValueError):
    """Something that cannot be lifted so; the message says what, and what to do.

    Attributes:
        field: name of the field of ``Plan`` that is wrong.
    """

    def __init__(self, field: str, told: str) -> None:
        super().__init__(told)
        self.field = field


class Remote(Protocol):
    """Whoever runs the sets."""

    def do(self, action: Action) -> None:
        """Do something of ``actions.FOR_THE_SET``; what comes of it is shown with the state."""

    def offer(self) -> Offer:
        """Return what there is to choose from, as far as it is known now."""

    def look_for_sensors(self) -> None:
        """Begin to look for sensors in reach; ``offer`` has them as they are found."""

    def begin(self, plan: Plan, queue: tuple[str, ...]) -> None:
        """Go on with another plan, and with who lifts after that.

        Raises:
            BadPlan: that cannot be; nothing has changed.
        """
