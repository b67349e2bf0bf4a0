"""``make kill``: kill live sets at random instants, and keep what came of it for the evidence."""

from __future__ import annotations

import argparse
import json
import signal
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from bargroove.evidence.killed import Killed, kill_many
from bargroove.markdown import table

PROJECT = Path(__file__).parents[2]
FILE = Path("docs", "killed.json")
KILLS = 200
_HEADING = "## Killed"

_TEXT = """A live set in a process of its own, killed with SIGKILL at a random instant; then its
logbook is opened and checked, and the set is recovered from its capture, twice. `lost` are reps
that the program had told and the logbook did not have; `unlike` are reps of recovered sets that the
same set undisturbed does not have, or has and they lack. `make kill` repeats it."""


def main() -> None:
    """Kill as many live sets as the command line says, print what was left, and keep it."""
    parser = argparse.ArgumentParser(prog="python -m bargroove.evidence.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS, help="how many (%(default)s)")
    parser.add_argument("--first", type=int, default=1, help="seed of the first one")
    parser.add_argument("--no-write", dest="write", action="store_false", help="print only")
    options = parser.parse_args()
    if not hasattr(signal, "SIGKILL"):
        parser.exit(1, "no program can be killed so here\n")
    left = kill_many(options.kills, options.first)
    counted = counts(left)
    print(table(tuple(counted), [[str(number) for number in counted.values()]]))
    for one in left:
        if not one.well:
            print(asdict(one))
    if options.write:
        (PROJECT / FILE).write_text(json.dumps(counted, indent=1) + "\n", encoding="utf-8")


def counts(left: Sequence[Killed]) -> dict[str, int]:
    """Return how many of the killed sets came out how."""
    return {
        "kills": len(left),
        "in the midst": sum(not one.ended for one in left),
        "logbook opens": sum(one.opened for one in left),
        "reps told": sum(one.told for one in left),
        "lost": sum(one.lost for one in left),
        "recovered": sum(one.recovered for one in left),
        "unlike": sum(one.unlike for one in left),
        "all well": sum(one.well for one in left),
    }


def section(project: Path) -> str:
    """Return the page's part on live sets whose program was killed, as it last came out."""
    path = project / FILE
    if not path.is_file():
        return f"{_HEADING}\n\n{_TEXT}\n\nIt has not been run in this copy of the project."
    counted = json.loads(path.read_text(encoding="utf-8"))
    row = [str(number) for number in counted.values()]
    return f"{_HEADING}\n\n{_TEXT}\n\n{table(tuple(counted), [row])}"


if __name__ == "__main__":
    main()
