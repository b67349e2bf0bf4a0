"""What can be wrong with a file that is to be imported; nothing is imported then."""

from __future__ import annotations

from bargroove.errors import BargrooveError


class BadImport(BargrooveError, ValueError):
    """A file that cannot be imported; the message says where in it, and why."""
