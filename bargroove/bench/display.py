"""What the screen and the sound cost; each of these wants a process of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter, process_time

import numpy as np
from numpy.typing import NDArray

from bargroove.bench.costs import memory
from bargroove.bench.display_rig import Lifted, Watch, lift
from bargroove.bench.display_sensor import many_sets, one_set
from bargroove.bench.display_timing import Stopwatch
from bargroove.evidence.scores import TARGET_VARIANTS
from gui.live_state import LiveState
from hardware.simulated import VARIANTS

Floats = NDArray[np.float64]

_USUAL_REST_S = 120.0
_LONGEST_S = 3600.0
_SETTLED_S = 600.0  # s of sets after which memory should not grow any more


@dataclass(frozen=True)
class Lifting:
    """When things happened while sets of several lifts were lifted.

    Attributes:
        reps: (n, 4) s from the reading of each rep's end to the one by which it was sure to be
            over; from there to the decision; from there to the painted number; and in all.
            NaN where the number was never painted.
        frames: (m,) s that each frame took.
        sounds: (k,) s from each decision to its first sample, for each that takes sounds.
    """

    reps: Floats
    frames: Floats
    sounds: dict[str, Floats]


def lifting(seconds: float, variants: Sequence[str] = TARGET_VARIANTS) -> Lifting:
    """Return what happened while a set of each way of lifting was lifted, or for so many s."""
    watch = Stopwatch()
    sets = [Lifted(VARIANTS[key].lift, one_set(key, seed)) for seed, key in enumerate(variants)]
    lift(sets, watch, seconds)
    times = [
        (one.ended_s, one.sure_s, one.decided_s, one.painted_s or np.nan) for one in watch.reps
    ]
    at = np.array(times).reshape(-1, 4)
    reps = np.column_stack((np.diff(at, axis=1), at[:, 3] - at[:, 0]))
    sounds = {name: np.array(one) for name, one in watch.sounds.items()}
    return Lifting(reps, np.array(watch.frames), sounds)


class _Processor(Watch):
    """Sees what the processor has done while a sensor streams."""

    def __init__(self) -> None:
        self.begun: tuple[float, float] | None = None
        self.ended = (0.0, 0.0)

    def came(self, state: LiveState) -> None:
        if state.link.stands:
            self.ended = process_time(), perf_counter()
            self.begun = self.begun or self.ended


def processor(seconds: float) -> tuple[float, float]:
    """Return the s of processor time, and of all time, that sets with usual rests took."""
    watch = _Processor()
    lift([Lifted("squat", many_sets(seconds, _USUAL_REST_S))], watch, 2.0 * seconds)
    begun = watch.begun or watch.ended
    return watch.ended[0] - begun[0], watch.ended[1] - begun[1]


@dataclass
class Memory(Watch):
    """What the program held in memory while sets were lifted, bytes; None where nobody tells.

    Attributes:
        settled_s: s of sets after which it should not grow any more.
        settled: then; ``ended`` in the end.
        sets: how many there were.
        passed_s: how long they took, as the sensor's clock has it.
    """

    settled_s: float
    settled: int | None = None
    ended: int | None = None
    sets: int = 0
    passed_s: float = 0.0

    def came(self, state: LiveState) -> None:
        """Learn of a state that the window has been given to show."""
        self.ended = memory("VmRSS")
        self.sets, self.passed_s = state.set, state.passed_s
        if self.settled is None and state.passed_s > self.settled_s:
            self.settled = self.ended


def memory_held(seconds: float) -> Memory:
    """Return what is held while so many s of sets pass as fast as they can."""
    watch = Memory(min(_SETTLED_S, seconds / 2.0))
    sets = Lifted("squat", many_sets(seconds, _USUAL_REST_S), speed=0.0)
    lift([sets], watch, seconds)
    return watch
