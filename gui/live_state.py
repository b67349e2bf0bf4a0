"""What there is to see of a live set: the link, the bar, and the reps so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from velocity.alert import Alert
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

Marks = Mapping[int, tuple[str, ...]]
"""What a person has said of reps, by their numbers: ``broke`` or ``clean``; the last one holds."""

_RESTS_AFTER = 0.5  # s


@dataclass(frozen=True)
class Turn:
    """Who lifts what, and what ends the set.

    Attributes:
        lift: key of ``velocity.LIFTS``.
        alert: what judges the reps; its signature has the lifter's groove.
        lifter: None for nobody.
        load_kg: None where it is not known.
        target: mean velocity to reach, m/s; None for none.
        after: who lifts next, in order.
    """

    lift: str
    alert: Alert
    lifter: str | None = None
    load_kg: float | None = None
    target: float | None = None
    after: tuple[str, ...] = ()


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
        felt: what the sensor feels, g, as a mean over the last readings.
        gravity: the same when it lay still last, about 1; None before that.
        still: whether it lies still.
        logged: the sets' numbers in the logbook; ``logbook_trouble`` says why it lags behind.
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
    felt: float | None = None
    gravity: float | None = None
    still: bool = False
    capture: str = ""
    trouble: str = ""
    logged: tuple[int, ...] = ()
    logbook_trouble: str = ""
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
        marks: what was said of reps of the present set.
        chosen: number of the rep that keys are about; 0 for the last one.
        keys: whether there are keys to press.
        turn: who lifts what, and what ends the set; None where nobody has said.
        lifted: the same of the present set, which may be over; None for that of ``turn``.
        passed_s: time of the last reading, s since the first.
    """

    title: str
    link: LinkState = field(default_factory=LinkState)
    velocity: float | None = None
    height: float | None = None
    set: int = 0
    reps: list[Rep] = field(default_factory=list)
    rising: int = 0
    summary: SetSummary | None = None
    marks: Marks = field(default_factory=dict)
    chosen: int = 0
    keys: bool = False
    turn: Turn | None = None
    lifted: Turn | None = None
    passed_s: float = 0.0
    _moved_s: float = 0.0

    @property
    def alarm(self) -> bool:
        """Whether the bar should be racked now."""
        last = self.last_valid
        return self.summary is None and last is not None and last.verdict == "rack"

    @property
    def last_valid(self) -> Rep | None:
        """The last rep of which the reading is to be trusted."""
        return next((rep for rep in reversed(self.reps) if rep.valid), None)

    @property
    def judged(self) -> Turn | None:
        """Whose reps these are, and what has judged them."""
        return self.lifted if self.reps and self.lifted else self.turn

    @property
    def running(self) -> bool:
        """Whether a set has begun and is not over."""
        return self.summary is None and bool(self.reps)

    @property
    def rested_s(self) -> float | None:
        """How long the lifter has rested since the last rep; None while a set goes on."""
        if self.summary is None or not self.reps:
            return None
        return max(self.passed_s - self.reps[-1].end_s, 0.0)

    def snapshot(self) -> LiveState:
        """Return the state as it is now, for another thread to look at."""
        return replace(self, link=replace(self.link, notices=[*self.link.notices]))

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
        self.passed_s = time_s
        if self.velocity is not None and time_s - self._moved_s > _RESTS_AFTER:
            self.velocity, self.rising = 0.0, 0

    def choose(self, step: int) -> None:
        """Let the keys be about the rep before or after the one that they are about."""
        last = len(self.reps)
        chosen = min(max((self.chosen or last) + step, 1), last) if last else 0
        self.chosen = 0 if chosen == last else chosen

    def _begin(self, number: int) -> None:
        if number != self.set:
            self.reps, self.chosen = [], 0
        self.set, self.summary = number, None

    def _put(self, rep: Rep) -> None:
        if rep.set != self.set:
            self._begin(rep.set)
        self.reps = [*_put(self.reps, rep)]

    def _withdraw(self, number: int, rep_number: int) -> None:
        if number == self.set:
            self.reps = [*_withdrawn(self.reps, rep_number)]
            chosen = self.chosen - (self.chosen > rep_number)
            self.chosen = 0 if chosen >= len(self.reps) else chosen

    def _end(self, summary: SetSummary, reps: tuple[Rep, ...]) -> None:
        self.set, self.summary, self.reps = summary.set, summary, list(reps)
        self.velocity, self.rising = 0.0, 0


def reps_after(reps: Sequence[Rep], event: MonitorEvent) -> tuple[Rep, ...]:
    """Return the reps of a set as they are after an event of that set."""
    match event:
        case RepFinished(rep=rep) | RepRevised(rep=rep):
            return _put(reps, rep)
        case RepWithdrawn(rep=number):
            return _withdrawn(reps, number)
        case SetEnded(reps=last):
            return last
    return tuple(reps)


def marks_after(marks: Marks, event: MonitorEvent) -> Marks:
    """Return the marks of a set's reps, which stay with their reps, after an event of that set."""
    if not isinstance(event, RepWithdrawn):
        return marks
    gone = event.rep
    return {rep - (rep > gone): said for rep, said in marks.items() if rep != gone}


def _put(reps: Sequence[Rep], rep: Rep) -> tuple[Rep, ...]:
    return tuple(sorted([*(r for r in reps if r.rep != rep.rep), rep], key=lambda r: r.rep))


def _withdrawn(reps: Sequence[Rep], gone: int) -> tuple[Rep, ...]:
    return tuple(
        replace(rep, rep=rep.rep - 1) if rep.rep > gone else rep for rep in reps if rep.rep != gone
    )
