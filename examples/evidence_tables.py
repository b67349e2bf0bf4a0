"""Repeat the evidence: sets whose truth is known, found and measured, set beside the truth.

Run it as it is, or cell by cell (``# %%``) in an editor or notebook that knows such cells:

    python examples/evidence_tables.py                          two lifts, a few sets: seconds
    python examples/evidence_tables.py --lifts bench --sets 40  one lift as in docs/evidence.md
    python examples/evidence_tables.py --whole                  the whole page: an hour or so
"""

# %%
import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from bargroove import analyze, open_recording
from bargroove.evidence import METRICS, Outcome, pooled, run
from bargroove.evidence.study import Study, grouped
from bargroove.evidence.tables import by_variant, counts, summary
from hardware.simulated import UNCALIBRATED, random_plan, simulate, write_csv

SEED = 7  # that of docs/evidence.md

parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
parser.add_argument("--lifts", nargs="+", default=["squat", "bench"])
parser.add_argument("--sets", type=int, default=4, help="of each lift (4)")
parser.add_argument("--whole", action="store_true", help="print the whole page of the evidence")
options, _ = parser.parse_known_args()  # a notebook has arguments of its own

# %% [markdown]
# ## One set, step by step
# A lifter is drawn at random, the bar is moved, an uncalibrated sensor reads it, and what a radio
# link would deliver is written to a file. From there on it is a user's file like any other.

# %%
lifter, sensor = np.random.default_rng(SEED).spawn(2)
done = simulate(random_plan("squat", lifter), UNCALIBRATED, sensor)
with TemporaryDirectory() as folder:
    path = Path(folder, "set.csv")
    write_csv(done, path)
    recording = open_recording(path)
analysis = analyze(recording, "squat")

print(f"{len(done.truth.sensor_reps)} reps done, {len(analysis.reps)} found")
print("rep   found m/s      truth   error ÷ standard error")
for rep, truth in zip(analysis.reps, done.truth.sensor_reps, strict=True):
    mean = rep.mean_velocity
    ratio = (mean.value - truth.mean_velocity) / mean.se
    print(
        f"{rep.rep:3}   {mean.value:.3f}±{mean.se:.3f}   {truth.mean_velocity:.3f}   {ratio:+.1f}"
    )

# %% [markdown]
# ## Many sets
# The same for each set of each lift. `run` pairs each rep that was found with the one that was
# done, as it may miss one or add one.


# %%
def outcomes_of(lifts: Sequence[str], sets: int) -> dict[str, list[Outcome]]:
    """Return what was found in each set beside what was there, by lift."""
    return grouped(run(case) for case in Study(tuple(lifts), sets, SEED).cases())


outcomes = outcomes_of(options.lifts, options.sets)
print(f"\n{counts(outcomes)}\n\n{by_variant(outcomes)}\n\n{summary(outcomes)}")

# %% [markdown]
# ## Are the standard errors honest?
# Errors divided by their standard errors should have a spread of about 1, and 68 % of them lie
# within 1.

# %%
everything = [outcome for group in outcomes.values() for outcome in group]
print("\nspread of error ÷ standard error")
for metric in METRICS:
    value, se, truth = np.concatenate([one.numbers[metric.name] for one in everything]).T
    known = np.isfinite(value) & np.isfinite(truth) & (se > 0)
    if known.sum() > 1:
        spread = np.std((value - truth)[known] / se[known])
        print(f"{metric.title:26} {spread:4.2f}   {pooled(everything, metric.name).within} %")

# %% [markdown]
# ## The whole page
# All lifts, forty sets each, with faults, live, and with technique: what `make evidence` does.

# %%
if options.whole:
    subprocess.run([sys.executable, "-m", "bargroove.evidence", "--no-write"], check=True)
