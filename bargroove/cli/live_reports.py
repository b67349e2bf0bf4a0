"""The reports of live sets, as the command line has them made and tells of them."""

from __future__ import annotations

import argparse
import sys

from bargroove.places import demo_logbook, reports_folder
from bargroove.progress import progress
from bargroove.reporter import Reporter


def reporter_of(arguments: argparse.Namespace) -> Reporter | None:
    """Return what makes the reports of the user's sets; None where none are wanted."""
    return Reporter(reports_folder()) if arguments.report else None


def demo_reporter(arguments: argparse.Namespace) -> Reporter | None:
    """Return what makes the reports of a demo's sets, apart from those of the user's."""
    if not arguments.report:
        return None
    return Reporter(reports_folder() / "demo", str(demo_logbook()))


def tell(reporter: Reporter | None) -> None:
    """Wait a while for the reports that are still being made, and print where the latest are."""
    if reporter is None:
        return
    try:
        with progress("making the report"):
            missing = reporter.close()
    except KeyboardInterrupt:  # somebody does not want to wait
        missing = []
    for made in reporter.latest.values():
        if made.path:
            print(f"Report: {made.path}")
        else:
            print(f"No report of set {made.set}: {made.trouble}", file=sys.stderr)
    for set_id in missing:
        print(f"No report of set {set_id} yet: bargroove report {set_id} makes it")
