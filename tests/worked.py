"""What the worked examples of the documentation find in the folder in which they run."""

from __future__ import annotations

import doctest
from pathlib import Path

import numpy as np

from bargroove.logbook import open_logbook
from hardware.simulated import UNCALIBRATED, random_plan, simulate, write_csv
from tests.lifting import clean_sets, keep, slid_set

HOW = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def lay_out(folder: Path) -> None:
    """Put ``set.csv``, seven squats, and ``training.db``, three sets of Anna's, into a folder."""
    rng = np.random.default_rng(1)
    write_csv(simulate(random_plan("squat", rng), UNCALIBRATED, rng), folder / "set.csv")
    with open_logbook(str(folder / "training.db")) as logbook:
        logbook.add_lifter("Anna")
        for number, reps in enumerate((*clean_sets(2), slid_set())):
            keep(logbook, reps, load_kg=100.0 + 5.0 * number)


def failures(examples: doctest.DocTest) -> str:
    """Run examples and return what went otherwise than they say."""
    told: list[str] = []
    doctest.DocTestRunner(verbose=False, optionflags=HOW).run(examples, out=told.append)
    return "".join(told)
