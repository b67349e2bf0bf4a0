"""What ``bargroove report`` is asked for: of what, in which formats, and where."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bargroove.places import reports_folder

_USUAL = "html"
_OF_ALL = (_USUAL, "pdf", "png")
_OF_SETS = (*_OF_ALL, "csv", "parquet", "json")


@dataclass(frozen=True)
class Plan:
    """What is to be written.

    Attributes:
        kind: ``set``, ``session``, ``lifter`` or ``team``.
        forms: the formats.
        place: the file, or the folder of the files.
        is_file: which of the two it is.
        whole: whether it is to be a folder of its own, with everything.
    """

    kind: str
    forms: tuple[str, ...]
    place: Path
    is_file: bool = False
    whole: bool = False

    @property
    def folder(self) -> Path:
        """The folder of the files."""
        return self.place.parent if self.is_file else self.place


def plan_of(arguments: argparse.Namespace) -> Plan:
    """Return what is to be written; what cannot be meant is refused as wrong usage."""
    kind = _kind(arguments)
    for wrong in (*_contradictions(arguments, kind), *_wrong_formats(arguments, kind)):
        arguments.refuse(wrong)
    out: Path | None = arguments.out
    if arguments.folder:
        return Plan(kind, (), out or reports_folder(), whole=True)
    ending = _ending(out)
    if out is not None and ending:
        return Plan(kind, (ending,), out, is_file=True)
    return Plan(kind, arguments.format or (_USUAL,), out or reports_folder())


def _kind(arguments: argparse.Namespace) -> str:
    if arguments.session is not None:
        return "session"
    if arguments.team:
        return "team"
    return "set" if arguments.lifter is None else "lifter"


def _contradictions(arguments: argparse.Namespace, kind: str) -> Iterator[str]:
    """Yield what is said of the sets that cannot be meant together."""
    if (arguments.set is not None and kind != "set") or (arguments.team and kind != "team"):
        yield "name one of SET, --session, --lifter and --team, not several"
    if kind == "team" and arguments.lifter is not None:
        yield "--team is of all lifters: leave out --team or --lifter"
    if kind == "session" and arguments.session != "last" and arguments.lifter is not None:
        yield "a session that is numbered is one lifter's: leave out --lifter"
    if kind in ("set", "session") and (arguments.lift or arguments.since or arguments.until):
        yield "--lift, --since and --until choose among a lifter's or the team's sets"
    if kind != "set" and arguments.folder:
        yield "--folder is for a set"


def _wrong_formats(arguments: argparse.Namespace, kind: str) -> Iterator[str]:
    out, ending = arguments.out, _ending(arguments.out)
    if arguments.folder:
        if arguments.format:
            yield "--folder has all formats: leave out --format"
        return
    forms = arguments.format or ((ending,) if ending else ())
    if ending and forms != (ending,):
        yield f"--out {out} is one {ending} file: leave out --format, or name a folder"
    if out is not None and not ending and out.suffix and not out.exists():
        yield f"--out {out}: its ending says no format; it may be .{', .'.join(_OF_SETS)}"
    for form in set(forms) - set(_OF_SETS if kind == "set" else _OF_ALL):
        yield f"a {kind}'s report is {', '.join(_OF_ALL)}; bargroove export writes {form}"


def _ending(out: Path | None) -> str:
    """Return the format that the name of a file says; "" for a folder."""
    if out is None or out.is_dir():
        return ""
    ending = out.suffix.lower().removeprefix(".")
    return ending if ending in _OF_SETS else ""
