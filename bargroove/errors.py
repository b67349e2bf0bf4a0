"""What can go wrong in the application itself."""

from __future__ import annotations


class BargrooveError(Exception):
    """Root of this package's errors; the message says what happened, where, and what to do."""


class NothingCame(BargrooveError):
    """A source from which no reading came before it was stopped."""


class CannotWrite(BargrooveError, OSError):
    """A file that was asked for cannot be written."""
