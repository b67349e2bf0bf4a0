"""The bench: what the product costs in time and memory.

``python -m bargroove.bench`` prints it.
"""

from bargroove.bench.costs import Cost, analysis_cost, import_seconds, reading_cost
from bargroove.bench.session import Session, long_session

__all__ = [
    "Cost",
    "Session",
    "analysis_cost",
    "import_seconds",
    "long_session",
    "reading_cost",
]
