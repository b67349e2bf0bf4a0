"""Calibrations of sensors, one small JSON file for each, kept by the sensor's identity."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from bargroove.errors import BargrooveError, CannotWrite
from bargroove.files import reason, write_whole
from bargroove.places import calibrations_folder
from firmware_bridge.corrections import from_plain, to_plain
from velocity.calibration import Constants

SCHEMA = 1


class BadCalibration(BargrooveError, ValueError):
    """A stored calibration that cannot be read."""


@dataclass(frozen=True)
class Calibration:
    """What a sensor gets wrong at rest, and how well that is known.

    Attributes:
        uid: the sensor's identity.
        model: what people call it.
        made: when, UTC, ISO 8601.
        expected_mg: standard error that remains in the size of gravity, thousandths of it.
        constants: the corrections; the tilt is none of the sensor's.
    """

    uid: str
    model: str
    made: str
    expected_mg: float
    constants: Constants


def store(calibration: Calibration) -> Path:
    """Keep a calibration in place of the sensor's older one, whole or not at all; return where.

    Raises:
        CannotWrite: the folder takes no file.
    """
    path = _path(calibration.uid)
    text = json.dumps(to_json(calibration), indent=2, allow_nan=False) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(
            f"{path.parent}: there can be no folder for calibrations ({reason(error)}); let"
            " BARGROOVE_DATA name another place"
        ) from None
    write_whole(path, "calibration", lambda draft: _write(draft, text))
    return path


def find(uid: str) -> Calibration | None:
    """Return the calibration of a sensor, if there is one.

    Raises:
        BadCalibration: there is one that cannot be read.
    """
    path = _path(uid)
    return _read(path) if path.exists() else None


def known() -> list[Calibration]:
    """Return all calibrations that can be read, by model and identity."""
    found = []
    for path in sorted(calibrations_folder().glob("*.json")):
        try:
            found.append(_read(path))
        except BadCalibration:
            continue  # told when its sensor is used
    return sorted(found, key=lambda c: (c.model, c.uid))


def for_source(url: str) -> dict[str, Calibration]:
    """Return all calibrations by identity; "" is for a sensor at this source that has none."""
    held = {one.uid: one for one in known()}
    nameless = held.get(identity_at("", url))
    return held | ({"": nameless} if nameless else {})


def identity_at(uid: str, url: str) -> str:
    """Return what a sensor goes by: its identity, or the way to it where it does not say one."""
    return uid or url.partition("?")[0]


def forget(uid: str) -> bool:
    """Remove a sensor's calibration; return whether there was one.

    Raises:
        CannotWrite: it cannot be removed.
    """
    path = _path(uid)
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise CannotWrite(f"{path}: it cannot be removed ({reason(error)})") from None
    return True


def to_json(calibration: Calibration) -> dict[str, Any]:
    """Return a calibration as plain values."""
    return {
        "schema": SCHEMA,
        "uid": calibration.uid,
        "model": calibration.model,
        "made": calibration.made,
        "expected_mg": round(calibration.expected_mg, 3),
        **to_plain(calibration.constants),
    }


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _read(path: Path) -> Calibration:
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        if held["schema"] != SCHEMA:
            raise ValueError(f"it has schema {held['schema']}, not {SCHEMA}")
        return Calibration(
            str(held["uid"]),
            str(held["model"]),
            str(held["made"]),
            float(held["expected_mg"]),
            from_plain(held),
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadCalibration(
            f"{path}: no calibration that can be read ({error}); calibrate the sensor again"
        ) from None


def _path(uid: str) -> Path:
    """Return a file name that people can read and no two sensors share."""
    word = re.sub(r"[^A-Za-z0-9-]+", "-", uid).strip("-")[:40]
    return calibrations_folder() / f"{word}-{sha256(uid.encode()).hexdigest()[:8]}.json"
