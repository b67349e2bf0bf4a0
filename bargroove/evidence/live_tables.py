"""The tables of what is told live."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bargroove.evidence.live import Heard
from bargroove.evidence.scores import TARGET_VARIANTS, calibrated, reached, score
from bargroove.markdown import table

Floats = NDArray[np.float64]
Groups = Mapping[str, Sequence[Heard]]
"""What was heard by way of lifting, or by fault."""

PROMPT = ("squat", "bench", "touch_and_go_bench", "touch_and_go_deadlift")
"""The ways of lifting whose reps are to be told soon."""
SAME_COUNT, DELAY_MS, TIMES_OFFLINE, COMPUTING_MS = (
    (99.0, 100.0),
    (350.0, 200.0),
    (1.5, 1.2),
    (20, 5),
)
_FAR = 3.0  # standard errors by which a number that is called valid must not be off


def summary(groups: Groups) -> str:
    """Return each target beside what the ways of lifting it speaks of reach."""
    spoken = [one for name in TARGET_VARIANTS for one in groups.get(name, ())]
    prompt = [one for name in PROMPT for one in groups.get(name, ())]
    if not spoken or not prompt:
        return ""
    delay = 1000 * float(np.nanpercentile(_waited(prompt)[:, 0], 95))
    ratio = _sizes(spoken)[2]
    computing = 1000 * float(np.percentile(_computing(spoken), 99))
    same = _share(one.told == one.offline for one in spoken)
    rows = [
        ["reps told live = found offline, % of sets", *_asked(SAME_COUNT, -same, f"{same:.1f}")],
        ["true end → rep told, sensor time, p95, ms", *_asked(DELAY_MS, delay, f"{delay:.0f}")],
        ["mean velocity RMSE ÷ offline", *_asked(TIMES_OFFLINE, ratio, f"{ratio:.2f}")],
        ["computing time, p99, ms", *_asked(COMPUTING_MS, computing, f"{computing:.0f}")],
    ]
    return table(("target", "at least", "aim", "is", "reached"), rows)


def _asked(target: tuple[float, float], value: float, text: str) -> list[str]:
    """Return the cells of a target; a negative value is one that should be large."""
    least, aim = (np.copysign(limit, value) for limit in target)
    return [f"{target[0]:g}", f"{target[1]:g}", text, reached(value, least, aim)]


def by_variant(groups: Groups) -> str:
    """Return counts, delays and errors of each way of lifting, and which counts differ."""
    spoken = [one for name in TARGET_VARIANTS for one in groups.get(name, ())]
    everything = [one for group in groups.values() for one in group]
    named = [*groups.items(), ("those with targets", spoken), ("all", everything)]
    rows = [_variant_row(name, group) for name, group in named if group]
    header = ("variant", "sets", "reps", "same count %", "and none withdrawn %", "told after, ms")
    sizes = (
        "with batching, ms",
        "RMSE at once",
        "offline",
        "ratio",
        "in 1 / 2 se, %",
        "se reached",
    )
    whole = table((*header, *sizes, "moved by, mm/s", "times revised"), rows)
    wrong = [_wrong(one) for one in everything if one.told != one.offline]
    return f"{whole}\n\nNot the same: {'; '.join(wrong) or 'none'}."


def _variant_row(name: str, group: Sequence[Heard]) -> list[str]:
    once, last = _stacked(group, "at_once"), _stacked(group, "at_last")
    at_once, offline, ratio = _sizes(group)
    result, waited = score(once), _waited(group)
    moved = 1000 * np.abs(once[:, 0] - last[:, 0])
    return [
        name,
        str(len(group)),
        str(sum(one.true for one in group)),
        f"{_share(one.told == one.offline for one in group):.1f}",
        f"{_share(one.told == one.offline and not one.withdrawn for one in group):.1f}",
        _quantiles(1000 * waited[:, 0]),
        _quantiles(1000 * waited[:, 1]),
        f"{at_once:.1f}",
        f"{offline:.1f}",
        f"{ratio:.2f}",
        result.within,
        calibrated(result),
        _quantiles(moved, ".1f"),
        f"{sum(one.revisions for one in group) / max(len(once), 1):.1f}",
    ]


def worst(groups: Groups, count: int = 10) -> str:
    """Return the reps that were told furthest from the truth, and those that were told latest."""
    rows = [
        (abs(once[0] - once[2]), waited[0], _told_row(one, j))
        for group in groups.values()
        for one in group
        for j, (once, waited) in enumerate(zip(one.at_once, one.waited, strict=True))
        if np.isfinite(waited[0])
    ]
    furthest = sorted(rows, key=lambda row: -row[0])[:count]
    latest = sorted(rows, key=lambda row: -row[1])[:count]
    header = ("variant", "set", "rep", "truth", "error", "se", "error at last", "se", "after, ms")
    first, second = (table(header, [cells for *_, cells in few]) for few in (furthest, latest))
    return (
        f"**Told furthest from the truth**, mean velocity, mm/s\n\n{first}\n\n"
        f"**Told latest**\n\n{second}"
    )


def _told_row(one: Heard, rep: int) -> list[str]:
    value, se, truth = 1000 * one.at_once[rep]
    last, last_se, _ = 1000 * one.at_last[rep]
    sizes = (truth, value - truth, se, last - truth, last_se)
    cells = ["-" if np.isnan(size) else f"{size:.1f}" for size in sizes]
    name = [one.case.variant, str(one.case.number), str(rep + 1)]
    return [*name, *cells, f"{1000 * one.waited[rep, 0]:.0f}"]


def computing(groups: Groups) -> str:
    """Say how long what is told took to compute, and how much of a core the monitor takes."""
    everything = [one for group in groups.values() for one in group]
    times = 1000 * _computing(everything)
    half, most = np.percentile(times, (50, 99))
    busy = 100 * float(np.mean([one.busy for one in everything]))
    return (
        f"From a batch's arrival to the rep that it ended, processor time: median {half:.1f} ms,"
        f" 99 % within {most:.1f} ms, at most {times.max():.1f} ms. The monitor computes"
        f" {busy:.1f} % of the time."
    )


def faults(groups: Groups) -> str:
    """Return what each fault does to counts and mean velocity, mm/s; its name is the key."""
    header = ("fault", "sets", "reps", "torn", "missed", "whole ones", "added", "not valid")
    figures = ("RMSE at once", "in 1 / 2 se, %", "last word, valid", "in 1 / 2 se, %", "se reached")
    more = (f"valid, off > {_FAR:g} se", "samples lost", "truly", "of a core, %")
    return table((*header, *figures, *more), [_fault_row(*item) for item in groups.items()])


def _fault_row(name: str, group: Sequence[Heard]) -> list[str]:
    once, last = _stacked(group, "at_once"), _stacked(group, "at_last")
    valid = np.concatenate([one.valid for one in group])
    torn = np.concatenate([one.torn for one in group])
    found = np.isfinite(last[:, 0])
    first, trusted = score(once), score(last[valid])
    far = np.abs(last[:, 0] - last[:, 2]) > _FAR * last[:, 1]
    return [
        name,
        str(len(group)),
        str(len(last)),
        str(int(torn.sum())),
        str(int((~found).sum())),
        str(int((~found & ~torn).sum())),
        str(sum(one.added for one in group)),
        str(int((found & ~valid).sum())),
        f"{1000 * first.rmse:.1f}",
        first.within,
        f"{1000 * trusted.rmse:.1f}",
        trusted.within,
        calibrated(trusted),
        str(int((far & valid).sum())),
        str(sum(one.lost for one in group)),
        str(sum(one.missing for one in group)),
        f"{100 * np.mean([one.busy for one in group]):.1f}",
    ]


def _wrong(one: Heard) -> str:
    counts = f"{one.true} done, {one.told} told, {one.offline} offline"
    return f"{one.case.variant} {one.case.number} ({counts})"


def _sizes(group: Sequence[Heard]) -> tuple[float, float, float]:
    """Return RMSE, mm/s, at once and offline over the reps found by both, and their ratio."""
    once, after = _stacked(group, "at_once"), _stacked(group, "after")
    both = np.isfinite(once[:, 0]) & np.isfinite(after[:, 0])
    at_once, offline = (1000 * score(numbers[both]).rmse for numbers in (once, after))
    return at_once, offline, at_once / offline


def _stacked(group: Sequence[Heard], name: str) -> Floats:
    return np.concatenate([np.empty((0, 3)), *(getattr(one, name) for one in group)])


def _waited(group: Sequence[Heard]) -> Floats:
    return np.concatenate([one.waited for one in group])


def _computing(group: Sequence[Heard]) -> Floats:
    return np.concatenate([one.computing for one in group])


def _quantiles(values: Floats, form: str = ".0f") -> str:
    """Return median and 95th percentile of those that are numbers."""
    if not np.isfinite(values).any():
        return "-"
    return " / ".join(format(value, form) for value in np.nanpercentile(values, (50, 95)))


def _share(answers: Iterable[bool]) -> float:
    return 100.0 * float(np.mean(list(answers)))
