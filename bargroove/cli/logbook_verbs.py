"""The verbs that read or write the logbook, and what they take.

What such a verb needs is imported when it runs: the logbook's library takes a while to load.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from bargroove.cli.arguments import (
    Verbs,
    add_choice_of_sets,
    add_json,
    add_lift,
    add_time,
    later,
    lift,
    one_of,
    verb,
    verbs_of,
    whole,
)
from bargroove.cli.film_arguments import add_film
from bargroove.cli.limits_arguments import add_fine_limits, add_limits
from bargroove.places import reports_folder

_MARKS = ("broke", "clean", "undo")
_FORMATS = ("csv", "parquet", "json")
_REPORTED = ("html", "pdf", "png", *_FORMATS)
_INSIGHTS = (
    "clean-range",
    "quality",
    "weak-point",
    "cues",
    "ledger",
    "readiness",
    "profile",
)
_PRODUCTS = ("bargroove", "vitruve", "openbarbell", "gymaware")


def _add_lifters(verbs: Verbs) -> None:
    parser = verb(verbs, "lifters", "who lifts: add, list, rename, merge, remove")
    deeds = verbs_of(parser)
    add = verb(deeds, "add", "add a lifter", later("lifters", "add"))
    add.add_argument("name", metavar="NAME")
    add.add_argument("--note", default="", metavar="TEXT", help="whatever is worth knowing")
    add_json(verb(deeds, "list", "list the lifters", later("lifters", "show")))
    rename = verb(deeds, "rename", "give a lifter another name", later("lifters", "rename"))
    rename.add_argument("name", metavar="NAME")
    rename.add_argument("new", metavar="NEW")
    merge = verb(deeds, "merge", "give one lifter's sets to another", later("lifters", "merge"))
    merge.add_argument("name", metavar="NAME", help="who is removed then")
    merge.add_argument("into", metavar="INTO", help="who has all sets then")
    _add_yes(merge)
    remove = verb(deeds, "remove", "remove a lifter", later("lifters", "remove"))
    remove.add_argument("name", metavar="NAME")
    remove.add_argument("--with-sets", action="store_true", help="remove the lifter's sets too")
    _add_yes(remove)


def _add_history(verbs: Verbs) -> None:
    about = "the sets in the logbook; with SET, one set rep by rep"
    parser = verb(verbs, "history", about, later("history"))
    parser.add_argument(
        "set", metavar="SET", nargs="?", type=set_number, help="number of a set, or 'last'"
    )
    add_choice_of_sets(parser)
    parser.add_argument("--last", type=whole, metavar="N", help="only the latest N sets")
    add_json(parser)


def _add_export(verbs: Verbs) -> None:
    about = "write sets to a file: CSV and Parquet with a row for each rep, JSON with all there is"
    parser = verb(verbs, "export", about, later("export"))
    parser.add_argument(
        "file", metavar="FILE", help="its ending says the format; - is the output, as CSV or JSON"
    )
    add_choice_of_sets(parser)
    parser.add_argument(
        "--format", choices=_FORMATS, help="the format, where the ending does not say it"
    )


def _add_report(verbs: Verbs) -> None:
    about = (
        "a report of a set, a session, a lifter or the team: a page that opens without a network"
    )
    parser = verb(verbs, "report", about, later("report"))
    parser.set_defaults(refuse=parser.error)
    parser.add_argument(
        "set",
        metavar="SET",
        nargs="?",
        type=set_number,
        help="number of a set, or 'last' (default: last)",
    )
    parser.add_argument(
        "--session",
        metavar="N",
        nargs="?",
        const="last",
        type=set_number,
        help="a session in place of a set: its number, or without one the last one",
    )
    parser.add_argument("--team", action="store_true", help="all lifters in place of a set")
    parser.add_argument(
        "--lifter", metavar="N", help="a lifter in place of a set; with --session, whose it is"
    )
    add_lift(parser)
    add_time(parser)
    parser.add_argument(
        "--out",
        type=Path,
        metavar="PATH",
        help=f"a file, its ending says the format, or a folder (default: {reports_folder()})",
    )
    parser.add_argument(
        "--format",
        type=_report_formats,
        metavar="F",
        help=f"one or more of: {','.join(_REPORTED)} (default: html)",
    )
    parser.add_argument(
        "--folder",
        action="store_true",
        help="a folder with everything: all formats, the bar's motion, the recording",
    )
    parser.add_argument("--open", action="store_true", help="show it in the browser")


def _report_formats(text: str) -> tuple[str, ...]:
    names = text.lower().split(",")
    return tuple(dict.fromkeys(one_of(name.strip(), _REPORTED, "format") for name in names))


def _add_import(verbs: Verbs) -> None:
    about = "read sets from a file: the product's own JSON or CSV, or another product's CSV"
    parser = verb(verbs, "import", about, later("import_"))
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument(
        "--as",
        dest="product",
        choices=_PRODUCTS,
        help="whose file it is (default: found from its header)",
    )
    parser.add_argument(
        "--lifter", metavar="N", help="whose sets these are, where the file does not say it"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="tell what would be added, and add nothing"
    )
    parser.add_argument(
        "--units", choices=("kg", "lb"), help="of weights, where the file does not say it"
    )
    parser.add_argument(
        "--dates",
        choices=("day-first", "month-first"),
        help="how 7/2/2026 is read, where the file's dates do not tell",
    )


def _add_insight(verbs: Verbs) -> None:
    about = f"what a lifter's sets say: {', '.join(_INSIGHTS)}"
    parser = verb(verbs, "insight", about, later("insight"))
    parser.add_argument("what", metavar="WHAT", type=_insight, help="one of these")
    parser.add_argument("lifter", metavar="LIFTER")
    parser.add_argument(
        "lift", metavar="LIFT", nargs="?", type=lift, help="default: each that the lifter has done"
    )
    add_time(parser)
    add_json(parser)


def _insight(text: str) -> str:
    return one_of(text, _INSIGHTS, "insight")


def _add_mark(verbs: Verbs) -> None:
    about = "say of a rep that technique broke, or that it was clean; these marks teach the limits"
    parser = verb(verbs, "mark", about, later("mark"))
    parser.add_argument("set", metavar="SET", type=set_number, help="number of a set, or 'last'")
    parser.add_argument("rep", metavar="REP", type=set_number, help="number of a rep, or 'last'")
    parser.add_argument("mark", metavar="MARK", choices=_MARKS, help=", ".join(_MARKS))


def _add_limits(verbs: Verbs) -> None:
    about = "what ends a lifter's sets: show it with its evidence, set it, or reset it"
    deeds = verbs_of(verb(verbs, "limits", about))
    show = verb(deeds, "show", "each limit, and where it comes from", later("limits", "show"))
    change = verb(deeds, "set", "choose limits that hold from now on", later("limits", "choose"))
    reset = verb(deeds, "reset", "forget what was chosen", later("limits", "reset"))
    for deed in (show, change, reset):
        deed.add_argument("lifter", metavar="LIFTER")
        deed.add_argument("lift", metavar="LIFT", type=lift)
        deed.add_argument("--phase", default="", metavar="P", help="only in this phase of training")
    add_json(show)
    add_limits(change)
    add_fine_limits(change)
    change.add_argument(
        "--cap", type=whole, metavar="N", help="reps per cycle that may slide or fail"
    )
    change.add_argument("--cycle-days", type=whole, metavar="D", help="days of a training cycle")


def _add_replay(verbs: Verbs) -> None:
    about = "judge a set of the logbook by other limits: where would it have ended?"
    parser = verb(verbs, "replay", about, later("replay"))
    parser.add_argument("set", metavar="SET", type=set_number, help="number of a set, or 'last'")
    add_limits(parser, "the set was judged by")
    add_fine_limits(parser)
    add_json(parser)


def _add_film(verbs: Verbs) -> None:
    about = "line a film up with a set, for a jump to each rep, and cut a clip of each"
    parser = verb(verbs, "film", about, later("film"))
    parser.add_argument("set", metavar="SET", type=set_number, help="number of a set, or 'last'")
    add_film(parser)


def _add_recover(verbs: Verbs) -> None:
    about = "complete sets that a crash has cut short, and add those that the logbook lacks"
    parser = verb(verbs, "recover", about, later("recover"))
    parser.add_argument(
        "captures",
        metavar="CAPTURE",
        nargs="*",
        type=Path,
        help="only from these (default: those of sets that are not complete, and all new ones)",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="tell what would be done, and do nothing"
    )


def _add_settings(verbs: Verbs) -> None:
    about = "where your settings are, and what they say of a set's limits"
    parser = verb(verbs, "settings", about, later("settings"))
    parser.add_argument("--init", action="store_true", help="begin a file, with examples")
    parser.add_argument("--lifter", metavar="N", help="what holds for this lifter")
    add_lift(parser)
    parser.add_argument("--phase", default="", metavar="P", help="of training")


def set_number(text: str) -> int | str:
    """Return which set is meant: a number, or ``last``."""
    return text if text == "last" else whole(text)


def _add_yes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--yes", action="store_true", help="do it without asking")


ALL: tuple[Callable[[Verbs], None], ...] = (
    _add_lifters,
    _add_history,
    _add_report,
    _add_export,
    _add_import,
    _add_insight,
    _add_mark,
    _add_limits,
    _add_replay,
    _add_film,
    _add_recover,
    _add_settings,
)
