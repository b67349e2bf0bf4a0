"""The verbs that read a sensor or a recording, and what they take."""

from __future__ import annotations

from pathlib import Path

from bargroove.cli import analyze, doctor, scan
from bargroove.cli.arguments import (
    Verbs,
    add_json,
    add_no_report,
    add_set,
    add_sound,
    add_source,
    later,
    positive,
    seed,
    speed,
    target,
    verb,
)
from bargroove.cli.limits_arguments import add_limits, add_words
from bargroove.cli.published import add_publish
from bargroove.places import captures_folder
from hardware.simulated import VARIANTS


def _add_demo(verbs: Verbs) -> None:
    about = "run a live set from a simulated sensor, and compare with the truth"
    parser = verb(verbs, "demo", about, later("demo"))
    parser.add_argument(
        "--lift",
        default="squat",
        metavar="L",
        choices=VARIANTS,
        help=f"one of: {', '.join(VARIANTS)} (default: squat)",
    )
    parser.add_argument(
        "--seed", type=seed, default=1, metavar="N", help="another number, another set (default 1)"
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help=f"where to keep the capture (default: in {captures_folder()})",
    )
    parser.add_argument(
        "--speed",
        type=speed,
        metavar="X",
        help="1 for real time, 2 for twice as fast, 0 for as fast as it can (default: 1 in a"
        " window, else 0)",
    )
    add_sound(parser)
    add_no_report(parser)
    parser.add_argument(
        "--headless", action="store_true", help="no window, print only, redraw nothing"
    )


def _add_scan(verbs: Verbs) -> None:
    parser = verb(verbs, "scan", "list the sensors in reach, on BLE and serial ports", scan.run)
    parser.add_argument(
        "--seconds",
        type=positive,
        default=5.0,
        metavar="S",
        help="how long to listen (default: %(default)g)",
    )
    add_json(parser)


def _add_live(verbs: Verbs) -> None:
    about = "run a set: numbers while the bar moves, kept in the logbook and a capture"
    parser = verb(verbs, "live", about, later("live"))
    parser.set_defaults(refuse=parser.error)
    add_source(parser, required=False)
    add_set(parser, required=False)
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help=f"where to keep the capture (default: {captures_folder()})",
    )
    add_words(parser)
    add_limits(parser)
    parser.add_argument(
        "--target",
        type=target,
        metavar="V",
        help="mean velocity to reach, m/s: a slower rep sounds otherwise",
    )
    parser.add_argument(
        "--next",
        action="append",
        default=[],
        metavar="N",
        help="who lifts after that; once for each, in their order",
    )
    parser.add_argument(
        "--kiosk",
        action="store_true",
        help="a rack's own screen: full, no way to the desktop; without SOURCE as it was last",
    )
    add_sound(parser)
    add_no_report(parser)
    add_publish(parser)
    parser.add_argument("--terminal", action="store_true", help="no window: a table or lines")
    parser.add_argument(
        "--json", action="store_true", help="print a line of JSON for each event, for programs"
    )


def _add_record(verbs: Verbs) -> None:
    parser = verb(verbs, "record", "capture a sensor without judging", later("record"))
    add_source(parser)
    parser.add_argument("file", metavar="FILE", type=Path, help="the capture; it must not exist")
    parser.add_argument(
        "--seconds", type=positive, metavar="S", help="how long (default: until Ctrl-C)"
    )


def _add_analyze(verbs: Verbs) -> None:
    parser = verb(verbs, "analyze", "find and measure the reps of a recording", analyze.run)
    parser.add_argument(
        "file", metavar="FILE", type=Path, help="a recording: a capture, CSV or Parquet"
    )
    add_set(parser)
    add_words(parser)
    add_limits(parser)
    parser.add_argument("--keep", action="store_true", help="keep the sets in the logbook")
    add_json(parser)
    parser.add_argument(
        "--trace", type=Path, metavar="OUT.csv", help="write the bar's motion, sample by sample"
    )


def _add_calibrate(verbs: Verbs) -> None:
    about = "calibrate a sensor by six still poses, and keep the result for all later sets"
    parser = verb(verbs, "calibrate", about, later("calibrate"))
    deeds = parser.add_mutually_exclusive_group(required=True)
    deeds.add_argument("source", metavar="SOURCE", nargs="?", help="the sensor, as for live")
    deeds.add_argument("--show", action="store_true", help="list the stored calibrations")
    deeds.add_argument("--forget", metavar="SENSOR", help="remove a stored calibration")


def _add_flash(verbs: Verbs) -> None:
    about = "put the firmware on a board of your own, or test a sensor of any kind"
    parser = verb(verbs, "flash", about, later("flash"))
    places = parser.add_mutually_exclusive_group()
    places.add_argument(
        "--drive",
        type=Path,
        metavar="PATH",
        help="where the board's CircuitPython drive is mounted (default: it is looked for)",
    )
    places.add_argument(
        "--port", metavar="PORT", help="the port of an M5StickC Plus2, as /dev/ttyACM0 or COM3"
    )
    parser.add_argument(
        "--test",
        metavar="SOURCE",
        help="test this sensor, ble:… or serial:…, while it lies still; copies nothing, unless"
        " --drive or --port is given too",
    )
    parser.add_argument(
        "--rate",
        type=positive,
        default=208.0,
        metavar="HZ",
        help="samples per second to ask the tested sensor for (default: %(default)g)",
    )
    parser.add_argument(
        "--seconds",
        type=positive,
        default=10.0,
        metavar="S",
        help="how long the test listens (default: %(default)g)",
    )
    add_json(parser)


def _add_doctor(verbs: Verbs) -> None:
    verb(verbs, "doctor", "what works here, and what to do about the rest", doctor.run)


ALL = (
    _add_demo,
    _add_scan,
    _add_live,
    _add_record,
    _add_analyze,
    _add_calibrate,
    _add_flash,
    _add_doctor,
)
