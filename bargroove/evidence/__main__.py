"""Print the evidence and write it to ``docs/evidence.md``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from bargroove.evidence.document import page
from bargroove.evidence.scores import TARGET_VARIANTS
from bargroove.evidence.study import Result, Study
from bargroove.workers import single_core_pool
from hardware.simulated import VARIANTS

PROJECT = Path(__file__).parents[2]
SEED = 7


def main(arguments: list[str] | None = None) -> None:
    """Run the evidence as the command line says."""
    options = _options(arguments)
    study = Study(options.variants, options.sets, options.seed)
    with single_core_pool(os.cpu_count() or 1) as pool:
        text = page(study, PROJECT, pool, _progress)
    print(text, end="")
    if options.write:
        (PROJECT / "docs" / "evidence.md").write_text(text, encoding="utf-8")


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bargroove.evidence", description=__doc__)
    parser.add_argument("--sets", type=int, default=40, help="sets of each way of lifting")
    parser.add_argument("--seed", type=int, default=SEED, help="another one gives other sets")
    parser.add_argument("--variants", type=_variants, default=_variants(""), help="a,b,…; else all")
    parser.add_argument("--no-write", dest="write", action="store_false", help="print only")
    return parser.parse_args(arguments)


def _variants(text: str) -> tuple[str, ...]:
    """Return the named ways of lifting, all if none is named, those with targets first."""
    named = text.split(",") if text else list(VARIANTS)
    if unknown := set(named) - set(VARIANTS):
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(sorted(unknown))}")
    return tuple(sorted(named, key=lambda name: name not in TARGET_VARIANTS))


def _progress(title: str, results: Iterable[Result], total: int) -> Iterator[Result]:
    """Yield the results and say on stderr how many there are; to a file, only at the end."""
    counting = sys.stderr.isatty()
    for done, result in enumerate(results, start=1):
        if counting or done == total:
            end = "\n" if done == total else "\r"
            print(f"{title}: {done} of {total}", end=end, file=sys.stderr, flush=True)
        yield result


if __name__ == "__main__":
    main()
