"""``bargroove recover``: sets that a crash has cut short, completed from their captures."""

from __future__ import annotations

import argparse
from functools import partial

from bargroove.book import alert_of
from bargroove.logbook import open_logbook
from bargroove.places import captures_folder
from bargroove.recovery import recovery


def run(arguments: argparse.Namespace) -> None:
    """Complete or add what captures hold and the logbook lacks, and print what was done.

    Raises:
        LogbookError: the logbook cannot be opened or written.
    """
    done = seen = 0
    with open_logbook() as logbook:
        judge = partial(alert_of, logbook)
        for deed in recovery(logbook, captures_folder(), judge, arguments.captures):
            if deed.do and not arguments.dry_run:
                deed.do()
            print(f"{deed.what}: {deed.done}", flush=True)
            seen, done = seen + 1, done + (deed.do is not None)
    if done and arguments.dry_run:
        print("This is what would be done; nothing has been.")
    elif not seen:
        print("Nothing to recover: every set is complete, and every capture is known.")
