"""What the command line takes."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from math import isfinite
from pathlib import Path
from typing import TypeAlias

from bargroove import __version__
from bargroove.cli import analyze, calibrate, demo, doctor, live, record, scan
from bargroove.places import captures_folder
from firmware_bridge.sources import FORMS
from hardware.simulated import VARIANTS
from velocity import LIFTS, parse_axis
from velocity.samples import Floats

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Run = Callable[[argparse.Namespace], None]

_USUAL_RATE = 208.0  # Hz
_FARTHEST = 1.5  # m from the middle of the longest bar to its end, and some more


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Return the arguments; ``run`` holds the verb to call with them.

    Raises:
        SystemExit: status 2 on wrong usage, 0 after ``--help`` and ``--version``.
    """
    return build_parser().parse_args(_joined(argv))


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all verbs."""
    parser = argparse.ArgumentParser(
        prog="bargroove", description="A motion sensor on the bar in, trusted reps out."
    )
    parser.add_argument("--version", action="version", version=f"bargroove {__version__}")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True)
    for add in (_add_demo, _add_scan, _add_live, _add_record, _add_analyze, _add_calibrate):
        add(verbs)
    _verb(verbs, "doctor", "what works here, and what to do about the rest", doctor.run)
    return parser


def _add_analyze(verbs: Verbs) -> None:
    verb = _verb(verbs, "analyze", "find and measure the reps of a recording", analyze.run)
    verb.add_argument(
        "file", metavar="FILE", type=Path, help="a recording: a capture, CSV or Parquet"
    )
    _add_set(verb)
    verb.add_argument("--json", action="store_true", help="print JSON for programs")
    verb.add_argument(
        "--trace", type=Path, metavar="OUT.csv", help="write the bar's motion, sample by sample"
    )


def _add_set(verb: argparse.ArgumentParser) -> None:
    """Add what is said of a set, be it live or recorded."""
    verb.add_argument(
        "--lift", required=True, metavar="L", choices=LIFTS, help=f"one of: {', '.join(LIFTS)}"
    )
    verb.add_argument("--load", type=_load, metavar="KG", help="weight on the bar, bar included")
    verb.add_argument("--lifter", metavar="N", help="who lifted; stands in the result")
    verb.add_argument(
        "--offset-m",
        type=_offset,
        metavar="M",
        help="m from the bar's middle to the sensor, positive to the lifter's left; numbers are"
        " then those of the middle. Without it: of the sensor, or of the middle where the motion"
        " shows clearly how far off it is",
    )
    verb.add_argument(
        "--bar-axis",
        type=_axis,
        metavar="AXIS",
        help="the sensor's axis along the bar, to the lifter's left: x, y, z, -x, -y or -z;"
        " without it, found from the motion, its positive end taken to point left",
    )


def _add_source(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("source", metavar="SOURCE", help=f"one of: {'; '.join(FORMS)}")
    verb.add_argument(
        "--rate",
        type=_positive,
        default=_USUAL_RATE,
        metavar="HZ",
        help="samples per second to ask the sensor for (default: %(default)g)",
    )


def _add_scan(verbs: Verbs) -> None:
    verb = _verb(verbs, "scan", "list the sensors in reach, on BLE and serial ports", scan.run)
    verb.add_argument(
        "--seconds",
        type=_positive,
        default=5.0,
        metavar="S",
        help="how long to listen (default: %(default)g)",
    )
    verb.add_argument("--json", action="store_true", help="print JSON for programs")


def _add_live(verbs: Verbs) -> None:
    verb = _verb(verbs, "live", "run a set: numbers while the bar moves, and a capture", live.run)
    _add_source(verb)
    _add_set(verb)
    verb.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help=f"where to keep the capture (default: {captures_folder()})",
    )
    verb.add_argument(
        "--json", action="store_true", help="print a line of JSON for each event, for programs"
    )


def _add_record(verbs: Verbs) -> None:
    verb = _verb(verbs, "record", "capture a sensor without judging", record.run)
    _add_source(verb)
    verb.add_argument("file", metavar="FILE", type=Path, help="the capture; it must not exist")
    verb.add_argument(
        "--seconds", type=_positive, metavar="S", help="how long (default: until Ctrl-C)"
    )


def _add_calibrate(verbs: Verbs) -> None:
    about = "calibrate a sensor by six still poses, and keep the result for all later sets"
    verb = _verb(verbs, "calibrate", about, calibrate.run)
    deeds = verb.add_mutually_exclusive_group(required=True)
    deeds.add_argument("source", metavar="SOURCE", nargs="?", help="the sensor, as for live")
    deeds.add_argument("--show", action="store_true", help="list the stored calibrations")
    deeds.add_argument("--forget", metavar="SENSOR", help="remove a stored calibration")


def _add_demo(verbs: Verbs) -> None:
    about = "run a live set from a simulated sensor, and compare with the truth"
    verb = _verb(verbs, "demo", about, demo.run)
    verb.add_argument(
        "--lift",
        default="squat",
        metavar="L",
        choices=VARIANTS,
        help=f"one of: {', '.join(VARIANTS)} (default: squat)",
    )
    verb.add_argument(
        "--seed", type=_seed, default=1, metavar="N", help="another number, another set (default 1)"
    )
    verb.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help=f"where to keep the capture (default: in {captures_folder()})",
    )
    verb.add_argument(
        "--speed",
        type=_speed,
        default=0.0,
        metavar="X",
        help="1 for real time, 2 for twice as fast (default 0: as fast as it can)",
    )
    verb.add_argument("--headless", action="store_true", help="print only, redraw nothing")


def _verb(verbs: Verbs, name: str, about: str, run: Run) -> argparse.ArgumentParser:
    verb = verbs.add_parser(name, help=about, description=about, allow_abbrev=False)
    verb.set_defaults(run=run)
    return verb


def _joined(argv: Sequence[str]) -> list[str]:
    """Return the arguments with ``--bar-axis -x`` in one word: ``-x`` would pass for an option."""
    joined = list(argv)
    if "--bar-axis" in joined[:-1]:
        at = joined.index("--bar-axis")
        joined[at : at + 2] = ["=".join(joined[at : at + 2])]
    return joined


def _load(text: str) -> float:
    load = _finite(text)
    if load <= 0:
        raise argparse.ArgumentTypeError(f"a load is more than 0 kg, not {text!r}")
    return load


def _positive(text: str) -> float:
    number = _finite(text)
    if number <= 0:
        raise argparse.ArgumentTypeError(f"it must be more than 0, not {text!r}")
    return number


def _speed(text: str) -> float:
    speed = _finite(text)
    if speed < 0:
        raise argparse.ArgumentTypeError(f"a speed is at least 0, not {text!r}")
    return speed


def _offset(text: str) -> float:
    offset = _finite(text)
    if abs(offset) > _FARTHEST:
        raise argparse.ArgumentTypeError(
            f"an offset is in metres, from -{_FARTHEST} to {_FARTHEST}, not {text!r}"
        )
    return offset


def _finite(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not isfinite(number):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number")
    return number


def _axis(text: str) -> Floats:
    try:
        return parse_axis(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _seed(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"a seed is a whole number from 0, not {text!r}")
    return int(text)
