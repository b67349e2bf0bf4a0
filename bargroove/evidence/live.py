"""One simulated set live: through a sensor's bytes, a radio, driver and clock to the monitor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import thread_time

import numpy as np
from numpy.typing import NDArray

from bargroove.evidence.cases import Case, beside, paired
from bargroove.evidence.faults import NONE, Fault, Scene, scene
from bargroove.evidence.radio import Talk
from firmware_bridge import drivers
from firmware_bridge.capture_reader import Capture
from firmware_bridge.events import Event, Lost, Readings
from firmware_bridge.replay import recorded
from firmware_bridge.session import Session
from hardware.simulated.sensors.contract import Readings as Felt
from velocity import LIFTS, Monitor, Rep, Samples, analyze
from velocity.events import MonitorEvent, Moved, RepFinished, RepRevised, RepWithdrawn, SetEnded
from velocity.samples import MISSING

Floats = NDArray[np.float64]

LONG_GAP_S = 0.05  # s; a rep with a longer gap may be marked, but not wrong
_MATCHED = 8  # samples by which it is seen which of the sensor's readings the first to come were


@dataclass(frozen=True)
class Heard:
    """What was told of one set while it went on, and when, and what was there.

    Attributes:
        case: the set; ``fault`` is the name of what was done to it.
        true: number of reps done; ``told`` live, less those withdrawn; ``offline`` found in the
            same bytes afterwards.
        withdrawn: number of reps withdrawn on the way; ``revisions``, of reps told anew.
        at_once: (reps done, 3) mean velocity as told at once, standard error, truth, m/s; NaN
            where the rep was not told. ``at_last``: the same of the last word, ``after`` of the
            offline analysis.
        torn: (reps done,) whether the host saw a gap of more than 50 ms in the rep.
        added: number of reps in the last word that nobody did.
        valid: (reps done,) whether the last word calls the rep valid; false for one not found.
        waited: (reps done, 2) s from the rep's true end to the last sample that the monitor
            needed to tell it, and to that sample's arrival at the host; NaN where it was not told.
        computing: (told,) s of processor time from a batch's arrival to the reps that it ended.
        busy: share of the stream's time that the monitor computed.
        lost: samples that the host says were lost; ``missing`` those that really never came.
    """

    case: Case
    fault: str
    true: int
    told: int
    offline: int
    withdrawn: int
    revisions: int
    at_once: Floats
    at_last: Floats
    after: Floats
    torn: NDArray[np.bool_]
    added: int
    valid: NDArray[np.bool_]
    waited: Floats
    computing: Floats
    busy: float
    lost: int
    missing: int


@dataclass(frozen=True)
class _Told:
    """A rep as it was first told: the time s of the last sample it took, when that came, cost."""

    rep: Rep
    sample_s: float
    host_s: float
    computing_s: float


class _Listener:
    """Feeds a monitor with what a session tells, and takes note of all that it says."""

    def __init__(self, lift: str) -> None:
        self.monitor = Monitor(LIFTS[lift])
        self.told: list[_Told] = []
        self.withdrawn = self.revisions = self.lost = self.received = 0
        self.busy = 0.0
        self.ends: dict[int, SetEnded] = {}
        self.gaps: list[tuple[float, float]] = []  # s of the stream, from when to when
        self.first: Samples | None = None
        self.last: Samples | None = None

    def take(self, event: Event) -> None:
        """Take an event of the session."""
        if isinstance(event, Lost):
            self.lost += event.samples
        if isinstance(event, Readings):
            samples = event.samples
            self.first, self.last = self.first or samples, samples
            missing = int(np.count_nonzero(samples.flags & MISSING))
            self.received += len(samples) - missing
            if missing / samples.rate > LONG_GAP_S:
                gap = samples.start - self.first.start
                self.gaps.append((gap, gap + missing / samples.rate))
            begun = thread_time()
            said = self.monitor.feed(samples)
            end = samples.start + samples.duration - self.first.start
            computing = thread_time() - begun
            self.busy += computing
            self.note(said, end, event.at, computing)

    def note(self, said: Sequence[MonitorEvent], now: float, at: float, computing: float) -> None:
        """Take note of what the monitor says at a time s of the stream and ``at`` s of the host."""
        for event in said:
            match event:
                case Moved(time_s=time):
                    now = time
                case RepFinished(rep):
                    self.told.append(_Told(rep, now, at, computing))
                case RepRevised():
                    self.revisions += 1
                case RepWithdrawn():
                    self.withdrawn += 1
                case SetEnded():
                    self.ends[event.summary.set] = event


def listen(case: Case, fault: Fault = NONE) -> Heard:
    """Let a set happen live, with a fault if one is given; set what is told beside the truth."""
    act = scene(case, fault)
    sim = act.sim
    driver = drivers.find(fault.sensor)
    talk = Talk(act.sensor, Session(driver(), fault.rate), act.air, act.rng, act.alter)
    listener = _Listener(sim.lift)
    for event in talk.run(len(act.felt.specific_force) / act.felt.rate):
        listener.take(event)
    listener.note(listener.monitor.finish(), sim.times[-1], np.inf, 0.0)
    capture = Capture({"driver": fault.sensor, "rate": fault.rate}, tuple(talk.records), None)
    offline = analyze(recorded(capture)[0], LIFTS[sim.lift]).reps
    return _beside_truth(act, listener, offline)


def _beside_truth(act: Scene, listener: _Listener, offline: Sequence[Rep]) -> Heard:
    true = act.sim.truth.sensor_reps
    begun, missing = _received(act.felt, listener)
    first = [told.rep for told in listener.told]
    last = [rep for _, end in sorted(listener.ends.items()) for rep in end.reps]
    told = [(listener.told[i], j) for i, j in paired(first, true, begun)]
    valid = np.zeros(len(true), bool)
    for i, j in paired(last, true, begun):
        valid[j] = last[i].valid
    torn = [
        any(a < rep.end_s - begun and b > rep.start_s - begun for a, b in listener.gaps)
        for rep in true
    ]
    waited = np.full((len(true), 2), np.nan)
    for one, j in told:
        waited[j] = begun + one.sample_s - true[j].end_s, one.host_s - true[j].end_s
    return Heard(
        act.case,
        act.fault.name,
        true=len(true),
        told=len(first) - listener.withdrawn,
        offline=len(offline),
        withdrawn=listener.withdrawn,
        revisions=listener.revisions,
        at_once=_velocities(first, act, begun),
        at_last=_velocities(last, act, begun),
        after=_velocities(offline, act, begun),
        torn=np.array(torn),
        added=len(last) - len(paired(last, true, begun)),
        valid=valid,
        waited=waited,
        computing=np.array([one.computing_s for one in listener.told]),
        busy=listener.busy / (len(act.felt.specific_force) / act.felt.rate),
        lost=listener.lost,
        missing=missing,
    )


def _velocities(found: Sequence[Rep], act: Scene, begun: float) -> Floats:
    """Return (reps done, 3) mean velocity, standard error and truth, m/s; NaN where none is."""
    true = act.sim.truth.sensor_reps
    numbers = np.full((len(true), 3), np.nan)
    numbers[:, 2] = [rep.mean_velocity for rep in true]
    for i, j in paired(found, true, begun):
        numbers[j] = beside("mean_velocity", found[i], true[j], first=j == 0)
    return numbers


def _received(felt: Felt, listener: _Listener) -> tuple[float, int]:
    """Return when the first sample that came was taken, true s, and how many never came."""
    if listener.first is None or listener.last is None:
        return 0.0, len(felt.specific_force)
    begin = _place(felt, listener.first, 0)
    few = min(_MATCHED, len(listener.last))
    end = _place(felt, listener.last, len(listener.last) - few) + few
    return begin / felt.rate, end - begin - listener.received


def _place(felt: Felt, samples: Samples, first: int) -> int:
    """Return which of the sensor's readings a few samples are."""
    came = slice(first, first + _MATCHED)
    seen = np.hstack((samples.specific_force[came], samples.angular_rate[came]))
    readings = np.hstack((felt.specific_force, felt.angular_rate))
    windows = np.lib.stride_tricks.sliding_window_view(readings, len(seen), axis=0)
    off = np.abs(windows - seen.T).sum(axis=(1, 2))
    return int(off.argmin())
