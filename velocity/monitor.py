"""The monitor: the one object with state. Samples in, what happens on the bar out, as it happens.

It asks the same estimate that ``analyze`` asks, of the bout so far, and ``analyze``'s own numbers
are its last word on each bout. All it does hangs on the samples' numbers alone, never on how
they were cut into pieces.
"""

from __future__ import annotations

from dataclasses import replace
from statistics import median

import numpy as np

from velocity.alert import Alert, Judge, usual_alert
from velocity.analysis import notices_of
from velocity.bouts import REST_KEPT, find_bouts, lost_after
from velocity.estimate import estimate
from velocity.events import MonitorEvent, Moved, RepFinished, RepStarted, SetEnded
from velocity.following import Following
from velocity.lifts import Lift
from velocity.metrics import Numbers, measure
from velocity.rests import Rests, find_rests
from velocity.rise import Rise, drifts
from velocity.samples import Floats, Samples
from velocity.sets import rep_of, summaries
from velocity.state import from_bytes, to_bytes
from velocity.tally import Tally
from velocity.tape import Tape

TICK_SECONDS = 0.1
REVIEW_TICKS = 10  # from one look for rests and bouts to the next
RECENT_TICKS = 2  # of live velocity by which a stop is seen
# s since a rep's end after which it is told: as a rule, and by how much is in doubt. What is as
# doubtful as the last of these is told when the bout is over.
SETTLED = (0.08, 0.25, 0.5, 1.0, np.inf)
UNSURE = (0.02, 0.04, 0.06, 0.15)  # shares of the mean velocity by which it may be unsure for each
LOW = (0.03, 0.07)  # m, and share of the set's range, below the other tops: the bar may go on
AGED = 1.5  # times as long as when it was estimated a bout has to be estimated anew
KEEP_UP_TICKS = 30  # from one solution to the next at the most
DRIFTED_TICKS = 8  # likewise where the live track seems to have drifted
FIRST_LOOKS, LATER_LOOKS = 7, 5  # ticks up to which an end is looked for, later every so many
SURE_REPS, SURE_AFTER = 3, 2.0  # reps found, and s since its end, by which one may be found wrong
SET_OVER = 8.0  # s of rest after which the set is taken to be over
JUMP = 0.5  # s by which samples may start elsewhere than where those before ended


class Monitor:
    """What happens on one bar, from a stream of samples.

    ``feed`` takes samples as they come and returns what they tell; ``finish`` ends the stream.
    """

    def __init__(
        self,
        lift: Lift,
        *,
        offset_m: float | None = None,
        bar_axis: Floats | None = None,
        alert: Alert | None = None,
    ) -> None:
        """Take what is known before: arguments as ``analyze`` takes them."""
        self._known = (lift, offset_m, bar_axis)
        self._tally = Tally(Judge(alert or usual_alert(lift)))
        self._rise = Rise(lift.range_of_motion[0])
        self._tape: Tape | None = None
        self._following: Following | None = None
        self._recent: Floats = np.zeros(0)
        self._origin = 0.0  # s, time of the first sample
        self._tick = 0  # samples
        self._ticks = self._solved = 0  # ticks so far, and at the last solution
        self._looks = 0  # for the end of the way up under way
        self._ended = True  # whether the running set's end has been told
        self._notices: tuple[str, ...] = ()
        self._last: SetEnded | None = None  # what was told last of a set that is over

    def feed(self, samples: Samples) -> list[MonitorEvent]:
        """Return what the next samples tell."""
        if len(samples) == 0:
            return []
        events: list[MonitorEvent] = []
        if self._tape is None or abs(samples.start - self._tape.time(self._tape.last)) > JUMP:
            events += self.finish()
            self._tape = self._begun(samples)
        first = 0
        while first < len(samples):
            last = min(first + self._tick - self._tape.last % self._tick, len(samples))
            self._tape.append(samples.part(first, last))
            first = last
            if self._tape.last % self._tick == 0:
                events += self._go_on(self._tape)
        return events

    def finish(self) -> list[MonitorEvent]:
        """Return what is left to tell at the end of the stream, or before a long gap."""
        if self._tape is None:
            return []
        return self._review(self._tape, over=True)

    def turn(self, lift: Lift, alert: Alert) -> list[MonitorEvent]:
        """Return what is left to tell of the running set; what comes is another one.

        Args:
            lift: that of the next sets.
            alert: what judges them.
        """
        events = self.finish()
        if self._tape is not None:
            self._tally.close(self._tape.time(self._tape.last) - self._origin)
        self._known = (lift, *self._known[1:])
        self._tally.judge = Judge(alert)
        self._rise = Rise(lift.range_of_motion[0])
        return events

    def judge_by(self, alert: Alert) -> list[MonitorEvent]:
        """Return what another alert makes of the running set; a set that is over stays."""
        if self._ended:
            self._tally.judge = Judge(alert)
            return []
        return self._tally.judge_by(alert)

    def discard(self, rep: int, *, gone: bool = True) -> list[MonitorEvent]:
        """Return what changes where a rep of the last set is taken for none, or for one again."""
        tally = self._tally.last
        events = tally.discard(rep, gone=gone)
        if events and self._ended and self._last:
            reps = tally.reps
            self._last = replace(self._last, summary=summaries(reps)[-1], reps=reps)
            events.append(self._last)
        return events

    def state(self) -> bytes:
        """Return all that ``restored`` needs to go on from here."""
        return to_bytes(self.__dict__)

    @staticmethod
    def restored(state: bytes) -> Monitor:
        """Return a monitor that goes on as the one whose ``state`` this is would have.

        Raises:
            ValueError: the bytes are none of a monitor's state, or of another version's.
        """
        kept, monitor = from_bytes(state), Monitor.__new__(Monitor)
        if not isinstance(kept, dict) or "_tally" not in kept:
            raise ValueError("these bytes are no state of a monitor")
        monitor.__dict__.update(kept)
        return monitor

    def _begun(self, samples: Samples) -> Tape:
        if self._tape is None:
            self._origin = samples.start
            self._tick = max(1, round(TICK_SECONDS * samples.rate))
        return Tape(samples.part(0, 0))

    def _go_on(self, tape: Tape) -> list[MonitorEvent]:
        self._ticks += 1
        events = self._move(tape, self._following) if self._following else []
        if self._ticks % REVIEW_TICKS == 0:
            events += self._review(tape, over=False)
        return events

    def _move(self, tape: Tape, bout: Following) -> list[MonitorEvent]:
        """Carry the running bout on to the end of the tape."""
        behind = len(bout)
        velocity, height = bout.extend(tape.part(bout.first + behind - 1, tape.last))
        self._recent = np.concatenate((self._recent, velocity))[-RECENT_TICKS * self._tick :]
        self._rise.go_on(velocity, height, behind)
        now = tape.time(tape.last - 1) - self._origin
        events: list[MonitorEvent] = [
            Moved(now, float(velocity[-1]), float(height[-1]) - self._rise.bottom)
        ]
        if self._rise.under_way and not self._rise.begun:
            events += self._begin_rep(now)
        if self._rise.begun and self._rise.may_be_over(self._recent, tape.rate):
            self._looks += 1
            if 1 < self._looks <= FIRST_LOOKS or self._looks % LATER_LOOKS == 0:
                return events + self._look_for_end(tape, bout)
        return events + self._keep_up(tape, bout)

    def _begin_rep(self, now: float) -> list[MonitorEvent]:
        self._rise.begun, self._looks = True, 0
        return [RepStarted(*self._tally.next_rep(now), now)]

    def _look_for_end(self, tape: Tape, bout: Following) -> list[MonitorEvent]:
        """Return the reps that a look at the bout so far shows to have ended."""
        if bout.estimate.reps:
            bout.catch_up(tape.part(bout.first, tape.last))
        else:
            bout.anew(tape.part(bout.first, tape.last))
        self._looked(bout)
        told = max((rep.end_s for rep in self._tally.open), default=-np.inf)
        since = max(told - self._start(tape, bout), 0.0) * bout.rate
        events = self._tell(tape, bout, bout.numbers_since(since))
        if any(isinstance(event, RepFinished) for event in events):
            self._rise.restart(len(bout) - 1, self._rise.top)
        return events

    def _keep_up(self, tape: Tape, bout: Following) -> list[MonitorEvent]:
        """Estimate the bout anew, or solve once more, where the last time is long ago."""
        since = self._ticks - self._solved
        late = since >= KEEP_UP_TICKS or (since >= DRIFTED_TICKS and drifts(self._recent))
        if len(bout) > AGED * bout.renewed and (late or not self._rise.begun):
            bout.anew(tape.part(bout.first, tape.last))
            self._looked(bout)
            found = bout.numbers()
            return self._tell(tape, bout, found) + self._withdraw(tape, bout, found)
        if late:
            bout.catch_up(tape.part(bout.first, tape.last))
            self._looked(bout)
        return []

    def _looked(self, bout: Following) -> None:
        """Take the live track over from a new estimate."""
        self._solved, est = self._ticks, bout.estimate
        if est.reps:
            self._rise.usual = median(est.legs[i].travel for i in est.reps)
        self._rise.move_to(est.track.velocity[2], est.track.position[2])

    def _tell(self, tape: Tape, bout: Following, found: list[Numbers]) -> list[MonitorEvent]:
        """Return what is new about those of the running bout's reps that have ended for sure."""
        start = self._start(tape, bout)
        ended = [numbers for numbers in found if self._has_ended(numbers, bout)]
        return self._told(self._tally.add([rep_of(n, start, bout.estimate.samples) for n in ended]))

    def _told(self, events: list[MonitorEvent]) -> list[MonitorEvent]:
        """Return events about reps; a new one begins a set or goes on with it."""
        self._ended &= not any(isinstance(event, RepFinished) for event in events)
        return events

    def _withdraw(self, tape: Tape, bout: Following, found: list[Numbers]) -> list[MonitorEvent]:
        """Return which reps were none, where an estimate of many reps does not show them."""
        if len(found) < SURE_REPS:
            return []
        start = self._start(tape, bout)
        reps = [rep_of(n, start, bout.estimate.samples) for n in found]
        return self._tally.withdraw(reps, start + len(bout) / tape.rate - SURE_AFTER)

    def _has_ended(self, numbers: Numbers, bout: Following) -> bool:
        """Return whether a rep is over for sure, so that it may be told."""
        mean = numbers.mean_velocity
        doubt = sum(mean.se > share * mean.value for share in UNSURE)
        if bout.below_others(numbers.end_s) > max(LOW[0], LOW[1] * self._rise.usual):
            doubt = max(doubt, 2)
        if bout.first_way_up:
            doubt = max(doubt, 3)
        return len(bout) / bout.rate - numbers.end_s > SETTLED[doubt]

    def _start(self, tape: Tape, bout: Following) -> float:
        return tape.time(bout.first) - self._origin

    def _review(self, tape: Tape, *, over: bool) -> list[MonitorEvent]:
        """Look for the bouts' beginnings and ends, and let go of what is over."""
        samples, first = tape.part(tape.first, tape.last), tape.first
        rests = find_rests(samples)
        bouts = find_bouts(samples, rests)
        going_on = bouts.pop() if bouts and bouts[-1][1] == len(samples) and not over else None
        events: list[MonitorEvent] = []
        for a, b in bouts:
            events += self._settle(tape, first + a, first + b)
        if going_on is None:
            self._following = None
            events += self._end_set()
            last = int(rests.last[-1]) if len(rests.last) else 0
            tape.drop_before(first + last - round(REST_KEPT * tape.rate))
            return events
        self._follow(tape, first + going_on[0])
        still = (len(samples) - rests.first[-1]) / tape.rate if _lying(samples, rests) else 0.0
        if still > SET_OVER and not self._ended:
            end = first + int(rests.first[-1]) + round(REST_KEPT * tape.rate)
            events += [*self._settle(tape, first + going_on[0], end), *self._end_set()]
        tape.drop_before(first + going_on[0])
        return events

    def _follow(self, tape: Tape, first: int) -> None:
        """Follow the bout that begins at a sample of the tape."""
        if self._following is None or self._following.first != first:
            self._following = Following(first, tape.part(first, tape.last), *self._known)
            now = len(self._following) - 1
            self._rise.restart(now, float(self._following.estimate.track.position[2, -1]))
            self._recent, self._solved = np.zeros(0), self._ticks

    def _settle(self, tape: Tape, first: int, last: int) -> list[MonitorEvent]:
        """Return the last word on a bout that is over."""
        part = tape.part(first, last)
        view = estimate(part, *self._known)
        start = tape.time(first) - self._origin
        reps = [rep_of(numbers, start, part) for numbers in measure(view, self._known[0])]
        told = notices_of(view, self._known[1])
        told += lost_after(tape.part(first, tape.last), last - first, start)
        self._notices = tuple(dict.fromkeys((*self._notices, *told)))
        return self._told(self._tally.settle(reps, start + part.duration))

    def _end_set(self) -> list[MonitorEvent]:
        """Return the end of the running set, where it has not been told."""
        if self._ended or not self._tally.reps:
            return []
        self._ended = True
        reps, notices = self._tally.reps, self._notices
        self._notices = ()
        self._last = SetEnded(summaries(reps)[-1], reps, notices)
        return [self._last]


def _lying(samples: Samples, rests: Rests) -> bool:
    """Return whether the bar lies still at the end of the samples."""
    return bool(len(rests.last)) and len(samples) - rests.last[-1] < 0.5 * samples.rate
