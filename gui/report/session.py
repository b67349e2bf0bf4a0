"""The overview of a session: its sets one below the other, and the velocity through all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from math import isfinite

from gui.live_words import called, counted
from gui.report.article import Article, Chapter, Piece, article_charts, article_page, article_paper
from gui.report.history import Counts, summed
from gui.report.lifter import lift_words, shown
from gui.report.numbers import NONE, load, moment, with_error, with_errors
from gui.report.paper import PaperDocument, Tile
from gui.report.parts import Chart, Table
from gui.report.plot import Plot
from gui.report.rep_words import state_of, velocity_told
from gui.report.scale import Axis, linear
from gui.report.session_content import SessionContent, SessionSet
from gui.report.shapes import colour_of
from gui.report.svg import INK
from velocity.rep import Rep

_GAP = 1.0  # reps between two sets in a chart
_HEADINGS = (
    *("Set", "Began", "Rest before", "Lift", "Load", "Reps", "Best, m/s", "Loss, %", "Verdict"),
    *("Clean / sliding / failed", "Marks"),
)
_NUMERIC = (True, True, True, False, True, True, True, True, False, True, False)
_STATES = ("ok", "near", "rack", "unsure", "discarded")


def session_page(content: SessionContent, *, made: datetime, version: str) -> str:
    """Return the overview of a session as a page."""
    return article_page(_article(content), made, version)


def session_paper(content: SessionContent, *, made: datetime, version: str) -> PaperDocument:
    """Return the overview of a session as it stands on paper."""
    return article_paper(_article(content), made, version)


def session_charts(content: SessionContent) -> tuple[Chart, ...]:
    """Return the charts of a session: the velocity of each lift."""
    return article_charts(_article(content))


def _article(content: SessionContent) -> Article:
    chapters = [Chapter("The sets", (Piece(table=_table(content.sets)), *_words(content.sets)))]
    if content.notices:
        chapters.append(Chapter("Worth knowing", (Piece(told=content.notices),)))
    lifts = dict.fromkeys(one.lift for one in content.sets)
    charts = [_velocity(lift, [one for one in content.sets if one.lift == lift]) for lift in lifts]
    chapters.append(Chapter("Velocity", tuple(Piece(one.title, chart=one) for one in charts)))
    chapters.append(_readiness(content))
    title = f"Session {content.id}{f', {content.lifter}' if content.lifter else ''}"
    links = tuple((f"Set {one.id}", one.link) for one in content.sets if one.link)
    return Article(title, _when(content), _tiles(content), tuple(chapters), links)


def _when(content: SessionContent) -> str:
    told = moment(content.sets[0].began)
    return told if content.lifter else f"{told}; nobody was named"


def _tiles(content: SessionContent) -> tuple[Tile, ...]:
    sets = content.sets
    loaded = [one for one in sets if one.load_kg is not None]
    tonnage = sum((one.load_kg or 0.0) * one.lifted for one in loaded)
    without = len(sets) - len(loaded)
    counts = summed([one.counts for one in sets])
    lifts = ", ".join(dict.fromkeys(one.lift.replace("_", " ") for one in sets))
    seconds = content.seconds
    return (
        Tile("Sets", f"{len(sets)}", lifts),
        Tile("Reps", f"{sum(one.lifted for one in sets)}"),
        Tile(
            "Lifted in all",
            f"{tonnage:,.0f} kg".replace(",", "\N{NARROW NO-BREAK SPACE}") if loaded else NONE,
            f"without {counted(without, 'set')} of unknown load" if without else "load × reps",
        ),
        Tile("Took", NONE if seconds is None else _span(seconds), "first set to end of the last"),
        Tile(
            "Clean / sliding / failed",
            f"{counts.clean} / {counts.sliding} / {counts.failed}",
            f"{counted(counts.unknown, 'rep')} not judged" if counts.unknown else "reps",
        ),
    )


def _span(seconds: float) -> str:
    """Return a time in minutes and seconds, or hours and minutes where it is long."""
    minutes, left = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes}:{left:02d} min"
    return f"{minutes // 60}:{minutes % 60:02d} h"


def _table(sets: Sequence[SessionSet]) -> Table:
    summaries = [one.summary for one in sets]
    best = with_errors([each.best_mean_velocity if each else None for each in summaries], digits=3)
    lost = with_errors([each.velocity_loss if each else None for each in summaries], 100.0, 0)
    rows = tuple(
        (
            str(one.id),
            f"{one.began:%H:%M}",
            NONE if one.rest_s is None else _span(one.rest_s),
            one.lift.replace("_", " "),
            load(one.load_kg),
            str(one.lifted),
            mean,
            loss,
            _verdict(one),
            _technique(one.counts),
            _marks(one),
        )
        for one, mean, loss in zip(sets, best, lost, strict=True)
    )
    return Table(_HEADINGS, rows, _NUMERIC)


def _verdict(one: SessionSet) -> str:
    """Return after which rep the set was to end, and why."""
    if not one.lifted:
        return "no reps"
    stop = next((rep for rep in one.reps if rep.verdict == "rack" and rep.valid), None)
    if stop is not None:
        return f"after rep {stop.rep}, {called(stop)}"
    return "no reason to stop" if any(rep.valid for rep in one.reps) else "unsure"


def _technique(counts: Counts) -> str:
    if not counts.judged:
        return NONE
    return f"{counts.clean} / {counts.sliding} / {counts.failed}"


def _marks(one: SessionSet) -> str:
    said = ((mark, sum(each == mark for each in one.marks)) for mark in ("broke", "clean"))
    return ", ".join(f"{count} {mark}" for mark, count in said if count) or NONE


def _words(sets: Sequence[SessionSet]) -> tuple[Piece, ...]:
    """Return cues and notes, where there are any, with the sets that have them."""
    having: dict[tuple[str, str], list[str]] = {}
    for one in sets:
        for said in (("cue", one.cue), ("note", one.note)):
            having.setdefault(said, []).append(str(one.id))
    told = tuple(
        f"Set{'s' if len(ids) > 1 else ''} {', '.join(ids)}, {name}: {words}"
        for (name, words), ids in having.items()
        if words
    )
    return (Piece("Cues and notes", told),) if told else ()


def _readiness(content: SessionContent) -> Chapter:
    if not content.lifter:
        told = "Readiness compares a lifter's days: name who lifts, with --lifter."
        return Chapter("Readiness of the day", (Piece(missing=told),))
    pieces = tuple(
        replace(shown(each), heading=lift_words(lift)) for lift, each in content.readiness.items()
    )
    return Chapter("Readiness of the day", pieces)


def _velocity(lift: str, sets: Sequence[SessionSet]) -> Chart:
    """Return the velocity of each rep of a lift, its sets beside each other."""
    means = [rep.mean_velocity for one in sets for rep in one.reps if rep.counts]
    tops = [m.value + (m.se if isfinite(m.se) else 0.0) for m in means if isfinite(m.value)]
    top = linear("Mean velocity, m/s", [1.1 * max(tops, default=1.0)], zero=True)
    plot = Plot(_sets_axis(sets), top)
    at, states = 1.0, set()
    for one in sets:
        for rep in one.reps:
            _bar(plot, one, rep, at)
            states.add(state_of(rep))
            at += 1.0
        at += _GAP
    for state in _STATES:
        if state in states:
            plot.entry(state, INK, f"shape:{state}")
    alt = _alt(lift, sets)
    return Chart(lift_words(lift), alt, plot.svg(alt), _reps_table(sets))


def _sets_axis(sets: Sequence[SessionSet]) -> Axis:
    """Return an axis on which each set has its load in its midst."""
    ticks, at = [], 1.0
    for one in sets:
        many = max(len(one.reps), 1)
        ticks.append((at + (many - 1) / 2, load(one.load_kg).removesuffix(" kg")))
        at += len(one.reps) + _GAP
    return Axis("Load, kg, of each set", 0.2, max(at - _GAP - 0.2, 6.0), tuple(ticks))


def _bar(plot: Plot, one: SessionSet, rep: Rep, at: float) -> None:
    mean, state = rep.mean_velocity, state_of(rep)
    if not isfinite(mean.value):
        return
    told = f"set {one.id}, {velocity_told(rep)}"
    doubted = state in ("unsure", "discarded")
    beside = [] if state == "discarded" else [plot.error(at, mean.value, mean.se)]
    dash = "3 3" if state == "discarded" else None
    plot.bar(
        at, 0.0, mean.value, colour_of(state), hollow=doubted, dash=dash, told=told, beside=beside
    )
    if state in ("rack", "near"):
        side = min(0.95 * plot.slot, 14.0)
        up = 0.5 * side + 3.0
        top = mean.value + (mean.se if isfinite(mean.se) else 0.0)
        plot.add(plot.state(at, top, state, side=side, up=up))


def _alt(lift: str, sets: Sequence[SessionSet]) -> str:
    known = [(one, one.summary.best_mean_velocity) for one in sets if one.summary]
    best = [(one, mean) for one, mean in known if mean is not None]
    count = f"{counted(len(sets), 'set')} of {lift.replace('_', ' ')}"
    if not best:
        return f"{count}; no rep that can be trusted."
    one, mean = max(best, key=lambda each: each[1].value)
    at = "" if one.load_kg is None else f" at {load(one.load_kg)}"
    return f"{count}. The fastest rep: {with_error(mean, digits=3)} m/s{at}, in set {one.id}."


def _reps_table(sets: Sequence[SessionSet]) -> Table:
    reps = [(one, rep) for one in sets for rep in one.reps]
    means = with_errors([rep.mean_velocity for _, rep in reps], digits=3)
    rows = tuple(
        (str(one.id), load(one.load_kg), str(rep.rep), mean, state_of(rep))
        for (one, rep), mean in zip(reps, means, strict=True)
    )
    headings = ("Set", "Load", "Rep", "Mean velocity, m/s", "Verdict")
    return Table(headings, rows, (True, True, True, True, False))
