"""``bargroove flash``: the firmware onto a board, and the self-test of any sensor."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import time
from collections.abc import Sequence

from bargroove.errors import BargrooveError
from bargroove.flashing.drive import copy_to_drive
from bargroove.flashing.finding import mounted, the_drive
from bargroove.flashing.firmware import firmware, told
from bargroove.flashing.listening import SETTLING_S, Heard, listen
from bargroove.flashing.port import copy_to_port
from bargroove.flashing.selftest import Finding, findings
from bargroove.progress import progress
from gui.grid import Column, grid
from gui.table import bullets
from gui.terminal import Colour, Style, style_of

SCHEMA = 1
_RESTARTED_S = 3.0  # after which a board runs what it was given
_UNTRIED = "(The firmware has not been tried on a physical board yet.)"
_REPLUG = "Now switch the board off and on (unplug it): some of this is heeded only then."
_NEXT = (
    "Then find it with 'bargroove scan', lay it still, and test it: bargroove flash --test SOURCE"
)


class NotWell(BargrooveError):
    """A sensor that is not as it should be."""


def run(arguments: argparse.Namespace) -> None:
    """Copy the firmware, unless only a test is wanted; test, if it is.

    Raises:
        BargrooveError: the firmware cannot be copied, or the sensor is not as it should be.
        BridgeError: the sensor cannot be reached.
    """
    if arguments.drive or arguments.port or not arguments.test:
        _copy(arguments)
        if arguments.test:
            time.sleep(_RESTARTED_S)
        else:
            print(f"{_NEXT}\n{_UNTRIED}")
    if arguments.test:
        _test(arguments)


def _copy(arguments: argparse.Namespace) -> None:
    if arguments.port:
        place, new = arguments.port, firmware("micropython")
        done = copy_to_port(place, new, _say)
    else:
        place, new = arguments.drive or the_drive(mounted()), firmware("circuitpython")
        done = copy_to_drive(place, new, _say)
    lines = [*told(done, new, str(place)), *([_REPLUG] if done.replug else [])]
    print("\n".join(lines), file=sys.stderr if arguments.json else sys.stdout, flush=True)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _test(arguments: argparse.Namespace) -> None:
    seconds = arguments.seconds
    _say(f"Lay the sensor on a firm table and leave it; {seconds + SETTLING_S:g} s from now on.")
    with progress("listening"):
        heard = asyncio.run(listen(arguments.test, arguments.rate, seconds))
    found = findings(heard)
    if arguments.json:
        print(json.dumps(as_json(arguments.test, heard, found), indent=2))
    else:
        print("\n".join(lines(arguments.test, heard, found)))
    if amiss := [one.name for one in found if not one.well]:
        raise NotWell(f"{arguments.test}: not as it should be: {', '.join(amiss)}")


def as_json(source: str, heard: Heard, found: Sequence[Finding]) -> dict[str, object]:
    """Return a self-test for programs."""
    who = heard.identity
    rows = [
        {
            "name": one.name,
            "value": one.value,
            "se": one.se,
            "low": one.low,
            "high": one.high,
            "unit": one.unit,
            "axis": one.axis,
            "well": one.well,
        }
        for one in found
    ]
    return {
        "schema": SCHEMA,
        "source": source,
        "driver": heard.driver.key,
        "sensor": who and {"uid": who.uid, "model": who.model, "firmware": who.firmware},
        "seconds": heard.seconds,
        "nominal_hz": heard.nominal,
        "well": all(one.well for one in found),
        "findings": rows,
    }


def lines(source: str, heard: Heard, found: Sequence[Finding]) -> list[str]:
    """Return a self-test for people: a table, what to do, and the verdict."""
    style = style_of(sys.stdout, os.environ)
    columns = [
        Column(("what",), [one.name for one in found], left=True),
        Column(("measured",), [_value(one) for one in found]),
        Column(("allowed",), [_allowed(one) for one in found]),
        Column(("",), [one.unit for one in found], left=True),
        Column(("axis",), [one.axis for one in found], left=True),
        Column(("verdict",), [_verdict(one, style) for one in found], left=True),
    ]
    amiss = [f"{one.name}: {one.remedy}" for one in found if not one.well]
    verdict = "Something is not as it should be:" if amiss else "All is as it should be."
    ends = [verdict, *bullets(amiss, style), *bullets(_notes(heard), style)]
    return [_title(source, heard), "", *grid(columns), "", *ends]


def _title(source: str, heard: Heard) -> str:
    who = heard.identity
    named = f"{who.model} {who.uid}".strip() if who else heard.driver.label
    version = f", firmware {who.firmware}" if who and who.firmware else ""
    return f"{source}: {named}{version}; {heard.nominal:g} Hz for {heard.seconds:.1f} s"


def _notes(heard: Heard) -> list[str]:
    notes = list(heard.identity.notices) if heard.identity else []
    if not heard.counts:
        notes.append("this sensor does not count its samples: losses are told by its time")
    return [*notes, "what noise is allowed has not been verified on physical sensors"]


def _verdict(one: Finding, style: Style) -> str:
    return "ok" if one.well else style.paint("NOT OK", Colour.VERMILION)


def _value(one: Finding) -> str:
    if one.value is None:
        return "–"
    error = "" if one.se is None else f"±{max(one.se, 10.0**-one.digits):.{one.digits}f}"
    return f"{one.value:.{one.digits}f}{error}"


def _allowed(one: Finding) -> str:
    low, high = (
        None if bound is None else f"{bound:.{one.digits}f}" for bound in (one.low, one.high)
    )
    if low and high:
        return f"{low} – {high}"
    return f"≥ {low}" if low else f"≤ {high}"
