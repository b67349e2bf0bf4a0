"""What reports of sets say: of simulated sets, of made-up ones, and of those with little to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import Any

import numpy as np

from gui.report.content import Fact, Film, Jump, SetContent, WhatIf
from hardware.simulated import IDEAL, random_plan, simulate
from tests.alerts import LOAD, SQUAT, alert, signature
from tests.reps import lifted, rep
from velocity import Limits, Rep, Samples, analyze
from velocity.rep import Trace

LIMITS = Limits(0.20, 0.30)
EASY = Limits(0.90, 0.05, technique=False)
SCRIPT = "<script>alert(1)</script>"
NAMES = (SCRIPT, "=HYPERLINK(1)", "ليلى بنت محمد", "🏋️‍♀️ Zoë", "W" * 200, "Ann & \"Bo\" 'Cy'")
"""Names that people, or nobody, should have."""
STARTED = datetime(2026, 11, 22, 10, 32, 5, tzinfo=timezone(timedelta(hours=1)))


def content(reps: Sequence[Rep], marks: Sequence[str | None] = (), **more: Any) -> SetContent:
    """A set of reps, its first ones marked; ``more`` replaces any field."""
    fields: dict[str, Any] = {
        "id": 12,
        "number": 3,
        "session": 4,
        "lifter": "Anna",
        "lift": "squat",
        "load_kg": LOAD,
        "started": STARTED,
        "reps": tuple(reps),
        "marks": (*marks, *[None] * (len(reps) - len(marks))),
        "limits": LIMITS,
        "basis": "from 60 clean reps in 10 sets, and 0 marks",
        "groove": signature().groove,
        "trace": None,
        "no_trace": "The reps were imported, so there is no capture to draw them from.",
        "what_ifs": tuple(WhatIf(p, s, w) for p, s, w in _WHAT_IFS),
        "facts": (Fact("Samples lost", "0 of 8000"), Fact("Clock", "± 0.01 %", "part of each ±")),
        "notices": (),
        "about": (("Note", "felt heavy"), ("Sensor", "BVM BVM-17")),
    }
    return SetContent(**fields | more)


@cache
def clean_set() -> SetContent:
    """A simulated set that nothing ended, with its trace."""
    return simulated(1)


def simulated(seed: int, **more: Any) -> SetContent:
    """A simulated set of squats, with its trace."""
    rng = np.random.default_rng(seed)
    one = simulate(random_plan("squat", rng), IDEAL, rng)
    flags = np.zeros(len(one.stamps), np.uint8)
    samples = Samples(one.rate, one.specific_force, one.angular_rate, flags)
    found = analyze(samples, SQUAT, alert=alert(EASY), trace=True)
    return content(found.reps, trace=found.trace, no_trace="", limits=EASY, **more)


def slid_set() -> SetContent:
    """A set in which the bar goes forward until the alert says rack; its last reps are marked."""
    reps = lifted(np.random.default_rng(1), 8, slide="forward_low+", size=8.0, loss_per_rep=0.025)
    return content(alert(LIMITS).judge(reps), ["clean"] * 5 + ["broke", "broke", None])


def unsure_set() -> SetContent:
    """A set of which no rep can be trusted."""
    return content([rep(n, 0.6, valid=False) for n in range(1, 5)], limits=None, groove=None)


def mixed_set() -> SetContent:
    """A set with a rep that is unsure, and one that a person has discarded."""
    reps = alert(LIMITS).judge([rep(n, 0.6 - 0.01 * n, valid=n != 2) for n in range(1, 7)])
    reps[3] = replace(reps[3], valid=False, doubts=("discarded",))
    return content(reps, ["clean", None, "broke"])


def empty_set() -> SetContent:
    """A set without reps, of nobody, of which little is known."""
    return content(
        (), lifter="", load_kg=None, limits=None, basis="", groove=None, what_ifs=(), facts=(),
        about=(), complete=False,
    )  # fmt: skip


def long_set(count: int = 30, seconds: float = 300.0) -> SetContent:
    """A set of many reps over minutes, at 200 Hz."""
    reps = lifted(np.random.default_rng(2), count, loss_per_rep=0.005)
    gap = seconds / (count + 1)
    reps = [replace(r, start_s=gap * r.rep, end_s=gap * r.rep + 1.0) for r in reps]
    time = np.arange(int(200 * seconds)) / 200.0
    wave = np.sin(2 * np.pi * time / gap) + 0.05 * np.random.default_rng(3).standard_normal(
        len(time)
    )
    trace = Trace(time, wave, 0.01 + 0.0 * time, 0.3 + 0.3 * wave, *(0.0 * time for _ in range(3)))
    jumps = tuple(Jump(r.rep, r.start_s + 3.0) for r in reps)
    film = Film("file:///films/set.mp4", jumps)
    return content(alert(LIMITS).judge(reps), trace=trace, no_trace="", film=film)


_WHAT_IFS = (
    (10, 4, "12 % slower"),
    (15, 6, "bar forward 5.1 cm"),
    (20, 7, "bar forward 5.1 cm"),
    (30, None, ""),
)

KINDS = {
    "clean": clean_set,
    "slid": slid_set,
    "mixed": mixed_set,
    "unsure": unsure_set,
    "empty": empty_set,
    "long": long_set,
}
"""Sets of each kind, by its name."""
