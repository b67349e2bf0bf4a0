"""The page of a team: a row for each lifter, and what to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from bargroove import __version__
from bargroove.days import ended
from bargroove.insights.clean_range import CleanRange, clean_range
from bargroove.insights.ledger import notices
from bargroove.insights.lifted import Withheld, load, states, when
from bargroove.insights.readiness import Readiness, readiness
from bargroove.judging import LATEST, history_of
from bargroove.logbook import Lifter, Logbook, LoggedSet
from bargroove.reports.history import by_lift, counts_of
from bargroove.reports.naming import named
from bargroove.reports.pages import forms_of
from bargroove.reports.report import Report
from bargroove.settings import Settings, read_settings
from bargroove.standing import standing
from gui.live_words import counted
from gui.report.numbers import NONE, plain
from gui.report.team_content import TeamContent, TeamLift, TeamRow
from velocity import LIFTS

if TYPE_CHECKING:
    from gui.report.paper import PaperDocument

USUAL_DAYS = 28
"""Days up to the last one that are shown where nobody has asked for others."""
MAIN_LIFTS = 3
_LEAST_CLEAN = 0.8  # share of the judged reps, below which it is worth a look


def team_report(
    logbook: Logbook,
    *,
    lift: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Report:
    """Return the page of a team; see ``team_content``."""
    made = datetime.now().astimezone()
    content = team_content(logbook, lift=lift, since=since, until=until, today=made.date())

    def page() -> str:
        from gui.report.team import team_page

        return team_page(content, made=made, version=__version__)

    def paper() -> PaperDocument:
        from gui.report.team import team_paper

        return team_paper(content, made=made, version=__version__)

    return Report(named(made, "team", lift or ""), forms_of(page, paper))


def team_content(
    logbook: Logbook,
    *,
    today: date,
    lift: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> TeamContent:
    """Return all that there is to say of all lifters.

    What was done is counted from ``since``, by default the last four weeks; how a lifter is and
    what stays clean is told from all that was before ``until``.

    Args:
        logbook: where the sets are.
        today: the last day where ``until`` is None.
        lift: only this one.
        since: the first day that counts, by the local clock.
        until: the last one.

    Raises:
        LogbookError: the logbook cannot be read.
        BadSettings, BadChoice: the limits that are set cannot be used.
    """
    last = until or today
    first = since or last - timedelta(days=USUAL_DAYS - 1)
    settings = read_settings()
    rows = [
        _row(logbook, settings, who, _sets(logbook, who, lift, last), first)
        for who in logbook.lifters()
    ]
    rows.sort(key=_order)
    return TeamContent(first, last, (lift or "").replace("_", " "), tuple(rows))


@dataclass(frozen=True)
class _Known:
    """What is known of a lifter in one lift: all sets, and those that count."""

    sets: list[LoggedSet]
    counting: list[LoggedSet]
    held: dict[str, Any]

    @cached_property
    def readiness(self) -> Readiness | Withheld:
        """How the latest day was."""
        return readiness(self.sets)

    @cached_property
    def clean_range(self) -> CleanRange | Withheld:
        """Up to which load reps stay clean."""
        return clean_range(self.sets)

    @property
    def name(self) -> str:
        """What people call the lift."""
        return self.sets[-1].head.lift.replace("_", " ")


def _sets(logbook: Logbook, who: Lifter, lift: str | None, last: date) -> list[LoggedSet]:
    return logbook.sets(lifter=who.name, lift=lift, until=ended(last), courses=False)


def _row(
    logbook: Logbook, settings: Settings, who: Lifter, sets: Sequence[LoggedSet], first: date
) -> TeamRow:
    lifts = [
        _Known(
            known,
            [one for one in known if when(one).date() >= first],
            logbook.overrides(who.name, name, known[-1].head.phase),
        )
        for name, known in by_lift(sets).items()
    ]
    counting = [one for known in lifts for one in known.counting]
    main = sorted(lifts, key=lambda known: -len(known.counting))[:MAIN_LIFTS]
    urgent, look = _look(lifts, main, counting, first)
    return TeamRow(
        lifter=who.name,
        note=who.note,
        last=max((when(one).date() for known in lifts for one in known.sets), default=None),
        sessions=len({one.session for one in counting}),
        sets=len(counting),
        counts=counts_of(counting),
        past_failure=_past_failure(counting),
        lifts=tuple(_lift(settings, who.name, known) for known in main),
        look=look,
        urgent=urgent,
    )


def _past_failure(sets: Sequence[LoggedSet]) -> int:
    return sum("failed" in states(one)[:-1] for one in sets)


def _lift(settings: Settings, lifter: str, known: _Known) -> TeamLift:
    return TeamLift(known.name, _ready(known), _kept(known), _limits(settings, lifter, known))


def _ready(known: _Known) -> str:
    found = known.readiness
    if isinstance(found, Withheld):
        return NONE
    off = found.difference_percent
    return f"{plain(off.value, 1)} ± {plain(off.se, 1)} %"


def _kept(known: _Known) -> str:
    found = known.clean_range
    if isinstance(found, Withheld):
        return NONE
    end = found.load_kg
    return f"{end.value:.0f} kg ({end.low:.0f} to {end.high:.0f})"


def _limits(settings: Settings, lifter: str, known: _Known) -> str:
    """Return the policy and the limit of velocity loss that hold."""
    head = known.sets[-1].head
    history = history_of(known.sets[-LATEST:])
    holds = standing(settings, known.held, history, lifter, LIFTS[head.lift], head.phase)
    values = {one.name: one.value for one in holds.origins}
    return f"{values['policy']}, {values['velocity_loss']}"


def _look(
    lifts: Sequence[_Known], main: Sequence[_Known], counting: Sequence[LoggedSet], first: date
) -> tuple[int, str]:
    """Return how urgent it is, and what to look at: the first thing that fits."""
    if not lifts:
        return 1, "nothing in the logbook yet"
    if not counting:
        return 1, f"nothing lifted since {first.isoformat()}"
    if past := _past_failure(counting):
        return 5, f"{counted(past, 'set')} went on after a failed rep"
    for known in lifts:
        if known.counting and (told := notices(known.sets, known.held)):
            return 4, f"{known.name}: {_sentence(told[-1])}"
    for known in main:
        found = known.readiness
        if isinstance(found, Readiness) and found.unusual and found.difference_percent.value < 0:
            return 3, f"{known.name} slower than usual: {_ready(known)}"
    return _quality(main, counting)


def _sentence(told: str) -> str:
    """Return the first sentence of what is told, to go on with after a colon."""
    first = told.partition(". ")[0].removesuffix(".")
    return first[:1].lower() + first[1:]


def _quality(main: Sequence[_Known], counting: Sequence[LoggedSet]) -> tuple[int, str]:
    counts = counts_of(counting)
    if counts.judged and counts.clean < _LEAST_CLEAN * counts.judged:
        return 2, f"{counts.clean} of {counts.judged} judged reps were clean"
    for known in main:
        if above := _above(known):
            return 2, f"{known.name}: {counted(above, 'set')} above the clean range"
    if not counts.judged:
        return 1, "no rep's technique has been judged"
    return 0, "nothing stands out"


def _above(known: _Known) -> int:
    """Return how many sets were heavier than what surely lies in the clean range."""
    found = known.clean_range
    if isinstance(found, Withheld):
        return 0
    return sum(load(one) > found.load_kg.high for one in known.counting)


def _order(row: TeamRow) -> tuple[int, int, str]:
    """Return the place of a row: the most urgent first, then who lifted last."""
    return -row.urgent, -(row.last.toordinal() if row.last else 0), row.lifter.casefold()
