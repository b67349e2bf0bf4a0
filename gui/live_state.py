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

_RESTS_AFTER = 0.5  # s


@dataclass
class LinkState:
    """The way from the sensor to the file.

    Attributes:
        word: what the link does, in a word or two; ``stands`` whether samples come.
        sensor: what it is called; "" while it has not said.
        rate_hz: samples per second as measured.
        battery: how full, in words; "" where it does not say.
        delay_s: by how much the last samples came later than the quickest; ``late_since`` when,
            s on the link's clock, that became too much, inf once it has been said.
        lost, gaps: samples that never came, and in how many places.
        cuts: how often the link was lost.
        clipped: samples at the end of the sensor's range.
        bad: pieces of data that could not be read.
        capture: where everything is kept; ``trouble`` says why it is not.
        notices: what holds for the whole of it, and people should know.
    """

    word: str = "waiting for the sensor"
    stands: bool = False
    sensor: str = ""
    rate_hz: float | None = None
    battery: str = ""
    delay_s: float | None = None
    late_since: float | None = None
    lost: int = 0
    gaps: int = 0
    cuts: int = 0
    clipped: int = 0
    bad: int = 0
    capture: str = ""
    trouble: str = ""
    notices: list[str] = field(default_factory=list)

    def note(self, text: str) -> None:
        """Add a notice, unless it is there already."""
        if text not in self.notices:
            self.notices.append(text)


@dataclass
class LiveState:
    """All that a live screen shows; ``take`` keeps it up to date with the monitor.

    Attributes:
        title: lift, load and lifter.
        velocity, height: the bar's now, m/s and m; None before it has moved.
        set: number of the present set, 0 before the first.
        reps: those of the present set.
        rising: number of the rep that goes up, 0 for none.
        summary: of the present set, once it has ended.
    """

    title: str
    link: LinkState = field(default_factory=LinkState)
    velocity: float | None = None
    height: float | None = None
    set: int = 0
    reps: list[Rep] = field(default_factory=list)
    rising: int = 0
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
                self.rising = number
            case RepFinished(rep=rep):
                self.rising, self.summary = 0, None  # a set that is over may yet go on
                self._put(rep)
            case RepRevised(rep=rep):
                self._put(rep)
            case RepWithdrawn(set=number, rep=rep_number):
                self._withdraw(number, rep_number)
            case SetEnded(summary=summary, reps=reps):
                self._end(summary, reps)

    def passed(self, time_s: float) -> None:
        """Take note of the time of the last reading: a bar of which nothing is heard rests."""
        if self.velocity is not None and time_s - self._moved_s > _RESTS_AFTER:
            self.velocity, self.rising = 0.0, 0

    def _begin(self, number: int) -> None:
        if number != self.set:
            self.reps = []
        self.set, self.summary = number, None

    def _put(self, rep: Rep) -> None:
        if rep.set != self.set:
            self._begin(rep.set)
        self.reps = sorted([*(r for r in self.reps if r.rep != rep.rep), rep], key=lambda r: r.rep)

    def _withdraw(self, number: int, rep_number: int) -> None:
        if number == self.set:
            self.reps = [_renumbered(r, rep_number) for r in self.reps if r.rep != rep_number]

    def _end(self, summary: SetSummary, reps: tuple[Rep, ...]) -> None:
        self.set, self.summary, self.reps = summary.set, summary, list(reps)
        self.velocity, self.rising = 0.0, 0


def _renumbered(rep: Rep, gone: int) -> Rep:
    return replace(rep, rep=rep.rep - 1) if rep.rep > gone else rep
