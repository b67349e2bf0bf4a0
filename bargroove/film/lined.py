"""A set and its film lined up: at what time of the film each rep is."""

from __future__ import annotations

from dataclasses import dataclass

from bargroove.film.ffmpeg import Film
from bargroove.film.placing import Place
from bargroove.logbook import LoggedSet
from velocity import Rep


@dataclass(frozen=True)
class Jump:
    """Where in a film a rep's concentric begins, s; ``inside`` is false where the film is not."""

    rep: Rep
    at_s: float
    inside: bool


@dataclass(frozen=True)
class Lined:
    """A set, its film, and where in it the set lies.

    Attributes:
        one: the set as it was before.
        video: path of the film, or a link to it.
        offset_s: the film's time at the set's first sample, s.
        place: how that was found just now; None where it is what the logbook has.
        film: what the film holds; None for one that cannot be read here.
    """

    one: LoggedSet
    video: str
    offset_s: float
    place: Place | None
    film: Film | None

    @property
    def duration_s(self) -> float | None:
        """The film's duration, s; None where it is not known."""
        return self.film.duration_s if self.film else None

    @property
    def jumps(self) -> list[Jump]:
        """Where each rep is, in order."""
        reps = [logged.rep for logged in self.one.reps]
        return [self._jump(rep, self.offset_s + rep.start_s) for rep in reps]

    def _jump(self, rep: Rep, at_s: float) -> Jump:
        end = self.duration_s
        return Jump(rep, at_s, at_s >= 0.0 and (end is None or at_s < end))


def clock(seconds: float, places: int = 1) -> str:
    """Return a time of a film as players show it: ``1:02.5``; ``-0:03.0`` before it begins."""
    ticks = round(abs(seconds) * 10**places)
    minutes, ticks = divmod(ticks, 60 * 10**places)
    hours, minutes = divmod(minutes, 60)
    sign = "-" if seconds < 0 and (hours or minutes or ticks) else ""
    left = f"{ticks / 10**places:0{places + 3}.{places}f}"
    return f"{sign}{hours}:{minutes:02d}:{left}" if hours else f"{sign}{minutes}:{left}"
