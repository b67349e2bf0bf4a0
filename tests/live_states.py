"""Live sets as a window gets them to see, out of plain numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gui.live_state import LinkState, LiveState, Turn
from tests.alerts import alert, off
from tests.reps import rep
from velocity import LIFTS, Limits, Measured, Rep
from velocity.alert import usual_alert
from velocity.sets import summaries

LIMITS = Limits(0.20, 0.30)
SLOWING = (0.0, 0.05, 0.11, 0.16, 0.22, 0.27)
"""Velocity losses of a set of which the fourth rep warns, and the sixth says rack."""


def turn(**more: object) -> Turn:
    """Return Anna's, who is well known."""
    fields: dict[str, object] = {
        "lift": "squat",
        "alert": alert(LIMITS),
        "lifter": "Anna",
        "load_kg": 102.5,
        "after": ("Ben", "Cleo"),
    }
    return Turn(**{**fields, **more})  # type: ignore[arg-type]


def stranger() -> Turn:
    """Return that of somebody of whom nothing is known."""
    return Turn("squat", usual_alert(LIFTS["squat"]))


def link(**more: object) -> LinkState:
    """Return a link that stands."""
    fields: dict[str, object] = {
        "word": "streaming",
        "stands": True,
        "sensor": "BVM-51ab",
        "rate_hz": 207.9,
        "battery": "83 %",
        "gravity": 1.003,
    }
    return LinkState(**{**fields, **more})  # type: ignore[arg-type]


def live(reps: Sequence[Rep] = (), **more: object) -> LiveState:
    """Return a running set of reps as they are."""
    fields: dict[str, object] = {
        "title": "squat, 102.5 kg, Anna",
        "turn": turn(),
        "link": link(),
        "reps": list(reps),
        "set": 1 if reps else 0,
    }
    return LiveState(**{**fields, **more})  # type: ignore[arg-type]


def slowing(count: int = 6) -> list[Rep]:
    """Return a set that gets slower, judged: three reps are ok, two near, one says rack."""
    reps = [rep(number, 0.6 * (1 - loss), loss) for number, loss in enumerate(SLOWING[:count], 1)]
    return alert(LIMITS).judge([tilted(one) for one in reps])


def sliding(count: int = 6) -> list[Rep]:
    """Return a set that slides forward from the fifth rep on, judged."""
    reps = [off(number, 9.0 if number > 4 else 0.0, loss=0.0) for number in range(1, count + 1)]
    return alert(LIMITS).judge(reps)


def tilted(one: Rep, degrees: float = 2.3) -> Rep:
    """Return a rep in which the bar tilted."""
    return replace(one, tilt_range_deg=Measured(degrees, 0.1))


def over(reps: Sequence[Rep], rested_s: float = 83.0, **more: object) -> LiveState:
    """Return a set of reps that is over."""
    ended = reps[-1].end_s
    return live(reps, summary=summaries(reps)[-1], passed_s=ended + rested_s, **more)
