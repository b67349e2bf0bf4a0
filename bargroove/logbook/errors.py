"""What can go wrong with the logbook; nothing in it is changed then."""

from __future__ import annotations

from bargroove.errors import BargrooveError


class LogbookError(BargrooveError):
    """Root of the logbook's errors."""


class BadEntry(LogbookError, ValueError):
    """Something that the logbook does not take: a name, a time, a limit."""


class NameTaken(BadEntry):
    """A lifter of that name is there already."""


class HasSets(LogbookError):
    """A lifter who is not removed because the sets would go too."""


class UnknownLifter(LogbookError, LookupError):
    """A lifter the logbook does not know; the message names the nearest."""


class NoSuchSet(LogbookError, LookupError):
    """A set that is not in the logbook."""


class NoSuchSession(LogbookError, LookupError):
    """A session that is not in the logbook."""


class NoSuchRep(LogbookError, LookupError):
    """A rep that is not in its set; the message says which are."""


class NoSuchMark(LogbookError, LookupError):
    """A mark to be undone that was never made."""


class BadAddress(LogbookError, ValueError):
    """An address of a logbook that cannot be one, or that nothing installed can reach."""


class LogbookNewer(LogbookError):
    """A logbook that was written by a later version."""


class LogbookForeign(LogbookError):
    """A database that something else keeps its tables in."""


class LogbookCorrupt(LogbookError):
    """A logbook that cannot be read as one."""


class LogbookLocked(LogbookError):
    """A logbook that another program keeps to itself for too long."""


class LogbookUnwritable(LogbookError):
    """A logbook that takes no more: the disk is full, or it may only be read."""


class LogbookUnreachable(LogbookError):
    """A server that does not answer, or lets nobody in."""
