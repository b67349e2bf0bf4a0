"""The product's own JSON: everything that a logbook knows of its sets."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from bargroove.exchange.checking import checked
from bargroove.exchange.codec import from_plain, to_plain
from bargroove.exchange.errors import BadImport
from bargroove.exchange.wording import shown
from bargroove.logbook.parcels import PackedLifter, PackedOverride, PackedSet, Parcel

FORMAT = "bargroove"
SCHEMA = 1


def write_json(parcel: Parcel) -> str:
    """Return a parcel as JSON text, a line for each lifter, set and so on."""
    parts = (
        f'"format": "{FORMAT}"',
        f'"schema": {SCHEMA}',
        f'"lifters": {_lines(parcel.lifters)}',
        f'"overrides": {_lines(parcel.overrides)}',
        f'"sets": {_lines(parcel.sets)}',
    )
    return "{" + ",\n".join(parts) + "}\n"


def read_json(text: str) -> Parcel:
    """Return the parcel of ``write_json``.

    Raises:
        BadImport: it is something else, of a later version, or damaged.
    """
    held = _loaded(text)
    return checked(
        Parcel(
            lifters=from_plain(tuple[PackedLifter, ...], held.get("lifters", []), "lifter"),
            sets=from_plain(tuple[PackedSet, ...], held.get("sets", []), "set"),
            overrides=from_plain(tuple[PackedOverride, ...], held.get("overrides", []), "override"),
        )
    )


def _lines(records: Sequence[Any]) -> str:
    each = (json.dumps(to_plain(one), allow_nan=False, ensure_ascii=False) for one in records)
    return "[" + ",".join(f"\n{text}" for text in each) + "]"


def _loaded(text: str) -> Mapping[str, Any]:
    try:
        held = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadImport(f"line {error.lineno}: no JSON ({error.msg})") from None
    except (RecursionError, ValueError):
        raise BadImport("no JSON that can be read") from None
    if not isinstance(held, dict) or held.get("format") != FORMAT:
        raise BadImport("this JSON is no export of this program: it does not say so in 'format'")
    if held.get("schema") != SCHEMA:
        raise BadImport(
            f"it is of schema {shown(held.get('schema'))}, and this version reads {SCHEMA}: update"
            " the program"
        )
    return held
