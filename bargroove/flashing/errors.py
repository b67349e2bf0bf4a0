"""What can be in the way of a board's firmware."""

from __future__ import annotations

from bargroove.errors import BargrooveError


class CannotFlash(BargrooveError, OSError):
    """The firmware could not be copied; what ran on the board before still does."""


class WrongBoard(CannotFlash):
    """A place that is no board, or not one that the firmware is for."""
