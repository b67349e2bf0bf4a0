"""The tables of the simulated sets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from bargroove.evidence import scores
from bargroove.evidence.cases import Outcome
from bargroove.evidence.scores import METRICS, TARGET_VARIANTS, Metric, Score, counted, pooled
from bargroove.markdown import table

Groups = Mapping[str, Sequence[Outcome]]
"""Outcomes by way of lifting."""

MOST_RATIO = 1.3  # by which a sensor beside the middle may be worse

_TARGETS = [metric for metric in METRICS if metric.aim is not None]
_SCORED = ("n", "RMSE", "bias", "median error", "in 1 / 2 se, %")


def summary(groups: Groups) -> str:
    """Return each target beside what the ways of lifting it speaks of reach."""
    spoken = {name: groups[name] for name in TARGET_VARIANTS if name in groups}
    if not spoken:
        return ""
    rows = [_count_summary(spoken)]
    for metric in _TARGETS:
        rows += _metric_summary(metric, spoken)
    header = ("target", "at least", "aim", "all", "worst", "in", "reached by", "aim by")
    return table(header, rows)


def _count_summary(groups: Groups) -> list[str]:
    least, aim = scores.COUNTED_AT_LEAST, scores.COUNTED_AIM
    shares = {name: counted(group) for name, group in groups.items()}
    worst = min(shares, key=shares.__getitem__)
    return [
        "sets counted exactly, %",
        f"{least:.0f}",
        f"{aim:.0f}",
        f"{counted(_all(groups)):.1f}",
        f"{shares[worst]:.1f}",
        worst,
        _share([value >= least for value in shares.values()]),
        _share([value >= aim for value in shares.values()]),
    ]


def _metric_summary(metric: Metric, groups: Groups) -> list[list[str]]:
    """Return a row for the size of a metric's errors and one for its standard errors."""
    least, aim = metric.at_least or 0.0, metric.aim or 0.0
    each = {name: pooled(group, metric.name) for name, group in groups.items()}
    worst = max(each, key=lambda name: each[name].rmse)
    sizes = [result.rmse * metric.scale for result in each.values()]
    off = max(each, key=lambda name: abs(each[name].within_one - 68.0))
    whole = pooled(_all(groups), metric.name)
    return [
        [
            f"{metric.title} RMSE, {metric.unit}",
            f"{least:g}",
            f"{aim:g}",
            metric.text(whole.rmse),
            metric.text(each[worst].rmse),
            worst,
            _share([size <= least for size in sizes]),
            _share([size <= aim for size in sizes]),
        ],
        [
            f"{metric.title} in 1 / 2 se, %",
            "60-80 / 90-98",
            "68 / 95",
            whole.within,
            each[off].within,
            off,
            _share([scores.calibrated(result) == "yes" for result in each.values()]),
            "",
        ],
    ]


def counts(groups: Groups) -> str:
    """Return how many reps were found in each way of lifting."""
    rows = [_count_row(name, group) for name, group in groups.items()]
    header = ("variant", "sets", "reps", "missed", "added", "not trusted", "exact %", "reached")
    whole = table(header, [*rows, _count_row("all", _all(groups))])
    wrong = [_wrong(outcome) for outcome in _all(groups) if not outcome.exact]
    return f"{whole}\n\nNot exact: {'; '.join(wrong) or 'none'}."


def _wrong(outcome: Outcome) -> str:
    """Say what was wrong with the count of a set."""
    case, failure = outcome.case, outcome.failure and f", {outcome.failure}"
    return f"{case.variant} {case.number} ({outcome.true} done, {outcome.found} found{failure})"


def _count_row(name: str, group: Sequence[Outcome]) -> list[str]:
    share = counted(group)
    verdict = scores.reached(-share, -scores.COUNTED_AT_LEAST, -scores.COUNTED_AIM)
    sums = (
        len(group),
        sum(o.true for o in group),
        sum(o.true - o.matched for o in group),
        sum(o.found - o.matched for o in group),
        sum(o.matched - int(o.trusted.sum()) for o in group),
    )
    return [name, *map(str, sums), f"{share:.1f}", verdict]


def by_variant(groups: Groups) -> str:
    """Return a table for each metric that has a target, with a row for each way of lifting."""
    return "\n\n".join(_metric_table(metric, groups) for metric in _TARGETS)


def _metric_table(metric: Metric, groups: Groups) -> str:
    """Return the scores of one metric, with its target in the heading."""
    rows = []
    for name, group in [*groups.items(), ("all", _all(groups))]:
        result = pooled(group, metric.name)
        size = result.rmse * metric.scale
        verdict = scores.reached(size, metric.at_least or 0.0, metric.aim or 0.0)
        rows.append([name, *_scored(metric, result), verdict, scores.calibrated(result)])
    title = f"**{metric.title.capitalize()}**, {metric.unit}"
    heading = f"{title}: RMSE at most {metric.at_least:g}, aim {metric.aim:g}"
    header = ("variant", *_SCORED, "RMSE reached", "se reached")
    return f"{heading}\n\n{table(header, rows)}"


def all_metrics(groups: Groups) -> str:
    """Return the scores of every metric over all sets."""
    everything = _all(groups)
    rows = []
    for metric in METRICS:
        result = pooled(everything, metric.name)
        extra = [str(result.missed), str(result.added), scores.calibrated(result)]
        rows.append([metric.title, metric.unit, *_scored(metric, result), *extra])
    header = ("metric", "unit", *_SCORED, "missed", "added", "se reached")
    return table(header, rows)


def worst(groups: Groups, count: int = 10) -> str:
    """Return the reps whose mean velocity is furthest from the truth."""
    metric = METRICS[0]
    rows = []
    for outcome in _all(groups):
        for rep, (value, se, truth) in zip(outcome.reps, outcome.numbers[metric.name], strict=True):
            cells = [metric.text(number) for number in (truth, value, value - truth, se)]
            place = [outcome.case.variant, str(outcome.case.number), str(rep)]
            rows.append((abs(value - truth), [*place, *cells]))
    rows.sort(key=lambda row: -row[0])
    header = ("variant", "set", "rep", "truth", "found", "error", "se")
    return table(header, [cells for _, cells in rows[:count]])


def beside_by_variant(usual: Groups, middle: Groups, beside: Groups) -> str:
    """Return mean velocity with the sensor beside the middle, by way of lifting."""
    metric = METRICS[0]
    rows = []
    for name, group in [*beside.items(), ("all", _all(beside))]:
        others = (_all(usual), _all(middle)) if name == "all" else (usual[name], middle[name])
        sizes = [pooled(part, metric.name).rmse for part in (*others, group)]
        rows.append([name, f"{counted(group):.1f}", *_ratios(metric, *sizes)])
    return table(("mean velocity, mm/s", "exact %", *_PLACES), rows)


def beside_by_metric(usual: Groups, middle: Groups, beside: Groups) -> str:
    """Return every metric with the sensor beside the middle, over all sets."""
    everything = [_all(groups) for groups in (usual, middle, beside)]
    rows = []
    for metric in METRICS:
        found = [pooled(part, metric.name) for part in everything]
        sizes = [result.rmse for result in found]
        rows.append([metric.title, metric.unit, *_ratios(metric, *sizes), found[-1].within])
    return table(("metric", "unit", *_PLACES, "in 1 / 2 se, %"), rows)


_PLACES = ("middle", "middle, 3°", "0.9 m, 3°", "÷ middle", "÷ middle, 3°")


def _ratios(metric: Metric, usual: float, middle: float, beside: float) -> list[str]:
    sizes = [metric.text(size) for size in (usual, middle, beside)]
    return [*sizes, _ratio(beside / usual), _ratio(beside / middle)]


def _ratio(value: float) -> str:
    if np.isnan(value):
        return "-"
    return f"{value:.2f} {'yes' if value <= MOST_RATIO else 'NO'}"


def faults(groups: Groups) -> str:
    """Return count and mean velocity for each fault; its name is the key."""
    metric = METRICS[0]
    rows = []
    for name, group in groups.items():
        every = pooled(group, metric.name)
        trusted = pooled(group, metric.name, trusted=True)
        cells = (every.rmse, trusted.rmse, every.median)
        rows.append([*_count_row(name, group)[:-1], *map(metric.text, cells), trusted.within])
    header = ("fault", "sets", "reps", "missed", "added", "not trusted", "exact %")
    figures = ("RMSE", "RMSE, trusted", "median error", "in 1 / 2 se, trusted, %")
    return table((*header, *figures), rows)


def _scored(metric: Metric, result: Score) -> list[str]:
    sizes = (result.rmse, result.bias, result.median)
    return [str(result.n), *map(metric.text, sizes), result.within]


def _all(groups: Groups) -> list[Outcome]:
    return [outcome for group in groups.values() for outcome in group]


def _share(answers: Sequence[bool]) -> str:
    return f"{sum(answers)} of {len(answers)}"
