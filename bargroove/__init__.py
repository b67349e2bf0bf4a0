"""Bargroove: a motion sensor on the bar in, trusted reps out.

The application, the command line, and the public interface for programs: the names in
``__all__``, each loaded when it is first used.
"""

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bargroove.api import (
        CLIPPED,
        LIFTS,
        MISSING,
        Alert,
        Analysis,
        BadRecording,
        BargrooveError,
        BridgeError,
        Lift,
        Limits,
        Measured,
        Recording,
        Rep,
        Samples,
        SetSummary,
        Trace,
        UnknownLift,
        analyze,
        open_recording,
        rep_columns,
        set_columns,
        usual_alert,
        usual_limits,
    )
    from bargroove.logbook import (
        Lifter,
        Logbook,
        LogbookError,
        LoggedRep,
        LoggedSet,
        SetHead,
        open_logbook,
    )

__all__ = [
    "CLIPPED",
    "LIFTS",
    "MISSING",
    "Alert",
    "Analysis",
    "BadRecording",
    "BargrooveError",
    "BridgeError",
    "Lift",
    "Lifter",
    "Limits",
    "Logbook",
    "LogbookError",
    "LoggedRep",
    "LoggedSet",
    "Measured",
    "Recording",
    "Rep",
    "Samples",
    "SetHead",
    "SetSummary",
    "Trace",
    "UnknownLift",
    "analyze",
    "open_logbook",
    "open_recording",
    "rep_columns",
    "set_columns",
    "usual_alert",
    "usual_limits",
]

__version__ = "0.1.0"

# The estimator's matrices are small and many: threads of numpy's own would only get in each
# other's way, and in a live set's. Read as numpy is loaded, here and by every child.
for _threads in (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
):
    os.environ.setdefault(_threads, "1")

_OF_LOGBOOK = {
    "Lifter",
    "Logbook",
    "LogbookError",
    "LoggedRep",
    "LoggedSet",
    "SetHead",
    "open_logbook",
}


if not TYPE_CHECKING:  # which would have it that there is every name

    def __getattr__(name: str) -> Any:
        """Load a public name; the logbook's apart, as its library takes a while."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        home = "bargroove.logbook" if name in _OF_LOGBOOK else "bargroove.api"
        return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
