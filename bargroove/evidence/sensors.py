"""How good each kind of sensor is, by its own bytes, on simulated sets.

``python -m bargroove.evidence.sensors`` prints the tables and writes them into the pages in
``docs/sensors``, between the marks ``<!-- evidence: KIND -->`` and ``<!-- /evidence -->``.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Mapping, Sequence
from itertools import repeat
from pathlib import Path

import numpy as np

from bargroove.evidence.cases import Case, Outcome
from bargroove.evidence.scores import METRICS, counted, pooled
from bargroove.evidence.sensor_kinds import KINDS
from bargroove.evidence.sensor_sets import Measured, measure
from bargroove.markdown import table
from bargroove.workers import single_core_pool

LIFTED = ("squat", "bench", "deadlift")
PAGES = Path(__file__).parents[2] / "docs" / "sensors"
SEED = 7
ALL = "all"
"""The mark of the table that compares the kinds."""

_SHOWN = ("mean_velocity", "peak_velocity", "range_of_motion", "forward_deviation")
_METRICS = [metric for metric in METRICS if metric.name in _SHOWN]
_HEADER = (
    "counted exactly, %",
    "unsure, %",
    "mean velocity, mm/s",
    "in 1 / 2 ±, %",
    "peak, mm/s",
    "range, mm",
    "forward, mm",
    "told after, ms",
    "clipped sets, %",
)
_MARKED = re.compile(r"(<!-- evidence: (\w+) -->\n).*?(<!-- /evidence -->)", re.DOTALL)


def main(arguments: list[str] | None = None) -> None:
    """Measure as the command line says, print, and write the pages."""
    options = _options(arguments)
    found: dict[str, list[Measured]] = {}
    with single_core_pool(os.cpu_count() or 1) as pool:
        for key in options.kinds:
            cases = [Case(lift, i, options.seed) for lift in LIFTED for i in range(options.sets)]
            found[key] = list(pool.map(measure, repeat(key), cases, chunksize=4))
            print(f"{KINDS[key].title}: {len(cases)} sets", file=sys.stderr, flush=True)
    parts = texts(found, options.sets, options.seed)
    print("\n\n".join(f"## {name}\n\n{text}" for name, text in parts.items()))
    if options.write:
        for page in sorted(PAGES.glob("*.md")):
            old = page.read_text(encoding="utf-8")
            page.write_text(filled(old, parts), encoding="utf-8")


def _options(arguments: list[str] | None) -> argparse.Namespace:
    command = "python -m bargroove.evidence.sensors"
    parser = argparse.ArgumentParser(prog=command, description=__doc__)
    parser.add_argument("--sets", type=int, default=20, help="sets of each lift by each kind")
    parser.add_argument("--seed", type=int, default=SEED, help="another one gives other sets")
    parser.add_argument("--kinds", type=_kinds, default=list(KINDS), help="a,b,…; else all")
    parser.add_argument("--no-write", dest="write", action="store_false", help="print only")
    return parser.parse_args(arguments)


def _kinds(text: str) -> list[str]:
    named = text.split(",")
    if unknown := set(named) - set(KINDS):
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(sorted(unknown))}")
    return named


def texts(found: Mapping[str, Sequence[Measured]], sets: int, seed: int) -> dict[str, str]:
    """Return what stands between the marks of each kind, and between those of all of them."""
    how = f"`python -m bargroove.evidence.sensors --sets {sets} --seed {seed}`"
    parts = {
        key: f"{_chip(key)}\n\n{by_lift(each)}\n\n{_reps(each)}, made by {how}."
        for key, each in found.items()
    }
    if set(found) == set(KINDS):
        reps = _reps(next(iter(found.values())))
        parts[ALL] = f"{compared(found)}\n\n{_noises()}\n\n{reps} by each, made by {how}."
    return parts


def _reps(found: Sequence[Measured]) -> str:
    return f"{sum(each.outcome.true for each in found)} reps in {len(found)} sets"


def filled(page: str, parts: Mapping[str, str]) -> str:
    """Return a page with the parts that there are between their marks."""

    def part(mark: re.Match[str]) -> str:
        begin, key, end = mark.groups()
        return f"{begin}{parts[key]}\n{end}" if key in parts else mark.group()

    return _MARKED.sub(part, page)


def by_lift(found: Sequence[Measured]) -> str:
    """Return the figures of one kind, a row for each lift and one for all."""
    groups = {
        lift: [each for each in found if each.outcome.case.variant == lift] for lift in LIFTED
    }
    rows = [[lift, *_cells(group)] for lift, group in groups.items() if group]
    return table(("lift", *_HEADER), [*rows, ["all", *_cells(found)]])


def compared(found: Mapping[str, Sequence[Measured]]) -> str:
    """Return the figures of all kinds, a row for each."""
    rows = [[KINDS[key].title, *_cells(each)] for key, each in found.items()]
    return table(("sensor", *_HEADER), rows)


def _cells(found: Sequence[Measured]) -> list[str]:
    outcomes = [each.outcome for each in found]
    sizes = [metric.text(pooled(outcomes, metric.name).rmse) for metric in _METRICS]
    within = pooled(outcomes, _METRICS[0].name).within
    clipped = np.mean([each.clipped > 0 for each in found])
    return [
        f"{counted(outcomes):.0f}",
        _unsure(outcomes),
        sizes[0],
        within,
        *sizes[1:],
        _delay(found),
        f"{100 * clipped:.0f}",
    ]


def _delay(found: Sequence[Measured]) -> str:
    """Return median and 95 % of the time from a rep's end to its telling, ms."""
    waited = np.concatenate([np.empty(0), *(each.waited for each in found)])
    if not len(waited):
        return "-"
    return " / ".join(f"{1e3 * np.percentile(waited, share):.0f}" for share in (50, 95))


def _unsure(outcomes: Sequence[Outcome]) -> str:
    trusted = [one for outcome in outcomes for one in outcome.trusted]
    return f"{100 - 100 * np.mean(trusted):.1f}" if trusted else "-"


def _chip(key: str) -> str:
    kind = KINDS[key]
    return f"Simulated with {kind.noise}; the noise is from: {kind.source}."


def _noises() -> str:
    rows = [[kind.title, kind.noise, kind.source] for kind in KINDS.values()]
    return table(("sensor", "simulated with", "noise from"), rows)


if __name__ == "__main__":
    main()
