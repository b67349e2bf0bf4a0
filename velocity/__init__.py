"""Samples → reps → verdicts: arithmetic only, vectorised, no input or output.

Public names: ``Samples`` in, ``analyze`` does it, ``Analysis`` with its ``Rep``s out; or, while
they come, ``Monitor`` with its events (``velocity.events``).
"""

from velocity.alert import Alert, usual_alert
from velocity.analysis import analyze
from velocity.bar_frame import parse_axis
from velocity.lifts import LIFTS, Lift
from velocity.limits import Limits, usual_limits
from velocity.monitor import Monitor
from velocity.rep import Analysis, Measured, Rep, SetSummary, Trace
from velocity.samples import CLIPPED, MISSING, Samples

__all__ = [
    "CLIPPED",
    "LIFTS",
    "MISSING",
    "Alert",
    "Analysis",
    "Lift",
    "Limits",
    "Measured",
    "Monitor",
    "Rep",
    "Samples",
    "SetSummary",
    "Trace",
    "analyze",
    "parse_axis",
    "usual_alert",
    "usual_limits",
]
