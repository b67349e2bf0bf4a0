"""People: lifters who come back, each with a groove, luck, days and a way of breaking down.

One *spread* of a thing is how much it varies from rep to rep in one person's clean reps of one
day at one velocity, 1 σ.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hardware.simulated.bar import Unrest
from hardware.simulated.effort import Habits, draw_habits, way_down
from hardware.simulated.lifts import VARIANTS, Variant
from hardware.simulated.signs import ALWAYS, KINDS, Kind, Sign
from hardware.simulated.strokes import Dip, Floats, Profile

USUAL_LOAD = 0.75
"""Share of the one-repetition maximum at which a person's groove is told."""
USUAL_LOSS = 0.40
"""Share of the usual first velocity that is lost where the drift is told."""


@dataclass(frozen=True, eq=False)
class Person:
    """A lifter and how they do one lift; arrays are (10,), in the order and units of ``Sign``.

    Attributes:
        variant: way of lifting.
        habits: what never changes.
        lowering, ripple, sticking_width: the usual shape of the speed down and up.
        places: shares of the height at which lateral way, tilt and twist turn back.
        unrest: how much the body adds.
        usual: the groove, in clean reps at the usual load while fresh.
        spread: from rep to rep; ``day_spread``: from day to day, 1 σ.
        drift: spreads by which clean reps leave the groove when they are 40 % slower.
        load_drift: spreads more per 10 % of the one-repetition maximum of load.
        one_rm_kg: the heaviest single.
        slope: m/s lost per whole one-repetition maximum of load.
        at_failure: mean velocity, m/s, below which no rep gets up.
        endurance: share of the usual number of reps to failure.
        course: power of the velocity's fall with the rep; ``luck``: its spread, share.
        breaks: the signs of breakdown in the order in which they come, each 1 or −1.
        technical_loss: share of the velocity lost at which technique begins to go.
        clean_load: share of the one-repetition maximum up to which it never goes.
    """

    variant: str
    habits: Habits
    lowering: Profile
    ripple: Dip
    sticking_width: float
    places: tuple[float, float, float]
    unrest: Unrest
    usual: Floats
    spread: Floats
    day_spread: Floats
    drift: Floats
    load_drift: Floats
    one_rm_kg: float
    slope: float
    at_failure: float
    endurance: float
    course: float
    luck: float
    breaks: tuple[tuple[Sign, int], ...]
    technical_loss: float
    clean_load: float

    def first_velocity(self, load: float) -> float:
        """Return the mean velocity, m/s, of a fresh rep with this share of the maximum."""
        return self.at_failure + self.slope * (1.0 - load)

    def breaks_at(self, load: float) -> float:
        """Return the share of velocity lost at which technique begins to go with this load.

        Above the clean load it is 2 points less for each further percent of the maximum.
        """
        return max(self.technical_loss - 2.0 * max(load - self.clean_load, 0.0), 0.05)

    def groove(self, day: Day, load: float, velocity: float) -> Floats:
        """Return what (10,) a clean rep is on average, at this load and mean velocity, m/s."""
        slower = 1.0 - velocity / self.first_velocity(USUAL_LOAD)
        drift = self.drift * slower / USUAL_LOSS + self.load_drift * (load - USUAL_LOAD) / 0.1
        return np.asarray(self.usual + day.shift + self.spread * drift)


@dataclass(frozen=True, eq=False)
class Day:
    """What is the same through one day.

    Attributes:
        shift: (10,) how far the groove lies off the usual one, in the units of ``Sign``.
        readiness: share by which the person is faster than usual.
        mount_angle: rad, of the sensor as it was put on for the day.
    """

    shift: Floats
    readiness: float = 0.0
    mount_angle: float = 0.0


USUAL_DAY = Day(np.zeros(len(Sign)))
"""A day on which nothing is different."""


def draw_person(variant: str, rng: np.random.Generator) -> Person:
    """Draw a person who does the named variant.

    Raises:
        KeyError: there is no such variant.
    """
    kind = VARIANTS[variant]
    of = KINDS[kind.lift]
    habits = draw_habits(kind, rng, None)
    usual = _draw_usual(habits, rng)
    return Person(
        variant=variant,
        habits=habits,
        lowering=_draw_lowering(kind, habits, rng),
        ripple=Dip(rng.uniform(0.2, 0.8), rng.uniform(0.08, 0.2), rng.normal(0.0, 0.08)),
        sticking_width=rng.uniform(0.09, 0.18),
        places=(rng.uniform(0.35, 0.65), rng.uniform(0.35, 0.65), rng.uniform(0.35, 0.65)),
        unrest=_draw_unrest(rng),
        usual=usual,
        spread=(spread := _draw_spread(of, usual, rng)),
        day_spread=_DAYS * spread * rng.uniform(0.7, 1.0),
        drift=_draw_drift(rng),
        load_drift=rng.normal(0.0, 0.25, len(Sign)),
        one_rm_kg=rng.uniform(60.0, 200.0),
        slope=of.slope * rng.uniform(0.9, 1.1),
        at_failure=max(of.at_failure + rng.normal(0.0, 0.03), 0.11),
        endurance=rng.uniform(0.85, 1.25),
        course=rng.uniform(0.9, 1.5),
        luck=rng.uniform(0.02, 0.04),
        breaks=_draw_breaks(of, rng),
        technical_loss=float(np.clip(rng.normal(0.28, 0.07), 0.12, 0.45)),
        clean_load=rng.uniform(0.7, 0.88),
    )


def draw_day(person: Person, rng: np.random.Generator) -> Day:
    """Draw a day of the person: stance and hands placed anew, and the sensor put on anew."""
    shift = person.day_spread * rng.standard_normal(len(Sign))
    readiness = float(np.clip(rng.normal(0.0, 0.04), -0.1, 0.1))
    return Day(shift, readiness, rng.uniform(-np.pi, np.pi))


_DAYS = np.array([sign not in (Sign.LATERAL, Sign.DIP, Sign.SKEW) for sign in Sign], float)
"""(10,) 1 for what depends on how the person stands and holds the bar on a day, else 0."""


def _draw_usual(habits: Habits, rng: np.random.Generator) -> Floats:
    return np.array(
        [
            habits.loop * rng.uniform(0.5, 1.1),
            habits.loop * rng.uniform(0.2, 1.0),
            -habits.bottom_shift,
            rng.normal(0.0, 0.005),
            habits.tilt,
            habits.twist,
            habits.range_of_motion,
            0.08 + habits.sticking_depth,
            0.6 * habits.skew,
            min(habits.eccentric_s, 1.8),
        ]
    )


def _draw_spread(of: Kind, usual: Floats, rng: np.random.Generator) -> Floats:
    return np.array(
        [
            rng.uniform(0.004, 0.010),
            rng.uniform(0.004, 0.010),
            rng.uniform(0.004, 0.010),
            rng.uniform(0.004, 0.008),
            np.radians(rng.uniform(0.3, 0.6)),
            np.radians(rng.uniform(0.3, 0.6)),
            rng.uniform(*of.range_spread),
            rng.uniform(0.06, 0.10),
            0.15,
            0.08 * usual[Sign.TEMPO],
        ]
    )


def _draw_drift(rng: np.random.Generator) -> Floats:
    """Return (10,) spreads, each in the person's own direction; what sticks, sticks deeper."""
    drift = rng.uniform(0.0, 3.0, len(Sign)) * rng.choice([-1.0, 1.0], len(Sign))
    drift[Sign.DIP] = abs(drift[Sign.DIP])
    return np.asarray(drift)


def _draw_breaks(of: Kind, rng: np.random.Generator) -> tuple[tuple[Sign, int], ...]:
    """Return three signs, the first of which is one of the lift's own."""
    lead = of.leads[rng.integers(len(of.leads))]
    others = [sign for sign in dict.fromkeys((*of.leads, *ALWAYS)) if sign[0] is not lead[0]]
    others = list({sign: (sign, way) for sign, way in others}.values())
    then = rng.choice(len(others), 2, replace=False)
    ordered = (lead, *(others[i] for i in then))
    return tuple((sign, way or int(rng.choice([-1, 1]))) for sign, way in ordered)


def _draw_lowering(kind: Variant, habits: Habits, rng: np.random.Generator) -> Profile:
    stop_s = rng.uniform(0.008, 0.02) if kind.bottom_at == "floor" else rng.uniform(0.15, 0.4)
    return way_down(habits.eccentric_s, stop_s, rng)


def _draw_unrest(rng: np.random.Generator) -> Unrest:
    """Return a calm body: what it adds to a rep is small beside what the person's luck does."""
    return Unrest(
        tremor_m=rng.uniform(0.03e-3, 0.09e-3),
        tremor_rad=np.radians(rng.uniform(0.01, 0.04)),
        loose_spin_rad=np.radians(rng.uniform(0.05, 0.5)),
        sway_m=rng.uniform(0.3e-3, 1.2e-3),
        sway_rad=np.radians(rng.uniform(0.02, 0.08)),
        breath_m=rng.uniform(0.3e-3, 1.0e-3),
    )
