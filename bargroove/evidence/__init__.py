"""The evidence: how far the product's numbers are from the truth, on simulated and real sets.

``python -m bargroove.evidence`` prints the tables and writes ``docs/evidence.md``.
"""

from bargroove.evidence.cases import Case, Outcome, recorded, run, simulated
from bargroove.evidence.scores import METRICS, TARGET_VARIANTS, Metric, Score, pooled, score

__all__ = [
    "METRICS",
    "TARGET_VARIANTS",
    "Case",
    "Metric",
    "Outcome",
    "Score",
    "pooled",
    "recorded",
    "run",
    "score",
    "simulated",
]
