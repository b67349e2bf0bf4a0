"""The page's parts on live sets."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor

from bargroove.evidence import live_tables, namesakes
from bargroove.evidence.cases import Case
from bargroove.evidence.faults import FAULTS, MIX, Fault, clips
from bargroove.evidence.live import Heard
from bargroove.evidence.study import Study, grouped

FAULT_SHARE, CLIPPED_SHARE = 6, 2  # one set in so many is repeated with each fault
_TRIES = 8  # deadlifts among which there is one that is dropped hard

_LIVE = """The same sets by a simulated BVM sensor, uncalibrated as above, in its own bytes: batches
of 48 ms go over a radio with connection events 30 ms apart, of which 5 % fail, to driver, clock and
monitor, as in `bargroove live`. `offline` is the analysis of the same bytes afterwards.

`same count`: sets in which the reps told, less those withdrawn, are as many as found offline.
`told after`: median / 95 % of the time from a rep's true end to the last sample that the monitor
needed to tell it; `with batching`: to the arrival of the batch that held it. RMSE and standard
errors, mm/s, are those of mean velocity as it is told at once, over the reps found both ways.
`moved by`: median / 95 % of how far the last word on a rep is from the first, and how often a rep
was told anew. A rep started that never finished costs nothing and is not counted."""
_LIVE_FAULTS = f"""Mean velocity, mm/s, of {", ".join(MIX)} sets, each time the same lifters. The
sensor is the BVM, which counts its samples and stamps them; `no counter` is a WitMotion over BLE,
whose host can only count what arrives against the clock. There a lost packet cannot be told from a
slower clock, so that the numbers are wrong and cannot know it: a property of that sensor.

Packets are lost each by itself, of 48 ms (BVM) and 40 ms (WitMotion). A link is lost, and a sensor
restarts, at random in the midst of the reps; the sensor keeps 192 batches, 9 s, for a link that
comes back, or one batch. `all its clocks` are those that sample and stamp. Dropped are deadlifts
whose readings go beyond ±8 g. A stuck axis is any of the accelerometer's three. A flood is each
frame among 33 copies of it, 33 damaged ones and 33 random pieces.

`torn` are the reps in whose way up the host saw a gap of more than 50 ms. `missed`, and of these
the `whole ones`, `added`, `not valid` and the right half are the last word on the set; `last word,
valid` and what follows leave out the reps that are marked. `off > 3 se`: reps called valid whose
error is larger than it is said to be: none should be."""


Listen = Callable[[str, list[Case], Fault], list[Heard]]


def live_sections(study: Study, heard: Listen, pool: Executor) -> tuple[str, ...]:
    """Return the parts on live sets as they should be, and with faults.

    Args:
        study: what to simulate.
        heard: lets cases happen live with a fault, under a title.
        pool: what computes.
    """
    groups = grouped(heard("live sets", study.cases(), FAULTS[0]))
    return (
        f"## Live\n\n{_LIVE}\n\n{live_tables.summary(groups)}",
        live_tables.by_variant(groups),
        live_tables.computing(groups),
        live_tables.worst(groups),
        f"## Live, with faults\n\n{_LIVE_FAULTS}\n\n{_with_faults(study, heard, pool)}",
        f"Two sensors that answer to the name {namesakes.NAME}: {_refused()}.",
    )


def _with_faults(study: Study, heard: Listen, pool: Executor) -> str:
    mix = [Case(name, i, study.seed) for name in MIX for i in range(-(-study.sets // FAULT_SHARE))]
    dropped = _dropped(study, pool)
    happening = {fault: dropped if fault.dropped else mix for fault in FAULTS}
    found = {f.name: heard(f.name, cases, f) for f, cases in happening.items() if cases}
    return live_tables.faults(found)


def _dropped(study: Study, pool: Executor) -> list[Case]:
    """Return deadlifts that are dropped hard."""
    many = -(-study.sets // CLIPPED_SHARE)
    deadlifts = [Case("deadlift", i, study.seed) for i in range(_TRIES * many)]
    hard = pool.map(clips, deadlifts)
    return [case for case, far in zip(deadlifts, hard, strict=True) if far][:many]


def _refused() -> str:
    words = namesakes.refusal()
    return f"refused, with the words “{words}”" if words else "one of them was taken: NO"
