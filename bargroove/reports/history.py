"""What a lifter's sets of a lift say, gathered for reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from math import nan
from typing import Any

from bargroove.insights.clean_range import CleanRange, clean_range
from bargroove.insights.cues import cues
from bargroove.insights.estimates import Interval, wilson
from bargroove.insights.ledger import Account, Ledger, ledger
from bargroove.insights.lifted import Withheld, days, load, of_each_lift, states, when
from bargroove.insights.pace import Fastest, Pace, comparable, pace
from bargroove.insights.profile import LoadVelocity, profile
from bargroove.insights.quality import Quality, distances, quality
from bargroove.insights.readiness import readiness
from bargroove.insights.trends import FOUR_WEEKS
from bargroove.insights.weak_point import WeakPoint, weak_point, words
from bargroove.judging import LATEST, history_of
from bargroove.logbook import Logbook, LoggedSet, SetHead
from bargroove.reports.history_words import CYCLES, NAMES, WEEKS, insight
from bargroove.settings import Settings
from bargroove.standing import standing
from gui.limits import evidence_of
from gui.report.history import (
    Bounded,
    Counts,
    Dated,
    LiftContent,
    Period,
    ProfileLine,
    ProfilePoint,
    SameLoad,
    Share,
)
from gui.report.parts import Table
from velocity import LIFTS
from velocity.rep import Measured
from velocity.signature import learn

LOADS = 3
"""The loads that come back most, which are shown."""
_POINTS = 160  # sessions in all charts of one kind


def by_lift(sets: Sequence[LoggedSet]) -> dict[str, list[LoggedSet]]:
    """Return sets by lift, the most lifted first, their times by the local clock."""
    return dict(sorted(of_each_lift(sets).items(), key=lambda item: -len(item[1])))


def counts_of(sets: Sequence[LoggedSet]) -> Counts:
    """Return how the reps of sets were lifted; those that a person has discarded are left out."""
    found = [state for logged in sets for state in states(logged)]
    return Counts(*(found.count(state) for state in ("clean", "sliding", "failed", None)))


def lift_content(
    logbook: Logbook,
    settings: Settings,
    sets: Sequence[LoggedSet],
    since: date | None,
    lifts: int,
) -> LiftContent:
    """Return what there is to say of a lifter's sets of one lift, oldest first.

    Args:
        logbook: where the lifter's own limits are, and the sets that bear on them.
        settings: of the user.
        sets: up to the last day that is asked for; a ledger's cycles count from the first.
        since: the first day that is asked for, None for all; at least one set is not before it.
        lifts: how many lifts there will be in the report.
    """
    head = sets[-1].head
    held = logbook.overrides(head.lifter or "", head.lift, head.phase)
    shown = [each for each in sets if since is None or when(each).date() >= since]
    account = ledger(sets, held, since or date.min)
    most = _POINTS // max(lifts, 4)
    comes_back, between = comparable(shown), distances(shown)[-most:]
    found = _found(head.lift, shown, account)
    limits, basis = _limits(logbook, settings, held, head)
    return LiftContent(
        lift=head.lift,
        sets=len(shown),
        sessions=len({each.session for each in shown}),
        counts=counts_of(shown),
        insights={name: insight(NAMES[name], of, head) for name, of in found.items()},
        same_load=_same_load(comes_back, most),
        pace=_slope(found["pace"]),
        profile=_profile(found["profile"]),
        tried=_tried(found["clean-range"]),
        clean_limit=_clean_limit(found["clean-range"]),
        distances=tuple(Dated(when(one).date(), Measured(off, nan)) for one, off in between),
        quality=_ends(found["quality"], between),
        signs=_signs(found["weak-point"]),
        weeks=tuple(map(_period, account.weeks[-WEEKS:])),
        cycles=tuple(map(_period, account.cycles[-CYCLES:])),
        cap=account.cap,
        limits=limits,
        basis=basis,
        left_out=_left_out(account, comes_back, most),
    )


def _found(lift: str, sets: Sequence[LoggedSet], account: Ledger) -> dict[str, Any]:
    """Return all insights into the sets that are shown, in the order of ``NAMES``."""
    return {
        "readiness": readiness(sets),
        "pace": pace(sets),
        "profile": profile(lift, sets),
        "clean-range": clean_range(sets),
        "quality": quality(sets),
        "ledger": account,
        "cues": cues(sets),
        "weak-point": weak_point(sets),
    }


def _same_load(groups: Sequence[Sequence[Fastest]], most: int) -> tuple[SameLoad, ...]:
    """Return the latest sessions with each of the loads that come back most."""
    often = sorted(groups, key=len, reverse=True)[:LOADS]
    return tuple(
        SameLoad(
            load(group[0].logged),
            tuple(
                Dated(when(one.logged).date(), one.velocity) for one in group[-(most // LOADS) :]
            ),
        )
        for group in sorted(often, key=lambda group: load(group[0].logged))
    )


def _slope(found: Pace | Withheld) -> float | None:
    """Return the change of the velocity, m/s a day."""
    return None if isinstance(found, Withheld) else found.velocity.change.value / FOUR_WEEKS


def _profile(found: LoadVelocity | Withheld) -> ProfileLine | None:
    if isinstance(found, Withheld):
        return None
    points = (ProfilePoint(each.load_kg, each.usual, each.best, each.line) for each in found.points)
    return ProfileLine(tuple(points), found.one_rm_kg, found.floor)


def _tried(found: CleanRange | Withheld) -> tuple[Share, ...]:
    loads = () if isinstance(found, Withheld) else found.loads
    return tuple(
        Share(f"{one.load_kg:g} kg", one.reps, _bounded(wilson(one.clean, one.reps)), one.load_kg)
        for one in loads
    )


def _clean_limit(found: CleanRange | Withheld) -> Bounded | None:
    return None if isinstance(found, Withheld) else _bounded(found.load_kg)


def _signs(found: WeakPoint | Withheld) -> tuple[Share, ...]:
    if isinstance(found, Withheld):
        return ()
    seen = found.broke - found.unseen
    return tuple(
        Share(
            words(one.name),
            seen,
            _bounded(one.share),
            height=one.height.value if one.height else None,
        )
        for one in found.signs
    )


def _bounded(found: Interval) -> Bounded:
    return Bounded(found.value, found.low, found.high)


def _ends(
    found: Quality | Withheld, between: Sequence[tuple[LoggedSet, float]]
) -> tuple[float, float] | None:
    """Return where the trend is at the first and the last of the sessions that are shown."""
    if isinstance(found, Withheld):
        return None
    last = days(between[-1][0])
    gone = (last - days(between[0][0])) / FOUR_WEEKS
    return found.distance.last - gone * found.distance.change.value, found.distance.last


def _period(account: Account) -> Period:
    counts = Counts(account.clean, account.sliding, account.failed, account.unknown)
    return Period(account.first, counts)


def _limits(
    logbook: Logbook, settings: Settings, held: Mapping[str, Any], head: SetHead
) -> tuple[Table, str]:
    """Return the limits in force with where they come from, and what technique's stand on."""
    lift = LIFTS[head.lift]
    history = history_of(logbook.sets(lifter=head.lifter, lift=head.lift, most=LATEST))
    holds = standing(settings, held, history, head.lifter or "", lift, head.phase)
    rows = tuple((_words(one.name), one.value, one.where) for one in holds.origins)
    rows += tuple(
        (_words(name), str(held[name]), "set by you")
        for name in ("cap", "cycle_days")
        if held.get(name) is not None
    )
    basis = (
        f"technique: {evidence_of(learn(lift, history.sets), history.marks)}"
        if holds.limits.technique
        else "technique ends no set"
    )
    return Table(("Limit", "Value", "From"), rows), basis


def _words(name: str) -> str:
    return name.replace("_", " ")


def _left_out(account: Ledger, groups: Sequence[Sequence[Fastest]], most: int) -> str:
    """Return what charts and tables leave out, in words."""
    told = []
    if len(account.weeks) > WEEKS:
        told.append(f"the latest {WEEKS} of {len(account.weeks)} weeks")
    if len(account.cycles) > CYCLES:
        told.append(f"the latest {CYCLES} of {len(account.cycles)} cycles")
    if any(len(group) > most // LOADS for group in groups):
        told.append(f"the latest {most // LOADS} sessions with a load")
    if len(groups) > LOADS:
        told.append(f"the {LOADS} loads that come back most, of {len(groups)}")
    return f"Shown are {', '.join(told)}." if told else ""
