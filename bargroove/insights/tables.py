"""The table of an insight, for people: the same in the terminal and in reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import singledispatch

from bargroove.insights.clean_range import CleanRange
from bargroove.insights.cues import Cues, Side, Trial, quoted
from bargroove.insights.estimates import Interval, wilson
from bargroove.insights.ledger import Account, Ledger
from bargroove.insights.pace import Pace
from bargroove.insights.profile import LoadVelocity
from bargroove.insights.quality import Quality
from bargroove.insights.readiness import Readiness
from bargroove.insights.trends import Trend
from bargroove.insights.weak_point import WeakPoint, words
from gui.grid import Column
from gui.table import measured
from velocity.rep import Measured

_BETTER = {True: "better", False: "worse", None: "within noise"}


@singledispatch
def columns(found: object) -> list[Column]:
    """Return an insight's columns; none where it is withheld."""
    return []


@columns.register
def _(found: CleanRange) -> list[Column]:
    tried = found.loads
    return [
        Column(("load", "kg"), [f"{each.load_kg:g}" for each in tried]),
        Column(("sets",), [str(each.sets) for each in tried]),
        Column(("first", "reps"), [str(each.reps) for each in tried]),
        Column(("clean", "%"), _percent(wilson(each.clean, each.reps) for each in tried)),
    ]


@columns.register
def _(found: Quality) -> list[Column]:
    return _trends(found.distance, found.clean_reps)


@columns.register
def _(found: Pace) -> list[Column]:
    return _trends(found.velocity)


def _trends(*trends: Trend) -> list[Column]:
    def plain(of: Callable[[Trend], float]) -> list[str]:
        return [f"{of(trend):.2f}" for trend in trends]

    return [
        Column(("at like load",), [f"{each.name}, {each.unit}" for each in trends], left=True),
        Column(("at", "first"), plain(lambda t: t.first)),
        Column(("at", "last"), plain(lambda t: t.last)),
        Column(("change in", "four weeks"), [_signed(trend.change) for trend in trends]),
        Column(("chance", "gives"), [f"up to {trend.noise:.2f}" for trend in trends]),
        Column(("",), [_BETTER[each.better] for each in trends], left=True),
    ]


@columns.register
def _(found: WeakPoint) -> list[Column]:
    signs = found.signs
    return [
        Column(("comes first",), [words(sign.name) for sign in signs], left=True),
        Column(("sets",), [str(sign.sets) for sign in signs]),
        Column(("share", "%"), _percent(sign.share for sign in signs)),
        Column(("height", "%"), _percent(sign.height for sign in signs), spare=1),
    ]


@columns.register
def _(found: Cues) -> list[Column]:
    trials: list[Trial | None] = [None, *found.trials]
    sides: list[Side] = [found.against, *(trial.side for trial in found.trials)]
    differences = [trial and trial.difference for trial in trials]
    return [
        Column(("cue",), [quoted(side.cue) for side in sides], left=True),
        Column(("sets",), [str(side.sets) for side in sides]),
        Column(("reps", "at risk"), [str(side.reps) for side in sides]),
        Column(("broke", "down"), [str(side.broke) for side in sides]),
        Column(
            ("difference", "in 100 reps"),
            [f"{d.value:+.1f} ({d.low:+.1f} to {d.high:+.1f})" if d else "–" for d in differences],
        ),
    ]


@columns.register
def _(found: Ledger) -> list[Column]:
    accounts = [*found.weeks, *found.cycles]
    names = ["week"] * len(found.weeks) + ["cycle"] * len(found.cycles)

    def counted(of: Callable[[Account], int]) -> list[str]:
        return [str(of(account)) for account in accounts]

    return [
        Column(("",), names, left=True),
        Column(("from",), [account.first.isoformat() for account in accounts]),
        Column(("to",), [account.last.isoformat() for account in accounts], spare=2),
        Column(("sets",), counted(lambda a: a.sets)),
        Column(("clean", "reps"), counted(lambda a: a.clean)),
        Column(("sliding",), counted(lambda a: a.sliding)),
        Column(("failed",), counted(lambda a: a.failed)),
        Column(("un-", "known"), counted(lambda a: a.unknown), spare=3),
        Column(("sets past", "failure"), counted(lambda a: a.past_failure)),
        Column(("broke", "early"), counted(lambda a: a.early)),
        Column(("broke", "at the end"), counted(lambda a: a.at_end), spare=1),
    ]


@columns.register
def _(found: Readiness) -> list[Column]:
    return [
        Column(("day",), [found.day.isoformat()]),
        Column(("load", "kg"), [f"{found.load_kg:g}"]),
        Column(("velocity", "m/s"), measured([found.velocity], digits=3)),
        Column(("against your", "own, %"), measured([found.difference_percent], digits=1)),
        Column(("8 of 10 days", "within, %"), [f"{found.usual_percent:.1f}"]),
        Column(("past", "days"), [str(found.days)]),
    ]


@columns.register
def _(found: LoadVelocity) -> list[Column]:
    points = found.points
    return [
        Column(("load", "kg"), [f"{point.load_kg:g}" for point in points]),
        Column(("days",), [str(point.days) for point in points]),
        Column(("usual", "m/s"), [f"{point.usual:.2f}" for point in points]),
        Column(("best", "m/s"), [f"{point.best:.2f}" for point in points]),
        Column(("line", "m/s"), measured([point.line for point in points])),
    ]


def _signed(change: Measured) -> str:
    return f"{change.value:+.2f}±{change.se:.2f}"


def _percent(intervals: Iterable[Interval | None]) -> list[str]:
    return [
        f"{100 * each.value:.0f} ({100 * each.low:.0f} to {100 * each.high:.0f})" if each else "–"
        for each in intervals
    ]
