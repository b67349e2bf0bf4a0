"""A live set for programs: one JSON object a line, as things happen."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, TextIO

from bargroove.report_json import SCHEMA, rep_dict, rounded, set_dict, time_s
from bargroove.reporter import Made
from gui.live_state import LinkState, LiveState
from velocity.events import (
    MonitorEvent,
    Moved,
    RepFinished,
    RepRevised,
    RepStarted,
    RepWithdrawn,
    SetEnded,
    SetStarted,
)


class JsonScreen:
    """Writes each event as a line of JSON; ``event`` says which one it is."""

    def __init__(
        self,
        state: LiveState,
        stream: TextIO,
        reports: Callable[[], Sequence[Made]] = tuple,
        **about: Any,
    ) -> None:
        """Begin; ``reports`` returns those that were made since it was called the last time."""
        self._link, self._stream, self._reports = state.link, stream, reports
        self._capture = self._word = ""
        self._write({"event": "started", "schema": SCHEMA, **about})

    def show(self, event: MonitorEvent) -> None:
        """Write an event of the monitor."""
        self._write(event_dict(event))

    def say(self, text: str) -> None:
        """Write what has happened to the link, and how it stands."""
        self._word = self._link.word
        self._write({"event": "link", "told": text, **link_dict(self._link)})

    def draw(self) -> None:
        """Write where the capture and reports are, and how the link stands, where that is news."""
        self._tell_reports()
        if self._link.capture != self._capture:
            self._capture = self._link.capture
            self._write({"event": "capture", "path": self._capture})
        if self._link.word != self._word:
            self.say(self._link.word)

    def close(self) -> None:
        """Write how the link stood in the end."""
        self._tell_reports()
        self._write({"event": "ended", **link_dict(self._link)})

    def _tell_reports(self) -> None:
        for made in self._reports():
            told = {"path": made.path or None, "told": made.trouble or None}
            self._write({"event": "report", "logbook_set": made.set, **told})

    def _write(self, plain: dict[str, Any]) -> None:
        print(json.dumps(plain, allow_nan=False), file=self._stream, flush=True)


def event_dict(event: MonitorEvent) -> dict[str, Any]:
    """Return an event as plain values; a rep has the keys that it has in ``analyze --json``."""
    match event:
        case Moved(time_s=at, velocity=velocity, height=height):
            moved = {"velocity": rounded(velocity), "height": rounded(height)}
            return {"event": "moved", "time_s": time_s(at), **moved}
        case SetStarted(set=number, time_s=at):
            return {"event": "set_started", "set": number, "time_s": time_s(at)}
        case RepStarted(set=number, rep=rep_number, time_s=at):
            began = {"set": number, "rep": rep_number, "time_s": time_s(at)}
            return {"event": "rep_started", **began}
        case RepFinished(rep=rep):
            return {"event": "rep_finished", **rep_dict(rep)}
        case RepRevised(rep=rep):
            return {"event": "rep_revised", **rep_dict(rep)}
        case RepWithdrawn(set=number, rep=rep_number):
            return {"event": "rep_withdrawn", "set": number, "rep": rep_number}
        case SetEnded(summary=summary, reps=reps, notices=notices):
            told = {"all_reps": [rep_dict(rep) for rep in reps], "notices": list(notices)}
            return {"event": "set_ended", **set_dict(summary), **told}


def link_dict(link: LinkState) -> dict[str, Any]:
    """Return how a link stands as plain values."""
    return {
        "link": link.word,
        "streaming": link.stands,
        "sensor": link.sensor or None,
        "battery": link.battery or None,
        "rate_hz": None if link.rate_hz is None else rounded(link.rate_hz),
        "delay_s": None if link.delay_s is None else rounded(link.delay_s),
        "lost": link.lost,
        "gaps": link.gaps,
        "cuts": link.cuts,
        "clipped": link.clipped,
        "bad_frames": link.bad,
        "capture": link.capture or None,
        "capture_trouble": link.trouble or None,
        "logbook_sets": list(link.logged),
        "logbook_trouble": link.logbook_trouble or None,
    }
