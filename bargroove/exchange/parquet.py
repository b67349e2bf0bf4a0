"""The product's own table as Parquet: the CSV's columns, each of its own type."""

from __future__ import annotations

import importlib
from pathlib import Path

from bargroove.exchange.own_csv import PLACES, records
from bargroove.logbook.parcels import Parcel
from firmware_bridge.errors import MissingExtra


def write_parquet(parcel: Parcel, path: Path) -> None:
    """Write a parcel's reps.

    Raises:
        OSError: the file cannot be written.
        MissingExtra: pyarrow is not installed.
    """
    try:
        arrow = importlib.import_module("pyarrow")
        parquet = importlib.import_module("pyarrow.parquet")
    except ImportError:
        raise MissingExtra(
            "Parquet needs pyarrow: install bargroove[parquet], or export as CSV"
        ) from None
    types = {int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_(), str: arrow.string()}
    kinds = [arrow.string() if place.many else types[place.kind] for place in PLACES]
    rows = list(records(parcel))
    columns = [arrow.array([row[place] for row in rows], kind) for place, kind in enumerate(kinds)]
    parquet.write_table(arrow.table(columns, names=[place.heading for place in PLACES]), path)
