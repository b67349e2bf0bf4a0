"""``bargroove film``: a film lined up with a set, and clips of its reps."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from bargroove.cli.film_arguments import AFTER, BEFORE
from bargroove.cli.film_told import as_plain, as_text, film_of, plain_film
from bargroove.film import ffmpeg
from bargroove.film.clips import Clip, clips_of, cut_all
from bargroove.film.errors import BadFilm, NotLinedUp
from bargroove.film.lined import Lined, clock
from bargroove.film.placing import LINKS, Place, by_hand, by_rep, by_sound, stored
from bargroove.logbook import Logbook, LoggedSet, open_logbook
from bargroove.places import data_folder
from bargroove.report_json import SCHEMA
from gui.live_words import counted
from gui.terminal import style_of
from velocity import LIFTS


def run(arguments: argparse.Namespace) -> None:
    """Line a film up with a set, keep that in the logbook, and tell where each rep is.

    Raises:
        LogbookError: there is no such set or rep, or the logbook cannot be read or written.
        FilmError: the film cannot be read, or it is not sure where in it the set lies.
        CannotWrite: clips cannot be written.
    """
    _check(arguments)
    with open_logbook() as logbook:
        one = logbook.one(arguments.set)
        if arguments.forget:
            _forget(logbook, one, arguments.json)
            return
        lined = _lined_up(one, arguments)
        logbook.update_set(one.id, video=lined.video, video_offset_s=lined.offset_s)
    if not arguments.json:
        print(as_text(lined, style_of(sys.stdout, os.environ)))
    clips = _cut(lined, arguments) if arguments.clips is not None else []
    if arguments.json:
        print(json.dumps(as_plain(lined, clips), indent=2, allow_nan=False))


def _check(arguments: argparse.Namespace) -> None:
    """Refuse what makes no sense together, as wrong usage."""
    if (arguments.rep is None) != (arguments.at is None):
        arguments.refuse("--rep N and --at S belong together")
    if arguments.forget and (arguments.video or arguments.clips is not None):
        arguments.refuse("--forget takes the set's film away: it goes with no VIDEO or --clips")
    if arguments.clips is None and not (arguments.before is arguments.after is None):
        arguments.refuse("--before and --after are of clips: say --clips too")


def _forget(logbook: Logbook, one: LoggedSet, as_json: bool) -> None:
    logbook.update_set(one.id, video="", video_offset_s=None)
    if as_json:
        told = {"schema": SCHEMA, "set": one.id, "video": None, "before": plain_film(one.head)}
        print(json.dumps(told, indent=2))
    elif one.head.video:
        print(f"Set {one.id} has no film any more. It was {film_of(one.head)}; the film stays.")
    else:
        print(f"Set {one.id} has no film.")


def _lined_up(one: LoggedSet, arguments: argparse.Namespace) -> Lined:
    """Return a set and where in its film it lies: as asked for, or else as it is known."""
    head = one.head
    video = stored(arguments.video) if arguments.video else head.video
    if not video:
        raise NotLinedUp(f"set {one.id} has no film yet: bargroove film {one.id} VIDEO")
    film = _opened(video)
    asked = arguments.video or arguments.offset is not None or arguments.rep is not None
    if head.video_offset_s is not None and not asked:
        return Lined(one, video, head.video_offset_s, None, film)
    place = _place(one, video, film, arguments)
    lined = Lined(one, video, place.offset_s, place, film)
    if one.reps and not any(jump.inside for jump in lined.jumps):
        raise NotLinedUp(_no_rep_inside(lined))
    return lined


def _opened(video: str) -> ffmpeg.Film | None:
    """Return what is in a film; None for a link, and where films cannot be read.

    Raises:
        BadFilm: it is not there, or is no film.
    """
    if video.startswith(LINKS):
        return None
    ffmpeg.check_there(Path(video))
    return ffmpeg.probe(Path(video)) if ffmpeg.is_installed() else None


def _place(
    one: LoggedSet, video: str, film: ffmpeg.Film | None, arguments: argparse.Namespace
) -> Place:
    if arguments.offset is not None:
        return Place(arguments.offset, "offset", "as you say")
    if arguments.rep is not None:
        return by_rep(one, arguments.rep, arguments.at)
    if film is None and video.startswith(LINKS):
        raise NotLinedUp(f"{video}: the sound of a link is not listened to; {by_hand(one)}")
    if film is None:
        raise ffmpeg.lacking("finding a set by a film's sound", f"; or {by_hand(one)}")
    return by_sound(one, film)


def _no_rep_inside(lined: Lined) -> str:
    first, last = lined.jumps[0], lined.jumps[-1]
    length = "" if lined.duration_s is None else f", which is {clock(lined.duration_s)} long"
    return (
        f"no rep would lie in {lined.video}{length}: they would be from {clock(first.at_s)} to"
        f" {clock(last.at_s)}; nothing is changed"
    )


def _cut(lined: Lined, arguments: argparse.Namespace) -> list[tuple[Clip, Path]]:
    """Cut a clip of each rep, and tell of it unless JSON is asked for."""
    if lined.video.startswith(LINKS):
        raise BadFilm("clips are cut from a file alone: download the film, and name the file")
    if lined.film is None:
        raise ffmpeg.lacking("cutting clips")
    folder = arguments.clips.expanduser() if arguments.clips.parts else _usual_folder(lined.one)
    before = BEFORE if arguments.before is None else arguments.before
    after = AFTER if arguments.after is None else arguments.after
    reps, lift = [logged.rep for logged in lined.one.reps], LIFTS[lined.one.head.lift]
    clips = clips_of(reps, lift, lined.offset_s, lined.duration_s, before, after)
    done = cut_all(lined.film, lined.one.id, clips, folder)
    if not arguments.json:
        print(f"{counted(len(done), 'clip')} in {folder}")
    return done


def _usual_folder(one: LoggedSet) -> Path:
    return data_folder() / "clips" / f"set-{one.id}"
