"""Performing: from what each rep of a person's set is to be, to the strokes that make it so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import gamma
from typing import Literal

import numpy as np

from hardware.simulated.effort import slowed
from hardware.simulated.lifter import Lifter, SetPlan
from hardware.simulated.lifts import VARIANTS, Range, Variant
from hardware.simulated.people import Person
from hardware.simulated.rise import STILL
from hardware.simulated.signs import Sign
from hardware.simulated.strokes import Channel, Dip, Floats, Profile

Event = Literal["", "stall", "hitch", "tilt", "depth"]

LEAST = 0.09
"""m/s: what is left of the speed where a clean rep sticks."""
CRAWL = 0.027
"""m/s: the speed of a bar that all but stands. At 0.02 m/s it would end the rep."""
SUDDEN_TILT = np.radians(3.0)
_SHARES = np.linspace(0.0, 1.0, 401)


@dataclass(frozen=True, eq=False)
class Deed:
    """What one rep is to be.

    Attributes:
        velocity: mean velocity of the concentric, m/s, without the time that an event costs.
        signs: (10,) in the order and units of ``Sign``.
        fatigue: 0 … 1.
        event: what goes grossly wrong in it, "" for nothing; a cut depth is in ``signs`` already.
    """

    velocity: float
    signs: Floats
    fatigue: float = 0.0
    event: Event = ""


def perform(person: Person, deeds: Sequence[Deed], rng: np.random.Generator) -> SetPlan:
    """Return the set in which the person does these reps."""
    performer = _Performer(person, rng)
    performer.whole_set(deeds)
    return performer.plan(person.variant, person.unrest)


class _Performer(Lifter):
    """Writes the reps as they are told; ``base`` (m) is where they all begin.

    ``top`` (m) is how high this rep ends, where the rep begins there.
    """

    def __init__(self, person: Person, rng: np.random.Generator) -> None:
        kind = VARIANTS[person.variant]
        super().__init__(_hurried(kind), rng)
        self.person = person
        self.start = kind.starts[0]
        self.overlap_s = person.habits.overlap_s
        self.base = 0.0
        self.top = 0.0
        self.deed = Deed(0.0, person.usual)

    def whole_set(self, deeds: Sequence[Deed]) -> None:
        """Write the set from the bar lying still to the bar lying still."""
        self.hands.lie(self.between((2.0, 3.0)))
        self.take()
        self.base = self.hands.height
        for i, deed in enumerate(deeds):
            self.deed = deed
            self.rep(last=i + 1 == len(deeds))
        self.put_back()
        self.hands.lie(self.between((2.0, 3.0)))

    def descend(self) -> tuple[float, float]:
        """Lower the bar; return from when to when, s."""
        hands, signs, on_floor = self.hands, self.deed.signs, self.kind.bottom_at == "floor"
        duration = max(float(signs[Sign.TEMPO]), 0.4)
        # reps are alike where they begin: luck of the depth is where they turn
        luck = 0.0 if on_floor else self.rng.normal(0.0, 0.5 * self.kind.lockout_sd)
        self.top = self.base + luck
        bottom = self.top if self.kind.up_first else self.top - float(signs[Sign.RANGE])
        start, travel = hands.now, bottom - hands.height
        hands.move(Channel.UP, start, duration, travel, self.person.lowering)
        self._stray(self.person.lowering, start, duration, -1.0)
        hands.now += duration
        if on_floor:
            hands.touch_floor(-travel / duration, 0.0)
        return start, start + duration

    def ascend(self) -> tuple[float, float]:
        """Lift the bar; return from when to when, s."""
        hands, deed = self.hands, self.deed
        rise = float(deed.signs[Sign.RANGE])
        travel = rise if self.kind.up_first else self.top - hands.height
        effort, duration = self._effort(travel)
        start = hands.now
        hands.grip_to(1.0 + deed.fatigue, start, min(0.4, duration))
        if deed.event == "stall":
            effort, duration, travel = self._stalled(effort, duration, travel)
        elif deed.event == "hitch":
            effort, duration = self._hitched(effort, duration)
        elif deed.event == "tilt":
            self._drop_one_side(start, duration)
        hands.move(Channel.UP, start, duration, travel, effort)
        self._stray(effort, start, duration, 1.0)
        hands.now += duration
        return start, start + duration

    def _effort(self, travel: float) -> tuple[Profile, float]:
        """Return the course of the speed, and the duration, s, at which its mean is as told."""
        person, habits, signs = self.person, self.person.habits, self.deed.signs
        velocity, normal = self.deed.velocity, self.rng.normal
        rise_s, fall_s = habits.rise_s * normal(1.0, 0.05), habits.fall_s * normal(1.0, 0.05)
        place = habits.sticking_place + normal(0.0, 0.02)
        dip = Dip(place, person.sticking_width, float(signs[Sign.DIP]))
        duration = travel / velocity
        for _ in range(3):
            freely = Profile(
                float(np.clip(rise_s / duration, 0.03, 0.55)),
                float(np.clip(fall_s / duration, 0.03, 0.55)),
                float(signs[Sign.SKEW]),
                (person.ripple,),
            )
            effort = slowed(freely, dip, travel / duration, min(LEAST, 0.6 * velocity))
            duration *= _mean_velocity(effort, duration, travel) / velocity
        return effort, duration

    def _stalled(
        self, effort: Profile, duration: float, travel: float
    ) -> tuple[Profile, float, float]:
        """Let the bar crawl for a while; return what is left of the way for the effort, too."""
        hands, pause_s = self.hands, self.between((0.4, 1.2))
        flatness = 16 if pause_s < 0.7 else 32  # long stalls begin and end as sharply as short ones
        half_s = 0.5 * pause_s / 0.01 ** (1.0 / flatness)  # less than 1 % of the speed is left
        effort, duration = _stopped(effort, duration, self._halfway(), Dip(0, half_s, 1, flatness))
        long = 2.2 * half_s
        first = hands.now + effort.dips[-1].place * duration - 0.5 * long
        crawled = 0.9 * CRAWL * long
        hands.move(Channel.UP, first, long, crawled, Profile(0.1, 0.1))
        # hands that strain hold the bar hard; a shaking bar would seem to stop again and again
        shaken = hands.grip
        hands.grip_to(0.2, first - 0.1, 0.15)
        hands.grip_to(shaken, first + long - 0.05, 0.15)
        return effort, duration, travel - crawled

    def _hitched(self, effort: Profile, duration: float) -> tuple[Profile, float]:
        """Let the bar stop for a moment and sink a few millimetres."""
        pause_s, sunk_m = self.between((0.15, 0.24)), self.between((0.0, 0.004))
        depth = 1.0 + sunk_m / pause_s / (1.5 * self.deed.velocity)
        return _stopped(effort, duration, self._halfway(), Dip(0, 0.65 * pause_s, depth, 8))

    def _halfway(self) -> float:
        return self.between((0.4, 0.65))

    def _drop_one_side(self, start: float, duration: float) -> None:
        """Let one side drop, and come back at once or when the rep is over."""
        hands, rng = self.hands, self.rng
        size = SUDDEN_TILT * rng.choice([-1.0, 1.0])
        drop, drop_s = (
            start + rng.uniform(0.3, 0.6) * duration,
            min(rng.uniform(0.12, 0.3), 0.35 * duration),
        )
        hands.move(Channel.TILT, drop, drop_s, size)
        back = drop + drop_s if rng.random() < 0.5 else start + duration + 0.05
        hands.move(Channel.TILT, back, 0.25, -size)

    def _stray(self, effort: Profile, start: float, duration: float, up: float) -> None:
        """Move the bar off the vertical and turn it on a way up (1) or down (−1)."""
        signs, person, hands = self.deed.signs, self.person, self.hands
        # as the height goes, so goes the lean: the path without its loop is a straight line
        hands.move(Channel.FORWARD, start, duration, up * signs[Sign.LEAN], effort)
        hands.move(Channel.SPIN, start, duration, -up * person.habits.spin, Profile(0.4, 0.4))
        side, tilt, twist = person.places
        loops: tuple[tuple[Channel, Sign, tuple[float, ...]], ...] = (
            (Channel.FORWARD, Sign.FORWARD_LOW, (0.0, 0.3, 0.7)),
            (Channel.FORWARD, Sign.FORWARD_HIGH, (0.3, 0.7, 1.0)),
            (Channel.LEFT, Sign.LATERAL, (0.0, side, 1.0)),
            (Channel.TILT, Sign.TILT, (0.0, tilt, 1.0)),
            (Channel.TWIST, Sign.TWIST, (0.0, twist, 1.0)),
        )
        share = 1.0 if up > 0.0 else 0.4  # the way down is the more careful one
        risen = np.cumsum(effort.speed(_SHARES))
        for channel, sign, heights in loops:
            heights = heights if up > 0.0 else tuple(1.0 - h for h in reversed(heights))
            first, turn, last = start + duration * np.interp(heights, risen / risen[-1], _SHARES)
            size = share * signs[sign]
            hands.move(channel, first, turn - first, size)
            hands.move(channel, turn, last - turn, -size)


def _stopped(effort: Profile, duration: float, at: float, stop: Dip) -> tuple[Profile, float]:
    """Put a stop into the effort; it takes longer by the time, s, that is lost.

    ``at`` is a share of the duration so far; the place of ``stop`` does not count, and its width
    is in s.
    """
    lost = 2.0 * stop.width * stop.depth * gamma(1.0 + 1.0 / stop.flatness)
    longer = duration + lost
    there = replace(stop, place=(at * duration + 0.5 * lost) / longer, width=stop.width / longer)
    share = duration / longer
    dips = (*effort.dips, there)
    return replace(effort, rise=effort.rise * share, fall=effort.fall * share, dips=dips), longer


def _hurried(kind: Variant) -> Variant:
    """Return the variant with shorter rests between the reps."""

    def shorter(limits: Range) -> Range:
        return min(limits[0], 0.7), min(limits[1], 1.1)

    return replace(kind, bottom=shorter(kind.bottom), top=shorter(kind.top))


def _mean_velocity(effort: Profile, duration: float, travel: float) -> float:
    """Return the mean velocity, m/s, from where the bar starts to where it stops rising."""
    speed = effort.speed(_SHARES)
    height = np.cumsum(speed)
    height *= travel / height[-1]
    moving = np.flatnonzero(speed * travel / (speed.mean() * duration) > STILL)
    first, last = moving[[0, -1]]
    return float((height[last] - height[first]) / ((_SHARES[last] - _SHARES[first]) * duration))
