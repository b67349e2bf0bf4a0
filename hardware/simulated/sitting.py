"""Several sets in one sitting, by one lifter's bar and sensor, with rests between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hardware.simulated.bar import Ring
from hardware.simulated.lifter import SetPlan
from hardware.simulated.strokes import Stroke
from hardware.simulated.truth import RepPhases


def in_turn(plans: Sequence[SetPlan], lead_s: float, rest_s: float, tail_s: float) -> SetPlan:
    """Return one plan of all sets: ``lead_s`` before the first, rests between, ``tail_s`` after."""
    start = lead_s
    strokes: list[Stroke] = []
    rings: list[Ring] = []
    reps: list[RepPhases] = []
    for plan in plans:
        strokes += (replace(stroke, start_s=stroke.start_s + start) for stroke in plan.strokes)
        rings += (replace(ring, start_s=ring.start_s + start) for ring in plan.rings)
        reps += (_later(phases, start) for phases in plan.reps)
        start += plan.duration_s + rest_s
    return replace(
        plans[0],
        duration_s=start - rest_s + tail_s,
        strokes=tuple(strokes),
        rings=tuple(rings),
        reps=tuple(reps),
    )


def _later(phases: RepPhases, by: float) -> RepPhases:
    down = phases.descent_start_s, phases.descent_end_s
    starts, ends = (None if at is None else at + by for at in down)
    return RepPhases(phases.ascent_start_s + by, phases.ascent_end_s + by, starts, ends)
