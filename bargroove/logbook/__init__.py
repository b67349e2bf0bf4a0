"""The logbook: lifters, their sets and reps, what people said of them, and the limits they set."""

from bargroove.logbook.errors import (
    BadAddress,
    BadEntry,
    HasSets,
    LogbookCorrupt,
    LogbookError,
    LogbookForeign,
    LogbookLocked,
    LogbookNewer,
    LogbookUnreachable,
    LogbookUnwritable,
    NameTaken,
    NoSuchMark,
    NoSuchRep,
    NoSuchSession,
    NoSuchSet,
    UnknownLifter,
)
from bargroove.logbook.logbook import Logbook, open_logbook
from bargroove.logbook.records import Lifter, LoggedRep, LoggedSet, SetHead

__all__ = [
    "BadAddress",
    "BadEntry",
    "HasSets",
    "Lifter",
    "Logbook",
    "LogbookCorrupt",
    "LogbookError",
    "LogbookForeign",
    "LogbookLocked",
    "LogbookNewer",
    "LogbookUnreachable",
    "LogbookUnwritable",
    "LoggedRep",
    "LoggedSet",
    "NameTaken",
    "NoSuchMark",
    "NoSuchRep",
    "NoSuchSession",
    "NoSuchSet",
    "SetHead",
    "UnknownLifter",
    "open_logbook",
]
