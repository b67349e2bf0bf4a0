"""``bargroove analyze``: a recording in, its reps out."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

from bargroove.choices import limits_of
from bargroove.cli.limits_arguments import overrides_of
from bargroove.errors import CannotWrite
from bargroove.files import check_writable, write_whole
from bargroove.progress import progress
from bargroove.report_json import to_json
from bargroove.settings import read_settings
from bargroove.trace_csv import write_trace
from firmware_bridge.recordings import Recording, read_recording
from gui.empty import no_reps
from gui.live_words import title
from gui.table import bullets, render
from gui.terminal import Style, style_of
from velocity import LIFTS, Alert, Analysis, analyze, usual_alert
from velocity.samples import Floats


def run(arguments: argparse.Namespace) -> None:
    """Analyze a recording and print its reps.

    Raises:
        BridgeError: the recording cannot be read.
        CannotWrite: the trace cannot be written.
        BadSettings, BadChoice: what was chosen of the limits cannot be.
        LogbookError: the sets are to be kept, and cannot be.
    """
    trace: Path | None = arguments.trace
    if trace is not None:
        _check_trace(trace, arguments.file)
    alert, notices = _alert(arguments)
    recording, analysis = analyze_file(
        arguments.file,
        arguments.lift,
        offset_m=arguments.offset_m,
        bar_axis=arguments.bar_axis,
        alert=alert,
        trace=trace is not None,
    )
    recording = replace(recording, notices=(*recording.notices, *notices))
    load, lifter = arguments.load, arguments.lifter
    if arguments.keep:
        from bargroove.kept_recording import keep

        recording = replace(
            recording, notices=(*recording.notices, *keep(arguments, analysis, alert.limits))
        )
    if arguments.json:
        print(to_json(analysis, load_kg=load, lifter=lifter, notices=recording.notices))
    else:
        style = style_of(sys.stdout, os.environ)
        heading = f"{title(analysis.lift, load, lifter)}, {analysis.sample_rate:.1f} Hz"
        print(f"{heading}\n\n{as_text(recording, analysis, style)}")
    if analysis.trace is not None and trace is not None:
        with progress("writing the trace"):
            write_whole(trace, "trace", partial(write_trace, analysis.trace))


def _alert(arguments: argparse.Namespace) -> tuple[Alert, tuple[str, ...]]:
    """Return what judges the reps, and what people should know of that.

    A recording may be of anybody: a lifter whom the logbook does not know is judged as one of
    whom nothing is known.
    """
    lift, load, phase = arguments.lift, arguments.load, arguments.phase
    chosen, told = overrides_of(arguments), ""
    if arguments.lifter:
        from bargroove.book import open_book  # its library takes a while to load
        from bargroove.logbook import UnknownLifter

        try:
            with closing(open_book(arguments.lifter)) as book:
                alert = book.alert(lift, load, phase, chosen)
            return alert, (book.trouble,) if book.trouble else ()
        except UnknownLifter as error:
            told = f"judged as a lifter of whom nothing is known: {error}"
    limits = limits_of(LIFTS[lift], read_settings().fields(None, lift, phase), chosen)
    return usual_alert(LIFTS[lift], limits, load), (told,) if told else ()


def analyze_file(
    path: Path,
    lift: str,
    *,
    offset_m: float | None = None,
    bar_axis: Floats | None = None,
    alert: Alert | None = None,
    trace: bool = False,
) -> tuple[Recording, Analysis]:
    """Return a recording and what it shows of a lift, as ``velocity.analyze`` has it.

    Raises:
        BridgeError: the recording cannot be read.
    """
    with progress(f"reading {path.name}"):
        recording = read_recording(path)
    with progress(f"analyzing {recording.samples.duration:.0f} s of {lift}"):
        analysis = analyze(
            recording.samples,
            LIFTS[lift],
            offset_m=offset_m,
            bar_axis=bar_axis,
            alert=alert,
            trace=trace,
        )
    return recording, analysis


def as_text(recording: Recording, analysis: Analysis, style: Style) -> str:
    """Return what people read of an analysis, also where it holds no rep."""
    notices = (*recording.notices, *analysis.notices)
    if analysis.reps:
        return render(analysis, style, notices=notices)
    reasons = no_reps(recording.samples, LIFTS[analysis.lift])
    return "\n".join(["No reps found.", *bullets((*reasons, *notices), style)])


def _check_trace(trace: Path, recording: Path) -> None:
    """Refuse a trace that cannot be written, or that would take the recording's place."""
    if trace.exists() and recording.exists() and trace.samefile(recording):
        raise CannotWrite(f"{trace}: the trace would replace the recording; choose another place")
    check_writable(trace, "trace")
