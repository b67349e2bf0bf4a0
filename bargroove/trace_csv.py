"""The bar's motion as a CSV, one row for each sample of the recording."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from velocity import Trace

HEADER = "t_s,vertical_velocity_m_s,vertical_velocity_se_m_s,height_m,forward_m,lateral_m,tilt_deg"

_PLACES = (4, 5, 5, 5, 5, 5, 4)  # decimals of each column
_PIECE = 20_000  # rows formatted at a time


def write_trace(trace: Trace, path: Path) -> None:
    """Write the trace; cells are empty where a value is not known.

    Raises:
        OSError: the file cannot be written.
    """
    columns = (
        trace.time,
        trace.vertical_velocity,
        trace.vertical_velocity_se,
        trace.height,
        trace.forward,
        trace.lateral,
        np.degrees(trace.tilt),
    )
    row = ",".join(f"%.{places}f" for places in _PLACES) + "\n"
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEADER + "\n")
        for first in range(0, len(trace.time), _PIECE):
            file.write(_formatted(row, [c[first : first + _PIECE] for c in columns]))


def _formatted(row: str, columns: list[np.ndarray[tuple[int], np.dtype[np.float64]]]) -> str:
    """Return rows of text, all formatted in one go: ten times as fast as row by row."""
    places = zip(columns, _PLACES, strict=True)
    values = np.column_stack([np.round(c, p) + 0.0 for c, p in places])  # never "-0.0"
    return ((row * len(values)) % tuple(values.ravel().tolist())).replace("nan", "")
