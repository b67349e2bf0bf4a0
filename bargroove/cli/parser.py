"""What the command line takes."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from math import isfinite
from pathlib import Path

from bargroove import __version__
from bargroove.cli import analyze, demo
from hardware.simulated import VARIANTS
from velocity import LIFTS, parse_axis
from velocity.samples import Floats

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
    _add_analyze(verbs)
    _add_demo(verbs)
    return parser


def _add_analyze(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    about = "find and measure the reps of a recording"
    verb = verbs.add_parser("analyze", help=about, description=about, allow_abbrev=False)
    verb.add_argument("file", metavar="FILE", type=Path, help="a recording: CSV or Parquet")
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
    verb.add_argument("--json", action="store_true", help="print JSON for programs")
    verb.add_argument(
        "--trace", type=Path, metavar="OUT.csv", help="write the bar's motion, sample by sample"
    )
    verb.set_defaults(run=analyze.run)


def _add_demo(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    about = "simulate a set, analyze its recording, and compare with the truth"
    verb = verbs.add_parser("demo", help=about, description=about, allow_abbrev=False)
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
        metavar="FILE.csv",
        default=demo.default_out(),
        help="where to write the recording (default: %(default)s)",
    )
    verb.add_argument("--headless", action="store_true", help="print only, open no window")
    verb.set_defaults(run=demo.run)


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
