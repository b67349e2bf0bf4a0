"""What can go wrong with films."""

from __future__ import annotations

from bargroove.errors import BargrooveError


class FilmError(BargrooveError):
    """Root of the errors of films."""


class NoFfmpeg(FilmError):
    """The program that reads and cuts films is not installed."""


class BadFilm(FilmError, ValueError):
    """What was named is no film, or lacks what is needed of it."""


class NotLinedUp(FilmError):
    """It is not known, or not sure enough, where in a film a set lies."""
