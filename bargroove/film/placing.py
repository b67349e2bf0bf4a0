"""Where in a film a set lies: as a person says, or as its sound tells."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bargroove.film import ffmpeg
from bargroove.film.errors import BadFilm, NotLinedUp
from bargroove.film.impacts import Impacts, Sound, heard
from bargroove.film.lining_up import SURE_BANGS, Fit, line_up
from bargroove.film.readings import felt_in
from bargroove.logbook import LoggedSet, NoSuchRep
from bargroove.progress import progress
from bargroove.reports.motion import NoMotion
from gui.live_words import counted

LINKS = ("http://", "https://")
"""How films that are not files begin."""


@dataclass(frozen=True)
class Place:
    """Where in a film a set lies.

    Attributes:
        offset_s: the film's time at the set's first sample, s.
        found: ``offset`` or ``rep`` where a person said it, ``sound``; ``told`` in words.
        offset_se: its standard error, s; None where a person said it.
    """

    offset_s: float
    found: str
    told: str
    offset_se: float | None = None


def by_rep(one: LoggedSet, number: int, at_s: float) -> Place:
    """Return the place at which the concentric of a rep begins at a time of the film.

    Raises:
        NoSuchRep: the set has no such rep.
    """
    rep = next((logged.rep for logged in one.reps if logged.rep.rep == number), None)
    if rep is None:
        raise NoSuchRep(f"no rep {number} in set {one.id}: it has {_numbers(one)}")
    return Place(at_s - rep.start_s, "rep", f"as rep {number} was marked")


def _numbers(one: LoggedSet) -> str:
    numbers = [logged.rep.rep for logged in one.reps]
    return f"{numbers[0]} to {numbers[-1]}" if numbers else "none"


def by_sound(one: LoggedSet, film: ffmpeg.Film) -> Place:
    """Return the place at which the bangs that the sensor felt are heard.

    Raises:
        NotLinedUp: that is not sure enough; the message says why, and what to do.
        NoFfmpeg: ffmpeg is not installed.
    """
    impacts = _felt(one)
    if len(impacts) < SURE_BANGS:
        raise _refused(
            one,
            f"the sensor felt {counted(len(impacts), 'bang') if len(impacts) else 'no bang'} of the"
            f" bar on rack or floor; it takes {SURE_BANGS} to find them in a film's sound",
        )
    with progress(f"listening to {film.path.name}"):
        fit = line_up(impacts, heard(_sound(one, film), ffmpeg.RATE))
    if fit is None or not fit.sure:
        raise _refused(one, _doubt(fit))
    told = f"{fit.heard} of {counted(fit.felt, 'bang')} that the sensor felt are heard there"
    return Place(fit.offset_s, "sound", told, fit.offset_se)


def _felt(one: LoggedSet) -> Impacts:
    try:
        return felt_in(one)
    except NoMotion as error:
        raise _refused(one, f"it is not known what the sensor felt: {error}") from None


def _sound(one: LoggedSet, film: ffmpeg.Film) -> Sound:
    try:
        return ffmpeg.sound_of(film)
    except BadFilm as error:
        raise _refused(one, str(error)) from None


def _doubt(fit: Fit | None) -> str:
    if fit is None or not fit.heard_well:
        return "the bangs that the sensor felt are not heard in the film's sound: is it this set's?"
    return "the bangs that the sensor felt may be heard in more than one place of the film"


def _refused(one: LoggedSet, why: str) -> NotLinedUp:
    return NotLinedUp(f"{why}; {by_hand(one)}")


def by_hand(one: LoggedSet) -> str:
    """Return how a person says where in a film a set lies."""
    first = one.reps[0].rep.rep if one.reps else 1
    return (
        f"say --rep {first} --at S, the film's time at which the bar starts up in rep {first}, or"
        " --offset S, that at the set's first sample"
    )


def stored(video: str) -> str:
    """Return what the logbook has of a film: a link as it is, a path from the root on.

    Raises:
        BadFilm: it is a link of another kind.
    """
    if video.startswith(LINKS):
        return video
    if "://" in video:
        raise BadFilm(f"{video}: a film is a file, or begins with {' or '.join(LINKS)}")
    return str(Path(video).expanduser().resolve())
