"""One clip for each rep, cut from a film that stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite
from pathlib import Path

from bargroove.errors import CannotWrite
from bargroove.files import reason, write_whole
from bargroove.film import ffmpeg
from bargroove.film.errors import BadFilm
from bargroove.progress import progress
from velocity import Lift, Rep

_SHORTEST = 0.1  # s of a rep in the film from which it is worth a clip


@dataclass(frozen=True)
class Clip:
    """A rep's clip: which rep, and from when to when of the film, s."""

    rep: Rep
    begin_s: float
    end_s: float

    @property
    def name(self) -> str:
        """The name of its file: ``rep-03-0.62-ms.mp4``; ``unsure`` where the velocity is that."""
        velocity = self.rep.mean_velocity.value
        told = f"{velocity:.2f}-ms" if self.rep.valid and isfinite(velocity) else "unsure"
        return f"{_begins(self.rep)}{told}.mp4"


def clips_of(
    reps: Sequence[Rep],
    lift: Lift,
    offset_s: float,
    duration_s: float | None,
    before_s: float,
    after_s: float,
) -> list[Clip]:
    """Return the clips of those reps that lie in a film, at least in part.

    A clip has the whole rep, its eccentric too where that comes first, with some time around it.

    Args:
        reps: of the set; those that a person has discarded get no clip.
        lift: says whether the eccentric comes first.
        offset_s: the film's time at the zero of the reps' clock, s.
        duration_s: of the film, s; None where it is not known.
        before_s: time before each rep, s.
        after_s: time after each rep, s.
    """
    end = inf if duration_s is None else duration_s
    found = []
    for rep in reps:
        down = rep.eccentric_duration if lift.down_first is not False else None
        first = offset_s + rep.start_s - (down.value if down and isfinite(down.value) else 0.0)
        last = offset_s + rep.end_s
        if rep.counts and min(last, end) - max(first, 0.0) >= _SHORTEST:
            found.append(Clip(rep, max(first - before_s, 0.0), min(last + after_s, end)))
    return found


def cut_all(
    film: ffmpeg.Film, set_id: int, clips: Sequence[Clip], folder: Path
) -> list[tuple[Clip, Path]]:
    """Cut clips into a folder; return them with their files.

    A clip of the same rep of the same set takes the place of the earlier one, whatever that is
    called; no other file is written over.

    Raises:
        CannotWrite: a file is in the way, or the folder cannot be written to.
        BadFilm: the film has no pictures, or cannot be cut.
        NoFfmpeg: ffmpeg is not installed.
    """
    if not film.has_pictures:
        raise BadFilm(f"{film.path}: it has no pictures to cut clips from")
    _make(folder)
    done = []
    for count, clip in enumerate(clips, 1):
        with progress(f"cutting clip {count} of {len(clips)}"):
            done.append((clip, _cut(film, clip, f"Bargroove set {set_id}", folder)))
    return done


def _cut(film: ffmpeg.Film, clip: Clip, whose: str, folder: Path) -> Path:
    """Cut one clip, in the place of the earlier ones that their comments tell; return it."""
    comment = f"{whose} rep {clip.rep.rep}"

    def write(draft: Path) -> None:
        ffmpeg.cut(film, clip.begin_s, clip.end_s - clip.begin_s, comment, draft)

    old, path = _earlier(folder, clip, comment), folder / clip.name
    if any(other.samefile(film.path) for other in old):
        raise CannotWrite(f"{film.path}: that is the film itself; choose another folder for clips")
    write_whole(path, "clip", write)
    for other in old:
        if other != path:
            other.unlink(missing_ok=True)
    return path


def _earlier(folder: Path, clip: Clip, ours: str) -> list[Path]:
    """Return the files that hold a clip of the same rep.

    Raises:
        CannotWrite: another file has the clip's name.
    """
    alike = sorted(folder.glob(f"{_begins(clip.rep)}*.mp4"))
    mine = [path for path in alike if _comment(path) == ours]
    wanted = folder / clip.name
    if wanted.exists() and wanted not in mine:
        raise CannotWrite(f"{wanted}: that is no clip of this rep; choose another folder")
    return mine


def _comment(path: Path) -> str:
    try:
        return ffmpeg.probe(path).comment
    except BadFilm:
        return ""


def _begins(rep: Rep) -> str:
    return f"rep-{rep.rep:02d}-"


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(
            f"{folder}: there can be no folder for clips ({reason(error)}); choose another one"
        ) from None
