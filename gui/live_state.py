"""What there is to see of a live set: the link, the bar, and the reps so far."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from velocity.events import (
    MonitorEvent,
    Moved,
    RepFinished,
    RepRevised,
    RepStarted,
    RepWithdrawn,
    SetEnded,
    SetStarted,
)
from velocity.rep import Rep, SetSummary

WAIT = "waiting for the sensor"
_RESTS_AFTER = 0.5  # s
READY = "leave the bar still for 2 s, then lift"


@dataclass
class LinkState:
    """The way from the sensor to the file.

    Attributes:
        word: what the link does, in a word or two; ``stands`` whether samples come.
        sensor: what it is called; "" while it has not said.
        rate_hz: samples per second as measured.
        battery: how full, in words; "" where it does not say.
        delay_s: by how much the last samples came later than the quickest.
        lost, gaps: samples that never came, and in how many places.
        clipped: samples at the end of the sensor's range.
        bad: pieces of data that could not be read.
        capture: where everything is kept; ``trouble`` says why it is not.
        notices: what people should know, the latest last.
    """

    word: str = "connecting"
    stands: bool = False
    sensor: str = ""
    rate_hz: float | None = None
    battery: str = ""
    delay_s: float | None = None
    lost: int = 0
    gaps: int = 0
    clipped: int = 0
    bad: int = 0
    capture: str = ""
    trouble: str = ""
    notices: list[str] = field(default_factory=list)


@dataclass
class LiveState:
    """All that a live screen shows; ``take`` keeps it up to date with the monitor.

    Attributes:
        title: lift, load and lifter.
        velocity, height: the bar's now, m/s and m; None before it has moved.
        set: number of the present set, 0 before the first.
        reps: those of the present set.
        phase: what goes on, for people.
        summary: of the present set, once it has ended.
    """

    title: str
    link: LinkState = field(default_factory=LinkState)
    velocity: float | None = None
    height: float | None = None
    set: int = 0
    reps: list[Rep] = field(default_factory=list)
    phase: str = WAIT
    summary: SetSummary | None = None
    _moved_s: float = 0.0

    @property
    def alarm(self) -> bool:
        """Whether the bar should be racked now."""
        last = next((rep for rep in reversed(self.reps) if rep.valid), None)
        return self.summary is None and last is not None and last.verdict == "rack"

    def take(self, event: MonitorEvent) -> None:
        """Follow what the monitor says."""
        match event:
            case Moved(time_s=time_s, velocity=velocity, height=height):
                self.velocity, self.height, self._moved_s = velocity, height, time_s
            case SetStarted(set=number):
                self._begin(number)
            case RepStarted(rep=number):
                self.phase = f"rep {number}, going up"
            case RepFinished(rep=rep) | RepRevised(rep=rep):
                self._put(rep)
            case RepWithdrawn(set=number, rep=rep_number):
                self._withdraw(number, rep_number)
            case SetEnded(summary=summary, reps=reps):
                self._end(summary, reps)

    def passed(self, time_s: float) -> None:
        """Take note of the time of the last reading: a bar of which nothing is heard rests."""
        if self.velocity is not None and time_s - self._moved_s > _RESTS_AFTER:
            self.velocity = 0.0

    def _begin(self, number: int) -> None:
        if number != self.set:
            self.reps = []
        self.set, self.summary, self.phase = number, None, "set begun"

    def _put(self, rep: Rep) -> None:
        if rep.set != self.set:
            self._begin(rep.set)
        self.reps = sorted([*(r for r in self.reps if r.rep != rep.rep), rep], key=lambda r: r.rep)
        self.phase = f"rep {self.reps[-1].rep} done"

    def _withdraw(self, number: int, rep_number: int) -> None:
        if number == self.set:
            self.reps = [_renumbered(r, rep_number) for r in self.reps if r.rep != rep_number]

    def _end(self, summary: SetSummary, reps: tuple[Rep, ...]) -> None:
        self.set, self.summary, self.reps = summary.set, summary, list(reps)
        self.velocity, self.phase = 0.0, "set over"


def _renumbered(rep: Rep, gone: int) -> Rep:
    return replace(rep, rep=rep.rep - 1) if rep.rep > gone else rep
