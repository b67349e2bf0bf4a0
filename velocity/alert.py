"""The alert: from the reps of a set to ok, near or rack, each with its reasons.

One pure object, the same live, offline and in what-if replays. The reference is always the set's
own best valid rep, and all begins anew with each set. The first crossing of a limit warns, the
second in a row says rack; a gross event or the velocity floor says rack at once. A reading too
uncertain to decide stays silent, and a lifter of whom too little is known is only warned of what
has to be compared with their own reps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

import numpy as np

from velocity.features import FEATURES, SIGNS
from velocity.floor import usual_floor
from velocity.forecast import Habit, Left, reps_left
from velocity.gross import gross_events
from velocity.lifts import Lift
from velocity.limits import Limits, usual_limits
from velocity.marking import Taught
from velocity.rep import Measured, Range, Reason, Rep, Technique
from velocity.signature import Signature, can_be_judged, learn
from velocity.technique import FAILED, WARNED, Charts, Standing
from velocity.verdict import Crossings, Found, of_floor, of_forecast, of_loss, rank

NOT_TRUSTED = "path not trusted"
NONE_LEFT = Range(0, 0.0, 0)
ABSOLUTE = ("stall", "hitch")  # gross events that need nothing to be compared with
LEAST_SLIDES = 2  # sets of the lifter's own that slid, before a forecast may end one
SHARED_REPS = 4  # of a set, from which a share of degraded reps is one


@dataclass(frozen=True)
class SoFar:
    """What a set has shown so far.

    Attributes:
        charts: of technique.
        crossings: of the limits, by the last rep.
        velocities: of the valid reps; ``distances`` how far each was from the groove.
        degraded: how many reps have slid or failed, of so many ``reps``.
        state: of the last rep whose technique could be told.
    """

    charts: Charts = field(default_factory=Charts)
    crossings: Crossings = field(default_factory=Crossings)
    velocities: tuple[Measured, ...] = ()
    distances: tuple[float, ...] = ()
    degraded: int = 0
    reps: int = 0
    state: str = "clean"


@dataclass(frozen=True)
class Alert:
    """What decides when one lifter should rack the bar in one lift.

    Attributes:
        limits: what the lifter has chosen.
        signature: how the lifter lifts.
        floor: the velocity below which no rep gets up, m/s.
        load_kg: of the set, None if unknown.
        habit: how the lifter's sets usually go.
        recent: the lifter's latest clean reps of earlier sets.
        taught: what marks have taught, None for nothing.
    """

    limits: Limits
    signature: Signature
    floor: Measured
    load_kg: float | None = None
    habit: Habit = field(default_factory=Habit)
    recent: tuple[Rep, ...] = ()
    taught: Taught | None = None

    def judge(self, reps: Sequence[Rep]) -> list[Rep]:
        """Return the reps of one set, in order, with their verdicts."""
        return Judge(self).judge(reps)

    def after(self, so_far: SoFar, rep: Rep) -> tuple[SoFar, Rep]:
        """Return what a set has shown after one more rep, and that rep with its verdict."""
        events = gross_events(rep, so_far.charts.clean, self.recent)
        gross = [event for event in events if self.signature.own or event.name in ABSOLUTE]
        charts, standing = self._standing(so_far, rep, bool(gross))
        technique = self._technique(standing, gross, so_far.state)
        so_far = _counted(replace(so_far, charts=charts), rep, technique, standing)
        left = self._left(so_far) if rep.valid else Left()
        crossings, found = self._found(so_far, rep, technique, standing, gross, left.technical)
        if self.limits.technique:
            found += [("near", event) for event in events if event not in gross]
        verdict, reasons = rank(found)
        done = replace(
            rep,
            verdict=verdict,
            reasons=reasons,
            technique=technique if self.limits.technique else None,
            left_technical=left.technical,
            left_muscular=left.muscular,
        )
        return replace(so_far, crossings=crossings), done

    def _standing(self, so_far: SoFar, rep: Rep, gross: bool) -> tuple[Charts, Standing | None]:
        """Return the charts and how a rep stands; a gross event leaves the charts as they are."""
        if not can_be_judged(rep):
            return so_far.charts, None
        charts, standing = so_far.charts.after(
            rep, self.signature, self.load_kg, self.limits.false_alarms
        )
        return (so_far.charts if gross else charts), standing

    def _technique(
        self, standing: Standing | None, gross: Sequence[Reason], before: str
    ) -> Technique:
        if standing is None and gross:
            return Technique("failed", 0.0, 0.0, self.failed_limit, gross[0].name, gross[0].told)
        if standing is None:
            return Technique("unsure", 0.0, 0.0, self.failed_limit, told=NOT_TRUSTED)
        by_marks = self._broke_by_marks(standing)
        sign = self.taught.sign(standing.out) if by_marks and self.taught else standing.sign
        limit = float(standing.limits[sign])
        failed_limit = self.failed_limit if self._by_marks else max(self.failed_limit, limit)
        slides = standing.evidence >= 1.0 and self.signature.own
        failed = by_marks or (slides and standing.score(sign) >= failed_limit)
        state = "failed" if failed or gross else "sliding" if slides else "clean"
        found = Technique(state, standing.score(sign), limit, failed_limit)
        if gross:
            return replace(found, sign=gross[0].name, told=gross[0].told)
        if state == "clean":
            return replace(found, recovered=before in ("sliding", "failed"))
        of = SIGNS[sign]
        height = FEATURES[of.feature].height
        return replace(found, sign=of.name, told=standing.told(sign), height=height)

    @property
    def _by_marks(self) -> bool:
        """Whether marks say where technique has failed."""
        return self.taught is not None and self.limits.failed is None

    def _broke_by_marks(self, standing: Standing) -> bool:
        taught = self.taught if self._by_marks else None
        return taught is not None and taught.has_failed(standing.out)

    @property
    def failed_limit(self) -> float:
        """Spreads from which technique has failed: set, taught by marks, or the usual."""
        if self.limits.failed is not None:
            return self.limits.failed
        return FAILED if self.taught is None else self.taught.rule[1]

    def _left(self, so_far: SoFar) -> Left:
        """Return the reps left before technique and before strength fails."""
        velocities = np.array([v.value for v in so_far.velocities])
        errors = np.array([v.se for v in so_far.velocities])
        distances = np.array(so_far.distances)
        left = reps_left(velocities, errors, distances, self.floor, self.habit)
        return left if so_far.state == "clean" else replace(left, technical=NONE_LEFT)

    def _found(
        self,
        so_far: SoFar,
        rep: Rep,
        technique: Technique,
        standing: Standing | None,
        gross: Sequence[Reason],
        left: Range | None,
    ) -> tuple[Crossings, list[Found]]:
        """Return the crossings after a rep, and all that speaks for near or rack."""
        limits, before = self.limits, so_far.crossings
        loss, found = of_loss(rep, limits, before.loss)
        found += of_floor(rep, limits)
        if not limits.technique:
            return Crossings(loss), found
        found += [("rack", reason) for reason in gross]
        warned = technique.state in ("sliding", "failed")
        warned |= standing is not None and standing.evidence >= WARNED
        beyond = before.technique if standing is None else before.technique + 1 if warned else 0
        if standing is not None and warned and not gross:
            found += self._of_technique(so_far, technique, standing, beyond)
        own = self.habit.slides >= LEAST_SLIDES
        ahead = left if technique.state == "clean" else None
        forecast, told = of_forecast(ahead, limits.kept, own, before.forecast)
        if standing is None:  # nothing is known of this rep: the next one goes on from the last
            forecast, told = before.forecast, []
        return Crossings(loss, beyond, forecast), found + told

    def _of_technique(
        self, so_far: SoFar, technique: Technique, standing: Standing, beyond: int
    ) -> list[Found]:
        """Return what a rep that leaves the groove means under the policy."""
        failed = technique.state == "failed"
        name = "technique_failed" if failed else "technique_slide"
        limit = technique.failed_limit if failed else technique.limit
        told = technique.told or standing.told(standing.sign)
        reason = Reason(name, technique.score, limit, "spreads", told)
        crossed = technique.state != "clean"
        policy = self.limits.chosen
        share = so_far.degraded / max(so_far.reps, SHARED_REPS)
        rack = {
            "slide": crossed,
            "confirmed": crossed and beyond >= 2,
            "failed": (failed and beyond >= 2) or share > self.limits.degraded,
        }[policy.at]
        return [("rack" if rack else "near", reason)]


@dataclass
class Judge:
    """An alert over a set that grows: what comes before a change is not judged anew.

    Attributes:
        alert: what decides.
        steps: for each rep last judged: as it came, what the set had shown, and as judged.
    """

    alert: Alert
    steps: list[tuple[Rep, SoFar, Rep]] = field(default_factory=list)

    def judge(self, reps: Sequence[Rep]) -> list[Rep]:
        """Return the reps of one set, in order, with their verdicts."""
        known = zip(self.steps, reps, strict=False)
        same = len(list(takewhile(lambda pair: pair[0][0] == pair[1], known)))
        del self.steps[same:]
        for rep in reps[same:]:
            so_far = self.steps[-1][1] if self.steps else SoFar()
            self.steps.append((rep, *self.alert.after(so_far, rep)))
        return [judged for _, _, judged in self.steps]


def _counted(so_far: SoFar, rep: Rep, technique: Technique, standing: Standing | None) -> SoFar:
    """Return what a set has shown with one more rep counted."""
    degraded = technique.state in ("sliding", "failed")
    so_far = replace(so_far, reps=so_far.reps + 1, degraded=so_far.degraded + degraded)
    if standing is not None:
        so_far = replace(so_far, state=technique.state)
    if not rep.valid:
        return so_far
    distance = np.nan if standing is None else standing.distance
    return replace(
        so_far,
        velocities=(*so_far.velocities, rep.mean_velocity),
        distances=(*so_far.distances, distance),
    )


def usual_alert(lift: Lift, limits: Limits | None = None, load_kg: float | None = None) -> Alert:
    """Return the alert for a lifter of whom nothing is known."""
    return Alert(limits or usual_limits(lift), learn(lift), usual_floor(lift), load_kg)
